import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyRules, type CostLine, payerTotals } from './apply.ts';
import { compareBooks } from './compare.ts';
import { bookFaults } from './conflicts.ts';
import { divideResidents, whyPart } from './divide.ts';
import { catalogueLines, costLines, type EstateForShares } from './lines.ts';
import { winners } from './match.ts';
import { casesOf } from './space.ts';
import type { Limit, LineFacts, Payment, Rule, RuleBook, RuleWorld } from './types.ts';
import { whyLine } from './why.ts';

const sub = (id: string, ...classes: ('basic' | 'improvement' | 'enhancement')[]) => ({
  id,
  title: id,
  classes,
});
const world: RuleWorld = {
  items: [
    { id: 'water', title: '供水', class: 'basic' },
    { id: 'roof', title: '屋面防水', class: 'basic' },
    { id: 'lifts', title: '加装电梯', class: 'improvement' },
    { id: 'nursery', title: '托幼', class: 'enhancement' },
  ],
  networks: ['water'],
  channels: [
    {
      ...{ id: 'residents', title: '居民出资' },
      subChannels: [
        sub('residents', 'basic', 'improvement', 'enhancement'),
        sub('maintenanceFund', 'basic', 'improvement'),
      ],
    },
    { id: 'utilities', title: '专营单位', subChannels: [sub('utilities', 'basic')] },
    {
      id: 'fiscal',
      title: '财政',
      subChannels: [sub('central', 'basic'), sub('district', 'basic', 'improvement', 'enhancement')],
    },
    { id: 'social', title: '社会资金', subChannels: [sub('social', 'enhancement')] },
  ],
  residentFloor: null,
};
const pay = (payer: string, share: string, limits: { cap?: Limit; floor?: Limit } = {}): Payment => ({
  ...{ payer, share, cap: limits.cap ?? null, floor: limits.floor ?? null },
});
const rule = (id: string, change: Partial<Rule>): Rule => ({
  ...{
    id,
    title: id,
    class: null,
    items: [],
    meter: null,
    pipe: null,
    propertyKinds: [],
    builtFrom: null,
    builtTo: null,
  },
  ...{
    subdistricts: [],
    payers: [pay('district', '1')],
    remainder: null,
    basis: '',
    exception: '',
    unverified: true,
  },
  ...change,
});
const good: RuleBook = {
  rules: [
    rule('basic', { class: 'basic' }),
    rule('improvement', { class: 'improvement', payers: [pay('residents', '0.3'), pay('district', '0.7')] }),
    rule('enhancement', { class: 'enhancement', payers: [pay('residents', '0.7'), pay('social', '0.3')] }),
    rule('owned', { items: ['water'], meter: 'outside', pipe: 'utility', payers: [pay('utilities', '1')] }),
  ],
  divisions: [{ items: [], method: 'area', coefficients: {} }],
};
const withRule = (...more: Rule[]): RuleBook => ({ ...good, rules: [...good.rules, ...more] });
const changed = (id: string, change: Partial<Rule>): RuleBook => ({
  ...good,
  rules: good.rules.map((one) => (one.id === id ? { ...one, ...change } : one)),
});
const codes = (book: RuleBook, where: RuleWorld = world) => bookFaults(where, book).map(({ code }) => code);

