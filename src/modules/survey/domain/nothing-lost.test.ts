import { describe, expect, test } from 'vitest';
import { sheet, testParams } from '#test/support/sheets.ts';
import { readBuiltYear } from './built-year.ts';
import type { LedgerSheet } from './ledger.ts';
import { readLedger } from './read-ledger.ts';

function read(sheets: readonly LedgerSheet[]) {
  const reading = readLedger(sheets, testParams);
  if (!reading) throw new Error('no estate sheet found');
  return reading;
}

describe('建成年份不取后来施工的年份', () => {
  test.each([
    ['1998年（2015年改造）', 1998],
    ['1998年建成，2015年改造', 1998],
    ['1996年建，1998年扩建', 1996],
    ['1996年(2018年外墙保温节能改造)', 1996],
    ['1996-1998', 1998],
    ['1996年、1998年', 1998],
    ['2015年改造', 2015],
  ])('%s 读作 %i', (text, year) => {
    expect(readBuiltYear({ kind: 'text', text, column: 1 }, testParams).year).toBe(year);
  });
});

describe('一个街道一张表', () => {
  test('只读一张，另一张没有读取要明说', () => {
    const head = ['序号', '小区名称', '户数', '楼栋数', '建成年份'];
    const reading = read([
      sheet('东街', [head, [1, '光明里', 10, 1, 1995], [2, '幸福里', 20, 2, 1996]]),
      sheet('西街', [head, [1, '和平里', 30, 3, 1997]]),
      sheet('说明', [['请按实填写']]),
    ]);
    expect(reading.sheet).toBe('东街');
    expect(reading.checks).toMatchObject([{ code: 'estate-sheet-not-read', row: 1 }]);
    expect(reading.checks[0]?.message).toContain('西街');
  });
});

describe('只写一次的街道', () => {
  const head = ['序号', '乡镇', '社区', '小区名称', '户数', '楼栋数', '建成年份'];
  test('社区小计之后仍属原街道；街道小计之后没有写就是没有', () => {
    const reading = read([
      sheet('台账', [
        head,
        [1, '城关镇', '东关社区', '光明里', 10, 1, 1995],
        ['', '', '社区小计', '', 10, 1],
        [2, '', '西关社区', '幸福里', 20, 1, 1996],
        ['', '', '社区小计', '', 20, 1],
        ['', '城关镇合计', '', '', 30, 2],
        [3, '', '南关社区', '和平里', 30, 1, 1997],
      ]),
    ]);
    expect(reading.estates.map(({ estate }) => estate.subdistrict)).toEqual(['城关镇', '城关镇', null]);
    expect(reading.estates[2]?.issues.map(({ code }) => code)).toContain('subdistrict-missing');
  });
});
