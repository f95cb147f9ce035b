import { divideInOrder } from '#shared/largest-remainder.ts';
import { scaleDecimals } from './decimal.ts';
import { type Household, type PartAmount, ShareFault, type SharePart } from './types.ts';

/** @throws ShareFault funding.share.floor on the first part whose floor is not told or has no coefficient */
function coefficientWeights(
  parts: readonly SharePart[],
  coefficients: Readonly<Record<string, string>>,
): bigint[] {
  const floors = Object.keys(coefficients);
  const { numbers } = scaleDecimals(floors.map((floor) => coefficients[floor] ?? ''));
  const byFloor = new Map(floors.map((floor, at) => [floor, numbers[at] ?? 0n]));
  return parts.map(({ id, areaCm2, floor }, at) => {
    const coefficient = floor === undefined ? undefined : byFloor.get(String(floor));
    if (coefficient === undefined)
      throw new ShareFault(
        'funding.share.floor',
        { part: id, floor: floor === undefined ? '未填' : String(floor) },
        `parts[${at}]${floor === undefined ? '' : '.floor'}`,
      );
    return coefficient * areaCm2;
  });
}

/** What each part counts for: its area (民法典 283), one, or its floor's coefficient × area. @throws ShareFault funding.share.floor */
export function partWeights(parts: readonly SharePart[], household: Household): bigint[] {
  if (household.method === 'area') return parts.map(({ areaCm2 }) => areaCm2);
  if (household.method === 'equal') return parts.map(() => 1n);
  return coefficientWeights(parts, household.coefficients ?? {});
}

/**
 * Divides what the residents owe over the exclusive parts by largest remainder, ties by id; in the order of the parts.
 * @throws ShareFault funding.share.floor; .no-parts or .no-weight when something is owed and nobody can owe it
 */
export function divideParts(
  owedFen: bigint,
  household: Household,
  parts: readonly SharePart[],
): PartAmount[] {
  const weights = partWeights(parts, household);
  if (owedFen > 0n && parts.length === 0)
    throw new ShareFault('funding.share.no-parts', { fen: String(owedFen) }, 'parts');
  if (owedFen > 0n && weights.every((weight) => weight === 0n))
    throw new ShareFault('funding.share.no-weight', { fen: String(owedFen) }, 'parts');
  const amounts = divideInOrder(
    owedFen,
    parts.map(({ id }, at) => ({ id, weight: weights[at] ?? 0n })),
  );
  return parts.map(({ id }, at) => ({ id, amountFen: amounts[at] ?? 0n }));
}
