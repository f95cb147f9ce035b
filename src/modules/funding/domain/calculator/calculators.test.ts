import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByAreaInput, byAreaSubsidy } from './by-area.ts';
import { byCostSubsidy } from './by-cost.ts';
import { type CentralRegion, type CentralRule, centralAllocation, NothingToWeigh } from './central.ts';
import { liftSubsidy } from './lift-by-floors.ts';
import { decimalText, percentOf, ratio, readRatio, roundOf } from './ratio.ts';

const wan = (amount: number): bigint => BigInt(Math.round(amount * 1_000_000));
const m2 = (area: number): bigint => BigInt(area) * 10_000n;

const rule2019: CentralRule = {
  area: '0.4',
  households: '0.4',
  buildings: '0.1',
  estates: '0.1',
  performance: '0',
};
const rule2020: CentralRule = {
  area: '0.4',
  households: '0.3',
  buildings: '0.1',
  estates: '0.1',
  performance: '0.1',
};
const rule2024: CentralRule = {
  area: '0.32',
  households: '0.32',
  buildings: '0.08',
  estates: '0.08',
  performance: '0.2',
};
const region = (id: string, change: Partial<CentralRegion> = {}): CentralRegion => ({
  id,
  areaCm2: m2(100_000),
  households: 1_000n,
  buildings: 40n,
  estates: 10n,
  difficulty: '1',
  performance: '80',
  ...change,
});

describe('中央补助按因素分配', () => {
  it('2019：40/40/10/10，手算：面积三比一、户数一比一、楼栋一比一、小区三比一', () => {
    const { shares } = centralAllocation(wan(10_000), rule2019, [
      region('甲', { areaCm2: m2(300_000), estates: 30n }),
      region('乙'),
    ]);
    // 0.4·3/4 + 0.4·1/2 + 0.1·1/2 + 0.1·3/4 = 0.625
    expect(shares.map(({ id, amountFen, share }) => [id, amountFen, share])).toEqual([
      ['甲', wan(6_250), '62.5%'],
      ['乙', wan(3_750), '37.5%'],
    ]);
    expect(shares[0]?.parts).toMatchObject({
      area: '30%',
      households: '20%',
      buildings: '5%',
      estates: '7.5%',
    });
  });

  it('困难系数乘在每个数量上：只差系数 0.6 与 0.4，就按 6 比 4', () => {
    const { shares } = centralAllocation(wan(100), rule2019, [
      region('甲', { difficulty: '0.6' }),
      region('乙', { difficulty: '0.4' }),
    ]);
    expect(shares.map((one) => one.amountFen)).toEqual([wan(60), wan(40)]);
  });

  it('2020 起：绩效占 10%；2024：规模占 80%，绩效占 20%', () => {
    const regions = [region('甲', { performance: '90' }), region('乙', { performance: '60' })];
    // 其余各因素相同：0.9·1/2 + 0.1·0.6 = 0.51；0.8·1/2 + 0.2·0.6 = 0.52
    expect(centralAllocation(wan(100), rule2020, regions).shares[0]?.share).toBe('51%');
    expect(centralAllocation(wan(100), rule2024, regions).shares[0]?.share).toBe('52%');
  });

  it('占有权重而各地都没有的因素，指名拒绝', () => {
    expect(() => centralAllocation(1n, rule2019, [region('甲', { buildings: 0n })])).toThrow(NothingToWeigh);
  });

  const anyRegion = (id: string) =>
    fc
      .record({
        areaCm2: fc.bigInt({ min: 1n, max: 10n ** 14n }),
        households: fc.bigInt({ min: 1n, max: 10n ** 6n }),
        buildings: fc.bigInt({ min: 1n, max: 10n ** 4n }),
        estates: fc.bigInt({ min: 1n, max: 10n ** 3n }),
        difficulty: fc.integer({ min: 1, max: 2_000 }).map((n) => (n / 1_000).toFixed(3)),
        performance: fc.integer({ min: 1, max: 1_000 }).map((n) => (n / 10).toFixed(1)),
      })
      .map((one): CentralRegion => ({ id, ...one }));
  const regions = fc
    .integer({ min: 1, max: 8 })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, n) => anyRegion(`r${n}`))));
  const pot = fc.bigInt({ min: 0n, max: 10n ** 13n });

  it('合计一分不差、没有负数、与排列次序无关、系数同倍不变', () => {
    fc.assert(
      fc.property(pot, regions, fc.constantFrom(rule2019, rule2020, rule2024), (total, list, rule) => {
        const { shares } = centralAllocation(total, rule, list);
        expect(shares.reduce((sum, one) => sum + one.amountFen, 0n)).toBe(total);
        expect(shares.every((one) => one.amountFen >= 0n)).toBe(true);
        const amounts = new Map(shares.map((one) => [one.id, one.amountFen]));
        for (const one of centralAllocation(total, rule, [...list].reverse()).shares)
          expect(one.amountFen).toBe(amounts.get(one.id));
        const doubled = list.map((one) => ({ ...one, difficulty: (Number(one.difficulty) * 2).toFixed(3) }));
        for (const one of centralAllocation(total, rule, doubled).shares)
          expect(one.amountFen).toBe(amounts.get(one.id));
      }),
      { numRuns: 60 },
    );
  });

  it('一地面积增大，他地不变，它不会少得', () => {
    fc.assert(
      fc.property(pot, regions, fc.bigInt({ min: 1n, max: 10n ** 12n }), (total, list, more) => {
        const [first, ...others] = list;
        if (!first) return;
        const before = centralAllocation(total, rule2019, list).shares[0]?.amountFen ?? 0n;
        const grown = { ...first, areaCm2: first.areaCm2 + more };
        const after = centralAllocation(total, rule2019, [grown, ...others]).shares[0]?.amountFen ?? 0n;
        expect(after).toBeGreaterThanOrEqual(before - 1n);
      }),
      { numRuns: 60 },
    );
  });
});

