import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

export const OWNER = 'huanju_owner';
const DATABASE = 'huanju';
const HOST = '127.0.0.1';

export function urlOf(port: number, password: string): string {
  return `postgres://${OWNER}:${encodeURIComponent(password)}@${HOST}:${port}/${DATABASE}`;
}

/** A port nothing listens on at this moment. */
export async function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer();
  server.once('error', reject);
  server.listen(0, HOST, () => {
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    server.close(() => resolve(port));
  });
  return promise;
}

/** Opens a connection to the maintenance database. */
async function connect(port: number, password: string): Promise<pg.Client> {
  const client = new pg.Client({
    host: HOST,
    port,
    user: OWNER,
    password,
    database: 'postgres',
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** `ready` brings a connection the caller ends; `refused`: the password is not this server's. */
export type Answer =
  | { readonly kind: 'ready'; readonly client: pg.Client }
  | { readonly kind: 'refused' | 'gone' | 'late' };

const WRONG_PASSWORD = '28P01';
const STARTING = '57P03';
const LIMIT_MS = 60_000;
/** After a crash a server may replay its log for long; it says so, and is waited for. */
const RECOVERY_LIMIT_MS = 600_000;

/**
 * Asks the server for a connection until it gives one.
 * @param alive whether the server's process still runs; false ends the waiting
 */
export async function untilReady(port: number, password: string, alive: () => boolean): Promise<Answer> {
  const begun = performance.now();
  for (let wait = 15; ; wait = Math.min(wait * 1.2, 150)) {
    let code: string | undefined;
    try {
      return { kind: 'ready', client: await connect(port, password) };
    } catch (error) {
      code = (error as { code?: string }).code;
    }
    if (code === WRONG_PASSWORD) return { kind: 'refused' };
    if (!alive()) return { kind: 'gone' };
    const limit = code === STARTING ? RECOVERY_LIMIT_MS : LIMIT_MS;
    if (performance.now() - begun > limit) return { kind: 'late' };
    await pause(wait);
  }
}

/** Creates the database when it is missing. Code-point collation: prefix searches use indexes, and no system upgrade reorders them. */
export async function ensureDatabase(client: pg.Client): Promise<void> {
  const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
  if (found.rowCount) return;
  await client.query(
    `create database ${DATABASE} template template0 encoding 'UTF8'
       locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'`,
  );
}
