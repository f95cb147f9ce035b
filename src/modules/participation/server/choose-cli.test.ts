import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { command } from './choose.cli.ts';

/** 60 voters want a and b, 40 want c; one project has no votes, one costs nothing. */
const election = [
  ...['META', 'key;value', 'description;自编', 'budget;1000,50', 'vote_type;approval'],
  ...['PROJECTS', 'project_id;cost;name', 'a;601;甲', 'b;400.5;乙', 'c;400;丙', 'd;1;丁', 'e;0;戊'],
  ...['VOTES', 'voter_id;vote'],
  ...Array.from({ length: 60 }, (_, voter) => `${voter};a,b`),
  ...Array.from({ length: 40 }, (_, voter) => `${voter + 60};c,e`),
].join('\n');

let folder = '';
const run = async (...args: readonly string[]) => {
  const said: string[] = [];
  const code = await command.run(args, {
    cwd: folder,
    stdout: (part) => void said.push(part),
    stderr: () => undefined,
    today: day('2021-06-01'),
  });
  return { code, answer: JSON.parse(said.join('')) };
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huanju-choose-'));
  await writeFile(join(folder, 'x.pb'), election);
  await writeFile(join(folder, 'bad.pb'), election.replace('5;a,b', '5;a,z'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('participation choose（五(二) 一小区一方案）', () => {
  it('均等份额法默认逐元补足，金额用文件的单位', async () => {
    const { code, answer } = await run('x.pb', '--rule', 'equal-shares', '--json');
    expect(code).toBe(0);
    expect(Object.keys(answer)).toEqual(['rule', 'completion', 'budget', 'spent', 'winners', 'rounds']);
    expect(answer).toMatchObject({
      rule: 'equal-shares',
      completion: 'add-one',
      budget: 1000.5,
      spent: 800.5,
      winners: ['e', 'b', 'c'],
    });
    expect(answer.rounds[1]).toEqual({
      round: 2,
      id: 'b',
      cost: 400.5,
      votes: 60,
      left: 600,
      how: 'equal-shares',
      effectiveVotes: 60,
      payment: 6.675,
      spentUp: 0,
    });
  });

  it('票数优先跳过放不下的，继续往下', async () => {
    const { answer } = await run('x.pb', '--rule', 'greedy');
    expect([answer.winners, answer.spent]).toEqual([['b', 'e', 'c', 'd'], 801.5]);
    const { answer: completed } = await run('x.pb', '--rule=equal-shares', '--completion=greedy');
    expect([completed.winners, completed.rounds.at(-1).how]).toEqual([['e', 'b', 'c', 'd'], 'completion']);
  });

  it('不可用的文件和参数：退出码 2，说出在哪一行', async () => {
    expect(await run('bad.pb', '--rule', 'greedy')).toEqual({
      code: 2,
      answer: {
        problem: {
          code: 'participation.choose.file',
          message: '文件 bad.pb 第 20 行：票中的项目 z 不在 PROJECTS 中。',
          at: 'line 20',
        },
      },
    });
    for (const args of [
      ['x.pb'],
      ['x.pb', '--rule', 'lottery'],
      ['x.pb', '--rule', 'greedy', '--completion', 'add-one'],
    ])
      expect(await run(...args)).toMatchObject({
        code: 2,
        answer: { problem: { code: 'cli.arguments' } },
      });
    expect(await run('none.pb', '--rule', 'greedy')).toMatchObject({ code: 2 });
  });
});
