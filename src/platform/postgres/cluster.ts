import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { StartFault } from '#platform/start-fault.ts';
import { under } from './account.ts';
import { OWNER } from './connection.ts';
import type { Placement } from './placement.ts';

const MAJOR = '18';
/** Nothing of this process's surroundings (PGDATA, PGPORT, secrets) reaches the server. */
export const CLEAN = { PATH: '/usr/bin:/bin', LC_ALL: 'C' } as const;

/** Written into postgresql.conf once, where an operator may change them. */
const SETTINGS = {
  shared_buffers: '128MB',
  max_connections: '100',
  timezone: 'Asia/Shanghai',
  log_timezone: 'Asia/Shanghai',
  // Details and statements of errors quote rows: the log must hold no personal data.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
} as const;

const passwordFile = (data: string): string => join(data, 'pg-password');

export function readPassword(data: string): string | undefined {
  const file = passwordFile(data);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

function keepPassword(data: string, password: string): void {
  const file = passwordFile(data);
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
}

/** Runs a program of the server under its account, feeds it `input`, and gives its exit code and what it said. */
async function run(placement: Placement, program: string, words: readonly string[], input = '') {
  const { promise, resolve, reject } = Promise.withResolvers<{ code: number | null; said: string }>();
  const child = spawn(join(placement.binaries.folder, 'bin', program), words, {
    ...under(placement.account),
    cwd: '/',
    env: CLEAN,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  child.once('error', reject);
  child.once('close', (code) => resolve({ code, said }));
  return promise;
}

/** Refuses a cluster another major version of PostgreSQL has written. */
export function checkVersion(cluster: string): void {
  const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (version === MAJOR) return;
  throw new StartFault(
    `数据库 ${cluster} 由 PostgreSQL ${version} 写成，本程序带的是 ${MAJOR}：请先用旧版本导出，再导入新库（见 docs/how-to/operate.md）。`,
  );
}

/**
 * Makes a new cluster and its password. It grows in a folder beside its place and is moved there when whole,
 * so that an interrupted first start leaves nothing half made.
 */
export async function createCluster(placement: Placement, fsync: boolean): Promise<void> {
  const { cluster, account } = placement;
  const half = `${cluster}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true, mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  const handed = `${cluster}.pw`;
  rmSync(handed, { force: true });
  writeFileSync(handed, `${password}\n`, { mode: 0o600, flag: 'wx' });
  if (account) {
    chownSync(half, account.uid, account.gid);
    chownSync(handed, account.uid, account.gid);
  }
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--encoding=UTF8'];
  const access = ['--auth=scram-sha-256', `--username=${OWNER}`, `--pwfile=${handed}`];
  try {
    const words = ['-D', half, ...locale, ...access, ...settings, ...(fsync ? [] : ['--no-sync'])];
    const { code, said } = await run(placement, 'initdb', words);
    if (code !== 0) {
      throw new StartFault(`建立数据库失败（文件夹 ${dirname(cluster)}）：${lastLines(said)}`);
    }
  } finally {
    rmSync(handed, { force: true });
  }
  keepPassword(placement.data, password);
  renameSync(half, cluster);
}

/** Gives the owner a new password when the file with the old one is lost; the server must not be running. */
export async function resetPassword(placement: Placement): Promise<void> {
  const password = randomBytes(24).toString('base64url');
  const words = ['--single', '-D', placement.cluster, '-c', 'exit_on_error=on', 'template1'];
  const { code, said } = await run(
    placement,
    'postgres',
    words,
    `alter role ${OWNER} password '${password}'\n`,
  );
  if (code !== 0) throw new StartFault(`重设数据库密码失败：${lastLines(said)}`);
  keepPassword(placement.data, password);
}

/** The end of a program's output, on one line. */
export function lastLines(text: string): string {
  return text.trim().split('\n').slice(-6).join(' / ');
}
