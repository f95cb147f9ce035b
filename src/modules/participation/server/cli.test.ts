import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { CliCommand } from '#platform/cli.ts';
import { day } from '#shared/day.ts';
import { sampleVote } from '#test/support/vote-sample.ts';
import { sealBundle } from '../domain/proof/bundle.ts';
import { digest } from './proof-digest.ts';
import { command as tally } from './tally.cli.ts';
import { command as verify } from './verify.cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'huanju-vote-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = {
  matters: [{ id: 'm', class: 'ordinary' }],
  parts: [
    { id: 'a', areaCm2: 890_000, owner: 'wang' },
    { id: 'b', areaCm2: 905_000, owner: 'li' },
    { id: 'c', areaCm2: 100_000, unsold: true },
  ],
  votes: [
    { part: 'a', matter: 'm', choice: 'for', at: '2021-05-01T10:00:00+08:00' },
    { part: 'b', matter: 'm', choice: 'for', at: '2021-05-01T10:00:00+08:00' },
  ],
  rules: { unreturned: 'exclude', follow: 'abstain' },
};

async function run(command: CliCommand, input: unknown, ...more: readonly string[]) {
  writeFileSync(join(folder, 'in.json'), typeof input === 'string' ? input : JSON.stringify(input));
  const out: string[] = [];
  const told: string[] = [];
  const code = await command.run(['in.json', '--json', ...more], {
    cwd: folder,
    stdout: (text) => void out.push(text),
    stderr: (text) => void told.push(text),
    today: day('2026-11-22'),
  });
  return { code, answer: JSON.parse(out.join('')), told: told.join('') };
}
const refusal = async (input: unknown) => {
  const { code, answer } = await run(tally, input);
  return [code, answer.problem?.code, answer.problem?.at];
};

describe('不可用的输入', () => {
  const bare = async (...args: readonly string[]) => {
    const out: string[] = [];
    const io = { cwd: folder, stdout: (text: string) => void out.push(text), stderr: () => {} };
    const code = await tally.run(args, { ...io, today: day('2026-11-22') });
    return [code, JSON.parse(out.join('')).problem];
  };

  test('每一种拒绝都说出在哪里', async () => {
    expect(await bare()).toMatchObject([2, { code: 'cli.arguments', at: 'FILE' }]);
    expect(await bare('a.json', '--fast')).toMatchObject([2, { code: 'cli.arguments', at: '--fast' }]);
    expect(await bare('none.json')).toMatchObject([2, { code: 'cli.file-unreadable', at: 'none.json' }]);
    expect(await refusal('{"a":1,}')).toEqual([2, 'cli.not-json', 'line 1 column 8']);
    expect(await refusal('{"a":')).toEqual([2, 'cli.not-json', 'in.json']);
    expect(await refusal('{"a":x}')).toEqual([2, 'cli.not-json', 'in.json']);
  });

  test('不是 UTF-8 的拒绝，不猜', async () => {
    writeFileSync(join(folder, 'gbk.json'), Buffer.from([0x7b, 0x22, 0xd6, 0xd0, 0x22, 0x3a, 0x31, 0x7d]));
    expect(await bare('gbk.json')).toMatchObject([2, { code: 'cli.not-utf8', at: 'gbk.json' }]);
  });

  test('同一对象中同名的项写了两次：拒绝并说出在哪里', async () => {
    const text = JSON.stringify(file);
    const twice = text.replace('"choice":"for"', '"choice":"against","ch\\u006fice":"for"');
    expect(await refusal(twice)).toEqual([2, 'cli.json-twice', 'votes[0].choice']);
    expect((await run(tally, file)).code).toBe(0);
  });

  test('说明里没有英文的类型名', async () => {
    for (const input of [
      [],
      { ...file, votes: 1 },
      { ...file, parts: [{ id: 5, areaCm2: 'x' }] },
      { ...file, matters: [{ id: '', class: 'ordinary' }] },
      'null',
    ]) {
      const { code, answer } = await run(tally, input);
      expect(code).toBe(2);
      expect(answer.problem.message).not.toMatch(/object|array|string|number|undefined|null|value/);
    }
  });
});

