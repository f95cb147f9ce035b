import { divideByLargestRemainder } from '#shared/largest-remainder.ts';
import type { DivideMethod } from './words.ts';

/** A part as a division sees it; area in cm², null where nobody knows it. */
export type DividedPart = {
  readonly id: string;
  /** As people write it: 3号楼1单元201. */
  readonly place: string;
  readonly areaCm2: bigint | null;
  readonly floor: number | null;
};

/** Of an agreement: an amount in fen or a weight per part, all of one kind. */
export type AgreedRow = { readonly partId: string; readonly amountFen?: bigint; readonly weight?: bigint };

export type DivisionRule = {
  readonly method: DivideMethod;
  /** Floor → coefficient as decimal text; for `floor`. */
  readonly coefficients?: Readonly<Record<string, string>>;
  /** For `agreement`. */
  readonly agreed?: readonly AgreedRow[];
};

export type DivisionFault =
  | { readonly code: 'empty' }
  | { readonly code: 'area-unknown'; readonly places: readonly string[] }
  | { readonly code: 'floor-unknown'; readonly places: readonly string[] }
  | { readonly code: 'coefficient-missing'; readonly floor: number; readonly places: readonly string[] }
  | { readonly code: 'agreement-missing'; readonly places: readonly string[] }
  | { readonly code: 'agreement-strange'; readonly parts: readonly string[] }
  | { readonly code: 'agreement-mixed' }
  | { readonly code: 'agreement-sum'; readonly sumFen: bigint; readonly totalFen: bigint }
  | { readonly code: 'nobody' };

export type DividedRow = { readonly id: string; readonly amountFen: bigint; readonly weight: string };
export type Division =
  | { readonly ok: true; readonly rows: readonly DividedRow[] }
  | { readonly ok: false; readonly fault: DivisionFault };

const decimal = /^(\d{1,3})(?:\.(\d{1,6}))?$/;
/** A coefficient in millionths. @throws RangeError when it is no decimal */
function millionths(text: string): bigint {
  const [, whole, fraction = ''] = decimal.exec(text) ?? [];
  if (whole === undefined) throw new RangeError(`not a coefficient: ${text}`);
  return BigInt(whole + fraction.padEnd(6, '0'));
}

type Weights =
  | { readonly ok: true; readonly weights: readonly { id: string; weight: bigint; text: string }[] }
  | { readonly ok: false; readonly fault: DivisionFault };

const placesWhere = (parts: readonly DividedPart[], of: (part: DividedPart) => boolean) =>
  parts.filter(of).map((part) => part.place);

/** 民法典 283: by the share of exclusive area. */
function byArea(parts: readonly DividedPart[]): Weights {
  const places = placesWhere(parts, (part) => part.areaCm2 === null);
  if (places.length > 0) return { ok: false, fault: { code: 'area-unknown', places } };
  return {
    ok: true,
    weights: parts.map(({ id, areaCm2 }) => ({ id, weight: areaCm2 ?? 0n, text: `${areaCm2}` })),
  };
}

function byFloor(parts: readonly DividedPart[], coefficients: Readonly<Record<string, string>>): Weights {
  const unknown = placesWhere(parts, (part) => part.floor === null);
  if (unknown.length > 0) return { ok: false, fault: { code: 'floor-unknown', places: unknown } };
  const areas = byArea(parts);
  if (!areas.ok) return areas;
  const missing = parts.find((part) => !Object.hasOwn(coefficients, String(part.floor)));
  if (missing) {
    const floor = missing.floor ?? 0;
    const places = placesWhere(parts, (part) => part.floor === floor);
    return { ok: false, fault: { code: 'coefficient-missing', floor, places } };
  }
  return {
    ok: true,
    weights: parts.map(({ id, areaCm2, floor }) => {
      const text = coefficients[String(floor)] ?? '0';
      return { id, weight: millionths(text) * (areaCm2 ?? 0n), text: `${text}×${areaCm2}` };
    }),
  };
}

function byAgreement(
  total: bigint,
  parts: readonly DividedPart[],
  agreed: readonly AgreedRow[],
): Division | Weights {
  const known = new Set(parts.map(({ id }) => id));
  const strange = agreed.filter((row) => !known.has(row.partId)).map((row) => row.partId);
  const rows = new Map(agreed.map((row) => [row.partId, row]));
  if (strange.length > 0 || rows.size !== agreed.length)
    return { ok: false, fault: { code: 'agreement-strange', parts: strange } };
  const places = placesWhere(parts, ({ id }) => !rows.has(id));
  if (places.length > 0) return { ok: false, fault: { code: 'agreement-missing', places } };
  const amounts = agreed.filter((row) => row.amountFen !== undefined).length;
  const weighted = agreed.filter((row) => row.weight !== undefined).length;
  if (amounts + weighted !== agreed.length || (amounts > 0 && weighted > 0))
    return { ok: false, fault: { code: 'agreement-mixed' } };
  if (weighted > 0)
    return {
      ok: true,
      weights: parts.map(({ id }) => {
        const weight = rows.get(id)?.weight ?? 0n;
        return { id, weight, text: `${weight}` };
      }),
    };
  const sumFen = agreed.reduce((sum, row) => sum + (row.amountFen ?? 0n), 0n);
  if (sumFen !== total) return { ok: false, fault: { code: 'agreement-sum', sumFen, totalFen: total } };
  return {
    ok: true,
    rows: parts.map(({ id }) => {
      const amountFen = rows.get(id)?.amountFen ?? 0n;
      return { id, amountFen, weight: `${amountFen}` };
    }),
  };
}

/**
 * Divides what residents owe in all over exclusive parts: by agreement, else by exclusive area (民法典 283); amounts in
 * fen that sum to `total` exactly, none negative, the same in whatever order the parts come.
 */
export function divideCollection(total: bigint, parts: readonly DividedPart[], rule: DivisionRule): Division {
  if (parts.length === 0) return { ok: false, fault: { code: 'empty' } };
  const found =
    rule.method === 'agreement'
      ? byAgreement(total, parts, rule.agreed ?? [])
      : rule.method === 'floor'
        ? byFloor(parts, rule.coefficients ?? {})
        : rule.method === 'area'
          ? byArea(parts)
          : { ok: true as const, weights: parts.map(({ id }) => ({ id, weight: 1n, text: '1' })) };
  if (!found.ok || 'rows' in found) return found;
  if (found.weights.every(({ weight }) => weight === 0n)) return { ok: false, fault: { code: 'nobody' } };
  const amounts = divideByLargestRemainder(total, found.weights);
  return {
    ok: true,
    rows: found.weights.map(({ id, text }) => ({ id, amountFen: amounts.get(id) ?? 0n, weight: text })),
  };
}
