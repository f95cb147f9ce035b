import { costOf } from '../domain/lines/cost.ts';
import { milliFromText, worksOf } from '../domain/lines/line.ts';
import type { Line, Scheme, Version } from './schemes-words.tsx';

/** A line as it is typed: `key` holds it on the screen, `id` is the server's and null until it is saved. */
export type DraftLine = Omit<Line, 'id' | 'works' | 'amount' | 'unitPrice'> & {
  readonly key: string;
  readonly id: string | null;
  /** Yuan, as typed. */
  readonly price: string;
};
export type Draft = {
  readonly title: string;
  readonly summary: string;
  readonly otherPercent: string;
  readonly contingencyPercent: string;
  /** 万元, as typed; empty: none. */
  readonly ceilingWan: string;
  readonly ceilingBasis: string;
  readonly lines: readonly DraftLine[];
};

const yuanText = (fen: string): string => {
  const value = BigInt(fen);
  const part = String(value % 100n).padStart(2, '0');
  return `${value / 100n}${part === '00' ? '' : `.${part}`}`;
};

/** Yuan with at most two places into fen; null for anything else. */
export function fenOfYuan(text: string): bigint | null {
  const parts = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(text.trim());
  return parts ? BigInt(`${parts[1]}${(parts[2] ?? '').padEnd(2, '0')}`) : null;
}

/** 万元 with at most six places into fen; null for anything else. */
export function fenOfWan(text: string): bigint | null {
  const parts = /^(\d{1,9})(?:\.(\d{1,6}))?$/.exec(text.trim());
  return parts ? BigInt(`${parts[1]}${(parts[2] ?? '').padEnd(6, '0')}`) : null;
}

const wanText = (fen: string | null): string => {
  if (fen === null) return '';
  const value = BigInt(fen);
  const part = String(value % 1_000_000n)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return `${value / 1_000_000n}${part ? `.${part}` : ''}`;
};

export const draftLine = ({ works: _w, amount: _a, unitPrice, ...line }: Line): DraftLine => ({
  ...line,
  key: line.id,
  price: yuanText(unitPrice),
});

export const draftOf = (version: Version): Draft => ({
  title: version.title,
  summary: version.summary,
  otherPercent: version.otherPercent,
  contingencyPercent: version.contingencyPercent,
  ceilingWan: wanText(version.ceiling),
  ceilingBasis: version.ceilingBasis,
  lines: version.lines.map(draftLine),
});

const percent = /^\d{1,2}(\.\d{1,2})?$/;

/** What keeps a draft from being saved, in words; the first of it. */
export function faultOf(draft: Draft): string | null {
  if (draft.title.trim().length < 2) return '请填写方案名称';
  if (!percent.test(draft.otherPercent)) return '其他费率应为百分数，至多两位小数';
  if (!percent.test(draft.contingencyPercent)) return '预备费率应为百分数，至多两位小数';
  if (draft.ceilingWan !== '' && fenOfWan(draft.ceilingWan) === null) return '上限应为万元，至多六位小数';
  return lineFault(draft.lines);
}

export function lineFault(lines: readonly DraftLine[]): string | null {
  const at = lines.findIndex(
    (line) =>
      milliFromText(line.quantity) === null ||
      fenOfYuan(line.price) === null ||
      line.itemTitle.trim() === '' ||
      line.unit.trim() === '' ||
      line.trade.trim() === '',
  );
  return at < 0 ? null : `第 ${at + 1} 行的名称、专业、单位、数量或单价还没有填对`;
}

/** Sums of a draft as it stands; a line that cannot be read yet counts as nothing. */
export function costOfDraft(draft: Draft, contingencyOn: Version['contingencyOn']) {
  const lines = draft.lines.map((line) => ({
    id: line.key,
    quantityMilli: milliFromText(line.quantity) ?? 0n,
    unitPriceFen: fenOfYuan(line.price) ?? 0n,
  }));
  const bp = (text: string) => (percent.test(text) ? Math.round(Number(text) * 100) : 0);
  const rates = {
    otherBp: bp(draft.otherPercent),
    contingencyBp: bp(draft.contingencyPercent),
    contingencyOn,
  };
  return { ...costOf(lines, rates), worksBy: new Map(lines.map((line) => [line.id, worksOf(line)])) };
}

export const lineInputs = (lines: readonly DraftLine[]) =>
  lines.map(({ key: _k, class: _c, price, ...line }) => ({
    ...line,
    unitPrice: String(fenOfYuan(price) ?? 0n),
  }));

/** What the server is asked to save. */
export const saveInput = (scheme: Scheme, draft: Draft) => ({
  id: scheme.id,
  version: scheme.version,
  title: draft.title,
  summary: draft.summary,
  otherPercent: draft.otherPercent,
  contingencyPercent: draft.contingencyPercent,
  ceiling: draft.ceilingWan === '' ? null : String(fenOfWan(draft.ceilingWan) ?? 0n),
  ceilingBasis: draft.ceilingBasis,
  lines: lineInputs(draft.lines),
});
