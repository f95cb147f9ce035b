import { sql } from 'kysely';
import type { Tx } from '#platform/database/connect.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { isWithin, regionCode } from '#shared/region.ts';
import { traceFlows } from '../../domain/ledger/trace.ts';
import { overviewProblems } from '../../problems-overview.ts';

/** One posting's cash of a source: positive came in, negative went out. */
export type CashFlow = {
  readonly id: string;
  readonly kind: string;
  readonly day: string;
  readonly number: string;
  readonly party: string;
  readonly by: string;
  readonly authorisationId: string | null;
  readonly amountFen: bigint;
};

/** Cash of a source in the order of the books; a posting taken back and its mirror, which cancel out, are left out. */
export async function cashFlows(tx: Tx, sourceId: string): Promise<readonly CashFlow[]> {
  const { rows } = await sql<CashFlow>`
    select p.id, p.kind, coalesce(p.document_on, p.booked_on) as day, p.document_number as number, p.party,
      p.by_name as by, p.authorisation_id as "authorisationId", sum(e.amount_fen)::bigint as "amountFen"
    from funding_entry e join funding_posting p on p.id = e.posting_id
    where e.source_id = ${sourceId} and e.account = 'cash' and p.reverses_id is null
      and not exists (select from funding_posting r where r.reverses_id = p.id)
    group by p.id having sum(e.amount_fen) <> 0 order by min(e.id)`.execute(tx);
  return rows;
}

/** Which receipt paid for which use, first in first out; what went out without having come in is uncovered. */
export function traceOf(flows: readonly CashFlow[]) {
  const receipts = flows.filter(({ amountFen }) => amountFen > 0n);
  const uses = flows
    .filter(({ amountFen }) => amountFen < 0n)
    .map(({ id, amountFen }) => ({ id, amountFen: -amountFen }));
  const { links, unusedFen } = traceFlows(receipts, uses);
  const sum = (list: readonly { amountFen: bigint }[]) => list.reduce((all, one) => all + one.amountFen, 0n);
  return { links, unusedFen, uncoveredFen: sum(uses) - sum(links) };
}

/** Whether all of a source's entries are in sight; of one of a region above only the own estates' are. */
export const seesWhole = (ctx: Pick<Ctx, 'actor'>, region: string): boolean =>
  isWithin(regionCode(region), ctx.actor.scope);

/** A source whose whole books the actor sees. Throws `funding.overview.source`, `funding.overview.source-above`. */
export async function wholeSource(ctx: Ctx, id: string) {
  const source = await ctx.tx.selectFrom('fundingSource').selectAll().where('id', '=', id).executeTakeFirst();
  if (!source) throw problem(overviewProblems, 'funding.overview.source');
  if (!seesWhole(ctx, source.regionCode))
    throw problem(overviewProblems, 'funding.overview.source-above', { document: source.documentNumber });
  return source;
}
