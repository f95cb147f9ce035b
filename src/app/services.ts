import path from 'node:path';
import { systemClock } from '#platform/clock.ts';
import { connect } from '#platform/database/connect.ts';
import { createFileStore } from '#platform/files/store.ts';
import type { Services } from '#platform/http/context.ts';
import { createLog } from '#platform/log.ts';
import { createVault } from '#platform/vault.ts';

/** What lives as long as a process, for server and worker alike. */
export function createServices(options: {
  appUrl: string;
  dataDir: string;
  logLevel: string;
  /** Name of the log file under HUANJU_DATA/log. */
  name: string;
  connections: number;
  /** 32 bytes under which personal data is sealed. */
  fieldKey: Uint8Array;
}): Services {
  return {
    db: connect(options.appUrl, options.connections),
    clock: systemClock,
    files: createFileStore(path.join(options.dataDir, 'files')),
    vault: createVault(options.fieldKey),
    log: createLog(options.logLevel, path.join(options.dataDir, 'log', `${options.name}.log`)),
  };
}
