// npm test: the checks, the tests on real PostgreSQL, then the journeys in a real browser.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap, root, surroundings } from './bootstrap.mjs';
import { provideBrowser } from './browser.mjs';
import { runSteps } from './steps.mjs';

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const results = mkdtempSync(join(tmpdir(), 'huanju-test-'));

/** Runs Vitest in this terminal, within a time limit that keeps the whole under half an hour. */
function runVitest(node, words, minutes, more) {
  return new Promise((resolve) => {
    const options = { cwd: root, env: surroundings(more), stdio: ['ignore', 'inherit', 'inherit'] };
    const child = spawn(node, [vitest, ...words], options);
    const timer = setTimeout(() => {
      console.log(`✗ 超过 ${minutes} 分钟，已中止。 / Stopped after ${minutes} minutes.`);
      child.kill('SIGKILL');
    }, minutes * 60_000);
    child.once('error', () => resolve(1));
    child.once('exit', (code) => {
      clearTimeout(timer);
      resolve(code ?? 1);
    });
  });
}

/** Counts what ran. A skipped test and a file that could not be read are failures: nothing passes unseen. */
function count(file) {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  let broken = 0;
  for (const { name, status, assertionResults, message } of report.testResults) {
    if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed')) {
      broken += 1;
      console.log(`✗ ${name}: ${message}`);
    }
    for (const test of assertionResults) {
      if (test.status !== 'passed' && test.status !== 'failed')
        console.log(`✗ 未执行 / not run: ${test.fullName}`);
    }
  }
  const passed = report.numPassedTests;
  return { passed, failed: report.numTotalTests - passed + broken };
}

async function runProject(node, project, minutes, more = {}) {
  const file = join(results, `${project.replace(/\W/g, '')}.json`);
  const words = [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ];
  const code = await runVitest(node, words, minutes, more);
  let counts = { passed: 0, failed: 0 };
  try {
    counts = count(file);
  } catch (error) {
    console.log(`✗ 没有测试结果（${project}）：${error.message}`);
  }
  if (counts.passed + counts.failed === 0) console.log(`✗ 没有执行任何测试 / no test ran: ${project}`);
  const silent = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  return silent ? { ...counts, failed: 1 } : counts;
}

/** How many journeys there are, when none can be run. */
function countJourneys(node) {
  const file = join(results, 'journeys-list.json');
  const words = [vitest, 'list', '--project', 'journeys', `--json=${file}`];
  spawnSync(node, words, { cwd: root, env: surroundings(), stdio: ['ignore', 2, 2], timeout: 120_000 });
  try {
    return Math.max(1, JSON.parse(readFileSync(file, 'utf8')).length);
  } catch {
    return 1;
  }
}

async function journeys(node, { browser, missing }) {
  if (browser) return runProject(node, 'journeys', 17, { CHROME_PATH: browser });
  console.log(`✗ ${missing}`);
  return { passed: 0, failed: countJourneys(node) };
}

const node = await bootstrap();
const provided = provideBrowser();
const parts = [await runSteps(node), await runProject(node, '!journeys', 12), await journeys(node, provided)];
rmSync(results, { recursive: true, force: true });
const total = (key) => parts.reduce((sum, part) => sum + part[key], 0);
console.log(`${total('passed')} passed, ${total('failed')} failed`);
process.exitCode = total('failed') > 0 ? 1 : 0;
