import { byCodePoint } from './code-point-order.ts';

/** One who takes part in a division: `weight` in any unit (cm², share over a power of ten, 1), not negative. */
type Weighted = { readonly id: string; readonly weight: bigint };

/** Whole part of each quota, and what is left of it in sum-ths; both in the order of the weights. */
type Quotas = { readonly whole: bigint[]; readonly rest: readonly (bigint | number)[] | Float64Array };

const safe = (value: bigint): boolean => value <= BigInt(Number.MAX_SAFE_INTEGER);
/** 2^27 + 1: cuts a double into two halves whose products are exact (Dekker). */
const splitter = 134_217_729;

/** What a × b loses when rounded to a double: a × b = rounded + lost, exactly. */
function lost(a: number, b: number, rounded: number): number {
  const aScaled = a * splitter;
  const aHigh = aScaled - (aScaled - a);
  const aLow = a - aHigh;
  const bScaled = b * splitter;
  const bHigh = bScaled - (bScaled - b);
  const bLow = b - bHigh;
  return aLow * bLow - (rounded - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

/** Below this many the preparations of the fast way cost more than they save. */
const few = 32;

/** Any size. */
function exactQuotas(total: bigint, weights: readonly Weighted[], sum: bigint): Quotas {
  const whole = new Array<bigint>(weights.length);
  const rest = new Array<bigint>(weights.length);
  weights.forEach(({ weight }, at) => {
    const product = total * weight;
    const quotient = product / sum;
    whole[at] = quotient;
    rest[at] = product - quotient * sum;
  });
  return { whole, rest };
}

/**
 * The same below 2^53, several times faster: the quotient is guessed in doubles, and the remainder total × weight −
 * quotient × sum, taken exactly, says how far to put the guess right.
 */
function fastQuotas(total: number, weights: readonly Weighted[], sum: number): Quotas {
  const whole = new Array<bigint>(weights.length);
  const rest = new Float64Array(weights.length);
  weights.forEach((part, at) => {
    const weight = Number(part.weight);
    const product = total * weight;
    const productLost = lost(total, weight, product);
    let quotient = Math.floor(product / sum);
    const back = quotient * sum;
    let remainder = product - back + (productLost - lost(quotient, sum, back));
    while (remainder < 0) {
      quotient -= 1;
      remainder += sum;
    }
    while (remainder >= sum) {
      quotient += 1;
      remainder -= sum;
    }
    whole[at] = BigInt(quotient);
    rest[at] = remainder;
  });
  return { whole, rest };
}

/**
 * Gives one more to the `left` largest remainders. Only those that meet at the threshold are sorted, by exact remainder
 * and then by id: a sort of all of them costs most of the time of a district of 700,000 parts.
 */
function giveRest({ whole, rest }: Quotas, weights: readonly Weighted[], left: number): void {
  if (left === 0) return;
  const restOf = (at: number): bigint | number => rest[at] ?? 0;
  const idOf = (at: number): string => weights[at]?.id ?? '';
  const larger = (a: number, b: number): number =>
    restOf(a) === restOf(b) ? byCodePoint(idOf(a), idOf(b)) : restOf(a) < restOf(b) ? 1 : -1;
  if (rest.length <= few) {
    const order = weights.map((_, at) => at).sort(larger);
    for (const at of order.slice(0, left)) whole[at] = (whole[at] ?? 0n) + 1n;
    return;
  }
  const rounded = Float64Array.from(rest, Number);
  const threshold = Float64Array.from(rounded).sort()[rounded.length - left] ?? 0;
  const atThreshold: number[] = [];
  let open = left;
  rounded.forEach((value, at) => {
    if (value === threshold) atThreshold.push(at);
    if (value <= threshold) return;
    whole[at] = (whole[at] ?? 0n) + 1n;
    open -= 1;
  });
  atThreshold.sort(larger);
  for (const at of atThreshold.slice(0, open)) whole[at] = (whole[at] ?? 0n) + 1n;
}

/**
 * Divides `total` (fen, or any whole unit) by largest remainder, equal remainders by id in code-point order. Answers in
 * the order of `weights`; they sum to `total` exactly, none is negative, and the order of the weights never matters.
 * Ids are the caller's to keep unique.
 * @throws RangeError on a negative total or weight, or when there is something to divide and no weight at all
 */
export function divideInOrder(total: bigint, weights: readonly Weighted[]): bigint[] {
  let sum = 0n;
  for (const { id, weight } of weights) {
    if (weight < 0n) throw new RangeError(`negative weight of ${id}`);
    sum += weight;
  }
  if (total < 0n) throw new RangeError('a negative amount cannot be divided');
  if (total === 0n) return weights.map(() => 0n);
  if (sum === 0n) throw new RangeError('nobody to divide the amount over');
  const quotas =
    weights.length > few && safe(total) && safe(sum)
      ? fastQuotas(Number(total), weights, Number(sum))
      : exactQuotas(total, weights, sum);
  const given = quotas.whole.reduce((all, amount) => all + amount, 0n);
  giveRest(quotas, weights, Number(total - given));
  return quotas.whole;
}

/** The same by id. @throws RangeError as `divideInOrder`, and on an id that stands twice */
export function divideByLargestRemainder(
  total: bigint,
  weights: readonly Weighted[],
): ReadonlyMap<string, bigint> {
  const amounts = divideInOrder(total, weights);
  const byId = new Map(weights.map(({ id }, at) => [id, amounts[at] ?? 0n]));
  if (byId.size !== weights.length) throw new RangeError('an id stands twice in a division');
  return byId;
}
