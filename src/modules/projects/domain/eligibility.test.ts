import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeBuilt } from './built.ts';
import { type EligibilityParams, judgeEligibility } from './eligibility.ts';
import type { EstateFacts, Verdict } from './facts.ts';
import { judgeUrban, subdistrictKind } from './urban.ts';

const params: EligibilityParams = {
  urban: { district: '371503', subdistricts: ['371503001'], kinds: ['街道'] },
  land: ['state'],
  built: { mustTo: '2000-12-31', aspireFrom: '2001-01-01', aspireTo: '2005-12-31' },
  upkeep: {
    items: ['road', 'roof'],
    badGrades: ['poor', 'missing'],
    minBad: 1,
    unmanaged: ['无', '没有'],
    unmanagedPrefixes: ['无物业'],
  },
  facilities: {
    items: ['water', 'power', 'gas'],
    badGrades: ['poor', 'missing'],
    minBad: 2,
    unmanaged: [],
    unmanagedPrefixes: [],
  },
  wish: { threshold: '2/3' },
  exclusions: [
    { id: 'demolition', title: '拟拆迁改造' },
    { id: 'shantyTown', title: '拟棚户区改造' },
  ],
};

const good: EstateFacts = {
  subdistrict: '371503001',
  land: 'state',
  builtYear: 1998,
  condition: { road: 'poor', roof: 'good', water: 'poor', power: 'missing', gas: 'good' },
  management: '物业公司',
  demolition: false,
  households: 150,
  population: 400,
  buildings: 5,
  entrances: 20,
  floorAreaM2: 15_000,
  agree: 120,
  pay: 60,
  papers: 'complete',
};

const met = (facts: Partial<EstateFacts>, id: string): Verdict | undefined =>
  judgeEligibility({ ...good, ...facts }, params).conditions.find((one) => one.id === id)?.met;

describe('三：改造范围', () => {
  test('各项条件都符合的小区符合，必改', () => {
    const result = judgeEligibility(good, params);
    expect(result.eligible).toBe('yes');
    expect(result.target).toBe('must');
    expect(result.conditions.every((one) => one.missing === null)).toBe(true);
  });

  test.each([
    ['urban', { subdistrict: '371503104' }],
    ['land', { land: 'collective' }],
    ['builtYear', { builtYear: 2006 }],
    ['upkeep', { condition: { ...good.condition, road: 'fair' } }],
    ['facilities', { condition: { ...good.condition, water: 'fair' } }],
    ['wish', { agree: 99 }],
    ['noClearance', { demolition: true }],
  ] as const)('%s 一项不符合，整体不符合，并说明缺什么', (id, change) => {
    const result = judgeEligibility({ ...good, ...change }, params);
    expect(result.eligible).toBe('no');
    const failed = result.conditions.filter((one) => one.met === 'no');
    expect(failed.map((one) => one.id)).toEqual([id]);
    expect(failed[0]?.missing).not.toBeNull();
  });

  test.each([
    ['urban', { subdistrict: null }],
    ['land', { land: null }],
    ['builtYear', { builtYear: null }],
    ['upkeep', { condition: { ...good.condition, road: null } }],
    ['facilities', { condition: { ...good.condition, water: null } }],
    ['wish', { agree: null }],
    ['noClearance', { demolition: null }],
  ] as const)('%s 未知，整体未知，不当作符合', (id, change) => {
    const result = judgeEligibility({ ...good, ...change }, params);
    expect(result.eligible).toBe('unknown');
    expect(result.conditions.filter((one) => one.met === 'unknown').map((one) => one.id)).toEqual([id]);
  });

  test('同意改造户数多于总户数是矛盾，算未知', () => {
    expect(met({ agree: 151 }, 'wish')).toBe('unknown');
    expect(met({ agree: 150 }, 'wish')).toBe('yes');
  });

  test('意愿比例用整数比较：三分之二恰好达到算符合', () => {
    expect(met({ agree: 100 }, 'wish')).toBe('yes');
    expect(met({ agree: 99 }, 'wish')).toBe('no');
    expect(met({ households: 0 }, 'wish')).toBe('unknown');
  });

  test('户数不是整数或为负，算未知，不出错', () => {
    expect(met({ agree: 99.5 }, 'wish')).toBe('unknown');
    expect(met({ agree: -1 }, 'wish')).toBe('unknown');
    expect(met({ households: 150.5 }, 'wish')).toBe('unknown');
  });

  test.each(['无', '没有', '无物业', '无物业公司', '无物业服务', ' 无 物 业'])('“%s”算失管', (management) => {
    expect(met({ management, condition: { road: 'good', roof: 'good' } }, 'upkeep')).toBe('yes');
  });

  test.each(['自管', '业主自管', '社区托管', '物业公司', '有', '无为物业公司'])(
    '“%s”不算失管',
    (management) => {
      expect(met({ management, condition: { road: 'good', roof: 'good' } }, 'upkeep')).toBe('no');
    },
  );

  test('无物业管理算失管的一项', () => {
    expect(met({ management: '无物业', condition: { road: 'good', roof: 'good' } }, 'upkeep')).toBe('yes');
    expect(met({ management: null, condition: { road: 'good', roof: 'good' } }, 'upkeep')).toBe('unknown');
  });
});

