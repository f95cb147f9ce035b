import { mkdir, readdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type Bench, type Figure, figuresOf, missed } from './figure.ts';

/** What a result is worth nothing without, and nothing that names the machine. */
const factsOf = (date: string) => ({ date, node: process.version, cores: os.availableParallelism() });

async function found(): Promise<Bench[]> {
  const names = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.ts')).sort();
  const others = names.filter((name) => name !== path.basename(import.meta.filename));
  const modules: { bench?: Bench }[] = await Promise.all(others.map((name) => import(`./${name}`)));
  return modules.flatMap(({ bench }) => (bench ? [bench] : []));
}

function row(name: string, { title, value, goal }: Figure): string {
  const wanted = goal === undefined ? '' : 'atMost' in goal ? `≤ ${goal.atMost}` : `≥ ${goal.atLeast}`;
  const verdict = goal === undefined ? '' : missed({ title, value, goal }) ? '✗' : '✓';
  return [name.padEnd(12), title.padEnd(46), value.toFixed(3).padStart(12), wanted.padStart(8), verdict].join(
    '  ',
  );
}

/** Runs the benches named, or all; prints one table; exit 1 when a stated goal is missed. */
async function main(words: readonly string[]): Promise<number> {
  const date =
    words.find((word) => word.startsWith('--date='))?.slice(7) ?? new Date().toISOString().slice(0, 10);
  const names = words.filter((word) => !word.startsWith('--'));
  const benches = await found();
  const unknown = names.filter((name) => !benches.some((bench) => bench.name === name));
  if (unknown.length) {
    console.error(`没有这个基准：${unknown.join('、')}。可用：${benches.map(({ name }) => name).join('、')}`);
    return 2;
  }
  const folder = path.join(import.meta.dirname, 'results');
  await mkdir(folder, { recursive: true });
  const lines: string[] = [];
  let failed = false;
  for (const bench of benches.filter(({ name }) => !names.length || names.includes(name))) {
    console.error(`… ${bench.name}`);
    const result = await bench.run({});
    const file = path.join(folder, `${bench.name}.json`);
    await writeFile(file, `${JSON.stringify({ ...factsOf(date), ...result }, null, 2)}\n`);
    for (const figure of figuresOf(result)) {
      lines.push(row(bench.name, figure));
      failed ||= missed(figure);
    }
  }
  console.log(lines.join('\n'));
  return failed ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
