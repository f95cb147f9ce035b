/** The server of the vote bench, in a process of its own. */
import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildServer } from '#app/build-server.ts';
import { createServices } from '#app/services.ts';

const services = createServices({
  appUrl: process.env.HUANJU_APP_URL ?? '',
  dataDir: await mkdtemp(join(tmpdir(), 'huanju-bench-serve-')),
  logLevel: 'info',
  name: 'server',
  connections: 10,
  fieldKey: randomBytes(32),
});
const app = await buildServer(services, { secureCookie: false, web: null });
const address = await app.listen({ port: 0, host: '127.0.0.1' });
process.send?.(address);
process.on('disconnect', () => process.exit(0));