describe('二：建成年份与必改、力争', () => {
  const built = (facts: Partial<EstateFacts>, own = params.built) => judgeBuilt({ ...good, ...facts }, own);

  test.each([
    [{ builtYear: 2000 }, 'yes', 'must'],
    [{ builtYear: 2001 }, 'yes', 'aspire'],
    [{ builtYear: 2005 }, 'yes', 'aspire'],
    [{ builtYear: 2006 }, 'no', null],
    [{ builtYear: null }, 'unknown', null],
    [{ builtYear: null, builtOn: '2000-12-31' }, 'yes', 'must'],
    [{ builtYear: null, builtOn: '2001-01-01' }, 'yes', 'aspire'],
    [{ builtYear: 2005, builtOn: '2005-12-31' }, 'yes', 'aspire'],
    [{ builtYear: 2006, builtOn: '2006-01-01' }, 'no', null],
  ] as const)('%o → %s %s', (facts, verdict, target) => {
    expect(built(facts)).toMatchObject({ met: verdict, target });
  });

  test('截止日期落在一年当中时，只有年份的小区归类未知', () => {
    const own = { mustTo: '1999-12-31', aspireFrom: '2000-01-01', aspireTo: '2005-06-30' };
    expect(built({ builtYear: 2005 }, own).met).toBe('unknown');
    expect(built({ builtYear: 2005, builtOn: '2005-06-30' }, own)).toMatchObject({
      met: 'yes',
      target: 'aspire',
    });
    const middle = { mustTo: '2000-06-30', aspireFrom: '2000-07-01', aspireTo: '2005-12-31' };
    expect(built({ builtYear: 2000 }, middle)).toMatchObject({ met: 'yes', target: null });
  });
});

describe('三：城区', () => {
  const urban = (facts: Partial<EstateFacts>) => judgeUrban({ ...good, ...facts }, params.urban).met;

  test('本区以名单为准，乡镇不默认计入，小区可单独注明', () => {
    expect(urban({ subdistrict: '371503001' })).toBe('yes');
    expect(urban({ subdistrict: '371503002' })).toBe('no');
    expect(urban({ subdistrict: '371503104' })).toBe('no');
    expect(urban({ subdistrict: '371503104', urban: true })).toBe('yes');
    expect(urban({ subdistrict: '371503001', urban: false })).toBe('no');
    expect(urban({ subdistrict: null, urban: true })).toBe('yes');
  });

  test('没有名单的区县按街道、镇、乡判断', () => {
    expect(urban({ subdistrict: '城关街道' })).toBe('yes');
    expect(urban({ subdistrict: '城关街道办事处' })).toBe('yes');
    expect(urban({ subdistrict: '张庄镇' })).toBe('no');
    expect(urban({ subdistrict: '370102005' })).toBe('yes');
    expect(urban({ subdistrict: '开发区' })).toBe('unknown');
  });

  test.each([
    ['371503001', '街道'],
    ['371503110', '镇'],
    ['371503208', '乡'],
    ['371503400', null],
    ['李庄乡', '乡'],
  ])('%s 是 %s', (subdistrict, kind) => {
    expect(subdistrictKind(subdistrict)).toBe(kind);
  });
});

describe('性质', () => {
  const grade = fc.constantFrom('good', 'fair', 'poor', 'missing', null);
  const facts = fc.record({
    subdistrict: fc.constantFrom('371503001', '371503104', '东关街道', '某处', null),
    land: fc.constantFrom('state', 'collective', null),
    builtYear: fc.option(fc.integer({ min: 1950, max: 2020 })),
    condition: fc.record({ road: grade, roof: grade, water: grade, power: grade, gas: grade }),
    management: fc.constantFrom('无物业', '物业公司', null),
    demolition: fc.constantFrom(true, false, null),
    households: fc.option(fc.integer({ min: 0, max: 300 })),
    agree: fc.option(fc.integer({ min: 0, max: 300 })),
  });

  test('补齐未知的数据，不会推翻已经得出的符合或不符合', () => {
    fc.assert(
      fc.property(facts, facts, (some, more) => {
        const before = { ...good, ...some };
        const after = {
          ...before,
          subdistrict: before.subdistrict ?? more.subdistrict,
          land: before.land ?? more.land,
          builtYear: before.builtYear ?? more.builtYear,
          management: before.management ?? more.management,
          demolition: before.demolition ?? more.demolition,
          condition: Object.fromEntries(
            Object.entries(more.condition).map(([key, value]) => [
              key,
              before.condition[key as keyof typeof more.condition] ?? value,
            ]),
          ),
        };
        const first = judgeEligibility(before, params);
        const second = judgeEligibility(after, params);
        if (first.eligible !== 'unknown') expect(second.eligible).toBe(first.eligible);
      }),
    );
  });

  test('整体符合当且仅当每项都符合', () => {
    fc.assert(
      fc.property(facts, (some) => {
        const result = judgeEligibility({ ...good, ...some }, params);
        expect(result.eligible === 'yes').toBe(result.conditions.every((one) => one.met === 'yes'));
        if (result.eligible === 'yes') expect(result.target).not.toBeNull();
      }),
    );
  });
});
