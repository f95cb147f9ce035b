import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { markOf } from './processes.ts';

/** The process that started (or took over) the server of a data folder and will stop it. */
type Holder = { readonly pid: number; readonly mark: string };

const file = (data: string): string => join(data, 'pg-holder.json');

function readHolder(data: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file(data), 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

/**
 * Makes this process the holder of the data folder.
 * @returns the number of another live process that holds it, undefined when this one does now
 */
export function hold(data: string): number | undefined {
  const own: Holder = { pid: process.pid, mark: markOf(process.pid) ?? '' };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      writeFileSync(file(data), JSON.stringify(own), { flag: 'wx', mode: 0o600 });
      return undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const other = readHolder(data);
    if (other && other.mark === markOf(other.pid)) return other.pid;
    rmSync(file(data), { force: true });
  }
  return readHolder(data)?.pid;
}

/** Gives the data folder up, if this process holds it. */
export function letGo(data: string): void {
  if (readHolder(data)?.pid === process.pid) rmSync(file(data), { force: true });
}
