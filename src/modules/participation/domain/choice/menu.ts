import type { ChoiceInput, ChoiceItem, ItemClass } from './types.ts';

/** The menu as the rules see it: items outside the vote, items open to it, and what bars one after another. */
export type Menu = {
  readonly fixed: readonly ChoiceItem[];
  /** Open to the vote, in menu order; item numbers below are places in this list. */
  readonly open: readonly ChoiceItem[];
  /** Money left for the open items after the fixed ones, never below 0. */
  readonly left: bigint;
  readonly short: bigint;
  /** Approved open items of every ballot, ascending, each once. */
  readonly ballots: readonly (readonly number[])[];
  readonly bar: (item: number, chosen: readonly number[]) => Bar | null;
};

export type Bar =
  | { readonly code: 'incompatible'; readonly with: string }
  | { readonly code: 'class-cap'; readonly class: ItemClass; readonly cap: bigint; readonly spent: bigint };

/** @throws RangeError on a menu or ballot that names an id twice or an unknown one, or on an amount below 0 */
export function readMenu(input: ChoiceInput): Menu {
  const known = new Set(input.items.map(({ id }) => id));
  if (known.size !== input.items.length) throw new RangeError('an item is on the menu twice');
  const negative = [input.budget, ...input.items.map(({ cost }) => cost), ...Object.values(input.caps ?? {})];
  if (negative.some((amount) => amount < 0n)) throw new RangeError('an amount is below 0');
  for (const ids of [...input.ballots, ...(input.incompatible ?? [])])
    for (const id of ids) if (!known.has(id)) throw new RangeError(`not on the menu: ${id}`);
  const fixed = input.items.filter((item) => item.class === 'basic');
  const open = input.items.filter((item) => item.class !== 'basic');
  const place = new Map(open.map(({ id }, index) => [id, index]));
  const rest = fixed.reduce<bigint>((left, { cost }) => left - cost, input.budget);
  return {
    fixed,
    open,
    left: rest > 0n ? rest : 0n,
    short: rest < 0n ? -rest : 0n,
    ballots: input.ballots.map((ballot) =>
      [...new Set(ballot.flatMap((id) => place.get(id) ?? []))].sort((a, b) => a - b),
    ),
    bar: barOf(input, fixed, open),
  };
}

function barOf(input: ChoiceInput, fixed: readonly ChoiceItem[], open: readonly ChoiceItem[]): Menu['bar'] {
  const rivals = open.map(
    ({ id }) =>
      new Set(
        (input.incompatible ?? []).flatMap((group) =>
          group.includes(id) ? group.filter((other) => other !== id) : [],
        ),
      ),
  );
  return (item, chosen) => {
    const own = open[item];
    if (!own) return null;
    const rival = [...fixed, ...chosen.flatMap((index) => open[index] ?? [])].find(({ id }) =>
      rivals[item]?.has(id),
    );
    if (rival) return { code: 'incompatible', with: rival.id };
    const cap = own.class === 'basic' ? undefined : input.caps?.[own.class];
    if (cap === undefined) return null;
    const spent = chosen.reduce(
      (sum, index) => sum + (open[index]?.class === own.class ? (open[index]?.cost ?? 0n) : 0n),
      0n,
    );
    return spent + own.cost > cap ? { code: 'class-cap', class: own.class, cap, spent } : null;
  };
}
