import { sql } from 'kysely';
import type { Database, Tx } from './connect.ts';

/** Sees every region: only for start-up, sign-in and housekeeping, never on behalf of a user. */
export const everyRegion = '*';

/**
 * The half-open range of region codes that lie in `scope`: 371503 → ['371503', '371504'). Digits only, so that it
 * means the same under every collation. The same range is what row-level security tests.
 */
const rangeOf = (scope: string): [string, string] =>
  scope === everyRegion ? ['', '99'] : [scope, String(BigInt(scope) + 1n)];

/** Binds the transaction to the rows of a region; it lasts until the transaction ends. */
export async function bindScope(tx: Tx, scope: string): Promise<void> {
  const [lo, hi] = rangeOf(scope);
  await sql`select set_config('huanju.lo', ${lo}, true), set_config('huanju.hi', ${hi}, true)`.execute(tx);
}

/** Runs `work` in one transaction that sees only the rows of `scope`. */
export function inScope<T>(db: Database, scope: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await bindScope(tx, scope);
    return work(tx);
  });
}
