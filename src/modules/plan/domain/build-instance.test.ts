import { describe, expect, it } from 'vitest';
import { type Budget, buildInstance, needFen, type PlanEstate, type PlanValues } from './build-instance.ts';
import { checkInstance } from './check-instance.ts';

const values: PlanValues = {
  'cycle.startYears': [2021, 2022, 2023],
  'cost.unit': { basic: '200.00', improvement: '90.00', enhancement: '27' },
  'plan.yearWeight': [1, 0.95, 0.9],
  'plan.deferPenalty': 3,
  'plan.willingnessTie': 0.0001,
};
const estate = (id: string, change: Partial<PlanEstate> = {}): PlanEstate => ({
  id,
  name: id,
  subdistrict: '371503001',
  households: 100,
  floorAreaCm2: 80_000_000n,
  eligible: 'yes',
  lacking: [],
  target: 'must',
  score: 60,
  willingness: 0.8,
  held: false,
  ...change,
});
const budget: Budget = {
  years: [2021, 2022, 2023],
  channels: [
    {
      id: 'district',
      classes: ['basic', 'improvement', 'enhancement'],
      carry: true,
      amounts: new Map([[2021, 19_999_999n]]),
    },
  ],
  capacity: new Map([['371503001', new Map([[2021, 300]])]]),
};

describe('年度计划的候选与资金（方案五(二)）', () => {
  it('需求为面积乘单价，四舍五入到 0.01 万元；预算只舍不入', () => {
    expect(needFen(80_000_000n, '200.00')).toBe(160_000_000n);
    expect(needFen(12_345n, '27.00')).toBe(0n);
    expect(needFen(2_500_000n, '27')).toBe(680_000n);
    const { instance } = buildInstance([estate('a')], budget, values);
    expect(instance.candidates[0]?.need).toEqual({ basic: 160, improvement: 72, enhancement: 21.6 });
    expect(instance.sources[0]?.budget).toEqual([19.99, 0, 0]);
    expect(checkInstance(instance)).toEqual([]);
  });

  it('不符合、不能认定、面积或户数不详的都不进候选，各有理由', () => {
    const { instance, outside } = buildInstance(
      [
        estate('no', { eligible: 'no', lacking: ['集体土地不属改造范围'] }),
        estate('unknown', { eligible: 'unknown' }),
        estate('area', { floorAreaCm2: null }),
        estate('both', { floorAreaCm2: null, households: null }),
        estate('held', { held: true }),
      ],
      budget,
      values,
    );
    expect(instance.candidates.map((one) => one.id)).toEqual(['held']);
    expect(outside.map((one) => one.why)).toEqual([
      '不在改造范围（方案三）：集体土地不属改造范围',
      '是否符合方案三尚不能认定，未列入',
      '建筑面积不详，无法测算资金和施工能力，未列入',
      '建筑面积和户数不详，无法测算资金和施工能力，未列入',
    ]);
  });

  it('往年完成的补录不再参加安排，规划期内完成的固定在当年', () => {
    const limits = [
      { estateId: 'a', kind: 'done', year: 2021, reason: '已竣工' },
      { estateId: 'b', kind: 'done', year: 2022, reason: '已开工' },
      { estateId: 'c', kind: 'forbid', year: 2023, reason: '修路' },
    ] as const;
    const built = buildInstance([estate('a'), estate('b'), estate('c')], budget, values, {
      limits,
      openFrom: 2022,
    });
    expect(built.instance.startYears).toEqual([2022, 2023]);
    expect(built.instance.objective.yearWeight).toEqual([0.95, 0.9]);
    expect(built.outside).toEqual([{ id: 'a', start: 2021, why: '已于2021年实施（补录：已竣工）' }]);
    expect(built.instance.candidates.map((one) => [one.id, one.pin, one.forbid])).toEqual([
      ['b', 2022, undefined],
      ['c', undefined, [2023]],
    ]);
    expect(checkInstance(built.instance)).toEqual([]);
  });

  it('没有施工能力数据的街道按不限计，并提示', () => {
    const { instance, warnings } = buildInstance(
      [estate('a'), estate('b', { subdistrict: '371503002' })],
      budget,
      values,
      { subdistrictNames: { '371503002': '信发街道' } },
    );
    expect(instance.subdistricts[1]?.capacity).toEqual([null, null, null]);
    expect(warnings).toEqual([
      '371503001有的年份没有施工能力数据，该年按不限计',
      '信发街道没有施工能力数据，按不限计',
    ]);
  });
});
