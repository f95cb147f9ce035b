import { execFileSync } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { dumpSchema } from '#platform/database/dump-schema.ts';
import { migrate } from '#platform/database/migrate.ts';
import { startEmbedded } from '#platform/postgres/embedded.ts';

/**
 * Writes what follows from the migrations: `src/platform/database/tables.ts` (Kysely types) and `db/schema.sql`
 * (the schema as reviewed). `npm run db:types`; a test fails when either is stale.
 */
const root = path.join(import.meta.dirname, '..');
const folder = await mkdtemp(path.join(os.tmpdir(), 'huanju-types-'));
const server = await startEmbedded({ dataDir: folder, log: () => undefined, fsync: false });
try {
  await migrate(server.ownerUrl);
  await writeFile(path.join(root, 'db/schema.sql'), await dumpSchema(server.ownerUrl));
  execFileSync(
    process.execPath,
    [
      path.join(root, 'node_modules/kysely-codegen/dist/cli/bin.js'),
      '--dialect=postgres',
      '--camel-case',
      '--singularize',
      '--date-parser=string',
      '--type-mapping={"int8":"ColumnType<bigint, bigint | number | string, bigint | number | string>"}',
      '--exclude-pattern=public.migration',
      `--url=${server.ownerUrl}`,
      `--out-file=${path.join(root, 'src/platform/database/tables.ts')}`,
    ],
    { stdio: 'inherit' },
  );
} finally {
  await server.discard();
}
