/**
 * The annual plan of 200 and 3,000 estates: ours, HiGHS alone in the same time, and ranking by score into fixed
 * envelopes (the spreadsheet way), all in one run on the same synthetic instances.
 */
import { DualBound } from '#modules/plan/domain/dual.ts';
import type { Candidate, Instance } from '#modules/plan/domain/instance.ts';
import { buildModel, type PlanModel } from '#modules/plan/domain/model.ts';
import { objectiveOf } from '#modules/plan/domain/objective.ts';
import {
  asInteger,
  buildHighsPlan,
  pricesFromDuals,
  startsFromColumns,
} from '#modules/plan/server/solve/highs-model.ts';
import { highs, runHighs } from '#modules/plan/server/solve/run-highs.ts';
import { solvePlan } from '#modules/plan/server/solve/solve-plan.ts';
import { syntheticInstance } from '#test/support/plan-synthetic.ts';
import type { Bench, Figure } from './figure.ts';

export type PlanBenchOptions = {
  readonly sizes?: readonly number[];
  readonly seeds?: readonly number[];
  readonly limitSeconds?: number;
};

/** Envelopes of the spreadsheet way: every source split over its classes as their needs are, each year on its own. */
function envelopes(instance: Instance): Map<string, number> {
  const left = new Map<string, number>();
  const need = (k: string): number => instance.candidates.reduce((sum, c) => sum + (c.need[k] ?? 0), 1);
  for (const s of instance.sources)
    for (const k of s.classes) {
      const part = need(k) / s.classes.reduce((sum, other) => sum + need(other), 0);
      instance.payYears.forEach((year, y) => {
        const key = `${k}:${year}`;
        left.set(key, (left.get(key) ?? 0) + (s.budget[y] ?? 0) * part);
      });
    }
  for (const u of instance.utilities)
    instance.payYears.forEach((year, y) => void left.set(`${u.id}:${year}`, u.budget[y] ?? 0));
  return left;
}

/** Ranks must-candidates, then the others, by score, and puts each into the first year whose envelopes hold it. */
function ranking(instance: Instance): Int8Array {
  const left = envelopes(instance);
  const room = new Map(
    instance.subdistricts.flatMap((s) =>
      s.capacity.map((h, t) => [`${s.id}:${t}`, h ?? Infinity] as [string, number]),
    ),
  );
  const starts = new Int8Array(instance.candidates.length).fill(-1);
  const position = new Map(instance.candidates.map((c, u) => [c.id, u]));
  const payments = (c: Candidate, year: number): [string, number][] =>
    [...Object.entries(c.need), ...Object.entries(c.utility ?? {})].flatMap(([key, wan]) =>
      (c.spread ?? [1]).map((share, j): [string, number] => [`${key}:${year + j}`, wan * share]),
    );
  const order = instance.candidates
    .map((c, u) => ({ c, u }))
    .filter(({ c }) => !c.held)
    .sort((a, b) => Number(b.c.must) - Number(a.c.must) || b.c.score - a.c.score || a.u - b.u);
  for (const { c, u } of order)
    for (const [t, year] of instance.startYears.entries()) {
      const before = c.after ? (starts[position.get(c.after.id) ?? -1] ?? -1) : t;
      const home = `${c.subdistrict}:${t}`;
      if (before < 0 || t < before + (c.after?.lag ?? 0) || (room.get(home) ?? 0) < c.households) continue;
      const needed = payments(c, year);
      if (needed.some(([key, wan]) => (left.get(key) ?? 0) + 1e-9 < wan)) continue;
      for (const [key, wan] of needed) left.set(key, (left.get(key) ?? 0) - wan);
      room.set(home, (room.get(home) ?? 0) - c.households);
      starts[u] = t;
      break;
    }
  return starts;
}