describe('participation tally', () => {
  test('只印约定的各项，结果如何都是 0', async () => {
    const { code, answer, told } = await run(tally, file);
    expect(code).toBe(0);
    expect(answer).toEqual({
      matters: [
        {
          id: 'm',
          heads: { all: 3, taking: 2, for: 2 },
          areaCm2: { all: 1_895_000, taking: 1_795_000, for: 1_795_000 },
          quorum: true,
          passed: true,
          why: expect.stringContaining('民法典第二百七十八条'),
        },
      ],
    });
    expect(told).toContain('m：');
    expect(await run(tally, { ...file, votes: [] })).toMatchObject({
      ...{ code: 0, answer: { matters: [{ quorum: false, passed: false }] } },
    });
    const joined = { ...file, rules: { unreturned: 'follow-majority', follow: 'abstain' } };
    const [line] = (await run(tally, joined)).answer.matters;
    expect(Object.keys(line.withUnreturned)).toEqual(Object.keys(line).slice(0, -1));
  });

  test('没有名册、没有事项也能回答', async () => {
    expect((await run(tally, { ...file, parts: [], votes: [] })).answer.matters).toMatchObject([
      { heads: { all: 0 }, quorum: false, passed: false },
    ]);
    expect((await run(tally, { ...file, matters: [], votes: [] })).answer).toEqual({ matters: [] });
  });

  test('写错的文件说明错在哪里，退出码 2', async () => {
    const [first, second, third] = file.parts;
    const [vote, other] = file.votes;
    const shape = 'cli.file-shape';
    const part = (change: object) => ({ ...file, parts: [{ ...first, ...change }, second, third] });
    const cast = (change: object) => ({ ...file, votes: [vote, { ...other, ...change }] });
    const kind = (name: string) => `participation.tally.${name}`;
    for (const [input, code, at] of [
      ['{', 'cli.not-json', 'line 1 column 2'],
      [[], shape, '开头'],
      [null, shape, '开头'],
      [{ ...file, extra: 1 }, shape, 'extra'],
      [part({ floor: 3 }), shape, 'parts[0].floor'],
      [cast({ weight: 2 }), shape, 'votes[1].weight'],
      [cast({ choice: 'yes' }), shape, 'votes[1].choice'],
      [{ ...file, rules: { unreturned: 'exclude' } }, shape, 'rules.follow'],
      [{ ...file, matters: [{ id: 'm', class: 'major' }] }, shape, 'matters[0].class'],
      [part({ areaCm2: '890000' }), shape, 'parts[0].areaCm2'],
      [part({ areaCm2: 0 }), kind('area'), 'parts[0].areaCm2'],
      [part({ areaCm2: 1.5 }), kind('area'), 'parts[0].areaCm2'],
      [part({ areaCm2: 2 ** 53 }), kind('area'), 'parts[0].areaCm2'],
      [part({ areaCm2: Number.MAX_SAFE_INTEGER }), kind('area-sum'), 'parts'],
      [part({ owner: null }), kind('owner-missing'), 'parts[0].owner'],
      [part({ id: 'b' }), kind('duplicate-id'), 'parts[1].id'],
      [cast({ part: 'z' }), kind('unknown-id'), 'votes[1].part'],
      [cast({ matter: 'z' }), kind('unknown-id'), 'votes[1].matter'],
      [cast({ at: '2021-05-01T10:00:00' }), kind('vote-at'), 'votes[1].at'],
      [cast({ at: '' }), kind('vote-at'), 'votes[1].at'],
    ] as const)
      expect(await refusal(input), JSON.stringify(input)).toEqual([2, code, at]);
    expect((await run(tally, part({ areaCm2: -1 }))).told).toMatch(/面积应为大于 0 的整数/);
  });

  test('没有文件、多个文件、没有的选项', async () => {
    const io = { cwd: folder, stdout: () => {}, stderr: () => {}, today: day('2026-11-22') };
    for (const args of [[], ['a', 'b'], ['in.json', '--nope'], ['missing.json'], ['.']])
      expect(await tally.run(args, io)).toBe(2);
  });

  test('从命令行一路走通，相对路径从使用者所在处算起', () => {
    writeFileSync(join(folder, 'in.json'), `\uFEFF${JSON.stringify(file)}`);
    const root = join(import.meta.dirname, '../../../..');
    const { stdout, status } = spawnSync(
      process.execPath,
      ['src/app/cli.ts', 'participation', 'tally', 'in.json'],
      { cwd: root, env: { ...process.env, INIT_CWD: folder }, encoding: 'utf8' },
    );
    expect(status).toBe(0);
    expect(JSON.parse(stdout).matters).toHaveLength(1);
  });
});

