import { runWorker } from '#platform/jobs/worker.ts';
import { jobKinds } from './router.ts';
import { fieldKey } from './secrets.ts';
import { createServices } from './services.ts';

/**
 * A worker process. Started by the server; or by hand on another machine with HUANJU_APP_URL (the application role's
 * address) and the same HUANJU_DATA: files, and secrets.json with the key of personal data.
 */
const appUrl = process.env.HUANJU_APP_URL;
if (!appUrl) throw new Error('HUANJU_APP_URL is missing');
const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.abort());
// The server is gone (kill -9), perhaps while this process was still loading: a worker without it would hold the
// database open.
process.on('disconnect', () => stop.abort());
if (process.connected === false) stop.abort();
const dataDir = process.env.HUANJU_DATA ?? 'data';
const services = createServices({
  appUrl,
  dataDir,
  fieldKey: await fieldKey(dataDir),
  logLevel: process.env.HUANJU_LOG ?? 'info',
  connections: 4,
  name: `worker-${process.pid}`,
});
await runWorker(appUrl, services, jobKinds, stop.signal);
await services.db.destroy();
process.exit(0);
