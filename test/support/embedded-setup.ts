import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate, setAppPassword } from '#platform/database/migrate.ts';
import { startEmbedded } from '#platform/postgres/embedded.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    ownerUrl: string;
    appPassword: string;
  }
}

/** One real PostgreSQL for a whole run; its database `huanju` is migrated once and copied for each test file. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'huanju-test-'));
  const server = await startEmbedded({ dataDir: folder, log: () => undefined, fsync: false });
  await migrate(server.ownerUrl);
  const appPassword = 'only-for-this-run-of-the-tests';
  await setAppPassword(server.ownerUrl, appPassword);
  project.provide('ownerUrl', server.ownerUrl);
  project.provide('appPassword', appPassword);
  return () => server.discard();
}
