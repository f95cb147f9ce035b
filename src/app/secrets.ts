import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { StartFault } from '#platform/start-fault.ts';

/** A JSON file of secrets under HUANJU_DATA, readable by the owner alone (mode 600). */
export async function readSecrets(dataDir: string, name: string): Promise<Record<string, string> | null> {
  try {
    return JSON.parse(await readFile(path.join(dataDir, name), 'utf8')) as Record<string, string>;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new StartFault(`不能读取 ${path.join(dataDir, name)}，文件可能已损坏或权限不对。`, {
      cause: fault,
    });
  }
}

export async function writeSecrets(
  dataDir: string,
  name: string,
  secrets: Record<string, string>,
): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const file = path.join(dataDir, name);
  await writeFile(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  await chmod(file, 0o600);
}

/** The password of the application's database role: made at random on the first start, no default anywhere. */
export const appPassword = (dataDir: string): Promise<string> => ownSecret(dataDir, 'appPassword');

/** The key personal data is sealed under (32 bytes). Lost with its file: the operator keeps a copy apart from the backup. */
export const fieldKey = async (dataDir: string): Promise<Uint8Array> =>
  Buffer.from(await ownSecret(dataDir, 'fieldKey'), 'base64url');

async function ownSecret(dataDir: string, name: 'appPassword' | 'fieldKey'): Promise<string> {
  const known = await readSecrets(dataDir, 'secrets.json');
  const secret = known?.[name];
  if (secret) return secret;
  const made = randomBytes(32).toString('base64url');
  await writeSecrets(dataDir, 'secrets.json', { ...known, [name]: made });
  return made;
}
