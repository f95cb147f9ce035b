import { sql } from 'kysely';
import type { z } from 'zod';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { chainShape } from '../../contract-chain.ts';
import type { PaymentKind } from '../../domain/ledger/words.ts';
import { overviewProblems } from '../../problems-overview.ts';

export type Step = z.infer<typeof chainShape>['steps'][number];
export type ChainLink = Step['links'][number];

/** A payment request or an authorisation given without one, as its chain is asked for. */
export type ChainSubject = {
  readonly id: string;
  readonly regionCode: string;
  readonly paymentId: string | null;
  readonly number: string | null;
  readonly state: string | null;
  readonly requestedBy: string;
  readonly requestedOn: string | null;
  readonly authorisationId: string | null;
  readonly contractId: string;
  readonly kind: PaymentKind;
  readonly amountFen: bigint;
  readonly paidFen: bigint;
  readonly payee: string;
};
export type Use = { readonly estateId: string; readonly item: string; readonly sourceId: string | null };

/** By the id of a request or of an authorisation. Throws `funding.overview.chain`. */
export async function chainSubject(ctx: Ctx, id: string): Promise<ChainSubject> {
  const requests = await sql<ChainSubject>`
    select y.id, y.region_code as "regionCode", y.id as "paymentId", y.number, y.state, y.created_by as "requestedBy",
      (y.created_at at time zone 'Asia/Shanghai')::date as "requestedOn", y.authorisation_id as "authorisationId",
      y.contract_id as "contractId", y.kind, y.amount_fen as "amountFen", coalesce(a.paid_fen, 0)::bigint as "paidFen",
      coalesce(a.payee, c.contractor) as payee
    from funding_payment y join funding_contract c on c.id = y.contract_id
      left join funding_authorisation a on a.id = y.authorisation_id
    where y.id = ${id} or y.authorisation_id = ${id}`.execute(ctx.tx);
  if (requests.rows[0]) return requests.rows[0];
  // Of a region above one's own only the lines of one's own estates are in sight; without any there is nothing to see.
  const given = await sql<ChainSubject>`
    select a.id, a.region_code as "regionCode", null as "paymentId", null as number, null as state, '' as "requestedBy",
      null as "requestedOn", a.id as "authorisationId", a.contract_id as "contractId", a.kind,
      a.amount_fen as "amountFen", a.paid_fen as "paidFen", a.payee
    from funding_authorisation a where a.id = ${id}
      and exists (select from funding_authorisation_line l where l.authorisation_id = a.id)`.execute(ctx.tx);
  if (!given.rows[0]) throw problem(overviewProblems, 'funding.overview.chain');
  return given.rows[0];
}

/** What it pays for and out of which source. */
export async function usesOf(ctx: Ctx, subject: ChainSubject): Promise<readonly Use[]> {
  if (subject.authorisationId) {
    const { rows } = await sql<Use>`
      select distinct c.estate_id as "estateId", c.item, l.source_id as "sourceId"
      from funding_authorisation_line l join funding_cell c on c.id = l.cell_id
      where l.authorisation_id = ${subject.authorisationId}`.execute(ctx.tx);
    return rows;
  }
  const { rows } = await sql<Use>`
    select distinct estate_id as "estateId", item, source_id as "sourceId"
    from funding_payment_line where payment_id = ${subject.paymentId}`.execute(ctx.tx);
  return rows;
}
