import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { StartFault } from '#platform/start-fault.ts';
import { webFolder } from './build-server.ts';

const root = path.join(import.meta.dirname, '../..');
const stampFile = path.join(webFolder, '.built-from');

/** Builds the web pages unless what is in dist was built from these very sources. */
export async function buildWeb(say: (sentence: string) => void): Promise<void> {
  const stamp = await sourceStamp();
  const before = await readFile(stampFile, 'utf8').catch(() => '');
  if (before === stamp) return;
  say('正在生成网页（首次约半分钟）…');
  await runVite('vite.config.ts');
  await runVite('vite.resident.config.ts');
  await writeFile(stampFile, stamp);
}

/** Hash over every file the build may read: sources, its configuration and the lock file. */
async function sourceStamp(): Promise<string> {
  const names = (await readdir(path.join(root, 'src'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .concat(
      ['vite.config.ts', 'vite.resident.config.ts', 'package.json', 'package-lock.json'].map((name) =>
        path.join(root, name),
      ),
    )
    .sort();
  const hash = createHash('sha256');
  for (const name of names)
    hash
      .update(path.relative(root, name))
      .update('\0')
      .update(await readFile(name));
  return hash.digest('hex');
}

function runVite(config: string): Promise<void> {
  const bin = path.join(root, 'node_modules/vite/bin/vite.js');
  const child = spawn(process.execPath, [bin, 'build', '--config', config, '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new StartFault(`网页生成失败：\n${said.slice(-3000)}`)),
    );
  });
}
