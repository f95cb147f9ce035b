import path from 'node:path';
import { StartFault } from '#platform/start-fault.ts';

export type Config = {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** A PostgreSQL server of the operator's own, as a role that may create tables and roles; null: embedded. */
  readonly databaseUrl: string | null;
  /** Load the fictional demo district on the first start. */
  readonly demo: boolean;
  /** Behind HTTPS the cookie is sent over HTTPS only. */
  readonly secureCookie: boolean;
  readonly logLevel: string;
  /** Worker processes started with the server; more can be added on other machines. */
  readonly workers: number;
};

const root = path.join(import.meta.dirname, '../..');

/** Reads the environment once. Throws StartFault with one sentence for what cannot be. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const port = Number(env.PORT ?? 8020);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new StartFault(`PORT 须为 0 至 65535 的整数，现为“${env.PORT}”。`);
  const workers = Number(env.HUANJU_WORKERS ?? 1);
  if (!Number.isInteger(workers) || workers < 0 || workers > 16)
    throw new StartFault(`HUANJU_WORKERS 须为 0 至 16 的整数，现为“${env.HUANJU_WORKERS}”。`);
  return {
    port,
    host: env.HOST ?? '0.0.0.0',
    dataDir: path.resolve(env.INIT_CWD ?? root, env.HUANJU_DATA ?? path.join(root, 'data')),
    databaseUrl: databaseUrl(env.DATABASE_URL),
    demo: env.HUANJU_DEMO !== '0',
    secureCookie: env.HUANJU_HTTPS === '1',
    logLevel: env.HUANJU_LOG ?? 'info',
    workers,
  };
}

function databaseUrl(text: string | undefined): string | null {
  if (!text) return null;
  if (!/^postgres(ql)?:\/\/./.test(text) || !URL.canParse(text))
    throw new StartFault(
      'DATABASE_URL 不是有效的 PostgreSQL 地址，应形如 postgres://用户:密码@主机:5432/库名。',
    );
  return text;
}
