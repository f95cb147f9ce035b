import { expect, test } from 'vitest';
import { sheet, testParams } from '#test/support/sheets.ts';
import { readLedger } from './read-ledger.ts';

const withRow = (name: string) =>
  readLedger(
    [
      sheet('台账', [
        ['序号', '小区名称', '地址', '户数', '楼栋数', '建成年份'],
        [1, '甲小区', '甲路1号', 100, 1, 1990],
        [2, '乙小区', '乙路1号', 200, 2, 1991],
        ['', name, '', 301, 3, ''],
      ]),
    ],
    testParams,
  );

test.each(['计', '共5个小区', '共计', '总 计', '本页计', '本页小计', '街道小计', '振兴街道计', '计2个'])(
  '“%s” labels a sum, which is held against the rows',
  (label) => {
    const reading = withRow(label);
    expect(reading?.estates.map((entry) => entry.row)).toEqual([2, 3]);
    expect(reading?.checks.map((check) => check.row)).toEqual([4]);
  },
);

test.each(['计生委家属院', '共青团小区', '共和小区', '统计局家属院', '会计学校宿舍'])(
  '“%s” is an estate',
  (name) => {
    expect(withRow(name)?.estates.map(({ estate }) => estate.name)).toEqual(['甲小区', '乙小区', name]);
  },
);
