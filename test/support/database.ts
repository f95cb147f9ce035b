import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { connect, type Database } from '#platform/database/connect.ts';
import { appUrl } from '#platform/database/migrate.ts';

export type TestDatabase = {
  /** The application's own role: bound by row-level security, as in production. */
  readonly db: Database;
  /** The owner: only to look behind the scenes or to tamper. */
  readonly owner: Database;
  readonly url: string;
  drop(): Promise<void>;
};

/** A fresh copy of the migrated database, for one test file. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const ownerUrl = inject('ownerUrl');
  const name = `t_${randomBytes(6).toString('hex')}`;
  await asOwner(ownerUrl, `create database ${name} template huanju`);
  const mine = new URL(ownerUrl);
  mine.pathname = `/${name}`;
  const url = appUrl(mine.toString(), inject('appPassword'));
  const db = connect(url, 4);
  const owner = connect(mine.toString(), 2);
  return {
    db,
    owner,
    url,
    drop: async () => {
      await db.destroy();
      await owner.destroy();
      await asOwner(ownerUrl, `drop database ${name} with (force)`);
    },
  };
}

/** `create database` wants nobody else on the template, so it is asked for from another database, one at a time. */
async function asOwner(ownerUrl: string, statement: string): Promise<void> {
  const url = new URL(ownerUrl);
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(7150399)');
    await client.query(statement);
  } finally {
    await client.end();
  }
}
