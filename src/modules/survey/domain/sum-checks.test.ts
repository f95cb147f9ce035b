import { expect, test } from 'vitest';
import { sheet, testParams, type Written } from '#test/support/sheets.ts';
import { readLedger } from './read-ledger.ts';

const checks = (rows: readonly (readonly Written[])[], merges: readonly string[] = []): string[] =>
  readLedger([sheet('a', rows, merges)], testParams)?.checks.map((check) => `${check.code}@${check.row}`) ?? [
    'no ledger',
  ];

test('subtotals of communities inside subtotals of subdistricts', () => {
  const rows = (south: number): Written[][] => [
    ['街道', '社区', '小区名称', '户数', '面积'],
    ['振兴街道', '北社区', '甲', 100, 1000],
    ['', '', '乙', 50, 500],
    ['', '北社区小计', '', 150, 1500],
    ['', '南社区', '丙', 10, 100],
    ['', '南社区小计', '', south, 100],
    ['振兴街道合计', '', '', 160, 1600],
    ['信发街道', '东社区', '丁', 20, 200],
    ['信发街道合计', '', '', 20, 200],
    ['全区总计', '', '', 180, 1800],
  ];
  const merges = ['A2:A6', 'B2:B3'];
  expect(checks(rows(10), merges)).toEqual([]);
  expect(checks(rows(11), merges)).toEqual(['subtotal-mismatch-households@6']);
});

test('bare 小计, 合计 and 总计 as three levels', () => {
  const rows = (second: number, total: number): Written[][] => [
    ['小区名称', '所属社区', '户数'],
    ['振兴街道'],
    ['甲', '北社区', 100],
    ['乙', '北社区', 50],
    ['小计', '', 150],
    ['丙', '南社区', 10],
    ['小计', '', 10],
    ['合计', '', 160],
    ['信发街道'],
    ['丁', '东社区', 20],
    ['小计', '', 20],
    ['合计', '', second],
    ['总计', '', total],
  ];
  expect(checks(rows(20, 180))).toEqual([]);
  expect(checks(rows(21, 180))).toEqual(['subtotal-mismatch-households@12', 'total-mismatch-households@13']);
});

test('a total is held against the subtotals, and against the rows where they tell something else', () => {
  const rows = (total: number): Written[][] => [
    ['小区名称', '街道', '户数'],
    ['甲', '振兴街道', 100],
    ['小计', '', 100],
    ['乙', '信发街道', 50],
    ['小计', '', 50],
    ['合计', '', total],
  ];
  expect(checks(rows(150))).toEqual([]);
  expect(checks(rows(155))).toEqual(['total-mismatch-households@6']);
});

test('a second entry of an estate counts once or twice, as the clerk added it up', () => {
  const rows = (total: number): Written[][] => [
    ['小区名称', '街道', '户数', '面积'],
    ['甲园', '振兴街道', 100, 9000],
    ['甲 园', '振兴街道', 100, 9000],
    ['合计', '', total, ''],
  ];
  expect([100, 200, 150].map((total) => checks(rows(total)))).toEqual([
    [],
    [],
    ['total-mismatch-households@4'],
  ]);
});