const wenzhou = {
  baseCapYuan: 300,
  floors: { basic: '0.1', improvement: '0.3', enhancement: '0.7' },
  abovePoints: 1,
  aboveCapPoints: 10,
  belowPoints: 2,
  belowPart: 'whole',
} as const;
const basicOnly = (costWan: number, residentsWan: number, area: number, share = '0.4'): ByAreaInput => ({
  areaCm2: m2(area),
  ratio: share,
  classes: {
    basic: { costFen: wan(costWan), residentsFen: wan(residentsWan) },
    improvement: { costFen: 0n, residentsFen: 0n },
    enhancement: { costFen: 0n, residentsFen: 0n },
  },
});

describe('温州：按面积，居民自筹下限 10/30/70%，±绩效', () => {
  it('正好达到下限：不加不减；400 元/㎡ 按 300 元计', () => {
    const answer = byAreaSubsidy(wenzhou, basicOnly(400, 40, 10_000));
    expect(answer).toMatchObject({ amountFen: wan(120), points: 0, floorsMet: { basic: true } });
  });
  it('低于 300 元/㎡ 的按实', () => {
    expect(byAreaSubsidy(wenzhou, basicOnly(200, 20, 10_000)).amountFen).toBe(wan(80));
  });
  it('超 2.1 个百分点按 3 个计，至多 +10', () => {
    expect(byAreaSubsidy(wenzhou, basicOnly(400, 48.4, 10_000))).toMatchObject({
      points: 3,
      amountFen: wan(129),
    });
    expect(byAreaSubsidy(wenzhou, basicOnly(400, 200, 10_000))).toMatchObject({
      points: 10,
      amountFen: wan(150),
    });
  });
  it('低 2.5 个百分点：按整点 −4；文件写明时可改为不足一个按一个', () => {
    const low = basicOnly(400, 30, 10_000);
    expect(byAreaSubsidy(wenzhou, low)).toMatchObject({ points: -4, floorsMet: { basic: false } });
    expect(byAreaSubsidy({ ...wenzhou, belowPart: 'up' }, low).points).toBe(-6);
  });
  it('三类合计：下限按投资加权', () => {
    const answer = byAreaSubsidy(wenzhou, {
      areaCm2: m2(20_000),
      ratio: '0.5',
      classes: {
        basic: { costFen: wan(300), residentsFen: wan(30) },
        improvement: { costFen: wan(100), residentsFen: wan(30) },
        enhancement: { costFen: wan(100), residentsFen: wan(70) },
      },
    });
    expect(answer).toMatchObject({ points: 0, amountFen: wan(250) });
  });
  it('不会是负数，也不超过基数；没有投资或面积的拒绝', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
    fc.assert(
      fc.property(amount, amount, fc.bigInt({ min: 1n, max: 10n ** 11n }), (cost, residents, areaCm2) => {
        const input = basicOnly(1, 0, 1);
        const answer = byAreaSubsidy(wenzhou, {
          ...input,
          areaCm2,
          classes: { ...input.classes, basic: { costFen: cost + 1n, residentsFen: residents } },
        });
        expect(answer.amountFen >= 0n && answer.amountFen <= cost + 1n).toBe(true);
      }),
    );
    expect(() => byAreaSubsidy(wenzhou, basicOnly(0, 0, 10))).toThrow(RangeError);
    expect(() => byAreaSubsidy(wenzhou, basicOnly(1, 0, 0))).toThrow(RangeError);
  });
});

