import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { StartFault } from '#platform/start-fault.ts';
import { under } from './account.ts';
import { CLEAN, lastLines } from './cluster.ts';
import { freePort, untilReady } from './connection.ts';
import type { Placement } from './placement.ts';
import { ended, markOf, numberTaken, servesCluster, signal } from './processes.ts';

/** A server that answers: its process, and a connection the receiver ends. */
export type Running = {
  readonly pid: number;
  readonly port: number;
  readonly client: pg.Client;
};

const pidFile = (cluster: string): string => join(cluster, 'postmaster.pid');

/** The live server of the cluster that an earlier process left, from its postmaster.pid. */
function leftOver(cluster: string): { pid: number; port: number } | undefined {
  const file = pidFile(cluster);
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  if (servesCluster(pid, cluster)) return { pid, port: Number(lines[3]) };
  // PostgreSQL itself clears the file of a dead process, but gives up when the number lives on as another's.
  if (numberTaken(pid)) rmSync(file);
  return undefined;
}

/**
 * Stops a server the way it finishes what it does and flushes; a server that does not obey is cut off,
 * and recovers at its next start.
 */
export async function stopServer(pid: number): Promise<void> {
  const mark = markOf(pid);
  if (mark === undefined) return;
  signal(pid, 'SIGINT');
  if (await ended(pid, mark, 60_000)) return;
  signal(pid, 'SIGQUIT');
  await ended(pid, mark, 10_000);
}

/** Stops whatever server an earlier process left on the cluster. */
export async function stopLeftOver(cluster: string): Promise<void> {
  const left = leftOver(cluster);
  if (left) await stopServer(left.pid);
}

/** Takes over the server an earlier, killed process left; one that does not answer to our password is stopped. */
export async function takeOver(cluster: string, password: string): Promise<Running | undefined> {
  const left = leftOver(cluster);
  if (!left) return undefined;
  const answer = await untilReady(left.port, password, () => servesCluster(left.pid, cluster));
  if (answer.kind === 'ready') return { ...left, client: answer.client };
  await stopServer(left.pid);
  return undefined;
}

/** Port of the cluster's running server, if it answers to the password. */
export async function runningServer(cluster: string, password: string): Promise<number | undefined> {
  const left = leftOver(cluster);
  if (!left) return undefined;
  const answer = await untilReady(left.port, password, () => servesCluster(left.pid, cluster));
  if (answer.kind !== 'ready') return undefined;
  await answer.client.end();
  return left.port;
}

const LOG_LIMIT_BYTES = 10_000_000;

/** Opens the log beside the other files of the installation; a long one is put aside first. */
function openLog(data: string): { file: string; from: number } {
  const file = join(data, 'postgres.log');
  if (existsSync(file) && statSync(file).size > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`);
  return { file, from: existsSync(file) ? statSync(file).size : 0 };
}

function launch(placement: Placement, port: number, fsync: boolean, log: string) {
  const must = { listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: '' };
  const hasty = fsync ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };
  const settings = Object.entries({ ...must, ...hasty }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const out = openSync(log, 'a', 0o600);
  // Detached: Ctrl-C in the terminal is for this process, which then stops the server in good order.
  const child = spawn(
    join(placement.binaries.folder, 'bin', 'postgres'),
    ['-D', placement.cluster, ...settings],
    {
      ...under(placement.account),
      cwd: '/',
      env: CLEAN,
      stdio: ['ignore', out, out],
      detached: true,
    },
  );
  closeSync(out);
  const state: { failed?: Error; over: boolean } = { over: false };
  child.once('error', (error) => {
    state.failed = error;
    state.over = true;
  });
  child.once('exit', () => {
    state.over = true;
  });
  child.unref();
  return { child, state };
}

/** Reasons of a server that gave up which a second try can get past. */
const PASSING = /Address already in use|could not bind|still in use|still running/;
const TRIES = 20;

/**
 * Starts the server of the cluster on a free port.
 * @throws StartFault with the last lines of its log when it does not come up
 */
export async function startServer(placement: Placement, password: string, fsync: boolean): Promise<Running> {
  const log = openLog(placement.data);
  let said = '';
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const port = await freePort();
    const { child, state } = launch(placement, port, fsync, log.file);
    const answer = await untilReady(port, password, () => !state.over);
    const pid = child.pid;
    if (answer.kind === 'ready' && pid !== undefined && !state.over) {
      return { pid, port, client: answer.client };
    }
    if (pid !== undefined && !state.over) await stopServer(pid);
    if (answer.kind === 'refused') throw wrongPassword(placement.data);
    said = state.failed?.message ?? readFileSync(log.file).subarray(log.from).toString('utf8');
    if (!PASSING.test(lastLines(said))) break;
    log.from = statSync(log.file).size;
    // Processes of a server killed a moment ago still hold its memory; they notice and leave.
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new StartFault(`PostgreSQL 没有启动起来，日志 ${log.file} 的最后几行：${lastLines(said)}`);
}

function wrongPassword(data: string): StartFault {
  const file = join(data, 'pg-password');
  return new StartFault(
    `${file} 里的密码与数据库不符：请恢复原来的文件，或删除它后再启动（将自动重设密码）。`,
  );
}
