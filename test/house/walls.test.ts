import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../..');
const run = promisify(execFile);

/** A copy of the house into which walls are broken: a checker that sees nothing also finds nothing. */
let copy: string;
const planted: readonly [rule: string, file: string, line: string][] = [
  ['domain-pure', 'src/modules/identity/domain/planted-a.ts', `import '#platform/clock.ts';`],
  ['domain-no-node', 'src/modules/identity/domain/planted-b.ts', `import 'node:fs';`],
  [
    'domain-pure',
    'src/modules/projects/domain/planted-c.ts',
    `import '#modules/identity/domain/regions.ts';`,
  ],
  ['policy-doors', 'src/modules/policy/server/planted-d.ts', `import '#modules/projects/index.ts';`],
  ['plan-front-door', 'src/modules/plan/server/planted-e.ts', `import '#modules/identity/server/users.ts';`],
  ['web-no-server', 'src/modules/identity/web/planted-f.tsx', `import '../server/users.ts';`],
  ['identity-web-neighbours', 'src/modules/identity/web/planted-g.tsx', `import '#modules/policy/index.ts';`],
  ['shared-knows-nobody', 'src/shared/planted-h.ts', `import '#app/config.ts';`],
  ['ui-knows-no-module', 'src/ui/planted-i.tsx', `import '#modules/identity/contract.ts';`],
  ['platform-knows-no-module', 'src/platform/planted-j.ts', `import '#modules/identity/index.ts';`],
  ['contract-pure', 'src/modules/survey/contract-planted.ts', `import '#platform/log.ts';`],
  ['no-circular', 'src/shared/planted-k.ts', `import './planted-l.ts'; export const k = 1;`],
];

beforeAll(() => {
  copy = mkdtempSync(path.join(os.tmpdir(), 'huanju-walls-'));
  for (const name of ['src', 'doors.json', 'package.json', '.dependency-cruiser.mjs'])
    cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  for (const name of ['tsconfig.base.json', 'tsconfig.web.json'])
    cpSync(path.join(root, name), path.join(copy, name));
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  for (const [, file, line] of planted) {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    writeFileSync(path.join(copy, file), `${line}\n`);
  }
  writeFileSync(
    path.join(copy, 'src/shared/planted-l.ts'),
    `import { k } from './planted-k.ts'; export const l = k;\n`,
  );
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

async function violations(): Promise<{ rule: string; from: string }[]> {
  const bin = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const said = await run(
    process.execPath,
    [bin, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'src'],
    { cwd: copy, maxBuffer: 256 * 1024 * 1024 },
  ).catch((fault: { stdout: string }) => fault);
  const report = JSON.parse(said.stdout) as {
    summary: { violations: { rule: { name: string }; from: string }[] };
  };
  return report.summary.violations.map((one) => ({ rule: one.rule.name, from: one.from }));
}

describe('the walls', () => {
  it('every planted violation is caught', async () => {
    const found = await violations();
    const missed = planted.filter(
      ([rule, file]) => !found.some((one) => one.rule === rule && one.from === file),
    );
    expect(missed).toEqual([]);
    const elsewhere = found.filter((one) => !one.from.includes('planted') && !one.from.includes('.test.ts'));
    expect(elsewhere).toEqual([]);
  });
});