describe('participation verify', () => {
  const bundle = sealBundle(digest, sampleVote);
  const [first] = bundle.ballots;
  const receipt = first?.receipt ?? '';

  test('有效的包为 0，并告诉去核对公示上的根值', async () => {
    const { code, answer, told } = await run(verify, bundle, '--receipt', receipt.toLowerCase());
    expect(code).toBe(0);
    expect(Object.keys(answer)).toEqual(['valid', 'root', 'matters', 'receiptFound', 'faults']);
    expect(answer).toMatchObject({
      ...{ valid: true, root: bundle.root, matters: bundle.totals, receiptFound: true, faults: [] },
    });
    expect(told).toContain(bundle.root);
  });

  test('没有的回执：包有效，明说找不到；输错的回执另有提示', async () => {
    const other = sealBundle(digest, { ...sampleVote, vote: { ...sampleVote.vote, id: 'v2' } }).ballots[0];
    const absent = await run(verify, bundle, '--receipt', other?.receipt ?? '');
    expect([absent.code, absent.answer.receiptFound]).toEqual([0, false]);
    expect(absent.told).toContain('提出异议');
    const wrong = await run(verify, bundle, '--receipt', `${receipt.slice(0, -1)}U`);
    expect(wrong.answer.receiptFound).toBe(false);
    expect(wrong.told).toContain('输入有误');
  });

  test('改过的包为 1', async () => {
    const ballots = bundle.ballots.with(0, { ...first, choices: ['against', 'against'] } as typeof first &
      object);
    const { code, answer } = await run(verify, { ...bundle, ballots });
    expect([code, answer.valid]).toEqual([1, false]);
    expect(answer.faults[0]).toEqual({
      ...{ code: 'bundle.receipt', at: 'ballots[0].receipt', message: expect.stringContaining('不符') },
    });
    const unknown = bundle.ballots.with(0, { ...first, choices: ['yes', null] } as never);
    expect((await run(verify, { ...bundle, ballots: unknown })).answer).toMatchObject({
      valid: false,
      matters: [],
    });
  });

  test('不是表决包、缺项、多项、读不出：2', async () => {
    const code = async (input: unknown) => {
      const { code: exit, answer } = await run(verify, input);
      return [exit, answer.problem?.code, answer.problem?.at];
    };
    expect(await code('x')).toEqual([2, 'cli.not-json', 'in.json']);
    expect(await code([])).toEqual([2, 'participation.bundle.format', 'format']);
    expect(await code({ ...bundle, format: 'huanju-vote-bundle/2' })).toEqual([
      ...[2, 'participation.bundle.format', 'format'],
    ]);
    expect(await code({ ...bundle, note: 1 })).toEqual([2, 'cli.file-shape', 'note']);
    expect(await code({ ...bundle, roll: undefined })).toEqual([2, 'cli.file-shape', 'roll']);
    const half = { ...bundle, vote: { ...bundle.vote, title: '\ud800' } };
    expect(await code(half)).toEqual([2, 'cli.file-shape', 'vote.title']);
  });

  test('所用的参与比例与规则包不同时提醒', async () => {
    const { thresholds } = sampleVote.vote;
    const looser = { ...thresholds, ordinary: { ...thresholds.ordinary, quorum: { num: 1, den: 3 } } };
    const sealed = sealBundle(digest, { ...sampleVote, vote: { ...sampleVote.vote, thresholds: looser } });
    const { code, told } = await run(verify, sealed);
    expect(code).toBe(0);
    expect(told).toContain('与本机规则包不同');
    expect((await run(verify, bundle)).told).not.toContain('规则包');
  });
});
