/** The server alone, as a process to be measured or killed; tells its parent where it listens. */
import { flushCompileCache } from 'node:module';
import { buildServer } from '#app/build-server.ts';
import { fieldKey } from '#app/secrets.ts';
import { createServices } from '#app/services.ts';

const dataDir = process.env.HUANJU_DATA ?? '';
const services = createServices({
  appUrl: process.env.HUANJU_APP_URL ?? '',
  dataDir,
  logLevel: 'info',
  name: 'server',
  connections: 10,
  fieldKey: await fieldKey(dataDir),
});
const app = await buildServer(services, { secureCookie: false, web: null });
const address = await app.listen({ port: 0, host: '127.0.0.1' });
// whoever is killed cannot leave its compiled code behind at the end
if (process.env.NODE_COMPILE_CACHE) flushCompileCache();
process.send?.(address);
process.on('disconnect', () => process.exit(0));
