import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { DB } from './tables.ts';

export type Database = Kysely<DB>;
export type Tx = Transaction<DB>;

/** Days stay `YYYY-MM-DD` text and bigint stays bigint: neither survives a JS Date or number. */
const parsers = new Map<number, (text: string) => unknown>([
  [1082, (text) => text],
  [20, (text) => BigInt(text)],
]);
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    parsers.get(oid) ?? pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig['getTypeParser'],
};

/**
 * A pool of connections.
 * @param url postgres:// address
 * @param max largest number of connections
 */
export function connect(url: string, max = 10): Database {
  const pool = new pg.Pool({ connectionString: url, max, types, application_name: 'huanju' });
  // An idle connection that dies (server restarted) must not take the process with it; the next query reconnects.
  pool.on('error', () => undefined);
  // The same for a connection that dies between two statements of a transaction: its next statement fails instead.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
}