describe('规则的缺口与冲突（五(五)，六(一)至(六)）', () => {
  it('没有缺口和冲突的一套', () => expect(bookFaults(world, good)).toEqual([]));

  it('份额之和、出资方、专款专用、名称', () => {
    expect(bookFaults(world, changed('improvement', { payers: [pay('residents', '0.3')] }))).toEqual([
      { code: 'funding.rule.sum', ruleId: 'improvement', values: { rule: 'improvement', sum: '0.3' } },
    ]);
    expect(codes(changed('basic', { payers: [pay('nobody', '1')] }))).toEqual(['funding.rule.payer']);
    expect(codes(changed('improvement', { payers: [pay('central', '1')] }))).toEqual([
      'funding.rule.earmark',
    ]);
    expect(codes(changed('improvement', { payers: [pay('fiscal', '1')] }))).toEqual([]);
    expect(codes(changed('basic', { payers: [pay('district', '0.5'), pay('district', '0.5')] }))).toEqual([
      'funding.rule.payer-twice',
    ]);
    expect(codes(withRule(rule('x', { items: ['pool'] })))).toEqual([
      'funding.rule.item',
      'funding.rule.unreachable',
    ]);
    expect(codes(withRule(rule('x', {})))).toContain('funding.rule.match');
    expect(codes(withRule(good.rules[0] as Rule))).toContain('funding.rule.twice');
  });

  it('没有人出资的内容逐项指出，连同是哪一种情形', () => {
    const faults = bookFaults(world, { ...good, rules: good.rules.filter(({ id }) => id !== 'basic') });
    expect(faults.map(({ code, values }) => [code, values.item, values.case])).toEqual([
      ['funding.rule.gap', '供水', '入户端口以外、管线不属专营单位'],
      ['funding.rule.gap', '屋面防水', '一般情形'],
    ]);
    const bounded = bookFaults(world, changed('enhancement', { builtTo: 2000 }));
    expect(bounded).toMatchObject([{ code: 'funding.rule.gap', values: { item: '托幼', case: '一般情形' } }]);
  });

  it('同样具体而说法不同的两条：指出两条和情形；说法相同的不算冲突', () => {
    const old = rule('old', {
      items: ['roof'],
      builtTo: 2000,
      payers: [pay('district', '0.9'), pay('residents', '0.1')],
    });
    const unit = rule('unit', { items: ['roof'], propertyKinds: ['单位自管'] });
    expect(bookFaults(world, withRule(old, unit))).toEqual([
      {
        code: 'funding.rule.tie',
        ruleId: 'old',
        values: { rule: 'old', other: 'unit', item: '屋面防水', case: '产权类型“单位自管”、2000 年建成' },
      },
    ]);
    expect(
      codes(withRule(old, { ...unit, payers: [pay('residents', '0.10'), pay('district', '0.90')] })),
    ).toEqual([]);
  });

  it('永远轮不到的规则', () => {
    expect(bookFaults(world, withRule(rule('never', { items: ['roof'], meter: 'inside' })))).toMatchObject([
      { code: 'funding.rule.unreachable', ruleId: 'never' },
    ]);
    expect(codes(withRule(rule('years', { items: ['roof'], builtFrom: 2001, builtTo: 2000 })))).toEqual([
      'funding.rule.years',
      'funding.rule.unreachable',
    ]);
  });

  it('专营单位的管线由专营单位承担，维修资金不得列支（山东省物业管理条例 70、71、77）', () => {
    const owned = (payers: Payment[], exception = '') => codes(changed('owned', { payers, exception }));
    expect(owned([pay('utilities', '0.8'), pay('district', '0.2')])).toEqual(['funding.rule.utility']);
    expect(owned([pay('utilities', '0.8'), pay('district', '0.2')], '某政发〔2022〕1号')).toEqual([]);
    expect(owned([pay('utilities', '0.8'), pay('maintenanceFund', '0.2')], '某政发〔2022〕1号')).toEqual([
      'funding.rule.maintenance',
    ]);
    expect(codes({ ...good, rules: good.rules.filter(({ id }) => id !== 'owned') })).toEqual([
      'funding.rule.utility',
    ]);
  });

  it('封顶保底须有余额承担方；居民出资下限给出后照它核对；分摊办法', () => {
    const cap = { fen: '1000', per: 'household' } as const;
    const improvement = (change: Partial<Rule>) => codes(changed('improvement', change));
    const payers = [pay('residents', '0.3', { cap }), pay('district', '0.7')];
    expect(improvement({ payers })).toEqual(['funding.rule.remainder']);
    expect(improvement({ payers, remainder: 'residents' })).toEqual(['funding.rule.remainder']);
    expect(improvement({ payers, remainder: 'district' })).toEqual([]);
    expect(
      improvement({
        payers: [
          pay('residents', '0.3', { cap, floor: { fen: '2000', per: 'household' } }),
          pay('district', '0.7'),
        ],
        remainder: 'district',
      }),
    ).toEqual(['funding.rule.limits']);
    const floor = { basic: '0', improvement: '0.4', enhancement: '0.7' };
    expect(bookFaults({ ...world, residentFloor: floor }, good)).toMatchObject([
      { code: 'funding.rule.resident-floor', values: { item: '加装电梯', share: '0.3', least: '0.4' } },
    ]);
    expect(codes({ ...good, divisions: [] })).toEqual(['funding.rule.division']);
    expect(
      codes({
        ...good,
        divisions: [
          ...good.divisions,
          { items: ['lifts'], method: 'floor-coefficient', coefficients: { 1: '0' } },
        ],
      }),
    ).toEqual(['funding.rule.division']);
  });
  it('情形多到无法逐一核对的拒绝，不会卡住', () => {
    const codesOf = (from: number) => Array.from({ length: 30 }, (_, n) => String(371503000 + from * 30 + n));
    const many = Array.from({ length: 60 }, (_, n) =>
      rule(`m${n}`, {
        items: ['roof'],
        subdistricts: codesOf(n),
        propertyKinds: [`k${n}`],
        builtTo: 1950 + n,
      }),
    );
    const faults = bookFaults(world, withRule(...many));
    expect(faults.at(-1)).toEqual({
      code: 'funding.rule.too-many',
      ruleId: null,
      values: { item: '屋面防水' },
    });
    const streets = Array.from({ length: 14 }, (_, n) =>
      rule(`s${n}`, {
        items: ['water'],
        subdistricts: [String(371503001 + n)],
        meter: 'inside',
        builtTo: 1980 + n,
      }),
    );
    expect(codes(withRule(...streets))).toEqual([]);
  });
});

