import { describe, expect, it } from 'vitest';
import type { Instance, PlanResult } from './instance.ts';
import { verifyPlan } from './verify.ts';

const instance: Instance = {
  startYears: [2021, 2022],
  payYears: [2021, 2022, 2023],
  classes: ['basic', 'improvement'],
  sources: [
    { id: 'central', classes: ['basic'], carry: false, budget: [100, 60, 0] },
    { id: 'city', classes: ['basic', 'improvement'], carry: true, budget: [70, 10, 10] },
  ],
  utilities: [{ id: 'water', budget: [10, 10, 10] }],
  subdistricts: [{ id: 's', capacity: [150, 150] }],
  candidates: [
    {
      ...{ id: 'A', subdistrict: 's', households: 100, must: true, score: 80, willingness: 0.5 },
      ...{ need: { basic: 100, improvement: 50 }, utility: { water: 10 }, spread: [0.6, 0.4], held: false },
    },
    {
      ...{ id: 'B', subdistrict: 's', households: 50, must: true, score: 60, willingness: 1, held: false },
      ...{ need: { basic: 20 }, after: { id: 'A', lag: 1 } },
    },
    {
      ...{ id: 'C', subdistrict: 's', households: 80, must: false, score: 50, willingness: 0, held: true },
      ...{ need: { basic: 1 } },
    },
    {
      ...{ id: 'D', subdistrict: 's', households: 120, must: true, score: 50, willingness: 0, held: false },
      ...{ need: { basic: 0.5 }, utility: { water: 20 }, forbid: [2021] },
    },
    {
      ...{ id: 'E', subdistrict: 's', households: 10, must: false, score: 10, willingness: 0, held: false },
      ...{ need: {}, pin: 2022 },
    },
  ],
  objective: { yearWeight: [1, 0.9], deferPenalty: 3, willingnessTie: 0.01 },
};

// by hand: A in 2021 = 80·100·1.005, B in 2022 = 0.9·60·50·1.01, E in 2022 = 0.9·10·10, D left out = −3·100·120
const objective = 8040 + 2727 + 90 - 36_000;
const good: PlanResult = {
  status: 'feasible',
  objective,
  bound: objective + 100,
  gap: 100 / Math.abs(objective + 100),
  starts: { A: 2021, B: 2022, C: null, D: null, E: 2022 },
  flows: [
    { class: 'basic', source: 'central', year: 2021, amount: 60 },
    { class: 'improvement', source: 'city', year: 2021, amount: 30 },
    { class: 'basic', source: 'central', year: 2022, amount: 60 },
    { class: 'improvement', source: 'city', year: 2022, amount: 20 },
  ],
  carried: [{ source: 'city', from: 2021, amount: 10 }],
  binding: [],
  conflicts: [],
  seed: 1,
  ms: 1,
};
const rules = (change: Partial<PlanResult>, of: Instance = instance): string[] => [
  ...new Set(verifyPlan(of, { ...good, ...change }).faults.map((one) => one.rule)),
];
const starting = (change: Record<string, number | null>): string[] =>
  rules({ starts: { ...good.starts, ...change } });

describe('独立核验', () => {
  it('手算的好结果没有错误', () => {
    expect(verifyPlan(instance, good)).toEqual({ ok: true, faults: [], objective });
  });

  it('开工年份、暂缓、指定、禁止、先后、能力', () => {
    expect(starting({ A: 2020 })).toContain('starts');
    expect(starting({ C: 2021 })).toContain('held');
    expect(starting({ E: null })).toContain('pin');
    expect(starting({ E: 2021 })).toContain('pin');
    expect(starting({ D: 2021 })).toEqual(expect.arrayContaining(['forbid', 'capacity', 'utility']));
    expect(starting({ B: 2021 })).toContain('after');
    expect(starting({ A: null })).toContain('after');
    const { E: _e, ...missing } = good.starts;
    expect(rules({ starts: missing })).toContain('starts');
    expect(rules({ starts: { ...good.starts, Z: null } })).toContain('starts');
  });

  it('资金：需求、专款专用、来源超支、结转、付款年份', () => {
    const flows = (index: number, change: object) =>
      rules({ flows: good.flows.map((f, i) => (i === index ? { ...f, ...change } : f)) });
    expect(flows(0, { amount: 59 })).toEqual(['class-need']);
    expect(flows(0, { amount: 59.8 })).toEqual([]);
    expect(flows(1, { source: 'central' })).toContain('earmark');
    expect(flows(2, { year: 2021 })).toEqual(expect.arrayContaining(['class-need', 'source']));
    expect(flows(0, { source: 'none' })).toContain('flow');
    expect(flows(0, { amount: -60 })).toContain('flow');
    expect(rules({ carried: [] })).toEqual(['source']);
    expect(rules({ carried: [{ source: 'central', from: 2021, amount: 1 }] })).toContain('carry');
    expect(rules({ carried: [...good.carried, { source: 'city', from: 2023, amount: 1 }] })).toContain(
      'carry',
    );
    expect(rules({}, { ...instance, payYears: [2021, 2023, 2024] })).toContain('pay-years');
  });

  it('目标值、上界、差距和最优状态按定义重算', () => {
    expect(rules({ objective: objective + 1 })).toEqual(['objective']);
    expect(rules({ bound: objective - 10, gap: 0 })).toEqual(['bound']);
    expect(rules({ gap: 0 })).toEqual(['gap']);
    expect(rules({ status: 'optimal' })).toEqual(['status']);
  });

  it('无解的结果要列出冲突，不得列年份', () => {
    expect(rules({ status: 'infeasible' })).toEqual(['conflicts', 'starts']);
  });

  it('60/40 的付款精确相加，只在合计处舍入到 0.01 万元', () => {
    const many = Array.from({ length: 10 }, (_, i) => ({
      ...{ id: `M${i}`, subdistrict: 's', households: 1, must: false, score: 1, willingness: 0, held: false },
      ...{ need: { basic: 0.01 }, spread: [0.6, 0.4] },
    }));
    const value = 10;
    const result: PlanResult = {
      ...{ ...good, objective: value, bound: value, gap: 0, carried: [] },
      starts: Object.fromEntries(many.map((one) => [one.id, 2021])),
      flows: [
        { class: 'basic', source: 'central', year: 2021, amount: 0.06 },
        { class: 'basic', source: 'central', year: 2022, amount: 0.04 },
      ],
    };
    expect(verifyPlan({ ...instance, candidates: many }, result).faults).toEqual([]);
  });
});
