import { describe, expect, it } from 'vitest';
import { compareInputs } from './compare-inputs.ts';
import { inWords, type RunSummary } from './frozen.ts';
import type { Instance, PlanResult } from './instance.ts';
import { moneyUse } from './money-use.ts';

const instance: Instance = {
  startYears: [2021, 2022],
  payYears: [2021, 2022],
  classes: ['basic'],
  sources: [{ id: 'city', classes: ['basic'], carry: true, budget: [100.5, 20] }],
  utilities: [],
  subdistricts: [{ id: '371503001', capacity: [300, null] }],
  candidates: [],
  objective: { yearWeight: [1, 0.95], deferPenalty: 3, willingnessTie: 0 },
};
const summary: RunSummary = {
  names: { sources: { city: '市级奖补' }, subdistricts: { '371503001': '振兴街道' } },
  warnings: [],
  limits: [],
};
const result: PlanResult = {
  status: 'optimal',
  objective: 1,
  bound: 1,
  gap: 0,
  starts: {},
  flows: [
    { class: 'basic', source: 'city', year: 2021, amount: 60.25 },
    { class: 'basic', source: 'city', year: 2022, amount: 59.01 },
  ],
  carried: [{ source: 'city', from: 2021, amount: 40.25 }],
  binding: [],
  conflicts: [],
  seed: 1,
  ms: 1,
};

describe('冻结的测算', () => {
  it('资金按来源和年度以分计，使用与结转分开', () => {
    expect(moneyUse(instance, result)).toEqual([
      { source: 'city', year: 2021, budget: 100_500_000n, used: 60_250_000n, carried: 40_250_000n },
      { source: 'city', year: 2022, budget: 20_000_000n, used: 59_010_000n, carried: 0n },
    ]);
  });

  it('句子里的编号换成名称，长的编号先换', () => {
    const names = { subdistricts: { '371503001': '振兴街道', '371503001002': '某社区' } };
    expect(inWords('街道 371503001 与 371503001002', names)).toBe('街道 “振兴街道” 与 “某社区”');
  });

  it('同样的条件没有不同；资金、能力、指定和罚分的不同各说一句', () => {
    const before = { instance, summary };
    expect(compareInputs(before, before)).toEqual([]);
    const after = {
      instance: {
        ...instance,
        sources: [{ id: 'city', classes: ['basic'], carry: true, budget: [100.5, 50] }],
        subdistricts: [{ id: '371503001', capacity: [300, 200] }],
        objective: { ...instance.objective, deferPenalty: 5 },
      },
      summary: {
        ...summary,
        limits: [{ estateId: 'a', name: '甲苑', kind: 'pin' as const, year: 2022, reason: '修路' }],
      },
    };
    expect(compareInputs(before, after)).toEqual([
      { label: '必改未列入的罚分倍数', from: '3', to: '5' },
      { label: '市级奖补 2022 年预算', from: '20 万元', to: '50 万元' },
      { label: '振兴街道 2022 年施工能力', from: '不限', to: '200 户' },
      { label: '甲苑 的指定', from: '无', to: '指定在2022年开工（修路）' },
    ]);
  });
});