const limitOf = fc.option(
  fc.record({
    fen: fc.nat(400).map(String),
    per: fc.constantFrom('item' as const, 'household' as const, 'm2' as const),
  }),
  { nil: null },
);
const anyRule = fc
  .record({
    items: fc.constantFrom<string[]>([], ['water'], ['roof'], ['water', 'roof']),
    meter: fc.constantFrom(null, 'inside' as const, 'outside' as const),
    pipe: fc.constantFrom(null, 'utility' as const, 'other' as const),
    propertyKinds: fc.constantFrom<string[]>([], ['房改房'], ['商品房', '房改房']),
    builtFrom: fc.constantFrom(null, 1980, 1995),
    builtTo: fc.constantFrom(null, 1990, 2000),
    subdistricts: fc.constantFrom<string[]>([], ['371503001']),
    cut: fc.nat(100),
    cap: limitOf,
    floor: limitOf,
  })
  .map(({ cut, cap, floor, ...match }) => ({
    ...match,
    class: match.items.length > 0 ? null : ('basic' as const),
    payers: [
      pay('residents', (cut / 100).toFixed(2), { ...(cap ? { cap } : {}), ...(floor ? { floor } : {}) }),
      pay('district', ((100 - cut) / 100).toFixed(2)),
    ],
    remainder: 'rest',
  }));
const books = fc
  .array(anyRule, { minLength: 1, maxLength: 6 })
  .map((rows) => rows.map((row, at) => rule(`r${at}`, row)));
const anyFacts: fc.Arbitrary<LineFacts> = fc
  .record({
    item: fc.constantFrom('water', 'roof'),
    class: fc.constant('basic' as const),
    meter: fc.constantFrom('inside' as const, 'outside' as const),
    pipe: fc.constantFrom('utility' as const, 'other' as const),
    propertyKind: fc.constantFrom(null, '房改房', '商品房', '其他'),
    builtYear: fc.option(fc.integer({ min: 1949, max: 2020 }), { nil: null }),
    subdistrict: fc.constantFrom(null, '371503001', '371503002'),
  })
  .map((facts) => (facts.item === 'roof' ? { ...facts, meter: null, pipe: null } : facts));
const line = (facts: LineFacts, amountFen: bigint): CostLine => ({
  ...{ id: 'l', title: 'l', amountFen, basis: '', facts, households: 3, floorAreaCm2: 25_000n },
});

