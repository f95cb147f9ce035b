import { fork } from 'node:child_process';
import path from 'node:path';

/** The HTTP server of the application in a process of its own, on a database that is already there. */
export type ServedVotes = {
  /** Base address, as soon as it answers. */
  readonly address: Promise<string>;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** SIGKILL: no goodbye. */
  readonly kill: () => void;
};

const entry = path.join(import.meta.dirname, 'serve-process.ts');

/**
 * Starts the server alone: no embedded PostgreSQL, no page build, no workers, code compiled once for all of them, so that
 * twenty starts cost seconds.
 * @param url address of the database as the application's role
 */
export function serveVotes(url: string, dataDir: string): ServedVotes {
  const child = fork(entry, {
    execArgv: [],
    env: { ...process.env, HUANJU_APP_URL: url, HUANJU_DATA: dataDir },
  });
  const ended = new Promise<number | string>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  const address = new Promise<string>((resolve, reject) => {
    child.once('message', (at) => resolve(String(at)));
    void ended.then((how) => reject(new Error(`the server ended with ${how} before it answered`)));
  });
  // whoever only waits for the end must not be struck by a rejection nobody took
  address.catch(() => undefined);
  return { address, ended, kill: () => void child.kill('SIGKILL') };
}
