import { divideInOrder } from '#shared/largest-remainder.ts';
import { scaleDecimals } from '../share/decimal.ts';
import type { CostLine } from './apply.ts';
import type { PipeOwner, RenovationClass } from './types.ts';

/** An estate as the estimate wants it; null is unknown. */
export type EstateForShares = {
  readonly builtYear: number | null;
  readonly propertyKind: string | null;
  readonly subdistrict: string | null;
  readonly households: number | null;
  readonly entrances: number | null;
  readonly floorAreaCm2: bigint | null;
  /** Item → grade of the survey. */
  readonly condition: Readonly<Record<string, string | null>>;
};
/** What is assumed of networks until an estate's own facts are entered. */
export type NetworkFacts = { readonly insideShare: string; readonly pipe: PipeOwner };
/** One cost before it is told apart by the meter: a scheme's line, or the catalogue's price × size. */
export type RawLine = {
  readonly id: string;
  readonly item: string;
  readonly title: string;
  readonly class: RenovationClass;
  readonly amountFen: bigint;
  readonly basis: string;
};

/** Network items split by largest remainder into the part inside and outside the meter; all others stay whole. */
export function costLines(
  raw: readonly RawLine[],
  estate: EstateForShares,
  networks: ReadonlyMap<string, NetworkFacts>,
): CostLine[] {
  const { builtYear, propertyKind, subdistrict, households, floorAreaCm2 } = estate;
  return raw.flatMap((line): CostLine[] => {
    const make = (facts: Pick<CostLine['facts'], 'meter' | 'pipe'>, amountFen: bigint, mark: string) => ({
      ...{ id: `${line.id}${mark}`, title: line.title, amountFen, basis: line.basis },
      facts: { item: line.item, class: line.class, ...facts, builtYear, propertyKind, subdistrict },
      ...{ households, floorAreaCm2 },
    });
    const network = networks.get(line.item);
    if (!network) return [make({ meter: null, pipe: null }, line.amountFen, '')];
    const { pipe } = network;
    if (network.insideShare === '0') return [make({ meter: 'outside', pipe }, line.amountFen, '')];
    const { numbers, unit } = scaleDecimals([network.insideShare]);
    const inside = numbers[0] ?? 0n;
    const [insideFen = 0n, outsideFen = 0n] = divideInOrder(line.amountFen, [
      { id: 'inside', weight: inside < unit ? inside : unit },
      { id: 'outside', weight: inside < unit ? unit - inside : 0n },
    ]);
    return [
      ...(insideFen > 0n ? [make({ meter: 'inside', pipe }, insideFen, ':inside')] : []),
      ...(outsideFen > 0n || insideFen === 0n
        ? [make({ meter: 'outside', pipe }, outsideFen, insideFen > 0n ? ':outside' : '')]
        : []),
    ];
  });
}

type Price = {
  readonly item: string;
  readonly per: 'floorM2' | 'household' | 'entrance';
  readonly yuan: string;
};
const perNames = { floorM2: '每平方米建筑面积', household: '每户', entrance: '每单元' } as const;

function fenOfYuan(yuan: string): bigint {
  const [whole = '0', part = ''] = yuan.split('.');
  return BigInt(whole) * 100n + BigInt(part.padEnd(2, '0'));
}

function sizeOf(
  estate: EstateForShares,
  per: Price['per'],
): { amount: bigint; unit: bigint; text: string } | null {
  if (per === 'floorM2')
    return estate.floorAreaCm2 === null
      ? null
      : { amount: estate.floorAreaCm2, unit: 10_000n, text: `${Number(estate.floorAreaCm2) / 10_000} ㎡` };
  const count = per === 'household' ? estate.households : estate.entrances;
  if (count === null) return null;
  return { amount: BigInt(count), unit: 1n, text: per === 'household' ? `${count} 户` : `${count} 个单元` };
}

/**
 * What an estate without a scheme would cost: catalogue prices × its size, rounded half up. Basic items the survey
 * found in good order are left out, and items the pack says are decided one by one (lifts). `missing` names items whose
 * size nobody knows.
 */
export function catalogueLines(
  catalogue: readonly { readonly id: string; readonly title: string; readonly class: RenovationClass }[],
  prices: readonly Price[],
  leaveOut: readonly string[],
  estate: EstateForShares,
): { readonly lines: RawLine[]; readonly missing: string[] } {
  const byItem = new Map(prices.map((price) => [price.item, price]));
  const lines: RawLine[] = [];
  const missing: string[] = [];
  for (const item of catalogue) {
    const price = byItem.get(item.id);
    if (!price || leaveOut.includes(item.id)) continue;
    if (item.class === 'basic' && estate.condition[item.id] === 'good') continue;
    const size = sizeOf(estate, price.per);
    if (!size) {
      missing.push(item.title);
      continue;
    }
    const amountFen = (size.amount * fenOfYuan(price.yuan) + size.unit / 2n) / size.unit;
    lines.push({
      ...{ id: item.id, item: item.id, title: item.title, class: item.class, amountFen },
      basis: `${perNames[price.per]} ${price.yuan} 元 × ${size.text}（目录单价，待核）`,
    });
  }
  return { lines, missing };
}
