import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { testParams } from '#test/support/sheets.ts';
import { readBuiltYear } from './built-year.ts';
import { areSwapped, readDegrees, readPair } from './coordinates.ts';
import { isSameEstate, nameKey } from './duplicates.ts';
import { emptyEstate, type LedgerEstate } from './ledger.ts';
import { findSubdistrict, splitPlace } from './places.ts';
import { parseQuantity } from './quantity.ts';
import { chineseNumber } from './text.ts';
import { readDemolition, readFlag, readGrade, readLand, readPapers } from './vocabulary.ts';

const year = (text: string) => {
  const { year: value, fault } = readBuiltYear({ column: 1, kind: 'text', text }, testParams);
  return [value, fault];
};

describe('建成年份', () => {
  test.each([
    ['1998年', 1998],
    ['1998.6', 1998],
    ['98年', 1998],
    ['05年', 2005],
    ['1998/6/1', 1998],
    ['19980601', 1998],
    ['199806', 1998],
    ['二〇〇一年', 2001],
    ['２００１年', 2001],
    ['2004-07', 2004],
    ['35976', 1998],
    ['98.6', 1998],
    ['1998年6月30日', 1998],
    ['1998.06.30', 1998],
    ['建于1987年', 1987],
  ])('%s is %d without a doubt', (text, value) => expect(year(text)).toEqual([value, null]));
  test.each([
    ['约1996年', 1996, 'built-year-approximate'],
    ['1998年前', 1998, 'built-year-approximate'],
    ['1999年左右', 1999, 'built-year-approximate'],
    ['1996-1998', 1998, 'built-year-range'],
    ['1996～98年', 1998, 'built-year-range'],
    ['96-98年', 1998, 'built-year-range'],
    ['2004-07年', 2007, 'built-year-range'],
    ['一期1998年,二期2003年', 2003, 'built-year-range'],
    ['不详', null, 'built-year-missing'],
    ['', null, 'built-year-missing'],
    ['九十年代', null, 'built-year-decade'],
    ['1990年代末', null, 'built-year-decade'],
    ['3005', null, 'built-year-implausible'],
    ['很早', null, 'built-year-unreadable'],
  ])('%s: %s, %s', (text, value, fault) => expect(year(text)).toEqual([value, fault]));
  test('any year up to today reads the same however it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2026 }), (value) => {
        for (const text of [`${value}`, `${value}年`, `${value}.6`, ` ${value} 年 6 月`])
          expect(year(text)).toEqual([value, null]);
      }),
    );
  });
});

describe('figures', () => {
  test.each([
    ['12,345.6㎡', 12_345.6, 1],
    ['１２，３４５', 12_345, null],
    ['1.91万', 1.91, 10_000],
    ['1.2万平方米', 1.2, 10_000],
    ['120户', 120, null],
    ['120户(含商铺5户)', 120, null],
    ['336+24', 360, null],
    ['一百二十', 120, null],
    ['-26094', -26_094, null],
    ['3亩', 3, 2000 / 3],
    ['1.2e3', 1200, null],
  ])('%s', (text, value, scale) => expect(parseQuantity(text)).toMatchObject({ value, scale }));
  test.each(['', '/', '无', '12户15人', '1,23', 'abc', '√'])('“%s” is no figure', (text) =>
    expect(parseQuantity(text)).toBeNull(),
  );
  test('约 is remembered', () =>
    expect(parseQuantity('约120户')).toMatchObject({ value: 120, approximate: true }));
  test('thousands separators change nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (value) => {
        expect(parseQuantity(value.toLocaleString('en-US'))?.value).toBe(value);
      }),
    );
  });
  test.each([
    ['十二', 12],
    ['二十', 20],
    ['一百零五', 105],
    ['三百五', 350],
    ['两千三百', 2300],
    ['一九九八', 1998],
    ['两万三千', 23_000],
  ])('%s = %d', (text, value) => expect(chineseNumber(text)).toBe(value));
});

describe('coordinates', () => {
  test.each([
    ['116.26968', 116.26968],
    ['116°16′10″', 116.269444],
    ['116°16\'10"E', 116.269444],
    ['东经116度16分10秒', 116.269444],
    ['116°16.5′', 116.275],
  ])('%s', (text, value) => expect(readDegrees(text)).toBe(value));
  test.each(['116.2,36.5', '116.2 36.5', '(116.2，36.5)', '东经116.2°北纬36.5°', 'E116.2;N36.5'])(
    'both in “%s”',
    (text) => expect(readPair(text)).toEqual([116.2, 36.5]),
  );
  test('swapped ones are told by the extent of the country', () => {
    expect(areSwapped(36.5, 116.2, testParams.country)).toBe(true);
    expect(areSwapped(116.2, 36.5, testParams.country)).toBe(false);
    expect(areSwapped(0, 0, testParams.country)).toBe(false);
  });
});

