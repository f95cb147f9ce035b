import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sheet } from '#test/support/sheets.ts';
import { readAmount, readDay, readDocumentNumber, unitIn } from './cells.ts';
import { type IndicatorDefaults, readIndicators } from './read-indicators.ts';
import { readStatement } from './read-statement.ts';
import { readVouchers } from './read-vouchers.ts';

const places = [
  { code: '371503001', name: '振兴街道' },
  { code: '371503002', name: '信发街道' },
  { code: '371503101', name: '博平镇' },
];
const silent: IndicatorDefaults = {
  unit: null,
  documentNumber: null,
  channel: null,
  budgetYear: null,
  expiresOn: null,
};
const indicators = (sheets: Parameters<typeof readIndicators>[0], change: Partial<IndicatorDefaults> = {}) =>
  readIndicators(sheets, places, '371503', { ...silent, ...change });

describe('金额、日期、文号', () => {
  it('千分位、单位、括号负数、电子表格的尾差', () => {
    expect(readAmount('1,234.56', 'yuan')).toBe(123_456n);
    expect(readAmount('￥1,234.56元', 'wan')).toBe(123_456n);
    expect(readAmount('12.5万元', 'yuan')).toBe(12_500_000n);
    expect(readAmount('（3.2）', 'wan')).toBe(-3_200_000n);
    expect(readAmount('1.2E3', 'wan', true)).toBe(1_200_000_000n);
    expect(readAmount('12.300000000000001', 'wan', true)).toBe(12_300_000n);
    expect(readAmount('0.29999999999999999', 'yuan', true)).toBe(30n);
    for (const bad of ['1.005', '一万', '', '1.2.3', '#REF!', '1e99999'])
      expect(readAmount(bad, 'yuan')).toBeNull();
  });
  it('分转文本再读回不差', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (fen) => {
        const text = `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`;
        expect(readAmount(text, 'yuan')).toBe(fen);
        expect(readAmount(text.replace(/\B(?=(\d{3})+\.)/g, ','), 'yuan')).toBe(fen);
      }),
    );
  });
  it('日期与文号的各种写法归为一种', () => {
    for (const text of ['2021-03-05', '2021年3月5日', '2021.3.5', '2021/03/05', '20210305'])
      expect(readDay(text)).toBe('2021-03-05');
    expect(readDay('2021-02-30')).toBeNull();
    for (const text of [
      '鲁财建指〔2021〕12号',
      '鲁财建指[2021]12号',
      '鲁财建指（2021）012 号',
      '依据鲁财建指【2021】第12号文',
    ])
      expect(readDocumentNumber(text)).toEqual({ number: '鲁财建指〔2021〕12号', year: 2021 });
    expect(readDocumentNumber('2021 年第 12 号')).toBeNull();
    expect([unitIn('单位：万元'), unitIn('金额（元）'), unitIn('单元')]).toEqual(['wan', 'yuan', null]);
  });
});

