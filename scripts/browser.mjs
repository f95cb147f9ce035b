// Finds Chromium and a Chinese font for the journeys, and installs them from Debian's packages where that is allowed.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const FONT_FILES = /wqy|noto.*cjk|source-?han|simsun|simhei|pingfang|droidsansfallback|arphic|uming|ukai/i;

/** Folders Playwright keeps its browsers in. */
function cached() {
  const kept = process.env.PLAYWRIGHT_BROWSERS_PATH;
  const bases = [
    kept,
    join(homedir(), '.cache', 'ms-playwright'),
    join(homedir(), 'Library', 'Caches', 'ms-playwright'),
  ];
  const found = [];
  for (const base of bases) {
    if (!base || !existsSync(base)) continue;
    for (const name of readdirSync(base)
      .filter((entry) => entry.startsWith('chromium'))
      .sort()
      .reverse()) {
      for (const inner of ['chrome-linux64/chrome', 'chrome-linux/chrome', 'chrome-linux/headless_shell']) {
        found.push(join(base, name, inner));
      }
      found.push(join(base, name, 'chrome-headless-shell-linux64', 'chrome-headless-shell'));
      found.push(join(base, name, 'chrome-mac', 'Chromium.app', 'Contents', 'MacOS', 'Chromium'));
    }
  }
  return found;
}

/** Some systems ship a launcher under the name that only says how to install the browser. */
function works(file) {
  if (!existsSync(file)) return false;
  const asked = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  return asked.status === 0 && /chrom/i.test(asked.stdout);
}

function findBrowser() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const inPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  const candidates = [process.env.CHROME_PATH, ...inPath, '/snap/bin/chromium', mac, ...cached()];
  return candidates.find((file) => file && works(file));
}

function hasFont() {
  const listed = spawnSync('fc-list', [':lang=zh', 'file'], { encoding: 'utf8' });
  if (listed.status === 0) return listed.stdout.trim() !== '';
  const folders = [
    '/usr/share/fonts',
    '/usr/local/share/fonts',
    join(homedir(), '.fonts'),
    '/System/Library/Fonts',
  ];
  return folders.some(hasFontFile);
}

function hasFontFile(folder) {
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { withFileTypes: true }).some((entry) =>
    entry.isDirectory() ? hasFontFile(join(folder, entry.name)) : FONT_FILES.test(entry.name),
  );
}

/** The words before apt-get that let this user install; undefined: none do. */
function mayInstall() {
  if (!existsSync('/usr/bin/apt-get')) return undefined;
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : undefined;
}

function apt(before, words) {
  const all = [...before, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...words];
  return spawnSync(all[0], all.slice(1), { stdio: ['ignore', 2, 2], timeout: 480_000 }).status === 0;
}

function installMissing(packages) {
  const before = mayInstall();
  if (!before) return;
  console.log(`正在安装 ${packages.join('、')}… / Installing ${packages.join(', ')}…`);
  apt(before, ['update']);
  apt(before, ['install', '-y', '--no-install-recommends', ...packages]);
}

/**
 * Finds the browser for the journeys, installing it and a Chinese font where they are missing and this user may.
 * @returns {{browser?: string, missing?: string}} path of the browser, or a sentence that says what to install
 */
export function provideBrowser() {
  const packages = [];
  if (!findBrowser()) packages.push('chromium');
  if (!hasFont()) packages.push('fonts-wqy-microhei');
  if (packages.length > 0) installMissing(packages);
  const browser = findBrowser();
  if (browser && hasFont()) return { browser };
  const absent = [...(browser ? [] : ['chromium']), ...(hasFont() ? [] : ['fonts-wqy-microhei'])];
  const what = absent.join(' ');
  return {
    missing:
      `浏览器流程测试未运行，按失败计：请先安装 Chromium 与中文字体（Debian：apt-get install ${what}），或用环境变量 CHROME_PATH 指明浏览器。` +
      ` / The browser journeys count as failed: install ${what} (Debian: apt-get install ${what}) or set CHROME_PATH.`,
  };
}
