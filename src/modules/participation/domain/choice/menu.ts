import type { Fen } from '#shared/money.ts';
import type { Limits } from './election.ts';
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
  /** Why an open item may not follow what is chosen, or null. */
  readonly bar: (item: number, chosen: readonly number[]) => Bar | null;
  readonly limits: Limits | null;
};

export type Bar =
  | { readonly code: 'incompatible'; readonly with: string }
  | { readonly code: 'class-cap'; readonly class: ItemClass; readonly cap: Fen; readonly spent: Fen };

/** @throws RangeError on a menu or ballot that names an id twice or an unknown one, or on an amount below 0 */
export function readMenu(input: ChoiceInput): Menu {
  const known = new Set(input.items.map(({ id }) => id));
  if (known.size !== input.items.length) throw new RangeError('an item is on the menu twice');
  const negative = [input.budget, ...input.items.map(({ cost }) => cost), ...Object.values(input.caps ?? {})];
  if (negative.some((amount) => amount < 0n)) throw new RangeError('an amount is below 0');
  const most = negative.slice(0, input.items.length + 1).reduce<bigint>((sum, amount) => sum + amount, 0n);
  if (most > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError('amounts are too large to count exactly');
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
    limits: limitsOf(input, fixed, open),
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
    const spent = chosen.reduce<bigint>(
      (sum, index) => sum + (open[index]?.class === own.class ? (open[index]?.cost ?? 0n) : 0n),
      0n,
    );
    return spent + own.cost > cap ? { code: 'class-cap', class: own.class, cap, spent: spent as Fen } : null;
  };
}

const purses = ['improvement', 'enhancement'] as const;

/** The same bars by number, for the engine. */
function limitsOf(
  input: ChoiceInput,
  fixed: readonly ChoiceItem[],
  open: readonly ChoiceItem[],
): Limits | null {
  const groups = input.incompatible ?? [];
  if (groups.length === 0 && Object.keys(input.caps ?? {}).length === 0) return null;
  const place = new Map(open.map(({ id }, index) => [id, index]));
  const fixedIds = new Set(fixed.map(({ id }) => id));
  const rivals = open.map(({ id }, index) =>
    groups
      .filter((group) => group.includes(id))
      .flatMap((group) => group.flatMap((other) => place.get(other) ?? []))
      .filter((other) => other !== index),
  );
  const out = open.flatMap(({ id }, index) =>
    groups.some((group) => group.includes(id) && group.some((other) => fixedIds.has(other))) ? [index] : [],
  );
  return {
    out: new Set(out),
    rivals,
    purse: open.map((item) => (item.class === 'enhancement' ? 1 : 0)),
    cap: purses.map((name) => Number(input.caps?.[name] ?? Infinity)),
  };
}
