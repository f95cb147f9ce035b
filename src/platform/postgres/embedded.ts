import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StartFault } from '#platform/start-fault.ts';
import { locateBinaries } from './binaries.ts';
import { checkVersion, createCluster, readPassword, resetPassword } from './cluster.ts';
import { ensureDatabase, urlOf } from './connection.ts';
import { hold, letGo } from './holder.ts';
import { isInside, openDataFolder, type Placement, place, rememberCluster } from './placement.ts';
import { runningServer, startServer, stopLeftOver, stopServer, takeOver } from './server.ts';

export type EmbeddedOptions = {
  /** Folder of this installation's data; made when missing. */
  readonly dataDir: string;
  /** Told in one Chinese sentence what takes long or is worth knowing. */
  readonly log: (sentence: string) => void;
  /** False only for tests: a power cut may then cost the data. */
  readonly fsync?: boolean;
  /** Use the server another live process of this installation runs, instead of refusing; `stop` then leaves it running. */
  readonly join?: boolean;
};

export type Embedded = {
  /** `postgres://` URL of the superuser, for migrations and for making the other roles. */
  readonly ownerUrl: string;
  /** Folder that holds the cluster. */
  readonly location: string;
  /** Chinese sentence for the start-up screen when something is not where one would look for it. */
  readonly note?: string;
  /** Stops the server and waits for it; a second call does nothing. */
  stop(): Promise<void>;
  /** Stops and deletes the data folder and the cluster, wherever it lies: for tests, which leave nothing behind. */
  discard(): Promise<void>;
};

/**
 * Runs the PostgreSQL that npm brought on the data folder: a new cluster, the one there, or the server a killed
 * process left running.
 * @throws StartFault with one sentence that says what to do
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const data = openDataFolder(options.dataDir);
  const other = await holdInTime(data, options);
  if (other !== undefined) {
    if (options.join) return joinOther(data);
    throw new StartFault(
      `数据文件夹 ${data} 正由另一个焕居进程（${other}）使用：请先停止它，或用 HUANJU_DATA 指定另一个文件夹。`,
    );
  }
  try {
    return await start(data, options);
  } catch (error) {
    letGo(data);
    throw error;
  }
}

/** npm returns from Ctrl-C before the server under it has stopped: a restart right after waits for that. */
const PATIENCE_MS = 8_000;

/** Makes this process the holder; gives the number of the process that still is after some patience. */
async function holdInTime(data: string, options: EmbeddedOptions): Promise<number | undefined> {
  const limit = performance.now() + PATIENCE_MS;
  let other = hold(data);
  if (other !== undefined && !options.join) options.log('上一个焕居进程还没有停下，稍等…');
  while (other !== undefined && !options.join && performance.now() < limit) {
    await pause(100);
    other = hold(data);
  }
  return other;
}

async function joinOther(data: string): Promise<Embedded> {
  const placement = place(data, locateBinaries());
  const password = readPassword(data) ?? '';
  const port = await runningServer(placement.cluster, password);
  if (port === undefined) {
    throw new StartFault(`另一个焕居进程正在启动或停止数据库（${placement.cluster}）：请稍后再试。`);
  }
  return {
    ownerUrl: urlOf(port, password),
    location: placement.cluster,
    stop: async () => undefined,
    discard: async () => undefined,
  };
}

/** A cluster that no data folder points to any more (the folder was deleted) is kept aside, never opened or deleted. */
async function setAside(placement: Placement): Promise<string | undefined> {
  if (!existsSync(placement.cluster)) return undefined;
  await stopLeftOver(placement.cluster);
  let number = 1;
  while (existsSync(`${placement.cluster}.old-${number}`)) number += 1;
  const aside = `${placement.cluster}.old-${number}`;
  renameSync(placement.cluster, aside);
  return `原数据文件夹已被删除，留在外面的旧数据库移到了 ${aside}，确认不再需要后可删除。`;
}

async function start(data: string, { log, fsync = true }: EmbeddedOptions): Promise<Embedded> {
  const placement = place(data, locateBinaries());
  const { cluster } = placement;
  const notes = placement.note === undefined ? [] : [placement.note];
  if (placement.fresh) {
    const aside = await setAside(placement);
    if (aside !== undefined) notes.push(aside);
    log('正在建立数据库…');
    await createCluster(placement, fsync);
    rememberCluster(placement);
  } else {
    checkVersion(cluster);
    if (readPassword(data) === undefined) {
      await stopLeftOver(cluster);
      await resetPassword(placement);
    }
  }
  const password = readPassword(data) ?? '';
  const server = (await takeOver(cluster, password)) ?? (await startServer(placement, password, fsync));
  try {
    await ensureDatabase(server.client);
  } finally {
    await server.client.end();
  }
  const stop = async () => {
    await stopServer(server.pid);
    letGo(data);
  };
  return {
    ownerUrl: urlOf(server.port, password),
    location: cluster,
    ...(notes.length > 0 ? { note: notes.join('') } : {}),
    stop,
    discard: async () => {
      await stop();
      if (!isInside(placement)) rmSync(dirname(cluster), { recursive: true, force: true });
      rmSync(data, { recursive: true, force: true });
    },
  };
}
