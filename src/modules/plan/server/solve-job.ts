import { type Policy, policyOn } from '#modules/policy/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { JobRun } from '#platform/jobs/worker.ts';
import { problem } from '#shared/problem.ts';
import { type Built, buildInstance } from '../domain/build-instance.ts';
import { checkInstance } from '../domain/check-instance.ts';
import { explainPlan } from '../domain/explain.ts';
import type { RunSummary } from '../domain/frozen.ts';
import type { PlanNames } from '../domain/names.ts';
import { planProblems } from '../problems.ts';
import { budgetForPlan, budgetRows, channelsOf } from './budget.query.ts';
import { districtOf } from './district.ts';
import { type EstateForPlan, estatesForPlan, projectLimits } from './estates.query.ts';
import { listLimits } from './limits.ts';
import { NoPlanInTime, type Solved, type SolveProgress, solvePlan } from './solve/solve-plan.ts';
import { type SolveInput, solveInput } from './solve.ts';
import { storeRun } from './store-run.ts';

/** Everything a solve needs, read in one transaction: the run is of one moment. */
export type Prepared = {
  readonly district: string;
  readonly policy: Policy;
  readonly estates: readonly EstateForPlan[];
  readonly built: Built;
  readonly summary: RunSummary;
  readonly names: PlanNames;
};

async function prepare(ctx: Ctx, input: SolveInput): Promise<Prepared> {
  const district = districtOf(ctx.actor.scope);
  const policy = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const estates = await estatesForPlan(ctx);
  const set = (await listLimits(ctx, { withdrawn: false })).map((one) => ({ ...one, name: one.estateName }));
  const limits = [...set, ...projectLimits(estates, set, input.openFrom)];
  const channels = channelsOf(policy, await budgetRows(ctx.tx, district));
  const subdistricts = Object.fromEntries(
    estates.flatMap((one) => (one.subdistrict ? [[one.subdistrict, one.subdistrictName]] : [])),
  );
  const built = buildInstance(estates, await budgetForPlan(ctx, policy, district), policy.values, {
    limits,
    openFrom: input.openFrom,
    subdistrictNames: subdistricts,
  });
  if (built.instance.candidates.length === 0) throw problem(planProblems, 'plan.solve.no-candidates');
  const fault = checkInstance(built.instance)[0];
  if (fault) throw problem(planProblems, fault.code, { at: fault.at, reason: fault.text }, { at: fault.at });
  const sources = Object.fromEntries(channels.map((one) => [one.id, one.title]));
  return {
    district,
    policy,
    estates,
    built,
    names: {
      sources,
      subdistricts,
      candidates: Object.fromEntries(estates.map((one) => [one.id, one.name])),
    },
    summary: {
      names: { sources, subdistricts },
      warnings: built.warnings,
      limits: limits.map(({ estateId, kind, year, reason, name }) => ({
        estateId,
        kind,
        year,
        reason,
        name,
      })),
    },
  };
}

const stageNames: Readonly<Record<string, string>> = {
  prices: '试算各项限额的代价',
  'first-plan': '排出初步计划并逐片改进',
  relaxation: '求解松弛问题，收紧上界',
  exact: '逐个分支，证明最优',
  conflicts: '查找互相冲突的条件',
};

function said({ stage, gap, ms }: SolveProgress): string {
  const left = gap === null ? '' : `，已证明差距 ${(gap * 100).toFixed(2)}%`;
  return `${stageNames[stage] ?? '求解'}${left}（${Math.round(ms / 1000)} 秒）`;
}

/** Solves with a report twice a second; that report is also where a wish to cancel is heard. */
async function search(run: JobRun, prepared: Prepared, input: SolveInput): Promise<Solved> {
  const begun = Date.now();
  let message = '开始求解';
  const report = () => {
    const share = Math.min(1, (Date.now() - begun) / (input.limitSeconds * 1000));
    run.progress(5 + share * 83, message).catch(() => undefined);
  };
  const timer = setInterval(report, 500);
  try {
    return await solvePlan(prepared.built.instance, {
      limitSeconds: input.limitSeconds,
      seed: input.seed,
      signal: run.signal,
      onProgress: (progress) => {
        message = said(progress);
      },
    });
  } catch (fault) {
    if (fault instanceof NoPlanInTime && !run.signal.aborted)
      throw problem(planProblems, 'plan.no-plan-in-time', { seconds: input.limitSeconds });
    throw fault;
  } finally {
    clearInterval(timer);
  }
}

/** The job behind 开始测算: reads, solves under the time limit, explains, verifies, freezes. */
export async function solveJob(run: JobRun): Promise<{ runId: string }> {
  const input = solveInput.parse(run.input);
  await run.progress(2, '正在读取小区、资金和指定年份');
  const prepared = await run.transaction((ctx) => prepare(ctx, input));
  const solved = await search(run, prepared, input);
  run.signal.throwIfAborted();
  await run.progress(90, '正在写明每个小区的理由');
  const reasons = Object.fromEntries(prepared.summary.limits.map((one) => [one.estateId, one.reason]));
  const notes = { names: prepared.names, reasons };
  const explanations = explainPlan(prepared.built.instance, solved.result, notes);
  run.signal.throwIfAborted();
  await run.progress(96, '正在保存');
  await run.transaction((ctx) => storeRun(ctx, run.id, input, { ...prepared, ...solved, explanations }));
  return { runId: run.id };
}
