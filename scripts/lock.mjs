// Keeps package-lock.json whole. npm writes into it only the platform packages its registry had at that moment, and
// some mirrors lack those of rare platforms; since version 11 `npm ci` then refuses the file everywhere.
//   node scripts/lock.mjs           adds the missing entries
//   node scripts/lock.mjs --check   fails when there are any
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, say } from './bootstrap.mjs';

const file = join(root, 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));

const SYSTEMS = /\b(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)\b/;
const PROCESSORS = /\b(arm64|arm|ia32|loong64|ppc64|riscv64|s390x|wasm32|x64)\b/;

/** What the name of a platform package says about where it may be installed. */
function entry(name, version, dev) {
  const [system] = SYSTEMS.exec(name) ?? [];
  const [processor] = PROCESSORS.exec(name) ?? [];
  const library = /musl/.test(name) ? 'musl' : /gnu/.test(name) ? 'glibc' : undefined;
  return {
    version,
    ...(processor ? { cpu: [processor] } : {}),
    ...(dev ? { dev } : {}),
    ...(system === 'linux' && library ? { libc: [library] } : {}),
    optional: true,
    ...(system ? { os: [system] } : {}),
  };
}

const added = [];
for (const [path, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const place = `node_modules/${name}`;
    if (lock.packages[place] || lock.packages[`${path}/${place}`]) continue;
    added.push(name);
    lock.packages[place] = entry(name, version, dev);
  }
}

if (added.length === 0) {
  say('package-lock.json holds every platform package.');
} else if (process.argv.includes('--check')) {
  say(`package-lock.json lacks ${added.join(', ')}: run node scripts/lock.mjs`);
  process.exitCode = 1;
} else {
  lock.packages = Object.fromEntries(
    Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')),
  );
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  say(`Added ${added.join(', ')}`);
}