/** HiGHS on the whole mixed-integer problem, from nothing, and the bound of its linear relaxation. */
async function alone(model: PlanModel, seconds: number) {
  const solver = await highs();
  const plan = buildHighsPlan(model);
  const begun = performance.now();
  const relaxed = runHighs(solver, plan.data, { seconds: 60, seed: 1 });
  const relaxedMs = performance.now() - begun;
  const bound = relaxed.rowDuals
    ? new DualBound(model).evaluate(pricesFromDuals(plan, model, relaxed.rowDuals))
    : Infinity;
  const run = runHighs(solver, asInteger(plan), { seconds, seed: 1 });
  const objective = run.columns ? objectiveOf(model, startsFromColumns(plan, model, run.columns)) : null;
  return { objective, bound: Math.min(bound, -run.bound - model.penalty), relaxedMs };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const percent = (part: number): number => Math.round(part * 100_000) / 1000;

async function one(size: number, seed: number, limitSeconds: number) {
  const instance = syntheticInstance(size, seed);
  const model = buildModel(instance);
  const begun = performance.now();
  const { result, verdict } = await solvePlan(instance, { limitSeconds, seed: 1 });
  const seconds = (performance.now() - begun) / 1000;
  const peer = await alone(model, limitSeconds);
  const rank = ranking(instance);
  const bound = Math.min(result.bound ?? Infinity, peer.bound);
  const mustOut = (starts: ArrayLike<number>): number =>
    instance.candidates.filter((c, u) => c.must && !c.held && (starts[u] ?? -1) < 0).length;
  const objective = result.objective ?? Number.NaN;
  const ours = instance.candidates.map((c) => instance.startYears.indexOf(result.starts[c.id] ?? -1));
  return {
    seed,
    ours: {
      seconds: Math.round(seconds * 100) / 100,
      overLimitSeconds: Math.max(0, Math.round((seconds - limitSeconds) * 100) / 100),
      ...{ objective, bound: result.bound, status: result.status, verified: verdict.ok },
      gapPercent: percent(result.gap ?? Number.NaN),
      shareOfBound: percent(objective / bound),
      mustLeftOut: mustOut(ours),
    },
    highsAlone: {
      objective: peer.objective,
      gapPercent: peer.objective === null ? null : percent((bound - peer.objective) / Math.abs(bound)),
      relaxationMs: Math.round(peer.relaxedMs),
    },
    ranking: {
      objective: objectiveOf(model, rank),
      shareOfBound: percent(objectiveOf(model, rank) / bound),
      mustLeftOut: mustOut(rank),
    },
  };
}

/** Runs all sizes and seeds; medians over the seeds. Gaps are to the best bound proved by anyone in the run. */
async function run(options: PlanBenchOptions = {}): Promise<object> {
  const { sizes = [200, 3000], seeds = [1, 2, 3], limitSeconds = 10 } = options;
  const results = [];
  for (const size of sizes) {
    const runs = [];
    for (const seed of seeds) runs.push(await one(size, seed, limitSeconds));
    results.push({
      estates: size,
      limitSeconds,
      median: {
        seconds: median(runs.map((r) => r.ours.seconds)),
        gapPercent: median(runs.map((r) => r.ours.gapPercent)),
        // a run in which HiGHS alone finds no plan counts as a gap of 100 %
        highsAloneGapPercent: median(runs.map((r) => r.highsAlone.gapPercent ?? 100)),
        shareOfBound: median(runs.map((r) => r.ours.shareOfBound)),
        rankingShareOfBound: median(runs.map((r) => r.ranking.shareOfBound)),
      },
      runs,
    });
  }
  // shares, not a ratio of objectives: with the penalties ranking's objective can be below zero
  const figures: Figure[] = results.flatMap(({ estates, median: of }) => [
    { title: `${estates} estates: proved gap, %`, value: of.gapPercent },
    { title: `${estates} estates: seconds`, value: of.seconds },
    { title: `${estates} estates: gap of HiGHS alone, %`, value: of.highsAloneGapPercent },
    { title: `${estates} estates: share of bound, ranking, %`, value: of.rankingShareOfBound },
    {
      title: `${estates} estates: share of bound, ours, %`,
      value: of.shareOfBound,
      goal: { atLeast: of.rankingShareOfBound },
    },
  ]);
  return { figures, results };
}

export const bench: Bench = { name: 'plan', run };
