import { expect, test } from 'vitest';
import { sheet, testParams } from '#test/support/sheets.ts';
import { readLedger } from './read-ledger.ts';

const read = (...rows: Parameters<typeof sheet>[1]) => {
  const reading = readLedger([sheet('台账', rows)], testParams);
  if (!reading) throw new Error('no estate sheet found');
  return reading;
};
const codes = (entry: { issues: readonly { code: string }[] } | undefined) =>
  entry?.issues.map((issue) => issue.code);

test('a row of units below the headings gives the columns their units', () => {
  const reading = read(
    ['小区名称', '街道', '居民意愿', '出资意愿', '建筑面积', '户数', '楼栋', '建成年份'],
    ['-', '-', '%', '(%)', '万㎡', '户', '栋', '年'],
    ['水泥厂一生活区', '振兴街道', 92.5, 40, 1.234, 100, 4, 1992],
    ['水泥厂二生活区', '振兴街道', 100, 0, 0.5, 77, 3, 1993],
    ['小计', '', '', '', 1.73, 177, 7, ''],
  );
  expect(reading.estates.map(({ estate }) => [estate.agree, estate.pay, estate.floorAreaM2])).toEqual([
    [93, 40, 12340],
    [77, 0, 5000],
  ]);
  expect(reading.estates.flatMap((entry) => entry.issues)).toEqual([]);
  expect(reading.checks).toEqual([]);
});

test('households written beside a share are the households', () => {
  const reading = read(
    ['小区名称', '户数', '愿意改造户数及占比', '愿意出资比例'],
    ['甲小区', 192, '148户（77%）', '148（77%）'],
    ['乙小区', 64, '50/64', '78%（50户）'],
    ['丙小区', 100, '85%', '1/2'],
    ['丁小区', 100, '九成', '八成五'],
  );
  expect(reading.estates.map(({ estate }) => [estate.agree, estate.pay])).toEqual([
    [148, 148],
    [50, 50],
    [85, 50],
    [90, 85],
  ]);
  expect(codes(reading.estates[1])).toEqual([]);
  expect(codes(reading.estates[2])).toEqual(['pay-part-of-other-households']);
});

test('a part of other households than the estate has is pointed out, a rounded wish too', () => {
  const reading = read(
    ['小区名称', '户数', '同意改造户数', '愿意出资户数'],
    ['甲小区', 50, '45/50', '约30'],
    ['乙小区', 50, '1/2', '30'],
  );
  expect(reading.estates.map(({ estate }) => [estate.agree, estate.pay])).toEqual([
    [45, 30],
    [1, 30],
  ]);
  expect(codes(reading.estates[0])).toEqual(['pay-approximate']);
  expect(codes(reading.estates[1])).toEqual(['agree-part-of-other-households']);
});

test('房顶 heads the roof; 办 may stand for 街道, the district before it', () => {
  const reading = read(
    ['小区名称', '街道', '户数', '房顶'],
    ['甲小区', '振兴办', 50, '差'],
    ['乙小区', '青杨振兴办', 50, '好'],
    ['丙小区', '青杨区振兴街道', 50, '好'],
  );
  expect(reading.estates.map(({ estate }) => estate.subdistrict)).toEqual(Array(3).fill('990101001'));
  expect(reading.estates[0]?.estate.condition.roof).toBe('poor');
});