describe('性质', () => {
  it('有限的情形足以代表一切小区：任何事实的胜出规则都在某个情形中胜出', () => {
    fc.assert(
      fc.property(books, anyFacts, (rules, facts) => {
        const item = world.items.find(({ id }) => id === facts.item) ?? { id: '', class: 'basic' as const };
        const ids = (one: LineFacts) =>
          winners(rules, one)
            .map(({ id }) => id)
            .join();
        expect(casesOf(world, item, rules)?.map(ids)).toContain(ids(facts));
      }),
      { numRuns: 400 },
    );
  });

  it('各方之和恰为总额，不为负，不超封顶，规则次序无关，封顶内随金额不减', () => {
    const fenOf = (limit: Limit | null) =>
      limit && (BigInt(limit.fen) * { item: 2n, household: 6n, m2: 5n }[limit.per]) / 2n;
    fc.assert(
      fc.property(books, anyFacts, fc.bigInt(0n, 5000n), (rules, facts, amount) => {
        const single = winners(rules, facts).slice(0, 1);
        const shares = applyRules(single, line(facts, amount));
        expect(shares.ok).toBe(single.length > 0);
        if (!shares.ok) return;
        const sum = shares.payers.reduce((all, { amountFen }) => all + amountFen, 0n);
        expect(sum).toBe(amount);
        const capOf = fenOf(shares.rule.payers[0]?.cap ?? null);
        const floorOf = fenOf(shares.rule.payers[0]?.floor ?? null);
        for (const { payer, amountFen } of shares.payers) {
          expect(amountFen >= 0n).toBe(true);
          if (payer === 'residents' && capOf !== null && (floorOf === null || floorOf <= capOf))
            expect(amountFen <= capOf).toBe(true);
        }
        expect(applyRules(rules.toReversed(), line(facts, amount))).toEqual(
          applyRules(rules, line(facts, amount)),
        );
        const more = applyRules(single, line(facts, amount + 1n));
        const residents = (one: typeof shares) =>
          one.payers.find(({ payer }) => payer === 'residents')?.amountFen ?? 0n;
        if (more.ok) expect(residents(more) >= residents(shares) - 1n).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});

describe('测算与为什么', () => {
  const estate: EstateForShares = {
    ...{ builtYear: 1990, propertyKind: '房改房', subdistrict: '371503001', households: 2, entrances: 1 },
    ...{ floorAreaCm2: 10_000_000n, condition: { water: 'poor', roof: 'good' } },
  };
  const catalogue = world.items;
  const prices = [
    { item: 'water', per: 'floorM2', yuan: '25.01' },
    { item: 'roof', per: 'floorM2', yuan: '24.00' },
    { item: 'lifts', per: 'entrance', yuan: '500000.00' },
    { item: 'nursery', per: 'household', yuan: '10.00' },
  ] as const;
  it('目录单价 × 规模；现状好的基础类不列，不列入的不列，不知道规模的指出', () => {
    const { lines, missing } = catalogueLines(catalogue, prices, [], { ...estate, entrances: null });
    expect(lines.map(({ item, amountFen }) => [item, amountFen])).toEqual([
      ['water', 2_501_000n],
      ['nursery', 2_000n],
    ]);
    expect(missing).toEqual(['加装电梯']);
    expect(catalogueLines(catalogue, prices, ['lifts'], estate).missing).toEqual([]);
  });
  it('管线类按入户端口内外拆开，合计不变；各户之和恰为居民应出；句句有据', () => {
    const { lines } = catalogueLines(catalogue, prices, [], estate);
    const cost = costLines(
      lines,
      estate,
      new Map([['water', { insideShare: '0.3', pipe: 'utility' as const }]]),
    );
    expect(cost.reduce((all, { amountFen }) => all + amountFen, 0n)).toBe(52_503_000n);
    const shares = cost.map((one) => applyRules(good.rules, one));
    expect(Object.fromEntries(payerTotals(shares))).toEqual({
      district: 35_750_300n,
      utilities: 1_750_700n,
      residents: 15_001_400n,
      social: 600n,
    });
    const parts = [
      { id: 'a', areaCm2: 1n, floor: 1 },
      { id: 'b', areaCm2: 2n, floor: 3 },
    ];
    const divisions = [
      ...good.divisions,
      { items: ['lifts'], method: 'floor-coefficient' as const, coefficients: { 1: '0', 3: '0.7' } },
    ];
    const groups = divideResidents(shares, divisions, parts);
    expect(groups.map(({ owedFen, amounts }) => [owedFen, amounts?.get('a'), amounts?.get('b')])).toEqual([
      [1_400n, 467n, 933n],
      [15_000_000n, 0n, 15_000_000n],
    ]);
    expect(whyPart(groups, parts, 'a')[0]).toBe(
      '居民应出 14.00 元，按专有部分面积（民法典第二百八十三条）分摊：14.00 元 × 1/3，尾差按最大余额，本户 4.67 元',
    );
    expect(divideResidents(shares, divisions, []).every(({ amounts }) => amounts === null)).toBe(true);
    expect(divideResidents(shares, divisions, [{ id: 'x', areaCm2: 1n, floor: 9 }])[1]?.why).toContain(
      '没有系数',
    );
    const words = { items: new Map([['lifts', '加装电梯']]), payers: new Map([['residents', '居民']]) };
    const lift = shares.find(({ line: one }) => one.facts.item === 'lifts');
    expect(lift && whyLine(lift, words)).toEqual([
      '加装电梯 500,000.00 元：每单元 500000.00 元 × 1 个单元（目录单价，待核）；产权类型“房改房”、街道（乡镇）371503001、1990 年建成',
      '适用规则“improvement”（完善类），依据：未写明（待核）',
      'district：500,000.00 元 × 0.7 = 350,000.00 元，应出 350,000.00 元',
      '居民：500,000.00 元 × 0.3 = 150,000.00 元，应出 150,000.00 元',
    ]);
  });
  it('封顶、保底、进一分都写进理由；缺户数时说明算不出', () => {
    const capped = rule('c', {
      class: 'basic',
      payers: [
        pay('residents', '0.3333', { cap: { fen: '5', per: 'household' } }),
        pay('district', '0.6667'),
      ],
      remainder: 'central',
    });
    const facts: LineFacts = {
      item: 'roof',
      class: 'basic',
      meter: null,
      pipe: null,
      propertyKind: null,
      builtYear: null,
      subdistrict: null,
    };
    const shares = applyRules([capped], line(facts, 100n));
    expect(shares.ok && shares.payers.map(({ payer, amountFen }) => [payer, amountFen])).toEqual([
      ['central', 18n],
      ['district', 67n],
      ['residents', 15n],
    ]);
    const why = whyLine(shares, { items: new Map(), payers: new Map() }).join('\n');
    expect(why).toContain('余 6700/10000 分，按最大余额进一分');
    expect(why).toContain('超过封顶 0.15 元，减去 0.18 元');
    expect(why).toContain('承担超出他方封顶的 0.18 元');
    expect(applyRules([capped], { ...line(facts, 100n), households: null })).toMatchObject({ ok: false });
    const floored = rule('f', {
      class: 'basic',
      payers: [pay('residents', '0', { floor: { fen: '70', per: 'item' } }), pay('district', '1')],
      remainder: 'district',
    });
    const raised = applyRules([floored], line(facts, 50n));
    expect(raised.ok && raised.payers.map(({ amountFen }) => amountFen)).toEqual([0n, 50n]);
  });
  it('两套规则的差别逐条列出', () => {
    const after = {
      ...changed('improvement', { payers: [pay('residents', '0.4'), pay('district', '0.6')] }),
      divisions: [{ items: [], method: 'equal' as const, coefficients: {} }],
    };
    const next = {
      ...after,
      rules: [...after.rules.filter(({ id }) => id !== 'owned'), rule('new', { items: ['roof'] })],
    };
    expect(
      compareBooks(good, next).map(({ id, kind, fields }) => [
        id,
        kind,
        fields.map(({ name }) => name).join(),
      ]),
    ).toEqual([
      ['improvement', 'changed', '出资'],
      ['new', 'added', ''],
      ['owned', 'removed', ''],
      ['', 'changed', '分摊办法'],
    ]);
    expect(compareBooks(good, good)).toEqual([]);
  });
});
