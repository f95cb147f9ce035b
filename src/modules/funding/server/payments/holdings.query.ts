import type { Ctx } from '#platform/http/context.ts';
import { classNames } from '../../domain/ledger/words.ts';
import { earmarkBar } from '../../domain/payments/earmark.ts';
import type { PaymentKind } from '../../domain/payments/papers.ts';
import type { ContractRow } from '../works/contract-sight.ts';
import { contractHoldings, type SourceHolding, stageOf } from '../works/holdings.query.ts';
import { itemNames } from '../works/names.query.ts';

type Use = { readonly estateId: string; readonly item: string };

/** Every source with money in the project. */
const projectSources = (ctx: Pick<Ctx, 'tx'>, projectId: string) =>
  ctx.tx
    .selectFrom('fundingSource as s')
    .selectAll('s')
    .where('s.id', 'in', (row) =>
      row.selectFrom('fundingCell').select('sourceId').where('projectId', '=', projectId),
    )
    .orderBy('s.expiresOn')
    .orderBy('s.id')
    .execute();

/**
 * For each estate and item asked for, what every source of the project holds for it under the contract at the stage the
 * kind draws on: nothing where it is not bound to the contract, and why not where its earmark forbids it.
 */
export async function paymentHoldings(
  ctx: Ctx,
  contract: ContractRow,
  kind: PaymentKind,
  uses: readonly Use[],
): Promise<SourceHolding[]> {
  const held = await contractHoldings(ctx, contract, stageOf(kind));
  const sources = await projectSources(ctx, contract.projectId);
  const classes = await ctx.tx
    .selectFrom('fundingItem')
    .select(['estateId', 'item', 'class'])
    .where('projectId', '=', contract.projectId)
    .execute();
  const words = {
    item: await itemNames(ctx),
    class: (id: string) => classNames[id as keyof typeof classNames] ?? id,
  };
  return uses.flatMap(({ estateId, item }) => {
    const itemClass = classes.find((one) => one.estateId === estateId && one.item === item)?.class ?? '';
    return sources.map((source) => ({
      sourceId: source.id,
      title: source.title,
      documentNumber: source.documentNumber,
      estateId,
      item,
      heldFen:
        held.find((one) => one.sourceId === source.id && one.estateId === estateId && one.item === item)
          ?.heldFen ?? 0n,
      expiresOn: source.expiresOn,
      barred: earmarkBar(source, { estateId, item, itemClass }, ctx.today, words),
    }));
  });
}
