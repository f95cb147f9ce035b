import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Facility, facilityYears, occupancy } from './facility.ts';
import { appraise, byInvestor, netFlows, type Package, packageYears } from './package.ts';
import { remedies } from './remedies.ts';
import { sensitivity } from './sensitivity.ts';

const limits = { cover: 12_000, maxConcessionYears: 30 };
const moves = { revenue: 2000, cost: 1000, invest: 1000, rate: 200, delay: 1 };
const facility = (change: Partial<Facility> = {}): Facility => ({
  id: 'parking',
  kind: 'parking',
  title: '停车场',
  estateId: null,
  investor: '甲',
  investFen: [1_000_000],
  opens: 1,
  concessionYears: 3,
  units: 10,
  unitYearFen: 50_000,
  firstOccupancy: 5000,
  fullOccupancy: 9000,
  rampYears: 2,
  priceGrowth: 0,
  yearCostFen: 20_000,
  costGrowth: 0,
  costShare: 1000,
  ...change,
});
const pack = (facilities: readonly Facility[], change: Partial<Package> = {}): Package => ({
  ...{ rate: 800, grantFen: 0, debt: null },
  facilities,
  ...change,
});

const anyFacility = fc
  .record({
    investFen: fc.array(fc.integer({ min: 0, max: 50_000_000 }), { minLength: 1, maxLength: 3 }),
    opens: fc.integer({ min: 0, max: 3 }),
    concessionYears: fc.integer({ min: 1, max: 25 }),
    units: fc.integer({ min: 0, max: 300 }),
    unitYearFen: fc.integer({ min: 0, max: 200_000 }),
    rampYears: fc.integer({ min: 0, max: 4 }),
    yearCostFen: fc.integer({ min: 0, max: 2_000_000 }),
    costShare: fc.integer({ min: 0, max: 9000 }),
    priceGrowth: fc.integer({ min: -300, max: 300 }),
  })
  .map((change) => facility(change));
const anyPack = fc
  .record({
    facilities: fc.array(anyFacility, { minLength: 1, maxLength: 5 }),
    debt: fc.option(
      fc.record({ share: fc.constant(5000), rate: fc.constant(500), years: fc.integer({ min: 1, max: 8 }) }),
    ),
  })
  .map(({ facilities, debt }) =>
    pack(
      facilities.map((one, at) => ({ ...one, id: `f${at}` })),
      { debt },
    ),
  );

describe('五(六) 设施的逐年收支', () => {
  test('爬坡期内使用率逐年上升；特许期满不再有收入', () => {
    expect([0, 1, 2, 3].map((year) => occupancy(facility(), year))).toEqual([5000, 7000, 9000, 9000]);
    expect(facilityYears(facility())).toEqual([
      { year: 0, investFen: 1_000_000, revenueFen: 0, costFen: 0, netFen: -1_000_000 },
      { year: 1, investFen: 0, revenueFen: 250_000, costFen: 45_000, netFen: 205_000 },
      { year: 2, investFen: 0, revenueFen: 350_000, costFen: 55_000, netFen: 295_000 },
      { year: 3, investFen: 0, revenueFen: 450_000, costFen: 65_000, netFen: 385_000 },
    ]);
  });

  test('推迟运营，收入后移，投资不动', () => {
    const late = facilityYears(facility(), {
      revenue: 10_000,
      cost: 10_000,
      invest: 10_000,
      delay: 1,
      longer: 0,
    });
    expect(late.map(({ netFen }) => netFen)).toEqual([-1_000_000, 0, 205_000, 295_000, 385_000]);
  });

  test('整包等于各设施之和；谁投资谁受益，各投资方之和等于整包', () => {
    fc.assert(
      fc.property(anyPack, (one) => {
        const years = packageYears(one.facilities);
        const net = years.reduce((all, { netFen }) => all + netFen, 0);
        const investors = byInvestor({
          ...one,
          facilities: one.facilities.map((each, at) => ({ ...each, investor: `方${at % 2}` })),
        });
        expect(investors.reduce((all, { investFen, returnFen }) => all + returnFen - investFen, 0)).toBe(net);
      }),
      { numRuns: 200, seed: 20_261_122 },
    );
  });
});

describe('五(六) 是否平衡，怎样才平衡', () => {
  test('不平衡的包：每一种办法单独实施后确实平衡，且再少一点就不平衡', () => {
    fc.assert(
      fc.property(anyPack, (one) => {
        const found = remedies(one, limits);
        if (appraise(one, limits).balanced) expect(found).toEqual([]);
        const holds = (change: Partial<Package>) => appraise({ ...one, ...change }, limits).balanced;
        const asIs = { revenue: 10_000, cost: 10_000, invest: 10_000, delay: 0, longer: 0 };
        for (const remedy of found) {
          if (remedy.kind === 'grant') {
            expect(holds({ grantFen: remedy.fen })).toBe(true);
            expect(holds({ grantFen: remedy.fen - 1 })).toBe(false);
          } else if (remedy.kind === 'price') {
            expect(appraise(one, limits, { ...asIs, revenue: remedy.points }).balanced).toBe(true);
            expect(appraise(one, limits, { ...asIs, revenue: remedy.points - 1 }).balanced).toBe(false);
          } else if (remedy.kind === 'longer') {
            expect(appraise(one, limits, { ...asIs, longer: remedy.years }).balanced).toBe(true);
          } else if (remedy.kind === 'drop') {
            expect(holds({ facilities: one.facilities.filter(({ id }) => !remedy.ids.includes(id)) })).toBe(
              true,
            );
          } else if (one.debt) {
            expect(holds({ debt: { ...one.debt, share: remedy.share } })).toBe(true);
            expect(holds({ debt: { ...one.debt, share: remedy.share + 1 } })).toBe(false);
          }
        }
      }),
      { numRuns: 150, seed: 20_261_122 },
    );
  });

  test('亏损的设施拖累整包：去掉它就平衡', () => {
    const good = facility({ id: 'good', concessionYears: 8 });
    const bad = facility({ id: 'bad', units: 1, investFen: [3_000_000] });
    expect(remedies(pack([good, bad]), limits)).toContainEqual({ kind: 'drop', ids: ['bad'] });
  });

  test('空包平衡；补助记在首年', () => {
    expect(appraise(pack([]), limits)).toMatchObject({ balanced: true, npvFromStart: 0, gap: 0 });
    expect(netFlows(pack([facility()], { grantFen: 7 }))[0]).toBe(-999_993);
  });
});

test('敏感性：变动最大的排在前面，坏的一边不优于好的一边', () => {
  const rows = sensitivity(pack([facility({ concessionYears: 8 })]), limits, moves);
  expect(rows[0]?.id).toBe('revenue');
  for (const { worse, better } of rows)
    if (better) expect(worse.npvFromStart).toBeLessThanOrEqual(better.npvFromStart);
});
