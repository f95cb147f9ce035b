import { chineseNumber, compact, withoutBrackets } from './text.ts';

/** A figure as a cell gives it. */
export type Quantity = {
  readonly value: number;
  /** Factor of a written unit (万 10 000, 亩 666.67 ㎡ …); null when the cell names none that scales. */
  readonly scale: number | null;
  readonly percent: boolean;
  /** Digits after the point as written. */
  readonly decimals: number;
  readonly approximate: boolean;
};

const magnitudes: Readonly<Record<string, number>> = { 百: 100, 千: 1_000, 万: 10_000, 亿: 100_000_000 };
const areaUnit = /^(?:m2|m²|平方米|平米|平方|平|方)$/;
const countUnit = /^(?:户|家|套|栋|幢|座|座楼|栋楼|个|个单元|单元|人|口|口人|名|处|间|层|部|元|年)$/;
const about = /大约|大概|约为?|将近|接近|近|左右|上下|以上|以下|余|多(?=$|户|人|栋|平|m2)|±|≈|\?/g;

/** 1 亩 = 2000/3 ㎡; 1 公顷 = 10 000 ㎡ (legal units, not parameters). */
const landUnits: Readonly<Record<string, number>> = { 亩: 2000 / 3, 公顷: 10_000 };

/**
 * Reads a figure with whatever stands around it: thousands separators, full-width digits, 万, a unit, a remark in
 * brackets, 约; sums such as `336+24`; plain Chinese numerals. Null when it is no figure.
 */
export function parseQuantity(raw: string): Quantity | null {
  const written = withoutBrackets(compact(raw)).replace(/^'+/, '').toLowerCase();
  const text = written.replace(about, '');
  const approximate = text !== written;
  const tenths = tenthsOf(text);
  if (tenths !== null) return { value: tenths, scale: null, percent: true, decimals: 0, approximate };
  const sum = /^\d+(?:\+\d+)+$/.test(text.replace(/[户人栋个]$/, ''));
  if (sum) {
    const value = text.split('+').reduce((total, part) => total + Number.parseInt(part, 10), 0);
    return { value, scale: null, percent: false, decimals: 0, approximate };
  }
  const parts = /^([-+]?)(\d{1,3}(?:,\d{3})+|\d+|(?=\.\d))(?:\.(\d*))?(e[-+]?\d+)?(.*)$/.exec(text);
  if (!parts) return chinese(text, approximate);
  const [, sign = '', whole = '', fraction = '', exponent = '', rest = ''] = parts;
  const unit = readUnit(rest);
  if (!unit) return null;
  const value = Number(`${sign}${whole.replaceAll(',', '') || '0'}.${fraction || '0'}${exponent}`);
  if (!Number.isFinite(value)) return null;
  return { value, ...unit, decimals: exponent ? 0 : fraction.length, approximate };
}

/** 九成 → 90, 八成五 → 85, 七成半 → 75, 百分之九十 → 90; null for anything else. */
function tenthsOf(text: string): number | null {
  const hundredth = /^百分之(.+)$/.exec(text)?.[1];
  if (hundredth !== undefined)
    return /^\d+(?:\.\d+)?$/.test(hundredth) ? Number(hundredth) : chineseNumber(hundredth);
  const [, tens, ones = ''] = /^([一二两三四五六七八九十\d])成([一二三四五六七八九半\d]?)$/.exec(text) ?? [];
  if (tens === undefined) return null;
  const digit = (one: string) => (/\d/.test(one) ? Number(one) : (chineseNumber(one) ?? 0));
  return digit(tens) * 10 + (ones === '半' ? 5 : ones === '' ? 0 : digit(ones));
}

function chinese(text: string, approximate: boolean): Quantity | null {
  const parts = /^([〇零一壹二两贰三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟]+)(.*)$/.exec(text);
  const value = parts?.[1] === undefined ? null : chineseNumber(parts[1]);
  const unit = readUnit(parts?.[2] ?? '');
  return value === null || !unit ? null : { value, ...unit, decimals: 0, approximate };
}

/** The unit written behind a number; null when what stands there is no unit. */
function readUnit(text: string): { scale: number | null; percent: boolean } | null {
  if (text === '') return { scale: null, percent: false };
  if (text === '%') return { scale: null, percent: true };
  const land = landUnits[text];
  if (land !== undefined) return { scale: land, percent: false };
  const magnitude = magnitudes[text[0] ?? ''];
  const unit = magnitude === undefined ? text : text.slice(1);
  if (areaUnit.test(unit)) return { scale: magnitude ?? 1, percent: false };
  if (unit === '' || countUnit.test(unit)) return { scale: magnitude ?? null, percent: false };
  return null;
}
