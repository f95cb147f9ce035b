import { m2FromCm2 } from '#shared/area.ts';
import { wanText } from '#shared/money.ts';

/** What stands where a figure is not known; never a zero. */
export const unknownText = '—';

type Maybe<T> = T | null | undefined;

const grouped = (text: string): string => {
  const [whole = '', fraction] = text.split('.');
  const sign = whole.startsWith('-') ? '-' : '';
  const digits = whole.replace('-', '').replace(/\B(?=(\d{3})+$)/g, ',');
  return `${sign}${digits}${fraction === undefined ? '' : `.${fraction}`}`;
};

/** 12,345.6 with at most `decimals` places; — when unknown. */
export const numberText = (value: Maybe<number>, decimals = 0): string =>
  value === null || value === undefined || !Number.isFinite(value)
    ? unknownText
    : value.toLocaleString('zh-CN', { maximumFractionDigits: decimals });

/** 0.256 → 25.6%; — when unknown. */
export const percentText = (share: Maybe<number>, decimals = 1): string =>
  share === null || share === undefined || !Number.isFinite(share)
    ? unknownText
    : `${(share * 100).toLocaleString('zh-CN', { maximumFractionDigits: decimals })}%`;

/** Fen (decimal string on the wire) as 万元 without the unit, e.g. `1,234.50`; — when unknown. */
export const wanOf = (fen: Maybe<string | bigint>, decimals = 2): string =>
  fen === null || fen === undefined || fen === '' ? unknownText : grouped(wanText(BigInt(fen), decimals));

/** Fen as 元 without the unit, exact to the fen; — when unknown. */
export function yuanOf(fen: Maybe<string | bigint>): string {
  if (fen === null || fen === undefined || fen === '') return unknownText;
  const value = BigInt(fen);
  const size = value < 0n ? -value : value;
  return grouped(`${value < 0n ? '-' : ''}${size / 100n}.${String(size % 100n).padStart(2, '0')}`);
}

/** cm² (decimal string on the wire) as ㎡ without the unit; — when unknown. */
export const m2Of = (cm2: Maybe<string | bigint>, decimals = 0): string =>
  cm2 === null || cm2 === undefined || cm2 === ''
    ? unknownText
    : numberText(m2FromCm2(BigInt(cm2)), decimals);

/** cm² as 万㎡ without the unit; — when unknown. */
export const wanM2Of = (cm2: Maybe<string | bigint>, decimals = 2): string =>
  cm2 === null || cm2 === undefined || cm2 === ''
    ? unknownText
    : numberText(m2FromCm2(BigInt(cm2)) / 10_000, decimals);

/** `2021-03-05` as 2021年3月5日; — when unknown. */
export function dayText(day: Maybe<string>): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})/.exec(day ?? '') ?? [];
  return year ? `${year}年${Number(month)}月${Number(date)}日` : unknownText;
}

const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** An instant (ISO text) as `2026-11-22 08:30:05` in Beijing time; — when unknown. */
export function instantText(instant: Maybe<string>): string {
  const date = new Date(instant ?? '');
  if (Number.isNaN(date.getTime())) return unknownText;
  return clock.format(date).replaceAll('/', '-');
}

/** Bytes as B, KB, MB. */
export function bytesText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${numberText(bytes / 1024, 1)} KB`;
  return `${numberText(bytes / 1024 / 1024, 1)} MB`;
}
