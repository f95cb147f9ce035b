// The steps of `npm run check`, also counted by `npm test`.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, surroundings } from './bootstrap.mjs';

const bin = (...words) => join(root, 'node_modules', ...words);

function steps() {
  const tsc = bin('typescript', 'bin', 'tsc');
  const list = ['pure', 'server', 'web'].map((project) => ({
    name: `types (${project})`,
    words: [tsc, '-p', `tsconfig.${project}.json`],
  }));
  list.push({ name: 'lock file whole', words: [join(root, 'scripts', 'lock.mjs'), '--check'] });
  list.push({ name: 'lint and format', words: [bin('@biomejs', 'biome', 'bin', 'biome'), 'check', '.'] });
  if (existsSync(join(root, 'scripts', 'walls.mjs'))) {
    list.push({ name: 'walls up to date', words: [join(root, 'scripts', 'walls.mjs'), '--check'] });
  }
  if (existsSync(join(root, '.dependency-cruiser.mjs'))) {
    const cruiser = bin('dependency-cruiser', 'bin', 'dependency-cruise.mjs');
    list.push({ name: 'walls', words: [cruiser, '--config', '.dependency-cruiser.mjs', 'src'] });
  }
  list.push({ name: 'unused code', words: [bin('knip', 'bin', 'knip.js'), '--no-progress'] });
  return list;
}

/** Runs one program of Node to its end; `said` is what it printed. */
function run(node, words) {
  return new Promise((resolve) => {
    const child = spawn(node, words, { cwd: root, env: surroundings(), stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        said += text;
      });
    }
    child.once('error', (error) => resolve({ ok: false, said: error.message }));
    child.once('close', (code) => resolve({ ok: code === 0, said }));
  });
}

/**
 * Runs every step, two at a time, also when one fails, and prints each with what it said.
 * @returns how many passed and failed
 */
export async function runSteps(node) {
  const waiting = steps();
  const counts = { passed: 0, failed: 0 };
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const begun = Date.now();
      const { ok, said } = await run(node, step.words);
      counts[ok ? 'passed' : 'failed'] += 1;
      console.log(`${ok ? '✓' : '✗'} ${step.name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
      if (!ok) console.log(said.trimEnd());
    }
  };
  await Promise.all([worker(), worker()]);
  return counts;
}
