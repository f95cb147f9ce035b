import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalText, scaleDecimals } from './decimal.ts';
import { shareCosts } from './share.ts';
import { ShareFault, type ShareInput, type ShareRule } from './types.ts';

const base: ShareInput = {
  items: [{ id: 'roof', class: 'basic', amountFen: 100n }],
  rules: [{ match: { class: 'basic' }, payer: 'district', share: '1' }],
  household: { method: 'area' },
  parts: [],
};
const rule = (match: ShareRule['match'], payer: string, share: string, capFen?: bigint): ShareRule => ({
  match,
  payer,
  share,
  ...(capFen === undefined ? {} : { capFen }),
});
const basic = { class: 'basic' };
const paid = (input: Partial<ShareInput>) =>
  Object.fromEntries(shareCosts({ ...base, ...input }).payers.map((one) => [one.payer, one.amountFen]));
const parts = (input: Partial<ShareInput>) =>
  Object.fromEntries(shareCosts({ ...base, ...input }).parts.map((one) => [one.id, one.amountFen]));
function refusal(input: Partial<ShareInput>): unknown[] {
  try {
    shareCosts({ ...base, ...input });
    return ['not refused'];
  } catch (fault) {
    return fault instanceof ShareFault ? [fault.code, fault.at, fault.values] : [fault];
  }
}
const residents = rule(basic, 'residents', '1');
const three = ['1', '2', '3'].map((id) => ({ id, areaCm2: 500_000n }));

describe('谁出资：规则的匹配（五(五)）', () => {
  it('点名内容的规则整组优先于按类别的规则；都没有的用不设条件的规则', () => {
    const rules = [
      rule(basic, 'district', '1'),
      rule({ item: 'roof' }, 'maintenanceFund', '0.6'),
      rule({ item: 'roof', class: 'basic' }, 'residents', '0.4'),
      rule({ item: 'roof', class: 'improvement' }, 'social', '1'),
      rule({}, 'city', '1'),
    ];
    const items = [
      ...base.items,
      { id: 'road', class: 'basic', amountFen: 7n },
      { id: 'x', class: 'other', amountFen: 5n },
    ];
    expect(paid({ rules, items, parts: three })).toEqual({
      maintenanceFund: 60n,
      residents: 40n,
      district: 7n,
      city: 5n,
    });
  });

  it('同一出资方的几条规则：份额相加，封顶取最小', () => {
    const rules = [rule(basic, 'a', '0.2', 50n), rule(basic, 'a', '0.3', 10n), rule(basic, 'b', '0.5')];
    expect(paid({ rules, remainderPayer: 'c' })).toEqual({ a: 10n, b: 50n, c: 40n });
  });

  it('份额之和不为 1 的点名拒绝，没有人出资、总额为零时也一样', () => {
    expect(refusal({ rules: [] })).toEqual(['funding.share.sum', 'items[0]', { item: 'roof', sum: '0' }]);
    const thirds = ['a', 'b', 'c'].map((payer) => rule(basic, payer, '0.3333333'));
    expect(refusal({ rules: thirds })).toEqual([
      'funding.share.sum',
      'items[0]',
      { item: 'roof', sum: '0.9999999' },
    ]);
    expect(refusal({ rules: [rule(basic, 'a', '1.2')] })[0]).toBe('funding.share.sum');
    expect(refusal({ items: [{ id: 'z', class: 'none', amountFen: 0n }] })[2]).toEqual({
      item: 'z',
      sum: '0',
    });
    expect(refusal({ rules: [...base.rules, rule({ class: 'none' }, 'a', '1.5')] })).toEqual([
      'funding.share.range',
      'rules[1].share',
      { payer: 'a', share: '1.5' },
    ]);
  });

  it('长小数照原样相加，末位差一也看得出', () => {
    const long = `0.${'3'.repeat(400)}`;
    const rest = (last: string) => `0.${'3'.repeat(399)}${last}`;
    const three = (last: string) => [
      rule(basic, 'a', long),
      rule(basic, 'b', long),
      rule(basic, 'c', rest(last)),
    ];
    expect(paid({ rules: three('4') })).toEqual({ a: 33n, b: 33n, c: 34n });
    expect(refusal({ rules: three('3') })[0]).toBe('funding.share.sum');
    expect(paid({ rules: [rule(basic, 'a', '1.000'), rule(basic, 'b', '0')] })).toEqual({ a: 100n, b: 0n });
  });

  it('同余按出资方编号的码位次序', () => {
    const halves = [rule(basic, 'b', '0.5'), rule(basic, 'a', '0.50')];
    expect(paid({ rules: halves, items: [{ id: 'i', class: 'basic', amountFen: 1n }] })).toEqual({
      a: 1n,
      b: 0n,
    });
  });
});

