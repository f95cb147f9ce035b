import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function ask(column: string, pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}

/**
 * Marks one run of one process. The number of a process is given away again after its end, its mark is not.
 * @returns undefined when no such process runs; a dead one nobody has collected (zombie) does not run
 */
export function markOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return ask('lstart', pid) || undefined;
  const stat = read(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // The second field is the program's name in brackets and may hold blanks; the rest follows the last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
  return `${read('/proc/sys/kernel/random/boot_id')?.trim() ?? ''}:${fields[19]}`;
}

/** Whether the process with this number is the PostgreSQL server of the cluster in `folder` (an absolute, real path). */
export function servesCluster(pid: number, folder: string): boolean {
  if (markOf(pid) === undefined) return false;
  if (process.platform !== 'linux') return ask('command', pid)?.includes(`-D ${folder}`) ?? false;
  // The command line, not /proc/…/cwd: root in a container may not read the latter of another account's process.
  const words = read(`/proc/${pid}/cmdline`)?.split('\0') ?? [];
  return words[words.indexOf('-D') + 1] === folder;
}

/** Whether the system still lists the number, be it as a zombie. */
export function numberTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Waits until the run of `pid` marked `mark` has ended. @returns false when it still runs after `ms` milliseconds */
export async function ended(pid: number, mark: string, ms: number): Promise<boolean> {
  const limit = performance.now() + ms;
  while (markOf(pid) === mark) {
    if (performance.now() > limit) return false;
    await pause(15);
  }
  return true;
}

/** Sends a signal; a process that is already gone is no fault. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
