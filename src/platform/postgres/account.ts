import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { StartFault } from '#platform/start-fault.ts';

/** The system account PostgreSQL runs under; undefined means: the one this process has. */
export type Account = { readonly uid: number; readonly gid: number; readonly name: string };

/** Looked for in this order; PostgreSQL refuses to run as root. */
const CANDIDATES = ['postgres', 'huanju'] as const;

function accounts(): Account[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4 && fields[2] !== '0')
    .map((fields) => ({ name: fields[0] ?? '', uid: Number(fields[2]), gid: Number(fields[3]) }));
}

function named(name: string): Account | undefined {
  return accounts().find((account) => account.name === name);
}

function create(): Account | undefined {
  const options = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'huanju'];
  const made = spawnSync('useradd', options, { stdio: 'ignore' });
  return made.status === 0 ? named('huanju') : undefined;
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * The account for the server, when this process is root: the owner of an existing cluster, else `postgres`,
 * else `huanju` (made when missing), else `nobody`.
 * @param cluster folder of the cluster, if there is one already
 * @throws StartFault when root has no account to hand the server to
 */
export function serverAccount(cluster: string | undefined): Account | undefined {
  if (!isRoot()) return undefined;
  if (cluster !== undefined) {
    const { uid, gid } = statSync(cluster);
    if (uid !== 0) {
      return { uid, gid, name: accounts().find((account) => account.uid === uid)?.name ?? String(uid) };
    }
  }
  for (const name of CANDIDATES) {
    const found = named(name);
    if (found) return found;
  }
  const account = create() ?? named('nobody');
  if (account) return account;
  throw new StartFault(
    'PostgreSQL 不能以 root 身份运行，而本机没有可用的普通账号：请先执行 useradd --system huanju，或改用普通账号启动。',
  );
}

/** What `spawn` needs to run a program under the account. */
export function under(account: Account | undefined): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {};
}