describe('封顶与余额', () => {
  const capped = (cap: bigint) => [rule(basic, 'a', '0.5', cap), rule(basic, 'b', '0.5')];
  it('超出封顶的归余额承担方，可以是居民，也可以本来没有份额', () => {
    expect(paid({ rules: capped(20n), remainderPayer: 'b' })).toEqual({ a: 20n, b: 80n });
    expect(paid({ rules: capped(0n), remainderPayer: 'residents', parts: three })).toEqual({
      a: 0n,
      b: 50n,
      residents: 50n,
    });
    expect(parts({ rules: capped(0n), remainderPayer: 'residents', parts: three })).toEqual({
      1: 17n,
      2: 17n,
      3: 16n,
    });
  });
  it('没有超出就不需要余额承担方，也不列出它', () => {
    expect(paid({ rules: capped(50n) })).toEqual({ a: 50n, b: 50n });
    expect(paid({ rules: capped(50n), remainderPayer: 'c' })).toEqual({ a: 50n, b: 50n });
  });
  it('超出而无人承担、余额承担方自己也封顶的拒绝', () => {
    expect(refusal({ rules: capped(49n) })).toEqual([
      'funding.share.remainder',
      'items[0]',
      { item: 'roof', fen: '1' },
    ]);
    expect(refusal({ rules: capped(49n), remainderPayer: 'a' })[0]).toBe('funding.share.remainder-cap');
    const both = [rule(basic, 'a', '0.5', 40n), rule(basic, 'b', '0.5', 60n)];
    expect(paid({ rules: both, remainderPayer: 'b' })).toEqual({ a: 40n, b: 60n });
    const tight = [rule(basic, 'a', '0.5', 39n), rule(basic, 'b', '0.5', 60n)];
    expect(refusal({ rules: tight, remainderPayer: 'b' })[0]).toBe('funding.share.remainder-cap');
  });
});

