import type { Ctx } from '#platform/http/context.ts';
import type { PaymentKind } from '../../domain/payments/papers.ts';
import type { Holding } from '../../domain/works/spread.ts';
import type { ContractRow } from './contract-sight.ts';

type Reading = Pick<Ctx, 'tx'>;
export type Stage = 'committed' | 'advance' | 'payable' | 'retained';
export type SourceHolding = Holding & { readonly documentNumber: string };

/** What a payment of a kind draws on. */
export const stageOf = (kind: PaymentKind): Stage => {
  if (kind === 'advance') return 'advance';
  return kind === 'retention' ? 'retained' : 'payable';
};

/**
 * What each source holds for a contract's items at a stage: bound and not measured, free for an advance, payable, or
 * retained. Only items of estates in sight.
 */
export async function contractHoldings(
  ctx: Reading,
  contract: Pick<ContractRow, 'id' | 'retentionBp'>,
  stage: Stage,
): Promise<SourceHolding[]> {
  const rows = await ctx.tx
    .selectFrom('fundingCell as f')
    .innerJoin('fundingSource as s', 's.id', 'f.sourceId')
    .leftJoin('fundingBalance as b', (join) =>
      join.onRef('b.cellId', '=', 'f.id').on('b.account', '=', 'payable'),
    )
    .selectAll('f')
    .select(['s.title', 's.documentNumber', 's.expiresOn', 'b.balanceFen'])
    .where('f.contractId', '=', contract.id)
    .execute();
  return rows.map((row) => {
    const unmeasured = row.committedFen - row.measuredFen;
    const owed = row.advanceFen - row.recoveredFen;
    const held = {
      committed: unmeasured - owed,
      advance: unmeasured - (unmeasured * BigInt(contract.retentionBp)) / 10_000n - owed,
      payable: row.balanceFen ?? 0n,
      retained: row.retainedFen - row.releasedFen,
    } as const;
    return {
      sourceId: row.sourceId,
      title: row.title,
      documentNumber: row.documentNumber,
      estateId: row.estateId ?? '',
      item: row.item ?? '',
      heldFen: held[stage] > 0n ? held[stage] : 0n,
      expiresOn: row.expiresOn,
      barred: null,
    };
  });
}

const most = (limit: bigint): bigint => {
  if (limit > 0n) return limit;
  return 0n;
};

/** The most a contract as a whole allows of a kind now, by its frozen terms; null: no more than its lines. */
export function contractCap(contract: ContractRow, kind: PaymentKind): bigint | null {
  const { amountFen, advanceBp, advanceFen, measuredFen, progressBp, recoveredFen, progressFen } = contract;
  if (kind === 'advance') return most((amountFen * BigInt(advanceBp)) / 10_000n - advanceFen);
  if (kind === 'progress')
    return most((measuredFen * BigInt(progressBp)) / 10_000n - recoveredFen - progressFen);
  return null;
}
