import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText } from './canonical.ts';
import { costOf, type Rates } from './cost.ts';
import { applyDifference, differenceOf } from './difference.ts';
import { type Line, milliFromText, textFromMilli, worksOf } from './line.ts';

const uuidLike = fc.stringMatching(/^[0-9a-f]{4}$/);
const line = (id: string): fc.Arbitrary<Line> =>
  fc.record({
    id: fc.constant(id),
    estateId: fc.constant('e'),
    item: fc.constantFrom('road', 'roof', 'lifts'),
    itemTitle: fc.constantFrom('道路', '屋面'),
    class: fc.constantFrom('basic' as const, 'improvement' as const),
    trade: fc.constantFrom('土建', '安装'),
    place: fc.constantFrom('', '东区', '3 号楼'),
    quantityMilli: fc.bigInt({ min: 1n, max: 10n ** 12n }),
    unit: fc.constant('㎡'),
    unitPriceFen: fc.bigInt({ min: 0n, max: 10n ** 9n }),
    why: fc.constant(''),
    priceBasis: fc.constant(''),
    note: fc.constantFrom('', '待核'),
  });
const lines = fc
  .uniqueArray(uuidLike, { maxLength: 12 })
  .chain((ids) => (ids.length === 0 ? fc.constant<Line[]>([]) : fc.tuple(...ids.map(line))));
const rates: fc.Arbitrary<Rates> = fc.record({
  otherBp: fc.integer({ min: 0, max: 3000 }),
  contingencyBp: fc.integer({ min: 0, max: 2000 }),
  contingencyOn: fc.constantFrom('works', 'worksAndOther'),
});
const sum = (all: Iterable<bigint>) => [...all].reduce((total, one) => total + one, 0n);
const shuffled = (all: readonly Line[]) => fc.shuffledSubarray([...all], { minLength: all.length });

describe('cost of a scheme', () => {
  it('gives every fen of works, other cost and contingency to a line', () => {
    fc.assert(
      fc.property(lines, rates, (all, rate) => {
        const cost = costOf(all, rate);
        expect(sum(cost.amounts.values())).toBe(cost.total);
        expect(cost.works).toBe(sum(all.map(worksOf)));
        expect(cost.total).toBe(cost.works + cost.other + cost.contingency);
        for (const one of all) expect(cost.amounts.get(one.id)).toBeGreaterThanOrEqual(worksOf(one));
      }),
    );
  });

  it('is the same in whatever order the lines stand, and so is the frozen text', () => {
    const twice = lines.chain((all) => fc.tuple(fc.constant(all), shuffled(all)));
    fc.assert(
      fc.property(twice, rates, ([all, other], rate) => {
        const [one, two] = [costOf(all, rate), costOf(other, rate)];
        expect(two.total).toBe(one.total);
        for (const { id } of all) expect(two.amounts.get(id)).toBe(one.amounts.get(id));
        const content = { title: '方案', ceilingFen: 1n, ...rate };
        expect(canonicalText({ ...content, lines: other })).toBe(canonicalText({ ...content, lines: all }));
      }),
    );
  });

  it('adds up the published estimate: 9 % other cost, 3 % contingency on both', () => {
    const one = { id: 'a', quantityMilli: 1000n, unitPriceFen: 7_438_330_000n };
    const cost = costOf([one], { otherBp: 900, contingencyBp: 300, contingencyOn: 'worksAndOther' });
    expect([cost.other, cost.contingency]).toEqual([669_449_700n, 243_233_391n]);
  });
});

describe('differences between versions', () => {
  it('are empty between a version and itself, whatever its order', () => {
    const twice = lines.chain((all) => fc.tuple(fc.constant(all), shuffled(all)));
    fc.assert(
      fc.property(twice, ([all, other]) => {
        expect(differenceOf(all, other)).toEqual({ added: [], removed: [], changed: [] });
      }),
    );
  });

  it('lead from one to the other when applied, with the same ids', () => {
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        const reached = applyDifference(a, differenceOf(a, b));
        // Estate and item are what a line is; here they vary under one id, which the server refuses.
        const keep = (all: readonly Line[]) =>
          all.map(({ item, ...rest }) => rest).toSorted((x, y) => (x.id < y.id ? -1 : 1));
        expect(keep(reached)).toEqual(keep(b));
      }),
    );
  });

  it('refuse to be applied to other lines', () => {
    fc.assert(
      fc.property(lines, (all) => {
        fc.pre(all.length > 0);
        expect(() => applyDifference([], differenceOf(all, []))).toThrow(RangeError);
        expect(() => applyDifference(all, differenceOf([], all))).toThrow(RangeError);
      }),
    );
  });
});

describe('quantities', () => {
  it('are decimal text with at most three places, above zero', () => {
    expect(['1', '0.5', '12.345', '007'].map(milliFromText)).toEqual([1000n, 500n, 12_345n, 7000n]);
    for (const bad of ['0', '0.000', '-1', '1.2345', '1,5', '', 'abc', '1e3'])
      expect(milliFromText(bad)).toBeNull();
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 11n }), (milli) => {
        expect(milliFromText(textFromMilli(milli))).toBe(milli);
      }),
    );
  });
});