describe('words', () => {
  test('grades', () => {
    const grade = (text: string) => readGrade(text, new Map())?.grade ?? null;
    expect(['好', '较好', '一般', '较差', '缺失', '无', '破损', '良好 ', '坏', '有'].map(grade)).toEqual([
      'good',
      'good',
      'fair',
      'poor',
      'missing',
      'missing',
      'poor',
      'good',
      null,
      null,
    ]);
  });
  test('yes and no in any of their signs', () => {
    expect(['是', '√', '✓', '有', 'Y', '1', '已列入'].map(readFlag)).toEqual(Array(7).fill(true));
    expect(['否', '×', 'X', '无', 'N', '0', '未列入', '不涉及'].map(readFlag)).toEqual(Array(8).fill(false));
    expect(readFlag('大概')).toBeNull();
    expect(readDemolition('棚改')).toBe(true);
  });
  test('land: both words at once are no answer', () => {
    expect(['国有', '划拨', '出让', '集体', '国有、集体', '其他'].map(readLand)).toEqual([
      'state',
      'state',
      'state',
      'collective',
      null,
      null,
    ]);
  });
  test('papers', () =>
    expect(['齐全', '部分缺失', '缺失', '不全', '?'].map(readPapers)).toEqual([
      'complete',
      'partial',
      'missing',
      'partial',
      null,
    ]));
  test('subdistricts by any of their names', () => {
    const code = (text: string) => findSubdistrict(text, testParams.districts)?.code ?? null;
    expect(
      ['振兴', '振兴街道', '振兴街道办事处', '振兴街办', '青杨区振兴街道', '990101001'].map(code),
    ).toEqual(Array(6).fill('990101001'));
    expect(['博平', '博平镇', '博平街道', '城关镇'].map(code)).toEqual([
      '990101101',
      '990101101',
      null,
      null,
    ]);
    expect(splitPlace('振兴街道建设路社区')).toEqual({ subdistrict: '振兴街道', community: '建设路社区' });
  });
});

describe('second entries of one estate', () => {
  const base: LedgerEstate = {
    ...emptyEstate(),
    subdistrict: '1',
    households: 100,
    floorAreaM2: 9000,
    population: 250,
    address: '幸福路1号',
  };
  const same = (a: string, b: string, more: Partial<LedgerEstate> = {}) =>
    isSameEstate({ ...base, name: a }, { ...base, name: b, ...more }, testParams);
  const other = { households: 61, floorAreaM2: 5100, population: 151, address: '某路9号' };
  test.each([
    ['幸福小区', '幸福 小区'],
    ['幸福小区', '幸福家属院'],
    ['幸福小区一区', '幸福小区1区'],
    ['机械厂宿舍', '(原)机械厂宿舍'],
    ['青杨一中家属院', '一中家属院'],
    ['幸福小区(北院)', '幸福小区（北院）'],
  ])('%s and %s with like facts', (a, b) => expect(same(a, b)).toBe(true));
  test.each([
    ['幸福小区一区', '幸福小区二区'],
    ['幸福东区', '幸福西区'],
    ['幸福一期', '幸福二期'],
    ['幸福小区南院', '幸福小区北院'],
    ['金都家园', '金都花园'],
  ])('%s and %s never, even with like facts', (a, b) => expect(same(a, b)).toBe(false));
  test('another kind of place with other facts is another estate', () => {
    expect(same('机械厂宿舍', '机械厂家属楼', other)).toBe(false);
    expect(same('幸福小区', '幸福小区', { ...other, subdistrict: '2' })).toBe(false);
    expect(same('幸福小区', '幸福小区', { households: 101 })).toBe(true);
  });
  test('the comparison knows no direction', () => {
    const names = fc.constantFrom('幸福小区', '幸福家属院', '幸福 小区', '幸福一区', '幸福1区', '幸福二区');
    fc.assert(
      fc.property(names, names, (a, b) => {
        expect(same(a, b)).toBe(same(b, a));
      }),
    );
    expect(nameKey('幸福小区 第一区')).toBe(nameKey('幸福小区1区'));
  });
});
