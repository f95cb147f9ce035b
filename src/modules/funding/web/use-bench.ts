import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Estimate, type EstimateBasis, estimateEstate } from '../domain/rule/estimate.ts';
import type { Rule } from '../domain/rule/types.ts';
import { fundingApi, fundingQueries } from './api.ts';

type Answer = Awaited<ReturnType<typeof fundingApi.rules.bench>>;
export type BenchEstate = Answer['items'][number];
type Bench = { readonly basis: EstimateBasis; readonly items: readonly BenchEstate[] };

const size = 500;

/** All estates in sight, page after page. */
async function loadAll(signal: AbortSignal): Promise<Bench> {
  const first = await fundingApi.rules.bench({ page: 1, size }, { signal });
  const items = [...first.items];
  for (let page = 2; items.length < first.total; page += 1) {
    const next = await fundingApi.rules.bench({ page, size }, { signal });
    if (next.items.length === 0) break;
    items.push(...next.items);
  }
  return { basis: first.basis, items };
}

export const useBenchEstates = () =>
  useQuery({
    queryKey: [...fundingQueries.rules.key(), 'bench-all'],
    queryFn: ({ signal }) => loadAll(signal),
    staleTime: 300_000,
  });

/** The estate's estimate under a book; the same pure function the server uses. */
export function estimateOf(basis: EstimateBasis, { facts }: BenchEstate, rules: readonly Rule[]): Estimate {
  const { floorAreaCm2, schemeLines, ...rest } = facts;
  return estimateEstate(
    basis,
    {
      ...rest,
      floorAreaCm2: floorAreaCm2 === null ? null : BigInt(floorAreaCm2),
      schemeLines: schemeLines?.map((line) => ({ ...line, amountFen: BigInt(line.amountFen) })) ?? null,
    },
    rules,
  );
}

export type BenchRow = {
  readonly estate: BenchEstate;
  readonly before: Estimate;
  readonly after: Estimate;
  /** What the residents bear more (or less), fen. */
  readonly movedFen: bigint;
  /** Half of all that changes hands between payers, fen. */
  readonly shiftedFen: bigint;
};

const size0 = (value: bigint): bigint => (value < 0n ? -value : value);

function shifted(before: Estimate, after: Estimate): bigint {
  const payers = new Set([...before.totals.keys(), ...after.totals.keys()]);
  let sum = 0n;
  for (const payer of payers)
    sum += size0((after.totals.get(payer) ?? 0n) - (before.totals.get(payer) ?? 0n));
  return sum / 2n;
}

/** Every estate before and after; before is computed once, after anew with each change of the rules. */
export function useBenchRows(bench: Bench, before: readonly Rule[], after: readonly Rule[]): BenchRow[] {
  const held = useMemo(
    () => bench.items.map((estate) => estimateOf(bench.basis, estate, before)),
    [bench, before],
  );
  return useMemo(
    () =>
      bench.items.flatMap((estate, at): BenchRow[] => {
        const was = held[at];
        if (!was) return [];
        const now = estimateOf(bench.basis, estate, after);
        const movedFen = (now.totals.get('residents') ?? 0n) - (was.totals.get('residents') ?? 0n);
        return [{ estate, before: was, after: now, movedFen, shiftedFen: shifted(was, now) }];
      }),
    [bench, held, after],
  );
}
