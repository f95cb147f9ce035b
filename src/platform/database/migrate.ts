import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';

export const migrationsFolder = path.join(import.meta.dirname, '../../../db/migrations');

type Migration = { name: string; text: string; sha256: string };

/** All migrations in order; a file is named `YYYYMMDDTHHMM_<module>_<what>.sql`. */
export async function readMigrations(folder = migrationsFolder): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(path.join(folder, name), 'utf8');
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

/**
 * Brings the database up to date, each migration in its own transaction, under a lock so that two starts at once
 * do not meet. A migration that was applied and has changed since is refused: released migrations are immutable.
 * @param url address of the owner
 * @returns names of the migrations applied now
 */
export async function migrate(url: string, folder = migrationsFolder): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(7150301)');
    await client.query(
      'create table if not exists migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
    );
    const applied = new Map<string, string>(
      (await client.query('select name, sha256 from migration')).rows.map((row) => [row.name, row.sha256]),
    );
    const done: string[] = [];
    for (const migration of await readMigrations(folder)) {
      const before = applied.get(migration.name);
      if (before === migration.sha256) continue;
      if (before) throw new Error(`migration ${migration.name} was changed after it had been applied`);
      await applyOne(client, migration);
      done.push(migration.name);
    }
    return done;
  } finally {
    await client.end();
  }
}

async function applyOne(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.text);
    await client.query('insert into migration (name, sha256) values ($1, $2)', [
      migration.name,
      migration.sha256,
    ]);
    await client.query('commit');
  } catch (fault) {
    await client.query('rollback');
    throw new Error(`migration ${migration.name} failed: ${fault instanceof Error ? fault.message : fault}`, {
      cause: fault,
    });
  }
}

/** Gives the application's own role its password; `alter role` takes no parameters, hence the literal. */
export async function setAppPassword(url: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`alter role huanju_app password ${pg.escapeLiteral(password)}`);
  } finally {
    await client.end();
  }
}

/** The owner's address with the application's role in place of the owner's. */
export function appUrl(ownerUrl: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = 'huanju_app';
  url.password = password;
  return url.toString();
}
