import type { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { paymentsContract } from '../../contract-payments.ts';
import { type PaymentKind, paymentKinds, type RequiredPaper } from '../../domain/payments/papers.ts';
import { type ContractRow, contractRow } from '../works/contract-sight.ts';
import { gatesOfContract } from '../works/gates.query.ts';
import { contractCap, contractHoldings, type SourceHolding, stageOf } from '../works/holdings.query.ts';
import { estateNames, itemNames } from '../works/names.query.ts';

/** Papers a request of each kind must carry. */
export async function requiredPapers(
  ctx: Pick<Ctx, 'tx' | 'today'>,
  contract: Pick<ContractRow, 'regionCode'>,
): Promise<Readonly<Record<PaymentKind, readonly RequiredPaper[]>>> {
  const { values } = await policyOn(ctx.tx, contract.regionCode, ctx.today);
  return values['payment.papers'];
}

export type Available = { readonly estateId: string; readonly item: string; readonly fen: bigint };

/** What is available per estate and item, over all sources. */
export function availableOf(holdings: readonly SourceHolding[]): Available[] {
  const sums = new Map<string, Available>();
  for (const { estateId, item, heldFen } of holdings) {
    const key = `${estateId} ${item}`;
    sums.set(key, { estateId, item, fen: heldFen + (sums.get(key)?.fen ?? 0n) });
  }
  return [...sums.values()];
}

const least = (sum: bigint, cap: bigint | null): bigint => {
  if (cap !== null && cap < sum) return cap;
  return sum;
};

type Answer = z.infer<NonNullable<(typeof paymentsContract.basis)['~orpc']['outputSchema']>>;

/** What of a contract may be asked for now, kind by kind, with the gates and papers it takes. */
export async function paymentBasis(ctx: Ctx, input: { id: string }): Promise<Answer> {
  const contract = await contractRow(ctx, input.id);
  const papers = await requiredPapers(ctx, contract);
  const gates = await gatesOfContract(ctx, contract);
  const itemOf = await itemNames(ctx);
  const kinds = [];
  for (const kind of paymentKinds) {
    const available = availableOf(await contractHoldings(ctx, contract, stageOf(kind)));
    const nameOf = await estateNames(
      ctx,
      available.map((one) => one.estateId),
    );
    const sum = available.reduce((all, one) => all + one.fen, 0n);
    kinds.push({
      kind,
      availableFen: String(least(sum, contractCap(contract, kind))),
      lines: available
        .filter((one) => one.fen > 0n)
        .map((one) => ({
          estateId: one.estateId,
          estateName: nameOf(one.estateId),
          item: one.item,
          itemTitle: itemOf(one.item),
          availableFen: String(one.fen),
        })),
      missingGates: (gates.find((one) => one.kind === kind)?.gates ?? [])
        .filter((gate) => !gate.passed)
        .map((gate) => gate.title),
      papers: papers[kind].map(({ id, title }) => ({ id, title })),
    });
  }
  return { kinds };
}
