import { sql } from 'kysely';
import type { WorkCtx } from '#platform/http/context.ts';
import type { Actor } from '#shared/actor.ts';
import { refusalFrom } from './refusal.ts';

/** What the ledger needs of whoever posts: a transaction bound to their region, the time, and their name if any. */
export type LedgerCtx = Pick<WorkCtx, 'tx' | 'now' | 'requestId'> & {
  readonly actor?: Pick<Actor, 'id' | 'name'>;
};

/** Functions of the database that write the ledger, by their names there. */
export type LedgerFunction =
  | 'funding_grant'
  | 'funding_change_source'
  | 'funding_carry'
  | 'funding_arrange'
  | 'funding_receive'
  | 'funding_refund'
  | 'funding_sign'
  | 'funding_vary'
  | 'funding_commit'
  | 'funding_pass_gate'
  | 'funding_revoke_gate'
  | 'funding_measure'
  | 'funding_authorise'
  | 'funding_paid'
  | 'funding_in_kind'
  | 'funding_reverse'
  | 'funding_resolve_case'
  | 'funding_close';

const json = (value: unknown): string =>
  JSON.stringify(value, (_key, one) => (typeof one === 'bigint' ? one.toString() : one));

/**
 * Calls one of the ledger's functions in the caller's transaction; it writes its own audit line to the chain of each
 * source it touches. A refusal ends the transaction: whatever the caller wrote in it is undone too.
 * @throws Problem `funding.ledger.*`
 */
export async function callLedger<T>(ctx: LedgerCtx, name: LedgerFunction, order: object): Promise<T> {
  const by = {
    at: ctx.now,
    actorId: ctx.actor?.id ?? null,
    actorName: ctx.actor?.name ?? '系统',
    requestId: ctx.requestId,
  };
  try {
    const { rows } = await sql<{
      answer: T;
    }>`select ${sql.ref(name)}(${json(order)}::jsonb, ${json(by)}::jsonb) as answer`.execute(ctx.tx);
    return (rows[0] as { answer: T }).answer;
  } catch (fault) {
    throw refusalFrom(fault);
  }
}
