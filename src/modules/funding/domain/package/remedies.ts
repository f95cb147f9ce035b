import { asIs } from './facility.ts';
import { appraise, type Limits, type Package } from './package.ts';

/** One way of its own to balance a package; every one was tried on the whole package, none is an estimate. */
export type Remedy =
  /** Grant at the beginning, fen, over what is granted already. */
  | { readonly kind: 'grant'; readonly fen: number }
  /** All prices times this, basis points. */
  | { readonly kind: 'price'; readonly points: number }
  /** All concessions longer by so many years. */
  | { readonly kind: 'longer'; readonly years: number }
  /** Leaving out these facilities, the worst first. */
  | { readonly kind: 'drop'; readonly ids: readonly string[] }
  /** Borrowing no more than this share of the first outlay, basis points. */
  | { readonly kind: 'borrow'; readonly share: number };

/** The smallest whole number from `low` to `high` at which `holds` is true, where it stays true from there on; or null. */
function least(low: number, high: number, holds: (value: number) => boolean): number | null {
  if (!holds(high)) return null;
  let [below, above] = [low - 1, high];
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (holds(middle)) above = middle;
    else below = middle;
  }
  return above;
}

const highestPrice = 100_000;
const largestGrant = Number.MAX_SAFE_INTEGER / 1024;

/** What would balance the package, each alone. Empty when it is balanced already. */
export function remedies(pack: Package, limits: Limits): readonly Remedy[] {
  if (appraise(pack, limits).balanced) return [];
  return [
    ...byGrant(pack, limits),
    ...byPrice(pack, limits),
    ...byYears(pack, limits),
    ...byDropping(pack, limits),
    ...byBorrowing(pack, limits),
  ];
}

function byGrant(pack: Package, limits: Limits): Remedy[] {
  const gap = Math.ceil(appraise(pack, limits).gap);
  const fen = least(1, Math.min(largestGrant, gap * 2 + 1), (extra) => {
    const granted = { ...pack, grantFen: pack.grantFen + extra };
    return appraise(granted, limits).balanced;
  });
  return fen === null ? [] : [{ kind: 'grant', fen }];
}

function byPrice(pack: Package, limits: Limits): Remedy[] {
  const points = least(
    10_001,
    highestPrice,
    (revenue) => appraise(pack, limits, { ...asIs, revenue }).balanced,
  );
  return points === null ? [] : [{ kind: 'price', points }];
}

/** A longer concession may also bring losses: each length is tried from the shortest on. */
function byYears(pack: Package, limits: Limits): Remedy[] {
  const room = Math.min(
    ...pack.facilities.map(({ concessionYears }) => limits.maxConcessionYears - concessionYears),
  );
  for (let longer = 1; longer <= room; longer++)
    if (appraise(pack, limits, { ...asIs, longer }).balanced) return [{ kind: 'longer', years: longer }];
  return [];
}

/** Leaves out the facility of least worth, again and again; the last one is never left out. */
function byDropping(pack: Package, limits: Limits): Remedy[] {
  const worth = (id: string) => {
    const facilities = pack.facilities.filter((one) => one.id === id);
    return appraise({ ...pack, facilities, grantFen: 0 }, limits).npvFromStart;
  };
  const order = pack.facilities.map(({ id }) => ({ id, worth: worth(id) }));
  order.sort((a, b) => a.worth - b.worth || (a.id < b.id ? -1 : 1));
  for (let count = 1; count < order.length; count++) {
    const ids = order.slice(0, count).map(({ id }) => id);
    const facilities = pack.facilities.filter(({ id }) => !ids.includes(id));
    if (appraise({ ...pack, facilities }, limits).balanced) return [{ kind: 'drop', ids }];
  }
  return [];
}

/** Where only the cover is short: less debt. */
function byBorrowing(pack: Package, limits: Limits): Remedy[] {
  const { debt } = pack;
  if (!debt || appraise(pack, limits).npvFromStart < 0) return [];
  const spared = least(
    1,
    debt.share,
    (less) => appraise({ ...pack, debt: { ...debt, share: debt.share - less } }, limits).balanced,
  );
  return spared === null ? [] : [{ kind: 'borrow', share: debt.share - spared }];
}
