import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

const entry = path.join(import.meta.dirname, '../../src/app/start.ts');

/** A child process that runs the whole application as a user would start it. */
export type Started = {
  readonly child: ChildProcess;
  /** What it has printed so far. */
  readonly said: () => string;
  /** Base address, as soon as it answers; rejects with what it said when it ends before. */
  readonly ready: Promise<string>;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
};

/** Starts `src/app/start.ts` with the given settings; its port is free, its demo left out unless asked for. */
export function startApplication(settings: Readonly<Record<string, string>>): Started {
  const { DATABASE_URL: _own, ...rest } = process.env;
  const child = spawn(process.execPath, [entry], {
    env: { ...rest, PORT: '0', HOST: '127.0.0.1', HUANJU_DEMO: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let tell: (address: string) => void = () => undefined;
  const take = (chunk: Buffer) => {
    said += chunk.toString();
    const line = /焕居已启动：http:\/\/localhost:(\d+)[\s\S]*按 Ctrl\+C 停止/.exec(said);
    if (line) tell(`http://127.0.0.1:${line[1]}`);
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  const ready = new Promise<string>((resolve, reject) => {
    tell = resolve;
    void ended.then((how) => reject(new Error(`ended with ${how} before it was ready:\n${said}`)));
  });
  // Whoever only waits for the end must not be struck by a rejection nobody took.
  ready.catch(() => undefined);
  return { child, said: () => said, ready, ended };
}

/** One sentence on the terminal and nothing of a stack. */
export const refusalOf = (started: Started): string[] =>
  started
    .said()
    .split('\n')
    .filter((line) => line.includes('启动失败') || line.trimStart().startsWith('at '));
