import { describe, expect, it } from 'vitest';
import { bookletOf } from './booklet.ts';
import { type BookletFacts, yuanText } from './booklet-facts.ts';
import { comparisonOf } from './comparison.ts';

const facts: BookletFacts = {
  scheme: {
    ...{ title: '花园小区改造方案', number: 2, state: 'posted', summary: '' },
    ...{ otherBp: 1250, contingencyBp: 500, contingencyOn: 'worksAndOther' },
    ...{ worksFen: 3_020_000n, otherFen: 377_500n, contingencyFen: 169_875n, totalFen: 3_567_375n },
    ...{ ceilingFen: null, ceilingBasis: '', hash: 'ab', approvedOn: null, documentNumber: null },
  },
  estates: [
    {
      ...{ id: 'e1', name: '花园小区', subdistrictName: '振兴街道', builtYear: 1998, floorAreaM2: 10_000 },
      ...{ buildings: 4, entrances: 12, households: 100, located: true },
    },
  ],
  lines: [
    {
      ...{ id: 'l1', estateId: 'e1', itemTitle: '道路', class: 'basic', trade: '土建', place: '全小区' },
      ...{ quantity: '100', unit: '㎡', unitPriceFen: 30_200n, worksFen: 3_020_000n },
    },
  ],
  ...{ pays: null, opinions: [], review: '尚未发起联合审查。', notices: [], photos: [], drawings: [] },
  today: '2026-11-22',
};
const textOf = (change: Partial<BookletFacts> = {}) => JSON.stringify(bookletOf({ ...facts, ...change }));

describe('方案文本', () => {
  it('没有出资规则时写待核，不给比例', () => {
    expect(textOf()).toContain('各出资方及份额待核');
    expect(textOf()).not.toContain('占比');
  });

  it('列出各出资方，合计与总投资一致，占比由金额得出', () => {
    const payers = [
      { title: '财政', amountFen: 3_000_000n },
      { title: '居民', amountFen: 567_375n },
    ];
    const table = bookletOf({
      ...facts,
      pays: { payers, lines: [{ lineId: 'l1', payers }], unverified: ['居民出资比例'] },
    }).sections[3]?.blocks;
    expect(table?.[0]).toMatchObject({
      rows: [
        ['财政', '30,000.00', '84.10%'],
        ['居民', '5,673.75', '15.90%'],
        ['合计', '35,673.75', ''],
      ],
    });
    expect(table?.[1]).toMatchObject({ rows: [['道路', '财政 30,000.00；居民 5,673.75']] });
    expect(JSON.stringify(table)).toContain('待核：居民出资比例');
  });

  it('投资估算写明费率与计算基数', () => {
    const text = textOf();
    for (const words of ['工程费 × 12.5%', '工程费与其他费之和 × 5%', '35,673.75', '每户 356.73 元'])
      expect(text).toContain(words);
  });

  it('片区方案每个小区一个附件，单个小区没有', () => {
    const second = { ...facts.estates[0], id: 'e2', name: '东苑' } as (typeof facts.estates)[number];
    const both = bookletOf({ ...facts, estates: [...facts.estates, second] });
    expect(both.sections.slice(7).map((one) => one.heading)).toEqual([
      '附件 1　花园小区改造内容',
      '附件 2　东苑改造内容',
    ]);
    expect(bookletOf(facts).sections).toHaveLength(7);
  });

  it('未批准的标明版次与状态；批准后写文号和日期', () => {
    expect(bookletOf(facts).standing).toBe('（第 2 版，公示中，未经批准）');
    const approved = bookletOf({
      ...facts,
      scheme: {
        ...facts.scheme,
        state: 'approved',
        approvedOn: '2026-12-01',
        documentNumber: '茌改〔2026〕3号',
      },
    });
    expect(approved.standing).toBe('');
    expect(approved.signature).toEqual(['（批准单位盖章）', '茌改〔2026〕3号', '2026年12月1日']);
  });

  it('金额分节', () => {
    expect([0n, 5n, 100_000n, 123_456_789n].map(yuanText)).toEqual([
      '0.00',
      '0.05',
      '1,000.00',
      '1,234,567.89',
    ]);
  });
});

describe('改造前后对比', () => {
  it('按内容归并各行；台账没有的项不说改造前；没写部位的不留冒号', () => {
    const [line] = facts.lines;
    if (!line) throw new Error('no line');
    const rows = comparisonOf(
      [
        { ...line, item: 'road', amountFen: 10n },
        { ...line, id: 'l2', item: 'road', place: '', quantity: '5', amountFen: 20n },
        { ...line, id: 'l3', item: 'lifts', itemTitle: '加装电梯', amountFen: 30n },
      ],
      { road: 'missing' },
    );
    expect(rows).toMatchObject([
      { title: '道路', before: '没有', after: ['全小区：100 ㎡', '5 ㎡'], amountFen: 30n },
      { title: '加装电梯', before: null, amountFen: 30n },
    ]);
  });
});
