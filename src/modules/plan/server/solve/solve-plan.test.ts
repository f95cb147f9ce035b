import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { syntheticInstance } from '#test/support/plan-synthetic.ts';
import { bestOfAll, tinyInstance } from '#test/support/plan-tiny.ts';
import { checkInstance } from '../../domain/check-instance.ts';
import { conflictsOf } from '../../domain/conflicts.ts';
import type { Instance } from '../../domain/instance.ts';
import { solvePlan } from './solve-plan.ts';

const seeds = fc.integer({ min: 0, max: 100_000 });
const close = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b));

describe('年度计划求解（二、五(二)）', () => {
  it('小规模时与穷举的最优值一致，无解时与穷举一致，且总能通过独立核验', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const instance = tinyInstance(seed);
        expect(checkInstance(instance)).toEqual([]);
        const best = bestOfAll(instance);
        const { result, verdict } = await solvePlan(instance, { limitSeconds: 20, seed: 3 });
        expect(verdict.faults).toEqual([]);
        if (best === null) {
          expect(result.status).toBe('infeasible');
          return;
        }
        expect(result.status).toBe('optimal');
        expect(close(result.objective ?? Number.NaN, best)).toBe(true);
      }),
      { numRuns: 60, seed: 20_211_122 },
    );
  });

  it('候选小区换个次序，目标值不变', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const instance = tinyInstance(seed, 7, false);
        const turned: Instance = { ...instance, candidates: instance.candidates.toReversed() };
        const one = await solvePlan(instance, { seed: 1 });
        const two = await solvePlan(turned, { seed: 1 });
        expect(close(one.result.objective ?? Number.NaN, two.result.objective ?? Number.NaN)).toBe(true);
      }),
      { numRuns: 20, seed: 5 },
    );
  });

  it('冲突的限制是最小的一组：去掉任何一条就能满足其余', async () => {
    let seen = 0;
    for (let seed = 0; seed < 400 && seen < 25; seed += 2) {
      const instance = tinyInstance(seed);
      const conflicts = conflictsOf(instance);
      if (conflicts.length === 0) continue;
      seen += 1;
      for (const { limit } of conflicts) {
        const rest = conflicts.filter((c) => c.limit !== limit);
        expect(
          bestOfAll(
            keepOnly(
              instance,
              rest.map((c) => c.limit),
            ),
          ),
        ).not.toBeNull();
      }
      expect(
        bestOfAll(
          keepOnly(
            instance,
            conflicts.map((c) => c.limit),
          ),
        ),
      ).toBeNull();
    }
    expect(seen).toBe(25);
  });

  it('中等规模：目标值不超过上界，独立核验通过，进度只升不降', async () => {
    const instance = syntheticInstance(120, 4);
    const seen: number[] = [];
    const { result, verdict } = await solvePlan(instance, {
      limitSeconds: 2,
      onProgress: ({ objective }) => void (objective === null ? 0 : seen.push(objective)),
    });
    expect(verdict.faults).toEqual([]);
    expect(result.objective).toBeLessThanOrEqual(result.bound ?? Number.NEGATIVE_INFINITY);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(result.objective).toBe(seen.at(-1));
  });

  it('中途取消：给出当时最好的计划', async () => {
    const stopper = new AbortController();
    const { result, verdict } = await solvePlan(syntheticInstance(300, 5), {
      limitSeconds: 60,
      signal: stopper.signal,
      onProgress: ({ objective }) => {
        if (objective !== null) stopper.abort();
      },
    });
    expect(result.status).toBe('feasible');
    expect(verdict.faults).toEqual([]);
    expect(Object.values(result.starts).some((year) => year !== null)).toBe(true);
  });

  it('同样大小的必改先于力争，哪怕分数低得多（二）', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 60, max: 100 }),
        async (low, high) => {
          const one = { subdistrict: 's', households: 50, willingness: 1, need: { basic: 10 }, held: false };
          const instance: Instance = {
            startYears: [2021],
            payYears: [2021],
            classes: ['basic'],
            sources: [{ id: 'central', classes: ['basic'], carry: false, budget: [10] }],
            utilities: [],
            subdistricts: [{ id: 's', capacity: [null] }],
            candidates: [
              { id: 'aspire', ...one, must: false, score: high },
              { id: 'must', ...one, must: true, score: low },
            ],
            objective: { yearWeight: [1], deferPenalty: 3, willingnessTie: 0.0001 },
          };
          const { result } = await solvePlan(instance);
          expect(result.starts).toEqual({ aspire: null, must: 2021 });
        },
      ),
      { numRuns: 25, seed: 9 },
    );
  });

  it('没有预算、没有候选、能力放不下任何小区：空计划，不出错', async () => {
    const instance = tinyInstance(11, 5, false);
    const broke = { ...instance, sources: instance.sources.map((s) => ({ ...s, budget: [0, 0, 0, 0] })) };
    for (const one of [{ ...instance, candidates: [] }, broke, { ...instance, sources: [] }]) {
      const { result, verdict } = await solvePlan(one);
      expect(verdict.faults).toEqual([]);
      expect(result.status).toBe('optimal');
    }
  });
});

/** The instance with every limit lifted that the set does not name. */
function keepOnly(instance: Instance, limits: readonly string[]): Instance {
  const has = (limit: string): boolean => limits.includes(limit);
  const open = 1e6;
  return {
    ...instance,
    sources: instance.sources.map((s) => ({
      ...s,
      budget: s.budget.map((wan, y) => (has(`source:${s.id}:${instance.payYears[y]}`) ? wan : open)),
    })),
    utilities: instance.utilities.map((u) => ({
      ...u,
      budget: u.budget.map((wan, y) => (has(`utility:${u.id}:${instance.payYears[y]}`) ? wan : open)),
    })),
    subdistricts: instance.subdistricts.map((s) => ({
      ...s,
      capacity: s.capacity.map((h, t) => (has(`capacity:${s.id}:${instance.startYears[t]}`) ? h : null)),
    })),
    candidates: instance.candidates.map(({ pin, after, ...c }) => ({
      ...c,
      held: c.held && has(`held:${c.id}`),
      forbid: has(`forbid:${c.id}`) ? (c.forbid ?? []) : [],
      ...(pin !== undefined && has(`pin:${c.id}`) ? { pin } : {}),
      ...(after && has(`after:${c.id}`) ? { after } : {}),
    })),
  };
}
