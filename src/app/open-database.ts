import pg from 'pg';
import { appUrl, migrate, setAppPassword } from '#platform/database/migrate.ts';
import { startEmbedded } from '#platform/postgres/embedded.ts';
import { StartFault } from '#platform/start-fault.ts';
import type { Config } from './config.ts';
import { appPassword } from './secrets.ts';

export type OpenDatabase = {
  readonly ownerUrl: string;
  /** Address of the role the application works under; it owns nothing and is bound by row-level security. */
  readonly appUrl: string;
  readonly notes: readonly string[];
  stop(): Promise<void>;
};

/** Starts or finds PostgreSQL, brings it up to date, and gives the application's role its password. */
export async function openDatabase(config: Config, say: (sentence: string) => void): Promise<OpenDatabase> {
  const server = config.databaseUrl
    ? { ownerUrl: config.databaseUrl, stop: async () => undefined, note: undefined }
    : await startEmbedded({ dataDir: config.dataDir, log: say });
  try {
    if (config.databaseUrl) await probe(config.databaseUrl);
    const applied = await migrate(server.ownerUrl);
    const password = await appPassword(config.dataDir);
    await setAppPassword(server.ownerUrl, password);
    return {
      ownerUrl: server.ownerUrl,
      appUrl: appUrl(server.ownerUrl, password),
      notes: [
        ...(server.note ? [server.note] : []),
        ...(applied.length ? [`数据库结构已更新 ${applied.length} 步。`] : []),
      ],
      stop: () => server.stop(),
    };
  } catch (fault) {
    await server.stop();
    throw fault;
  }
}

/** One sentence that says what is wrong with the operator's own database; the address's password is not shown. */
async function probe(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      "select current_setting('server_version_num')::int as version",
    );
    if ((rows[0]?.version ?? 0) < 150_000)
      throw new StartFault('DATABASE_URL 指向的 PostgreSQL 版本过低，需要 15 以上。');
  } catch (fault) {
    if (fault instanceof StartFault) throw fault;
    const { host, pathname } = new URL(url);
    const why = fault instanceof Error ? fault.message : String(fault);
    throw new StartFault(`连不上 DATABASE_URL 指向的数据库（${host}${pathname}）：${why}`, { cause: fault });
  } finally {
    await client.end().catch(() => undefined);
  }
}
