import { fenFromWan, wanText } from '#shared/money.ts';
import type { Choice } from './choice-words.ts';

type Item = Choice['items'][number];

/** One line of the menu while it is edited: amounts as typed. */
export type DraftLine = Omit<Item, 'cost' | 'residents'> & {
  readonly included: boolean;
  /** 万元 as typed. */
  readonly wan: string;
  readonly why: string;
};
type Suggested = Omit<Item, 'cost' | 'residents'> & { readonly cost: string | null; readonly why: string };

/** Fen as 万元 without trailing zeros, for a field; '' where there is none. */
export const wanOfFen = (fen: string | null | undefined): string =>
  fen === null || fen === undefined ? '' : wanText(BigInt(fen), 6).replace(/\.?0+$/, '');

/** What the menu holds, then what the catalogue offers besides. */
export function draftLines(choice: Choice, suggested: readonly Suggested[]): DraftLine[] {
  const why = new Map(suggested.map((item) => [item.id, item.why]));
  const held = choice.items.map(({ residents: _residents, cost, ...item }) => ({
    ...item,
    included: true,
    wan: wanOfFen(cost),
    why: why.get(item.id) ?? '',
  }));
  const more = suggested
    .filter((item) => !choice.items.some(({ id }) => id === item.id))
    .map(({ cost, id, title, class: kind, basis, note, shares, why: reason }) => ({
      ...{ id, title, class: kind, basis, note, shares, why: reason },
      included: false,
      wan: wanOfFen(cost),
    }));
  const order = { basic: 0, improvement: 1, enhancement: 2 } as const;
  return [...held, ...more].sort((a, b) => order[a.class] - order[b.class]);
}

/** 万元 as typed, in fen; null where it is no amount. */
export function fenOf(wan: string): bigint | null {
  try {
    const fen = fenFromWan(wan);
    return fen >= 0n ? fen : null;
  } catch {
    return null;
  }
}

/** The lines that go into the menu, with their cost; the titles of those whose cost is missing. */
export function menuOf(lines: readonly DraftLine[]) {
  const included = lines.filter((line) => line.included);
  return {
    missing: included.filter((line) => fenOf(line.wan) === null).map((line) => line.title),
    items: included.map(({ included: _included, wan, why: _why, ...item }) => ({
      ...item,
      cost: String(fenOf(wan) ?? 0n),
    })),
    sum: (kind: Item['class']) =>
      included.filter((line) => line.class === kind).reduce((sum, line) => sum + (fenOf(line.wan) ?? 0n), 0n),
  };
}
