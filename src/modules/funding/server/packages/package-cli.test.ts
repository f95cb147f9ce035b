import { expect, test } from 'vitest';
import { runCommand } from '#test/support/command.ts';
import { command } from './package.cli.ts';

const flows = (...amounts: readonly number[]) => amounts.map((amount) => ({ amount: String(amount) }));

test('一份文件，一份答案：净现值、收益率、回收期、缺口', async () => {
  const { code, answer } = await runCommand(command, {
    rate: '0.10',
    flows: flows(-10_000, 3000, 4200, 6800),
    debt: { share: '0.6', rate: '0.05', years: 3 },
  });
  expect(code).toBe(0);
  expect(Object.keys(answer)).toEqual([
    ...['npv', 'npvFromStart', 'irr', 'payback', 'discountedPayback', 'gap', 'cover'],
  ]);
  expect(answer.npv).toBeCloseTo(1188.443412, 6);
  expect(answer.irr.status).toBe('one');
  expect(answer.gap).toBe(0);
  expect(answer.payback).toBeCloseTo(2 + 2800 / 6800, 12);
});

test('有日期的流另给按日期的收益率；没有唯一的根时为空', async () => {
  const dated = {
    rate: '0.09',
    flows: [
      { date: '2008-01-01', amount: '-10000' },
      { date: '2008-03-01', amount: '2750' },
      { date: '2008-10-30', amount: '4250' },
      { date: '2009-02-15', amount: '3250' },
      { date: '2009-04-01', amount: '2750' },
    ],
  };
  expect((await runCommand(command, dated)).answer.xirr).toBeCloseTo(0.373362535, 8);
  const never = [
    { date: '2021-01-01', amount: '100' },
    { date: '2022-01-01', amount: '5' },
  ];
  expect((await runCommand(command, { rate: '0', flows: never })).answer.xirr).toBeNull();
});

test.each([
  [{ rate: '-1', flows: flows(1) }, 'cli.file-shape', 'rate'],
  [{ rate: '8%', flows: flows(1) }, 'cli.file-shape', 'rate'],
  [{ rate: '0.1', flows: [] }, 'cli.file-shape', 'flows'],
  [{ rate: '0.1', flows: [{ amount: '1.5' }] }, 'cli.file-shape', 'flows[0].amount'],
  [{ rate: '0.1', flows: [{ amount: '9007199254740993' }] }, 'cli.file-shape', 'flows[0].amount'],
  [{ rate: '0.1', flows: flows(1), note: '' }, 'cli.file-shape', 'note'],
  [
    { rate: '0.1', flows: [{ date: '2021-02-30', amount: '1' }, { amount: '1' }] },
    'cli.file-shape',
    'flows[0].date',
  ],
  [
    { rate: '0.1', flows: [{ date: '2021-02-01', amount: '1' }, { amount: '1' }] },
    'funding.package.dates',
    'flows[1].date',
  ],
  [
    {
      rate: '0.1',
      flows: [
        { date: '2021-02-01', amount: '1' },
        { date: '2021-01-31', amount: '1' },
      ],
    },
    'funding.package.dates',
    'flows[1].date',
  ],
  [
    { rate: '0.1', flows: flows(-1, 2), debt: { share: '1.1', rate: '0', years: 1 } },
    'cli.file-shape',
    'debt.share',
  ],
  [{ rate: '-0.999999', flows: flows(...Array(100).fill(1)) }, 'funding.package.range', 'rate'],
])('用不了的输入：%#', async (input, code, at) => {
  const refused = await runCommand(command, input);
  expect([refused.code, refused.answer.problem.code, refused.answer.problem.at]).toEqual([2, code, at]);
});