describe('各户分摊（民法典 283；加装电梯按楼层系数）', () => {
  const lift = [
    { id: '101', areaCm2: 900_000n, floor: 1 },
    { id: '301', areaCm2: 900_000n, floor: 3 },
    { id: '601', areaCm2: 900_000n, floor: 6 },
  ];
  const coefficients = { '-1': '0', '1': '0', '3': '0.7', '6': '1.0' };
  const byFloor = { method: 'floor-coefficient', coefficients } as const;
  it('按面积、按户、按楼层系数', () => {
    const areas = [500_000n, 500_000n, 1_000_000n].map((areaCm2, at) => ({ id: String(at), areaCm2 }));
    const owed = { rules: [residents], items: [{ id: 'i', class: 'basic', amountFen: 101n }] };
    expect(parts({ ...owed, parts: areas })).toEqual({ 0: 25n, 1: 25n, 2: 51n });
    expect(parts({ ...owed, parts: areas, household: { method: 'equal' } })).toEqual({
      0: 34n,
      1: 34n,
      2: 33n,
    });
    expect(
      parts({
        rules: [residents],
        items: [{ id: 'i', class: 'basic', amountFen: 1700n }],
        parts: lift,
        household: byFloor,
      }),
    ).toEqual({ 101: 0n, 301: 700n, 601: 1000n });
  });
  it('没有系数、没有楼层的拒绝，居民不出资时也一样；地下层可以有系数', () => {
    expect(refusal({ parts: [...lift, { id: '701', areaCm2: 1n, floor: 7 }], household: byFloor })).toEqual([
      'funding.share.floor',
      'parts[3].floor',
      { part: '701', floor: '7' },
    ]);
    expect(refusal({ parts: [{ id: 'x', areaCm2: 1n }], household: byFloor })[1]).toBe('parts[0]');
    expect(refusal({ parts: lift, household: { method: 'floor-coefficient' } })[0]).toBe(
      'funding.share.floor',
    );
    expect(parts({ parts: [{ id: 'b', areaCm2: 1n, floor: -1 }], household: byFloor })).toEqual({ b: 0n });
  });
  it('有钱要分而没有专有部分、面积或系数全为零的拒绝；无钱可分的各为零', () => {
    expect(refusal({ rules: [residents] })).toEqual(['funding.share.no-parts', 'parts', { fen: '100' }]);
    expect(refusal({ rules: [residents], parts: [{ id: 'a', areaCm2: 0n }] })[0]).toBe(
      'funding.share.no-weight',
    );
    expect(refusal({ rules: [residents], parts: lift.slice(0, 1), household: byFloor })[0]).toBe(
      'funding.share.no-weight',
    );
    expect(parts({ parts: [{ id: 'a', areaCm2: 0n }] })).toEqual({ a: 0n });
    expect(
      parts({ rules: [residents], household: { method: 'equal' }, parts: [{ id: 'a', areaCm2: 0n }] }),
    ).toEqual({ a: 100n });
    expect(shareCosts({ ...base, items: [] })).toEqual({ payers: [], items: [], parts: [] });
  });
  it('编号重复的拒绝', () => {
    expect(refusal({ items: [...base.items, ...base.items] })).toEqual([
      'funding.share.twice',
      'items[1].id',
      { id: 'roof' },
    ]);
    expect(refusal({ parts: [...three, ...three] })[1]).toBe('parts[3].id');
  });
});

/** Quotas compared by cross-multiplication, one fen at a time, with nothing of the product's code. */
function naive(total: bigint, rows: { id: string; weight: bigint }[]): Map<string, bigint> {
  const sum = rows.reduce((all, { weight }) => all + weight, 0n);
  const amounts = new Map(rows.map(({ id, weight }) => [id, sum ? (total * weight) / sum : 0n]));
  const order = rows.toSorted((a, b) => {
    const [left, right] = sum ? [(total * a.weight) % sum, (total * b.weight) % sum] : [0n, 0n];
    return left === right ? (a.id < b.id ? -1 : 1) : left < right ? 1 : -1;
  });
  let left = total - [...amounts.values()].reduce((all, one) => all + one, 0n);
  for (const { id } of order) if (left-- > 0n) amounts.set(id, (amounts.get(id) ?? 0n) + 1n);
  return amounts;
}

const classes = ['basic', 'improvement'];
const payers = ['residents', 'district', 'central', 'utilities'];
/** Shares of four payers in thousandths that sum to 1, some zero, some capped. */
const rulesFor = (match: ShareRule['match']) =>
  fc
    .tuple(
      fc.array(fc.nat(1000), { minLength: 3, maxLength: 3 }),
      fc.array(fc.option(fc.bigInt(0n, 500n), { nil: undefined }), { minLength: 4, maxLength: 4 }),
    )
    .map(([cuts, caps]) => {
      const edges = [0, ...cuts.toSorted((a, b) => a - b), 1000];
      return payers.map((payer, at) =>
        rule(match, payer, decimalText(BigInt((edges[at + 1] ?? 0) - (edges[at] ?? 0)), 1000n), caps[at]),
      );
    });
