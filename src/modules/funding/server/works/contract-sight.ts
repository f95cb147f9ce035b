import type { Selectable } from 'kysely';
import type { FundingContract, FundingContractTerm } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { type Actor, may, roles } from '#shared/actor.ts';
import { problem } from '#shared/problem.ts';
import type { ContractKind } from '../../domain/works/contract-kind.ts';
import { worksProblems } from '../../problems-works.ts';

type Reading = Pick<Ctx, 'tx' | 'actor'>;

/** A contract of the ledger with the terms this area keeps beside it. */
export type ContractRow = Selectable<FundingContract> & {
  readonly terms: Selectable<FundingContractTerm> & { readonly kind: ContractKind };
};

/** Somebody from outside the offices sees the contracts of the own organisation only. */
export const isOutside = (actor: Actor): boolean => !may(actor, roles);

/** What of a contract the actor's organisation is. */
export function sideOf(
  actor: Actor,
  terms: { readonly supplierId: string; readonly supervisorId: string | null },
): 'supplier' | 'supervisor' | null {
  if (actor.organisationId === null) return null;
  if (actor.organisationId === terms.supplierId) return 'supplier';
  return actor.organisationId === terms.supervisorId ? 'supervisor' : null;
}

/** The contracts the actor may see, as a query: `c` the ledger's, `t` the terms. */
export function contractsInSight(ctx: Reading) {
  const all = ctx.tx
    .selectFrom('fundingContract as c')
    .innerJoin('fundingContractTerms as t', 't.contractId', 'c.id');
  if (!isOutside(ctx.actor)) return all;
  const { organisationId } = ctx.actor;
  // somebody of no organisation sees nothing
  if (organisationId === null) return all.where('c.id', 'is', null);
  return all.where((row) =>
    row.or([row('t.supplierId', '=', organisationId), row('t.supervisorId', '=', organisationId)]),
  );
}

/** One contract in sight. Throws `funding.works.absent`. */
export async function contractRow(ctx: Reading, id: string): Promise<ContractRow> {
  const seen = await contractsInSight(ctx).select('c.id').where('c.id', '=', id).executeTakeFirst();
  if (!seen) throw problem(worksProblems, 'funding.works.absent');
  const [row, terms] = [
    await ctx.tx.selectFrom('fundingContract').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    await ctx.tx
      .selectFrom('fundingContractTerms')
      .selectAll()
      .where('contractId', '=', id)
      .executeTakeFirstOrThrow(),
  ];
  return { ...row, terms: { ...terms, kind: terms.kind as ContractKind } };
}
