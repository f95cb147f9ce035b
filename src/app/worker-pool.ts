import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { Log } from '#platform/log.ts';

const entry = path.join(import.meta.dirname, 'worker.ts');

/** Worker processes beside the server; one that dies is started again, its job is taken up anew. */
export function startWorkers(options: {
  count: number;
  appUrl: string;
  dataDir: string;
  logLevel: string;
  log: Log;
}): { stop: () => Promise<void> } {
  const children = new Set<ChildProcess>();
  let stopping = false;
  const begin = () => {
    const child = fork(entry, {
      env: {
        ...process.env,
        HUANJU_APP_URL: options.appUrl,
        HUANJU_DATA: options.dataDir,
        HUANJU_LOG: options.logLevel,
      },
    });
    children.add(child);
    child.on('exit', (code, signal) => {
      children.delete(child);
      if (stopping) return;
      options.log.error({ code, signal }, 'worker ended, starting another');
      setTimeout(begin, 1_000).unref();
    });
  };
  for (let n = 0; n < options.count; n++) begin();
  return {
    stop: async () => {
      stopping = true;
      await Promise.all([...children].map((child) => ended(child)));
    },
  };
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
