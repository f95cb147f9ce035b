import { describe, expect, test } from 'vitest';
import { dateCell, percentCell, sheet, testParams, type Written } from '#test/support/sheets.ts';
import type { LedgerParams, LedgerSheet } from './ledger.ts';
import { type LedgerReading, readLedger } from './read-ledger.ts';

function read(sheets: readonly LedgerSheet[], params: LedgerParams = testParams): LedgerReading {
  const reading = readLedger(sheets, params);
  if (!reading) throw new Error('no estate sheet found');
  return reading;
}

const codesOf = (reading: LedgerReading, row: number): string[] =>
  reading.estates.find((entry) => entry.row === row)?.issues.map((issue) => issue.code) ?? [];
const estateOf = (reading: LedgerReading, row: number) =>
  reading.estates.find((entry) => entry.row === row)?.estate;
const rowsOf = (reading: LedgerReading) => reading.estates.map((entry) => entry.row);
const checksOf = (reading: LedgerReading) => reading.checks.map((check) => `${check.code}@${check.row}`);

describe('ledgers of other counties', () => {
  test('section rows instead of a subdistrict column, areas in 万平方米, wishes in per cent, no codes', () => {
    const reading = read([
      sheet('Sheet1', [
        ['远山县2021年老旧小区改造摸底统计表'],
        ['填报单位(盖章):远山县住建局', '', '', '', '', '', '单位:万平方米、户、%'],
        [
          '序号',
          '项目名称',
          '坐落位置',
          '竣工年代',
          '楼幢数',
          '居民户数',
          '总建筑面积',
          '土地权属',
          '居民同意率',
          '愿意出资比例',
          '拆迁计划',
        ],
        ['一', '东城街道'],
        [1, '阳光小区', '建设路1号', '1995', '5', 200, 1.57, '国有划拨', '85%', '30%', '无'],
        [2, '石化家属院', '建设路2号', '1998.10', '12栋', '1,200户', 12.35, '国有出让', '92.5%', '—', '否'],
        ['', '小计', '', '', 17, 1400, 13.92],
        ['二', '西城街道'],
        [3, '棉纺厂宿舍', '人民路9号', '八十年代', '3', 90, 0.72, '集体', '100%', '0', '列入2022年棚改'],
        [4, '一中 家属院', '人民路3号', '2003年12月', '2', 61, 0.49, '国有', '0.8', '12.3%', '×'],
        ['', '小计', '', '', 5, 151, 1.21],
        ['', '合计', '', '', 22, 1551, 15.13],
        ['注:1.本表由县住建局汇总。'],
        ['填表人:张某', '', '', '联系电话:0000'],
      ]),
    ]);
    expect(rowsOf(reading)).toEqual([5, 6, 9, 10]);
    expect(estateOf(reading, 5)).toMatchObject({
      name: '阳光小区',
      subdistrict: '东城街道',
      floorAreaM2: 15_700,
      land: 'state',
      demolition: false,
      agree: 170,
      pay: 60,
    });
    expect(estateOf(reading, 6)).toMatchObject({
      households: 1200,
      buildings: 12,
      floorAreaM2: 123_500,
      agree: 1110,
      pay: null,
    });
    expect(estateOf(reading, 9)).toMatchObject({
      subdistrict: '西城街道',
      builtYear: null,
      land: 'collective',
      demolition: true,
      pay: 0,
    });
    expect(estateOf(reading, 10)).toMatchObject({ name: '一中家属院', agree: 49, pay: 8 });
    expect(reading.checks).toEqual([]);
    expect(codesOf(reading, 9)).toEqual(['built-year-missing']);
  });

  test('a .csv that lost its merges: group cells carry down, header groups spread, both coordinates in one cell', () => {
    const reading = read([
      sheet('台账', [
        ['某市城镇老旧小区台账'],
        ['街镇', '社区', '小区', '基本情况', '', '', '', '基础设施', '', '', '意愿', '', '坐标'],
        ['', '', '', '建成年月', '面积(㎡)', '栋', '户', '水', '电', '气', '同意户数', '出资户数', ''],
        [
          '城关镇',
          '北街社区',
          '丰园小区',
          '1999-06',
          '12,345.6',
          '6',
          '120',
          '优',
          '良',
          '中',
          '110',
          '56',
          '116.31,36.51',
        ],
        ['', '', '粮食局家属院', '1987年', '8000', '4', '80', '差', '差', '无', '79', '20', '36.52，116.30'],
        [
          '',
          '南街社区',
          '文化局宿舍楼',
          '约1990',
          '5000',
          '2',
          '40',
          '完好',
          '破损',
          '坏',
          '41',
          'x',
          '116°16′10″,36°30′20″',
        ],
        ['开发区', '', '幸福里', '2010', '30000', '10', '300', '完好', '破损', '老化', '', '', ''],
      ]),
    ]);
    expect(estateOf(reading, 4)).toMatchObject({
      subdistrict: '城关镇',
      floorAreaM2: 12_345.6,
      lon: 116.31,
      lat: 36.51,
    });
    expect(estateOf(reading, 5)).toMatchObject({
      subdistrict: '城关镇',
      community: '北街社区',
      lon: 116.3,
      lat: 36.52,
    });
    expect(codesOf(reading, 5)).toEqual(['coordinates-swapped']);
    expect(estateOf(reading, 6)).toMatchObject({
      community: '南街社区',
      lon: 116.269444,
      lat: 36.505556,
      pay: null,
    });
    expect(codesOf(reading, 6)).toEqual([
      'built-year-approximate',
      'grade-unknown',
      'agree-exceeds-households',
      'pay-unreadable',
    ]);
    expect(estateOf(reading, 7)).toMatchObject({ subdistrict: '开发区', community: null });
    expect(estateOf(reading, 7)?.condition).toMatchObject({
      water: 'good',
      power: 'poor',
      gas: 'poor',
      road: null,
    });
  });

  test('columns to tick under 国有 | 集体, 是 | 否 and 好 | 一般 | 差', () => {
    const reading = read([
      sheet(
        '台账',
        [
          [
            '编号',
            '所属街道',
            '小区名称',
            '土地性质',
            '',
            '是否拆迁',
            '',
            '供水',
            '',
            '',
            '户数',
            '建筑面积',
          ],
          ['', '', '', '国有', '集体', '是', '否', '好', '一般', '差', '(户)', '(万㎡)'],
          [1, '振兴', '甲小区', '√', '', '', '√', '', '√', '', 100, 1.2],
          [2, '振兴街道办事处', '乙小区', '', '√', '√', '', '√', '', '', 50, 0.5],
          [3, '信发街办', '丙小区', '', '', '', '', '', '', '', 50, 0.5],
        ],
        ['A1:A2', 'B1:B2', 'C1:C2', 'D1:E1', 'F1:G1', 'H1:J1'],
      ),
    ]);
    expect(estateOf(reading, 3)).toMatchObject({
      subdistrict: '990101001',
      land: 'state',
      demolition: false,
      floorAreaM2: 12_000,
    });
    expect(estateOf(reading, 3)?.condition.water).toBe('fair');
    expect(estateOf(reading, 4)).toMatchObject({
      subdistrict: '990101001',
      land: 'collective',
      demolition: true,
    });
    expect(estateOf(reading, 5)).toMatchObject({ subdistrict: '990101002', land: null, demolition: null });
  });

  test('three header levels, a row of units, a row that numbers the columns, full-width and Chinese figures', () => {
    const reading = read([
      sheet(
        'Sheet1',
        [
          ['附件2'],
          ['青杨区城镇老旧小区改造项目库'],
          [
            '序号',
            '区位',
            '',
            '小区名称',
            '建设时间',
            '建设规模',
            '',
            '',
            '',
            '群众意愿',
            '',
            '',
            '',
            '拆迁\n征收',
            '配套设施现状',
            '',
          ],
          [
            '',
            '街道',
            '社区',
            '',
            '',
            '楼栋',
            '单元',
            '户数',
            '建筑面积',
            '改造',
            '',
            '出资',
            '',
            '',
            '安防监控',
            '雨污管网',
          ],
          ['', '', '', '', '', '栋', '个', '户', '平方米', '户数', '比例', '户数', '比例', '', '', ''],
          ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13', '14', '15', '16'],
          [
            1,
            '振兴街道',
            '建设路社区',
            '机械厂 家属院(北院)',
            '１９９８年',
            5,
            20,
            '１２０',
            '１２，３４５．６',
            110,
            '91.7%',
            60,
            '50%',
            '否',
            '无',
            '合流',
          ],
          [
            2,
            '',
            '',
            '机械厂家属院（南院）',
            '九八年',
            5,
            20,
            120,
            '1.2万平方米',
            130,
            '',
            60,
            '',
            '是',
            '好',
            '差',
          ],
          [
            3,
            '振兴街道',
            '文化路社区',
            '纺织厂家属院',
            dateCell('2001-05-01'),
            5,
            20,
            '一百二十',
            8000,
            100,
            '',
            '',
            percentCell(0.5),
            '—',
            '中',
            '好',
          ],
          [4, '信发街道', '', '', '2000', 2, 4, 40, 2000],
        ],
        [
          'A3:A5',
          'B3:C3',
          'D3:D5',
          'E3:E5',
          'F3:I3',
          'J3:M3',
          'N3:N5',
          'O3:P3',
          'J4:K4',
          'L4:M4',
          'B7:B8',
          'C7:C8',
        ],
      ),
    ]);
    expect(reading.headerRows).toEqual({ top: 3, bottom: 6 });
    expect(estateOf(reading, 7)).toMatchObject({
      name: '机械厂家属院(北院)',
      builtYear: 1998,
      entrances: 20,
      households: 120,
      floorAreaM2: 12_345.6,
      agree: 110,
      pay: 60,
    });
    expect(estateOf(reading, 8)).toMatchObject({
      subdistrict: '990101001',
      community: '建设路社区',
      floorAreaM2: 12_000,
      demolition: true,
    });
    expect(codesOf(reading, 8)).toContain('agree-exceeds-households');
    expect(estateOf(reading, 9)).toMatchObject({
      builtYear: 2001,
      households: 120,
      pay: 60,
      demolition: null,
    });
    expect(reading.estates.at(-1)).toMatchObject({ row: 10, verdict: 'rejected' });
    expect(codesOf(reading, 10)).toContain('name-missing');
  });

  test('a total and subtotals above their rows', () => {
    const reading = read([
      sheet('汇总', [
        ['序号', '街道', '小区名称', '建成时间', '楼栋数', '户数', '面积'],
        ['', '合计', '3个', '', 15, 300, 30_000],
        ['', '振兴街道小计', '2', '', 10, 200, 20_000],
        [1, '振兴街道', '甲园', '1990', 5, 100, 10_000],
        [2, '振兴街道', '乙园', '1991', 5, 99, 10_000],
        ['', '信发街道小计', '1', '', 5, 100, 10_000],
        [3, '信发街道', '丙园', '2001', 5, 100, 10_000],
      ]),
    ]);
    expect(rowsOf(reading)).toEqual([4, 5, 7]);
    expect(checksOf(reading)).toEqual(['total-mismatch-households@2', 'subtotal-mismatch-households@3']);
  });

  test('section rows that carry their own figures, and communities as inner sections', () => {
    const reading = read([
      sheet('Sheet1', [
        ['序号', '小区名称', '建成年份', '户数', '建筑面积'],
        ['一、振兴街道', '', '', 150, 12_000],
        ['(一)建设路社区'],
        [1, '甲园', 1990, 100, 8_000],
        ['(二)文化路社区'],
        [2, '乙园', 1991, 50, 4_000],
        ['二、博平镇', '', '', 60, 4_000],
        [3, '丙园', 1992, 50, 4_000],
      ]),
    ]);
    expect(estateOf(reading, 4)).toMatchObject({ subdistrict: '990101001', community: '建设路社区' });
    expect(estateOf(reading, 6)).toMatchObject({ subdistrict: '990101001', community: '文化路社区' });
    expect(estateOf(reading, 8)).toMatchObject({ subdistrict: '990101101', community: null });
    expect(checksOf(reading)).toEqual(['subtotal-mismatch-households@7']);
  });

  test('the header comes again on every printed page; blank rows and footers count for nothing', () => {
    const header = ['序号', '街道', '小区名称', '户数'];
    const reading = read([
      sheet('Sheet1', [
        header,
        [1, '振兴街道', '甲园', 10],
        [],
        header,
        [2, '振兴街道', '乙园', 20],
        ['制表人:某某', '', '审核人:某某'],
      ]),
    ]);
    expect(rowsOf(reading)).toEqual([2, 5]);
  });

  test('sheets of buildings and household visits under other names', () => {
    const reading = read([
      sheet('封面', [['老旧小区调查'], ['2026年']]),
      sheet('楼栋', [
        ['小区', '楼栋', '层数', '单元', '户数', '建筑面积', '结构', '电梯'],
        ['甲园', '1#', 6, 3, 36, '3,200', '砖混', '无'],
        ['', '2#', 6, 3, 36, '3,200', '砖混', '2部'],
        ['合计', '', 12, 6, 72, 6400],
      ]),
      sheet('小区', [
        ['小区', '街道', '栋', '户', '结构'],
        ['甲园', '振兴', 2, 72, '砖混'],
      ]),
      sheet('意愿征询', [
        ['小区名称', '楼栋号', '单元号', '门牌号', '户主', '联系电话', '是否同意改造', '改造诉求'],
        ['甲园', '1#', '1', '101', '张某', '1', '√', '供水;供电'],
        ['', '', '', '102', '李某', '1', '×', ''],
      ]),
    ]);
    expect(reading.sheet).toBe('小区');
    expect(reading.buildings.rows).toHaveLength(2);
    expect(reading.buildings.rows[1]).toMatchObject({
      estate: '甲园',
      building: '2#',
      elevators: 2,
      floorAreaM2: 3200,
    });
    expect(reading.households.rows[0]).toMatchObject({ agree: true, items: ['供水', '供电'] });
    expect(reading.households.rows[1]).toMatchObject({
      estate: '甲园',
      building: '1#',
      entrance: '1',
      room: '102',
      agree: false,
    });
  });

  test('another county: coordinates are not held against this district, names stay as written', () => {
    const reading = read([
      sheet('t', [
        ['远山县老旧小区改造台账'],
        ['街道社区', '小区名称', '户数', '经度', '纬度'],
        ['城东街道北门社区', '甲小区', 10, 104.1, 30.6],
        ['城东街道北门社区', '乙小区', 10, 30.7, 104.2],
      ]),
    ]);
    expect(estateOf(reading, 3)).toMatchObject({
      subdistrict: '城东街道',
      community: '北门社区',
      lon: 104.1,
      lat: 30.6,
    });
    expect(codesOf(reading, 3)).toEqual([]);
    expect(codesOf(reading, 4)).toEqual(['coordinates-swapped']);
  });

  test('a legend in the notes explains letters; without one they are taken in their order and reported', () => {
    const rows: Written[][] = [
      ['小区名称', '街道', '供水', '道路'],
      ['甲园', '振兴', 'A', 'C'],
    ];
    const explained = read([sheet('说明', [['设施现状:A=差,B=一般,C=好,D=缺失']]), sheet('台账', rows)]);
    expect(estateOf(explained, 2)?.condition).toMatchObject({ water: 'poor', road: 'good' });
    expect(codesOf(explained, 2)).toEqual([]);
    const plain = read([sheet('台账', rows)]);
    expect(estateOf(plain, 2)?.condition).toMatchObject({ water: 'good', road: 'poor' });
    expect(codesOf(plain, 2)).toEqual(['grade-coded', 'grade-coded']);
  });

  test('an area in the wrong unit is put right by the households and said so', () => {
    const reading = read([
      sheet('t', [
        ['小区名称', '街道', '户数', '建筑面积(㎡)'],
        ['甲园', '振兴', 192, 1.57],
        ['乙园', '振兴', 192, 15_700],
        ['丙园', '振兴', 192, 0],
      ]),
    ]);
    expect(estateOf(reading, 2)?.floorAreaM2).toBe(15_700);
    expect(codesOf(reading, 2)).toEqual(['area-unit-corrected']);
    expect(reading.estates.map((entry) => entry.verdict)).toEqual(['corrected', 'accepted', 'corrected']);
    expect(codesOf(reading, 4)).toEqual(['area-not-positive']);
  });

  test('a mapping handed in goes before the synonyms; unknown columns are named', () => {
    const rows: Written[][] = [
      ['编码', '院子', '小区名称', '户数', '家数'],
      ['1', '北院', '甲园', 100, 90],
    ];
    expect(
      read([
        sheet('t', [
          ['小区名称', '户数', '街道', '家数'],
          ['甲园', 100, '振兴', 90],
        ]),
      ]).unknownColumns,
    ).toEqual([{ column: 4, title: '家数' }]);
    const mapped = read([sheet('t', rows)], { ...testParams, mapping: { 4: null, 5: 'households' } });
    expect(estateOf(mapped, 2)?.households).toBe(90);
  });

  test('no sheet of estates: nothing is guessed', () => {
    expect(
      readLedger(
        [
          sheet('t', [
            ['日期', '金额'],
            ['2021', 3],
          ]),
        ],
        testParams,
      ),
    ).toBeNull();
  });
});

describe('sums', () => {
  const ledger = (total: Written, second: Written = 50) =>
    read([
      sheet('t', [
        ['小区名称', '街道', '户数'],
        ['甲园', '振兴', 100],
        ['乙园', '振兴', second],
        ['合计', '', total],
      ]),
    ]);
  test('a total that adds up is no check, one that does not is', () => {
    expect(checksOf(ledger(150))).toEqual([]);
    expect(checksOf(ledger(151))).toEqual(['total-mismatch-households@4']);
  });
  test('a row that could not be read may hold what is missing, never what is too much', () => {
    expect(checksOf(ledger(150, '/'))).toEqual([]);
    expect(checksOf(ledger(99, '/'))).toEqual(['total-mismatch-households@4']);
  });
  test('figures in 万 may hide half their last digit each', () => {
    const area = (total: number) =>
      checksOf(
        read([
          sheet('t', [
            ['小区名称', '街道', '面积(万㎡)'],
            ['甲园', '振兴', 1.57],
            ['乙园', '振兴', 2.25],
            ['合计', '', total],
          ]),
        ]),
      );
    expect(area(3.83)).toEqual([]);
    expect(area(3.9)).toEqual(['total-mismatch-floorAreaM2@4']);
  });
});