describe('指标文件', () => {
  const dirty = sheet(
    '附件',
    [
      ['附件1'],
      ['关于下达2021年老旧小区改造补助资金预算指标的通知'],
      ['聊财建指〔2021〕 18号', null, null, null, '单位：万元'],
      ['序号', '街道（乡镇）', '用途', '资金性质', '下达金额'],
      [1, '振兴街道办事处', '基础类改造', '中央补助', '1,200.50'],
      [null, null, '完善类改造', '省级补助', 300],
      [null, '小计', null, null, 1500.5],
      [2, '茌平区信发街道', '基础类，不得用于加装电梯', '市级', 88.123456],
      [3, '区住房和城乡建设局', '综合', '区级预算', '-'],
      ['合计', null, null, null, 1588.623456],
      ['注：以上资金专款专用。'],
    ],
    ['A1:E1', 'A2:E2', 'A5:A6', 'B5:B6'],
  );

  it('标题里的文号、合并的街道、万元、小计合计、页脚都看得懂', () => {
    const { lines, faults } = indicators([dirty]);
    expect(faults).toEqual([
      { sheet: '附件', cell: 'E9', code: 'amount-missing', message: '这一行没有金额' },
    ]);
    expect(lines.map((one) => [one.cell, one.regionCode, one.channel, one.amountFen, one.classes])).toEqual([
      ['E5', '371503001', 'central', 1_200_500_000n, ['basic']],
      ['E6', '371503001', 'provincial', 300_000_000n, ['improvement']],
      ['E8', '371503002', 'city', 88_123_456n, ['basic']],
    ]);
    expect(lines[2]).toMatchObject({
      documentNumber: '聊财建指〔2021〕18号',
      budgetYear: 2021,
      excludesLifts: true,
    });
  });

  it('每个级次一列：一行出几条；行合计不符、合计不符、街道不识、文号缺失，各指到单元格', () => {
    const { lines, faults } = indicators([
      sheet(
        '明细',
        [
          ['指标文号', '单位名称', '金额（元）', null, null, '到期日期'],
          [null, null, '中央', '省级', '合计', null],
          ['鲁财建指[2021]5号', '振兴街道', 100, 50, 150, '2022年12月31日'],
          ['鲁财建指[2021]5号', '博平镇', 10, 20, 31, '明年底'],
          ['鲁财建指[2021]5号', '东关街道', 1, null, 1, null],
          [null, '信发街道', 7, null, 7, null],
          ['合计', null, 118, 71, 189, null],
        ],
        ['C1:E1'],
      ),
    ]);
    expect(lines.map((one) => [one.cell, one.channel, one.amountFen, one.expiresOn])).toEqual([
      ['C3', 'central', 10_000n, '2022-12-31'],
      ['D3', 'provincial', 5_000n, '2022-12-31'],
    ]);
    expect(faults.map((one) => [one.cell, one.code])).toEqual([
      ['F4', 'expiry-unreadable'],
      ['F4', 'expiry-unreadable'],
      ['E4', 'row-mismatch'],
      ['B5', 'place-unknown'],
      ['A6', 'number-missing'],
      ['D7', 'total-mismatch'],
    ]);
  });

  it('没有单位的要选定；负数、重复、读不出的金额、不是年度的年度', () => {
    const rows = [
      ['文号', '街道', '资金性质', '年度', '金额'],
      ['鲁财建指〔2021〕5号', '振兴街道', '中央', '2021', '100'],
    ];
    expect(indicators([sheet('表', rows)]).faults).toMatchObject([{ cell: 'A1', code: 'unit-missing' }]);
    const { lines, faults } = indicators(
      [
        sheet('表', [
          ...rows,
          ['鲁财建指〔2021〕5号', '振兴街道', '中央', '2021', '100'],
          ['鲁财建指〔2021〕5号', '信发街道', '中央', '2021', '-5'],
          ['鲁财建指〔2021〕5号', '信发街道', '中央', '2021', '五元'],
          ['鲁财建指〔2021〕5号', '信发街道', '中央', '去年', '5'],
        ]),
      ],
      { unit: 'yuan' },
    );
    expect(lines).toHaveLength(1);
    expect(faults.map((one) => [one.cell, one.code])).toEqual([
      ['E3', 'line-twice'],
      ['E4', 'amount-negative'],
      ['E5', 'amount-unreadable'],
      ['D6', 'year-unreadable'],
    ]);
  });

  it('没有这种表的文件', () => {
    expect(
      indicators([
        sheet('表', [
          ['姓名', '电话'],
          ['甲', '1'],
        ]),
      ]).found,
    ).toBe(false);
  });

  it('怎样乱填都不会出错，金额只增不漏', () => {
    const cell = fc.oneof(fc.constant(null), fc.integer(), fc.string({ maxLength: 12 }), fc.constant('合计'));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 8 }), (rows) => {
        const head = ['文号', '街道', '资金性质', '用途', '金额（元）'];
        for (const read of [indicators([sheet('表', [head, ...rows])]), indicators([sheet('表', rows)])])
          for (const line of read.lines) expect(line.amountFen > 0n).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('国库凭证', () => {
  const heads = ['凭证编号', '支付日期', '业务类型', '收款人', '付款人', '金额（元）', '指标文号', '摘要'];
  it('到账与支付、文号在摘要里、合计', () => {
    const { lines, faults } = readVouchers(
      [
        sheet('凭证', [
          ['国库集中支付凭证明细'],
          heads,
          [
            '第 0012 号',
            '2022-05-06',
            '直接支付',
            '聊城建工（集团）公司',
            '区财政局',
            '120,000.00',
            null,
            '工程款 聊财建指〔2021〕18号',
          ],
          ['0013', '2022/5/7', '拨款到账', null, '市财政局', 500000, '鲁财建指〔2021〕5号', null],
          ['合计', null, null, null, null, 620000],
        ]),
      ],
      { unit: null, kind: null },
    );
    expect(faults).toEqual([]);
    expect(lines).toMatchObject([
      { kind: 'payment', day: '2022-05-06', amountFen: 12_000_000n, documentNumber: '聊财建指〔2021〕18号' },
      { kind: 'receipt', number: '0013', amountFen: 50_000_000n, documentNumber: '鲁财建指〔2021〕5号' },
    ]);
  });
  it('缺号、缺日期、同号、退回、零元、没有收款人，各指到单元格', () => {
    const { faults } = readVouchers(
      [
        sheet('凭证', [
          heads,
          [null, '2022-05-06', '支付', '甲公司', null, 1, null, null],
          ['1', null, '支付', '甲公司', null, 1, null, null],
          ['2', '2022-05-06', '支付', '甲公司', null, 1, null, null],
          ['2', '2022-05-06', '支付', '甲公司', null, 1, null, null],
          ['3', '2022-05-06', '支付退回', '甲公司', null, 1, null, null],
          ['4', '2022-05-06', '支付', '甲公司', null, 0, null, null],
          ['5', '2022-05-06', '支付', null, null, 1, null, null],
          ['6', '2022-05-06', null, '甲公司', null, 1, null, null],
        ]),
      ],
      { unit: null, kind: null },
    );
    expect(faults.map((one) => [one.cell, one.code])).toEqual([
      ['A2', 'number-missing'],
      ['B3', 'day-unreadable'],
      ['A5', 'voucher-twice'],
      ['F6', 'return'],
      ['F7', 'amount-zero'],
      ['D8', 'payee-missing'],
      ['C9', 'kind-missing'],
    ]);
  });
});

describe('对账单', () => {
  const heads = ['交易日期', '交易流水号', '收入', '支出', '余额', '对方户名', '摘要'];
  const rows = [
    ['2022-05-01', 'a', 500, null, 1500, '区财政局', '拨款'],
    ['2022-05-06', 'b', null, 200, 1300, '甲公司', '工程款'],
    ['2022-05-09', 'c', null, 300, 1000, '乙公司', '工程款'],
  ];
  it('正序倒序都认；收入为正、支出为负', () => {
    for (const list of [rows, [...rows].reverse()]) {
      const { lines, faults } = readStatement([sheet('五月', [heads, ...list])], '2022-05');
      expect(faults).toEqual([]);
      expect(lines.reduce((sum, one) => sum + one.amountFen, 0n)).toBe(0n);
    }
  });
  it('别的月份、两边都有、余额跳了', () => {
    const { faults } = readStatement(
      [
        sheet('五月', [
          heads,
          ...rows.slice(0, 1),
          ['2022-05-06', 'b', null, 200, 1200, null, null],
          ['2022-06-01', 'c', 1, null, null, null, null],
          ['2022-05-09', 'd', 1, 1, null, null, null],
        ]),
      ],
      '2022-05',
    );
    expect(faults.map((one) => one.code)).toEqual(['month-other', 'both-sides', 'balance-jump']);
  });
});
