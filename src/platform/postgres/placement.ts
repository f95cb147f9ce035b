import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { StartFault } from '#platform/start-fault.ts';
import { type Account, serverAccount, under } from './account.ts';
import type { Binaries } from './binaries.ts';

/** Where everything of one installation lies. `data` is the folder the user named, as a real path. */
export type Placement = {
  readonly data: string;
  readonly cluster: string;
  readonly account: Account | undefined;
  readonly binaries: Binaries;
  /** Nothing is there yet: the cluster is to be made. */
  readonly fresh: boolean;
  readonly note: string | undefined;
};

/** Names the cluster's folder when it does not lie in the data folder. */
const POINTER = 'pg-location';
/** In the folder outside: the data folder it belongs to, so that no other installation takes it. */
const BELONGS_TO = 'belongs-to';

/** Level by level: Node's own recursive way never ends where the system refuses new folders (in /proc, say). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

/** @throws StartFault when the folder cannot be made or written */
export function openDataFolder(dataDir: string): string {
  try {
    makeFolder(resolve(dataDir));
    const real = realpathSync(dataDir);
    const probe = join(real, `.write-probe-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
    return real;
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? '';
    throw new StartFault(
      `数据文件夹 ${dataDir} 不可写（${reason}）：请检查权限，或用环境变量 HUANJU_DATA 指定另一个文件夹。`,
      { cause },
    );
  }
}

/** Whether the account can enter the folder or run the file: asked by trying, since lists of rights and mounts have a say too. */
function canEnter(account: Account, path: string): boolean {
  const tried = spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], {
    ...under(account),
    cwd: '/',
    stdio: 'ignore',
    env: {},
  });
  return tried.status === 0;
}

function belongsTo(folder: string): string | undefined {
  const file = join(folder, BELONGS_TO);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

function claim(folder: string, data: string): void {
  writeFileSync(join(folder, BELONGS_TO), `${data}\n`, { mode: 0o644 });
}

/** A folder root keeps things in must be root's alone: in the temporary folder anybody could have made it before. */
function refuseForeign(folder: string): void {
  const { uid, mode } = lstatSync(folder);
  if (uid === 0 && (mode & 0o022) === 0) return;
  throw new StartFault(`文件夹 ${folder} 不属于 root 或别人可写，不能用来存放数据库：请先移走它。`);
}

/** The system's folder for state outside the clones. */
function stateFolder(): string {
  for (const base of ['/var/lib/huanju', join(tmpdir(), 'huanju')]) {
    try {
      mkdirSync(base, { recursive: true, mode: 0o755 });
      accessSync(base, constants.W_OK);
    } catch {
      continue;
    }
    refuseForeign(base);
    return base;
  }
  throw new StartFault(
    '/var/lib 与临时文件夹都不可写，数据库无处存放：请把本程序放到其他账号也能进入的文件夹里再启动。',
  );
}

/** The state folder of this installation outside the clone, made when missing; never one of another installation. */
function outsideFolder(data: string): string {
  const hash = createHash('sha256').update(data).digest('hex').slice(0, 12);
  const base = stateFolder();
  let folder = join(base, hash);
  for (let number = 2; (belongsTo(folder) ?? data) !== data; number += 1)
    folder = join(base, `${hash}-${number}`);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  refuseForeign(folder);
  claim(folder, data);
  return folder;
}

/** The cluster a pointer names: moved along with its data folder, but refused to a copy of that folder. */
function pointedCluster(data: string, pointer: string): string {
  const cluster = readFileSync(pointer, 'utf8').trim();
  if (!existsSync(join(cluster, 'PG_VERSION'))) {
    throw new StartFault(
      `${pointer} 所记的数据库 ${cluster} 已不存在：请从备份恢复该文件夹；若确定不要原有数据，请删除 ${pointer} 后再启动。`,
    );
  }
  const owner = belongsTo(dirname(cluster)) ?? data;
  if (owner !== data && existsSync(join(owner, POINTER))) {
    throw new StartFault(
      `${pointer} 所记的数据库 ${cluster} 属于另一个数据文件夹 ${owner}，不能共用：若要另建一个空数据库，请删除 ${pointer} 后再启动。`,
    );
  }
  claim(dirname(cluster), data);
  return cluster;
}

/** The cluster this data folder already has. */
function existingCluster(data: string): string | undefined {
  const pointer = join(data, POINTER);
  if (existsSync(pointer)) return pointedCluster(data, pointer);
  const inside = join(data, 'postgres');
  if (!existsSync(inside)) return undefined;
  try {
    accessSync(inside, constants.R_OK | constants.X_OK);
  } catch (cause) {
    throw new StartFault(`数据库文件夹 ${inside} 属于另一个账号：请用当初启动它的账号（或 root）启动。`, {
      cause,
    });
  }
  return existsSync(join(inside, 'PG_VERSION')) ? inside : undefined;
}

/** Restored from an archive as root, the files may have become root's. */
function handOver(folder: string, account: Account): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) handOver(path, account);
    else if (entry.isFile()) chownSync(path, account.uid, account.gid);
  }
  chownSync(folder, account.uid, account.gid);
  chmodSync(folder, 0o700);
}

/** Copies the programs out of a folder the account cannot enter, once for all installations of this machine. */
function copyBinaries(binaries: Binaries): Binaries {
  const folder = join(stateFolder(), `postgresql-${binaries.version}`);
  if (!existsSync(folder)) {
    const half = mkdtempSync(`${folder}.`);
    cpSync(binaries.folder, half, { recursive: true, verbatimSymlinks: true });
    chmodSync(half, 0o755);
    try {
      renameSync(half, folder);
    } catch (error) {
      rmSync(half, { recursive: true });
      // Another installation was quicker.
      if (!existsSync(folder)) throw error;
    }
  }
  refuseForeign(folder);
  return { folder, version: binaries.version };
}

/** The folder the account can keep the cluster in: the one there is, else in the data folder, else outside. */
function clusterFolder(data: string, existing: string | undefined, account: Account): string {
  if (existing === undefined) {
    return canEnter(account, data) ? join(data, 'postgres') : join(outsideFolder(data), 'data');
  }
  if (lstatSync(existing).uid === 0) handOver(existing, account);
  if (canEnter(account, existing)) return existing;
  throw new StartFault(
    `账号 ${account.name} 进入不了数据库文件夹 ${existing}：请放开其上级文件夹的进入权限（chmod o+x）。`,
  );
}

/** Whether the cluster lies in the data folder itself. */
export function isInside({ data, cluster }: Pick<Placement, 'data' | 'cluster'>): boolean {
  return cluster.startsWith(data + sep);
}

/**
 * Decides where the cluster and the programs lie and which account runs them.
 * @param data what `openDataFolder` gave
 * @throws StartFault with what to do
 */
export function place(data: string, found: Binaries): Placement {
  const existing = existingCluster(data);
  const account = serverAccount(existing);
  if (!account) {
    const cluster = existing ?? join(data, 'postgres');
    return { data, cluster, account, binaries: found, fresh: existing === undefined, note: undefined };
  }
  const reached = canEnter(account, join(found.folder, 'bin', 'postgres'));
  const binaries = reached ? found : copyBinaries(found);
  const cluster = clusterFolder(data, existing, account);
  const why = `PostgreSQL 不能以 root 身份运行，改由账号 ${account.name} 运行`;
  const note = isInside({ data, cluster })
    ? `${why}。`
    : `${why}；该账号进入不了 ${data}，数据库因此放在 ${cluster}。`;
  return { data, cluster, account, binaries, fresh: existing === undefined, note };
}

/** Remembers a cluster outside the data folder, so that it is found even when the rights of the folder change later. */
export function rememberCluster(placement: Placement): void {
  if (isInside(placement)) return;
  writeFileSync(join(placement.data, POINTER), `${placement.cluster}\n`, { mode: 0o600 });
}