const hefei = { shares: { district: '0.6', county: '0.3' }, capYuan: 400, clawback: 'proportional' } as const;

describe('合肥：审计决算价的 60%/30%，400 元/㎡ 封顶', () => {
  it('350 元/㎡：区 60%、县 30%', () => {
    const input = { areaCm2: m2(10_000), costFen: wan(350), localFen: wan(350) };
    expect(byCostSubsidy(hefei, { ...input, kind: 'district' }).amountFen).toBe(wan(210));
    expect(byCostSubsidy(hefei, { ...input, kind: 'county' }).amountFen).toBe(wan(105));
  });
  it('500 元/㎡ 只计 400，超出由属地承担；配套到位一半，追回一半', () => {
    const answer = byCostSubsidy(hefei, {
      kind: 'district',
      areaCm2: m2(10_000),
      costFen: wan(500),
      localFen: wan(130),
    });
    expect(answer).toMatchObject({
      amountFen: wan(240),
      localDueFen: wan(260),
      missingFen: wan(130),
      clawbackFen: wan(120),
    });
    expect(
      byCostSubsidy(
        { ...hefei, clawback: 'all' },
        { kind: 'district', areaCm2: m2(10_000), costFen: wan(500), localFen: 0n },
      ).clawbackFen,
    ).toBe(wan(240));
  });
  it('补助与属地承担之和等于决算价，追回不超过补助', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
    fc.assert(
      fc.property(amount, amount, fc.bigInt({ min: 1n, max: 10n ** 11n }), (costFen, localFen, areaCm2) => {
        const answer = byCostSubsidy(hefei, { kind: 'district', costFen, localFen, areaCm2 });
        expect(answer.amountFen + answer.localDueFen).toBe(costFen);
        expect(answer.clawbackFen >= 0n && answer.clawbackFen <= answer.amountFen).toBe(true);
      }),
    );
  });
});

const rizhao = {
  byFloors: [
    { storeys: 4, yuan: 110_000 },
    { storeys: 5, yuan: 130_000 },
    { storeys: 6, yuan: 150_000 },
  ],
  perUnsignedYuan: 5_000,
};

describe('日照：加装电梯 11/13/15 万，每户未签减 0.5 万', () => {
  it.each([
    [4, 0, 11],
    [5, 0, 13],
    [6, 0, 15],
    [6, 3, 13.5],
    [4, 8, 7],
    [4, 22, 0],
    [4, 40, 0],
  ])('%d 层、%d 户未签：%d 万', (floors, unsigned, expected) => {
    expect(liftSubsidy(rizhao, { floors, households: 48, unsigned }).amountFen).toBe(wan(expected));
  });
  it('规则里没有的层数、未签户数多于总户数，拒绝', () => {
    expect(() => liftSubsidy(rizhao, { floors: 7, households: 10, unsigned: 0 })).toThrow(RangeError);
    expect(() => liftSubsidy(rizhao, { floors: 4, households: 2, unsigned: 3 })).toThrow(RangeError);
  });
});

describe('分数', () => {
  it('读写与取整都是精确的', () => {
    expect(readRatio('0.125')).toEqual({ num: 1n, den: 8n });
    expect(decimalText(ratio(-1n, 3n), 4)).toBe('-0.3333');
    expect(percentOf(ratio(5n, 8n))).toBe('62.5%');
    expect(roundOf(ratio(5n, 2n))).toBe(3n);
    for (const bad of ['', '-1', '1e3', '1/0', 'x']) expect(() => readRatio(bad)).toThrow(RangeError);
  });
});
