import { implement } from '@orpc/server';
import { z } from 'zod';
import type { RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, door } from '#platform/http/door.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import { downloadRoute, type RawRoute, uploadRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { problem } from '#shared/problem.ts';
import { estateQuery, planActions, planContract } from '../contract.ts';
import { planProblems } from '../problems.ts';
import { showBudget } from './budget.query.ts';
import { compareRuns } from './compare.query.ts';
import { exportEstates } from './downloads.ts';
import { budgetDownload, readBudgetUpload } from './import-budget.ts';
import { listLimits, setLimits, withdrawLimit } from './limits.ts';
import { publishRun } from './publish.ts';
import { listRuns, showRun } from './run.query.ts';
import { runWorkbook } from './run-book.ts';
import { runEstate, runEstates, runMap } from './run-estates.query.ts';
import { budgetHistory, saveBudget } from './save-budget.ts';
import { solveJobKind, startSolve } from './solve.ts';
import { solveJob } from './solve-job.ts';
import { planSummary } from './summary.query.ts';

const os = implement(planContract).$context<RequestContext>();

const spec = (action: keyof typeof planActions, kind: DoorSpec['kind']): DoorSpec => ({
  action,
  allowed: planActions[action],
  kind,
});
const read = spec('plan.read', 'read');

export const planRoutes = os.router({
  budget: {
    show: os.budget.show.handler(door(read, showBudget)),
    save: os.budget.save.handler(door(spec('plan.budget.edit', 'write'), saveBudget)),
    history: os.budget.history.handler(door(read, budgetHistory)),
  },
  limits: {
    list: os.limits.list.handler(door(read, listLimits)),
    set: os.limits.set.handler(door(spec('plan.limit.edit', 'write'), setLimits)),
    withdraw: os.limits.withdraw.handler(door(spec('plan.limit.edit', 'write'), withdrawLimit)),
  },
  runs: {
    list: os.runs.list.handler(door(read, listRuns)),
    start: os.runs.start.handler(door(spec('plan.solve', 'write'), startSolve)),
    show: os.runs.show.handler(door(read, showRun)),
    estates: os.runs.estates.handler(door(read, (ctx, input) => runEstates(ctx, input, input))),
    estate: os.runs.estate.handler(door(read, runEstate)),
    compare: os.runs.compare.handler(door(read, compareRuns)),
    publish: os.runs.publish.handler(door(spec('plan.publish', 'write'), publishRun)),
    map: os.runs.map.handler(door(read, runMap)),
  },
  summary: os.summary.handler(door(read, planSummary)),
});

/** Files up and down. */
export const planRawRoutes: readonly RawRoute[] = [
  uploadRoute({
    url: '/api/plan/budget/read',
    summary: '读取资金盘子文件（不保存）',
    // Nothing is stored by reading a budget; it is saved by plan.budget.save after a look.
    spec: spec('plan.budget.edit', 'read'),
    limitBytes: 5 * 1024 * 1024,
    input: z.object({}),
    run: readBudgetUpload,
  }),
  downloadRoute({
    url: '/api/plan/budget.xlsx',
    summary: '下载资金盘子',
    spec: spec('plan.budget.edit', 'read'),
    input: z.object({}),
    run: budgetDownload,
  }),
  downloadRoute({
    url: '/api/plan/runs/:id/estates.xlsx',
    summary: '导出测算中的小区',
    spec: read,
    input: z.object({ id: z.uuid(), ...estateQuery }),
    run: exportEstates,
  }),
  downloadRoute({
    url: '/api/plan/runs/:id/workbook.xlsx',
    summary: '下载年度计划工作簿',
    spec: read,
    input: z.object({ id: z.uuid() }),
    run: runWorkbook,
  }),
];

export const planJobs: JobKinds = { [solveJobKind]: solveJob };

export const planConstraints: ConstraintProblems = {
  plan_limit_fixed_key: () => problem(planProblems, 'plan.limit.fixed'),
  plan_limit_forbid_key: () => problem(planProblems, 'plan.limit.forbidden'),
  plan_run_published_key: () => problem(planProblems, 'plan.publish.race'),
};
