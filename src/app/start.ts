import { createServer } from 'node:net';
import { sql } from 'kysely';
import { connectAccessFrom } from '#modules/participation/index.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { Services } from '#platform/http/context.ts';
import { StartFault } from '#platform/start-fault.ts';
import { buildServer, webFolder } from './build-server.ts';
import { buildWeb } from './build-web.ts';
import { type Config, readConfig } from './config.ts';
import { type Greeting, prepareInstallation } from './first-start.ts';
import { openDatabase } from './open-database.ts';
import { fieldKey } from './secrets.ts';
import { createServices } from './services.ts';
import { startWorkers } from './worker-pool.ts';

const say = (sentence: string) => console.log(sentence);
const anchorEvery = 10 * 60_000;

/** Start-up, in order: settings, database and web side by side, first-start data, HTTP, workers, greeting. */
async function start(): Promise<void> {
  const undo: (() => Promise<unknown>)[] = [];
  const shutDown = onceStopper(undo);
  try {
    const config = readConfig(process.env);
    await checkPort(config);
    // Settled, not raced: a failed page build must not leave the database running behind.
    const [opened, built] = await Promise.allSettled([openDatabase(config, say), buildWeb(say)]);
    if (opened.status === 'rejected') throw opened.reason;
    const database = opened.value;
    undo.unshift(() => database.stop());
    if (built.status === 'rejected') throw built.reason;
    const services = createServices({
      ...config,
      appUrl: database.appUrl,
      connections: 10,
      name: 'server',
      fieldKey: await fieldKey(config.dataDir),
    });
    undo.unshift(() => services.db.destroy());
    connectAccessFrom(process.env, services.log);
    const greeting = await prepareInstallation(services, config, database.appUrl, say);
    const app = await buildServer(services, { secureCookie: config.secureCookie, web: webFolder });
    undo.unshift(() => app.close());
    const port = await listen(app, config);
    const workers = startWorkers({
      ...config,
      count: config.workers,
      appUrl: database.appUrl,
      log: services.log,
    });
    undo.unshift(() => workers.stop());
    undo.unshift(anchorAtIntervals(services));
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void shutDown(0));
    greet(config, port, greeting, database.notes);
  } catch (fault) {
    console.error(fault instanceof StartFault ? `启动失败：${fault.message}` : fault);
    await shutDown(1);
  }
}

async function listen(app: Awaited<ReturnType<typeof buildServer>>, config: Config): Promise<number> {
  try {
    await app.listen({ port: config.port, host: config.host });
  } catch (fault) {
    throw portFault(fault, config);
  }
  const address = app.server.address();
  return typeof address === 'object' && address ? address.port : config.port;
}

/** Told at once, and not after the database is up and the pages are built. */
async function checkPort(config: Config): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject);
      probe.listen({ port: config.port, host: config.host }, resolve);
    });
  } catch (fault) {
    throw portFault(fault, config);
  } finally {
    probe.close();
  }
}

function portFault(fault: unknown, config: Config): unknown {
  const { code } = fault as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return new StartFault(
      `端口 ${config.port} 已被占用。请关闭占用它的程序，或用 PORT=其他端口 npm start 启动。`,
    );
  if (code === 'EACCES') return new StartFault(`没有权限使用端口 ${config.port}，请换用 1024 以上的端口。`);
  return fault;
}

/** Everything opened is closed in reverse, once; then the process ends. */
function onceStopper(undo: (() => Promise<unknown>)[]) {
  let stopping = false;
  return async (code: number): Promise<void> => {
    if (stopping) return;
    stopping = true;
    if (code === 0) say('正在停止…');
    for (const step of undo) await step().catch((fault: unknown) => console.error(fault));
    process.exit(code);
  };
}

/** Ties the heads of all audit chains together every ten minutes; returns how to stop. */
function anchorAtIntervals(services: Services): () => Promise<void> {
  const anchor = () =>
    inScope(services.db, everyRegion, (tx) =>
      sql`select audit_anchor_now(${services.clock.now()})`.execute(tx),
    );
  const timer = setInterval(() => {
    anchor().catch((fault: unknown) => services.log.error({ err: fault }, 'anchor'));
  }, anchorEvery);
  return async () => {
    clearInterval(timer);
    await anchor();
  };
}

function greet(config: Config, port: number, greeting: Greeting, notes: readonly string[]): void {
  for (const note of notes) say(note);
  say('');
  say(`焕居已启动：http://localhost:${port}`);
  say(`数据保存在 ${config.dataDir}`);
  if (greeting.demo) say('现在显示的是虚构的演示数据（茌平区），仅供试用。');
  if (greeting.accounts.length) {
    say('可用账号：');
    for (const account of greeting.accounts)
      say(`  ${account.login.padEnd(16)} ${account.password.padEnd(18)} ${account.name}`);
  }
  say('按 Ctrl+C 停止。');
}

await start();
