import { expect, test } from 'vitest';
import { sheet, testParams } from '#test/support/sheets.ts';
import { readLedger } from './read-ledger.ts';

const read = (...sheets: Parameters<typeof readLedger>[0]) => {
  const reading = readLedger(sheets, testParams);
  if (!reading) throw new Error('no estate sheet found');
  return reading;
};

test('wrapped and ornamented section rows, single-character headings, E and N', () => {
  const reading = read(
    sheet(
      '2021摸底',
      [
        ['2021年度云河市青龙县城镇老旧小区基本情况摸底调查汇总表'],
        ['填表单位:青龙县住房和城乡建设局', '', '', '', '', '', '', '面积单位:万平方米'],
        [
          '编号',
          '小区(院落)全称',
          '建造年代',
          '房屋结构',
          '住宅楼(幢)',
          '住户(户)',
          '总建筑面积',
          '改造意愿(%)',
          '物业服务',
          '水',
          '暖',
          '气',
          '路',
          '排水',
          'E',
          'N',
        ],
        ['(一)', '【南关镇】'],
        [
          '1',
          '水泥厂家属院',
          '1989.07',
          '砖混',
          4,
          '144户',
          '1.2',
          '88.5',
          '无',
          '差',
          '无',
          '未通',
          '较差',
          '雨污合流',
          '104.51',
          '30.21',
        ],
        [
          '2',
          '供销社宿舍',
          '90年',
          '砖混',
          1,
          '36',
          '.31',
          '100',
          '社区托管',
          '较好',
          '无',
          '无',
          '一般',
          '良',
          '30.22',
          '104.52',
        ],
        ['', '小 计', '', '', 5, 180, 1.51],
        ['(二)', '◆北关街道'],
        [
          '3',
          '运输公司院',
          '1999年以前',
          '砖混',
          6,
          '二百一十六',
          '19,440㎡',
          '75.2%',
          '有',
          '优',
          '好',
          '中',
          '好',
          '好',
          '104°30′36″',
          '30°12′36″',
        ],
        ['总 计', '', '', '', 11, 396, 3.45],
        ['说明:本表数据截至2021年2月底。'],
        ['主管领导:', '', '审核:', '', '制表:李某'],
      ],
      ['A1:P1', 'A4:P4'],
    ),
  );
  const [first, second, third] = reading.estates.map((entry) => entry.estate);
  expect(reading.estates.map((entry) => entry.row)).toEqual([5, 6, 9]);
  expect(first).toMatchObject({
    subdistrict: '南关镇',
    households: 144,
    floorAreaM2: 12_000,
    agree: 127,
    lon: 104.51,
  });
  expect(first?.condition).toMatchObject({
    water: 'poor',
    heating: 'missing',
    gas: 'missing',
    road: 'poor',
    drainage: 'missing',
  });
  expect(second).toMatchObject({ builtYear: 1990, floorAreaM2: 3100, agree: 36, lon: 104.52, lat: 30.22 });
  expect(third).toMatchObject({
    subdistrict: '北关街道',
    builtYear: 1999,
    households: 216,
    floorAreaM2: 19_440,
    agree: 162,
    lon: 104.51,
    lat: 30.21,
  });
  expect(reading.checks).toEqual([]);
});

test('number and share of the willing side by side: the number goes first, the share fills in', () => {
  const reading = read(
    sheet(
      'a',
      [
        ['小区名称', '街道', '总户数(户)', '同意改造', '', '同意出资', '', '不同意户数'],
        ['', '', '', '户数', '占比', '户数', '占比', ''],
        ['甲', '振兴', 200, '', '85%', 60, '30%', 30],
        ['乙', '振兴', 200, 180, '90%', '', '15%', 20],
        ['丙', '振兴', '不详', '', '90%', '', '', ''],
      ],
      ['A1:A2', 'B1:B2', 'C1:C2', 'D1:E1', 'F1:G1', 'H1:H2'],
    ),
  );
  expect(reading.estates.map(({ estate }) => [estate.agree, estate.pay])).toEqual([
    [170, 60],
    [180, 30],
    [null, null],
  ]);
  expect(reading.estates[2]?.issues.map((issue) => issue.code)).toEqual([
    'households-missing',
    'agree-share-without-households',
  ]);
});

test('figures with their units, years with words, yes and no with reasons', () => {
  const reading = read(
    sheet('a', [
      [
        '序号',
        '镇(街道)',
        '村(社区)',
        '小区名称',
        '建筑面积/㎡',
        '户数/户',
        '建成年份/年',
        '是否属于拆迁范围',
        '土地是否国有',
      ],
      ['1', '博平镇', '东街社区', '甲', '15685.00平方米', '192户左右', '1998.0', '否', '是'],
      ['2', '博平镇', '东街社区', '乙', '1.5685万', '192.0', '1998年竣工', '是（2023年拆迁）', '否'],
      ['3', '博平镇', '东街社区', '丙', '1万5千', '192', '1990年、1995年', '不在', '集体'],
    ]),
  );
  expect(reading.unknownColumns).toEqual([]);
  expect(
    reading.estates.map(({ estate }) => [
      estate.floorAreaM2,
      estate.households,
      estate.builtYear,
      estate.demolition,
      estate.land,
    ]),
  ).toEqual([
    [15_685, 192, 1998, false, 'state'],
    [15_685, 192, 1998, true, 'collective'],
    [null, 192, 1995, false, 'collective'],
  ]);
  expect(reading.estates.map((entry) => entry.issues.map((issue) => issue.code))).toEqual([
    ['households-approximate'],
    [],
    ['built-year-range', 'area-unreadable'],
  ]);
});

test('a form with notes, blank rows and an offset header', () => {
  const reading = read(
    sheet(
      'a',
      [
        ['附件1:'],
        [],
        ['某某市老旧小区情况统计表(2021年)'],
        ['填报单位:', '', '某局', '', '填报人:张三', '', '电话:123'],
        [],
        ['序号', '小区基本情况', '', '', '', '设施', ''],
        ['', '所在街道', '小区名称', '建成时间', '户数', '供水设施', '排水设施'],
        [1, '和平街道', '甲', '1990', 10, '好', '差'],
      ],
      ['A6:A7', 'B6:E6', 'F6:G6', 'A3:G3'],
    ),
  );
  expect(reading.headerRows).toEqual({ top: 6, bottom: 7 });
  expect(reading.estates[0]?.estate).toMatchObject({ subdistrict: '和平街道', name: '甲', builtYear: 1990 });
  expect(reading.estates[0]?.estate.condition).toMatchObject({ water: 'good', drainage: 'poor' });
});

test.each([
  [['建筑面积(万方)'], '1.57', []],
  [['总建筑面积（万㎡）'], '1.57', []],
  [['面积\n万平米'], '1.57', []],
  [['建筑面积'], '1.57万方', []],
  [['建筑面积'], '1.57', ['单位：栋、户、万平方米']],
  [['建筑面积'], '1.57', ['填报单位：某局　面积：万㎡　户数：户']],
  [['建筑面积(㎡)'], '15,700', ['填报单位：万平方米公司']],
])('units: %s, %s, %s', (heading, figure, above) => {
  const reading = read(
    sheet('a', [['某县台账'], above, ['小区名称', '街道', ...heading], ['甲', '某街道', figure]]),
  );
  expect(reading.estates[0]?.estate.floorAreaM2).toBe(15_700);
});
