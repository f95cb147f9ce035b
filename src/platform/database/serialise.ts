import { sql } from 'kysely';
import type { Tx } from './connect.ts';

/**
 * Lets one transaction after the other past this point for the same `key`, until it ends: for a check ("is there one
 * already?") whose answer two requests at once would both find free.
 */
export async function serialise(tx: Tx, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 7150301))`.execute(tx);
}
