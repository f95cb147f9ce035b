import { fenFromWan, wanText } from '#shared/money.ts';
import { className } from './names.ts';

type WorksClass = 'basic' | 'improvement' | 'enhancement';

const classText = (classes: readonly string[]): string => classes.map((id) => className({}, id)).join('、');

/** What a cell of the money grid says and how it is read back. */
const classLists = [
  ['basic'],
  ['improvement'],
  ['enhancement'],
  ['basic', 'improvement'],
  ['basic', 'enhancement'],
  ['improvement', 'enhancement'],
  ['basic', 'improvement', 'enhancement'],
] as const;
export const classOptions: readonly string[] = classLists.map((list) => classText(list));
export const carryOptions = ['可结转', '不结转'] as const;

/** 万元 as typed, thousands separators allowed, empty for none; null where it is no amount. */
export function fenOfCell(text: string): string | null {
  const plain = text.replace(/[,，\s]/g, '');
  if (plain === '') return '0';
  try {
    const fen = fenFromWan(plain);
    return fen < 0n ? null : String(fen);
  } catch {
    return null;
  }
}

/** Fen as 万元 without needless zeros; empty for none. */
export const wanCell = (fen: string | undefined): string =>
  fen === undefined || fen === '0' ? '' : wanText(BigInt(fen), 6).replace(/\.?0+$/, '');

export const classesOfCell = (text: string): WorksClass[] | undefined => {
  const found = classLists.find((list) => classText(list) === text.trim());
  return found ? [...found] : undefined;
};

/** Households as typed; undefined where it is no number, null where empty: unlimited. */
export function householdsOfCell(text: string): number | null | undefined {
  const plain = text.replace(/[,，\s户]/g, '');
  if (plain === '') return null;
  return /^\d{1,7}$/.test(plain) ? Number(plain) : undefined;
}