const inputs = fc.record({
  items: fc
    .array(fc.record({ class: fc.constantFrom(...classes), amountFen: fc.bigInt(0n, 3000n) }), {
      maxLength: 5,
    })
    .map((rows) => rows.map((row, at) => ({ ...row, id: `i${at}` }))),
  rules: fc
    .tuple(
      rulesFor({ class: 'basic' }),
      rulesFor({ class: 'improvement' }),
      fc.option(rulesFor({ item: 'i0' }), { nil: [] }),
    )
    .map((groups) => groups.flat()),
  remainderPayer: fc.constant('rest'),
  household: fc.constantFrom(
    { method: 'area' as const },
    { method: 'equal' as const },
    { method: 'floor-coefficient' as const, coefficients: { 1: '0', 2: '0.35', 3: '0.7', 4: '1.25' } },
  ),
  parts: fc
    .array(fc.record({ areaCm2: fc.bigInt(0n, 9n), floor: fc.integer({ min: 1, max: 4 }) }), {
      minLength: 1,
      maxLength: 8,
    })
    .map((rows) => [
      ...rows.map((row, at) => ({ ...row, id: `p${at}` })),
      { id: 'q', areaCm2: 3n, floor: 4 },
    ]),
});

describe('性质', () => {
  it('与照条文写的笨办法逐分一致', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const result = shareCosts(input);
        let owed = 0n;
        for (const item of input.items) {
          const own = input.rules.filter(({ match }) => match.item === item.id);
          const rules = own.length ? own : input.rules.filter(({ match }) => match.class === item.class);
          const expected = naive(
            item.amountFen,
            rules.map(({ payer, share }) => ({
              id: payer,
              weight: scaleDecimals([share, '0.001']).numbers[0] ?? 0n,
            })),
          );
          for (const { payer, capFen } of rules) {
            const amount = expected.get(payer) ?? 0n;
            if (capFen === undefined || amount <= capFen) continue;
            expected.set(payer, capFen);
            expected.set('rest', (expected.get('rest') ?? 0n) + amount - capFen);
          }
          owed += expected.get('residents') ?? 0n;
          const got = result.items.find(({ id }) => id === item.id)?.payers ?? [];
          expect(new Map(got.map((one) => [one.payer, one.amountFen]))).toEqual(expected);
        }
        const weight = { 1: 0n, 2: 35n, 3: 70n, 4: 125n };
        const weights = input.parts.map(({ id, areaCm2, floor }) => ({
          id,
          weight:
            input.household.method === 'area'
              ? areaCm2
              : input.household.method === 'equal'
                ? 1n
                : areaCm2 * weight[floor as 1],
        }));
        expect(new Map(result.parts.map((one) => [one.id, one.amountFen]))).toEqual(naive(owed, weights));
      }),
      { numRuns: 400 },
    );
  });

  it('处处相加恰等、不为负、不超封顶、次序无关；金额增加时不封顶的出资方不少出一分以上', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const result = shareCosts(input);
        const sum = (rows: readonly { amountFen: bigint }[]) =>
          rows.reduce((all, { amountFen }) => all + amountFen, 0n);
        expect(sum(result.payers)).toBe(sum(input.items));
        result.items.forEach(({ payers: list }, at) => {
          expect(sum(list)).toBe(input.items[at]?.amountFen);
          expect(list.every(({ amountFen }) => amountFen >= 0n)).toBe(true);
        });
        expect(sum(result.parts)).toBe(
          result.payers.find(({ payer }) => payer === 'residents')?.amountFen ?? 0n,
        );
        const turned = shareCosts({
          ...input,
          rules: input.rules.toReversed(),
          parts: input.parts.toReversed(),
          items: input.items.toReversed(),
        });
        expect(turned.payers).toEqual(result.payers);
        expect(turned.parts.toReversed()).toEqual(result.parts);
        expect(turned.items.toReversed()).toEqual(result.items);
      }),
      { numRuns: 300 },
    );
  });
});
