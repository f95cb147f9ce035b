import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { day } from '#shared/day.ts';
import { command } from './share.cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'huanju-share-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(input: unknown) {
  writeFileSync(join(folder, 'in.json'), typeof input === 'string' ? input : JSON.stringify(input));
  const out: string[] = [];
  const code = await command.run(['in.json', '--json'], {
    ...{ cwd: folder, stdout: (text: string) => void out.push(text), stderr: () => {} },
    today: day('2026-11-22'),
  });
  return { code, text: out.join('').trim() };
}
const refused = async (input: unknown) => {
  const { code, text } = await run(input);
  const { problem } = JSON.parse(text);
  return [code, problem?.code, problem?.at];
};

const file = {
  items: [
    { id: 'roof', class: 'basic', amountFen: 100_001 },
    { id: 'lifts', class: 'improvement', amountFen: 50_000_000 },
  ],
  rules: [
    { match: { class: 'basic' }, payer: 'district', share: '1' },
    { match: { item: 'lifts' }, payer: 'residents', share: '0.70' },
    { match: { item: 'lifts' }, payer: 'district', share: '0.30', capFen: 11_000_000 },
  ],
  remainderPayer: 'residents',
  household: { method: 'floor-coefficient', coefficients: { '1': '0', '2': '0', '3': '0.7', '4': '0.8' } },
  parts: [
    { id: '101', areaCm2: 800_000, floor: 1 },
    { id: '301', areaCm2: 800_000, floor: 3 },
    { id: '401', areaCm2: 800_000, floor: 4 },
  ],
};
const rule = { match: { class: 'basic' }, payer: 'district', share: '1' };
const item = { id: 'roof', class: 'basic', amountFen: 1 };
const plain = { items: [item], rules: [rule], household: { method: 'area' }, parts: [] as object[] };

describe('funding share', () => {
  test('一份说明书里的例子', async () => {
    const { code, text } = await run(file);
    expect(code).toBe(0);
    expect(JSON.parse(text)).toEqual({
      payers: [
        { payer: 'district', amountFen: 11_100_001 },
        { payer: 'residents', amountFen: 39_000_000 },
      ],
      items: [
        { id: 'roof', payers: [{ payer: 'district', amountFen: 100_001 }] },
        {
          id: 'lifts',
          payers: [
            { payer: 'district', amountFen: 11_000_000 },
            { payer: 'residents', amountFen: 39_000_000 },
          ],
        },
      ],
      parts: [
        { id: '101', amountFen: 0 },
        { id: '301', amountFen: 18_200_000 },
        { id: '401', amountFen: 20_800_000 },
      ],
    });
  });

  test('再大的整数也一位不差', async () => {
    const huge = '123456789012345678901234567891';
    const text = JSON.stringify({
      ...plain,
      rules: [
        { ...rule, payer: 'residents', share: '0.5' },
        { ...rule, share: '0.5' },
      ],
      parts: [{ id: 'a', areaCm2: 1 }],
    }).replace('"amountFen":1', `"amountFen":${huge}`);
    const answer = await run(text);
    expect(answer.text).toContain('{"payer":"district","amountFen":61728394506172839450617283946}');
    expect(answer.text).toContain('"parts":[{"id":"a","amountFen":61728394506172839450617283945}]');
    expect((await run(text.replace(huge, '1e3'))).text).toContain('"amountFen":500');
    for (const bad of ['0.99999999999999999999', '1e400', '1e-1', '-1', '"5"', 'null'])
      expect(await refused(text.replace(huge, bad))).toEqual([2, 'cli.file-shape', 'items[0].amountFen']);
  });

  test('拒绝：不认识的栏目、不合写法的份额、负数、缺项', async () => {
    expect(await refused({ ...plain, note: '' })).toEqual([2, 'cli.file-shape', 'note']);
    expect(await refused({ ...plain, rules: [{ ...rule, match: { estate: 'x' } }] })).toEqual([
      2,
      'cli.file-shape',
      'rules[0].match.estate',
    ]);
    for (const share of ['1e0', '-0', '+1', '.5', '1.', ' 1', '01', '１', '', '1,0', 'NaN', 1, null])
      expect(await refused({ ...plain, rules: [{ ...rule, share }] })).toEqual([
        2,
        'cli.file-shape',
        'rules[0].share',
      ]);
    expect(await refused({ ...plain, rules: [{ ...rule, capFen: -1 }] })).toEqual([
      2,
      'cli.file-shape',
      'rules[0].capFen',
    ]);
    expect(await refused({ ...plain, parts: [{ id: 'a', areaCm2: 1.5 }] })).toEqual([
      2,
      'cli.file-shape',
      'parts[0].areaCm2',
    ]);
    const { household: _, ...without } = plain;
    expect(await refused(without)).toEqual([2, 'cli.file-shape', 'household']);
    const coefficients = (table: object) => ({
      ...plain,
      household: { method: 'floor-coefficient', coefficients: table },
    });
    expect((await refused(coefficients({ 一: '1' }))).slice(0, 2)).toEqual([2, 'cli.file-shape']);
    expect((await refused(coefficients({ 1: '-1' }))).slice(0, 2)).toEqual([2, 'cli.file-shape']);
  });

  test('拒绝有编号，指出在哪里', async () => {
    expect(await refused({ ...plain, rules: [{ ...rule, share: '0.99' }] })).toEqual([
      2,
      'funding.share.sum',
      'items[0]',
    ]);
    expect(await refused({ ...plain, items: [item, item] })).toEqual([
      2,
      'funding.share.twice',
      'items[1].id',
    ]);
    expect(await refused({ ...plain, rules: [{ ...rule, capFen: 0 }] })).toEqual([
      2,
      'funding.share.remainder',
      'items[0]',
    ]);
    expect(await refused({ ...plain, rules: [{ ...rule, payer: 'residents' }] })).toEqual([
      2,
      'funding.share.no-parts',
      'parts',
    ]);
    const { text } = await run({ ...plain, rules: [] });
    expect(JSON.parse(text).problem.message).toBe('“roof”各出资方的份额之和为 0，应恰为 1。');
  });
});
