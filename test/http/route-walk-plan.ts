import type { TestApp } from '#test/support/app.ts';
import type { WalkCase } from './route-walk-cases.ts';
import type { ProjectFixtures } from './route-walk-projects.ts';

/** A solved plan over an estate of 振兴街道, and a year set for it. */
export type PlanFixtures = { readonly runId: string; readonly limitId: string };

type Ask = (f: PlanFixtures & ProjectFixtures) => { url: string; payload?: object };
const row = (request: Ask): WalkCase => ({ kind: 'row', request });
/** The plan is the district's: everyone reads it, but rows and sums of another subdistrict are not in the answer. */
const seen = (end: string): WalkCase => ({
  kind: 'list',
  request: (f) => ({ url: `/api/plan/runs/${f.runId}${end}` }),
});
const list = (url: string): WalkCase => ({ kind: 'list', request: () => ({ url }) });

export const planWalk: Readonly<Record<string, WalkCase>> = {
  'plan.budget.show': list('/api/plan/budget'),
  'plan.budget.save': row(() => ({
    url: '/api/plan/budget',
    payload: { capacity: [{ subdistrict: '371503001', households: { 2022: 1 }, version: 0 }] },
  })),
  'plan.budget.history': list('/api/plan/budget/history'),
  'plan.limits.list': list('/api/plan/limits?withdrawn=true'),
  'plan.limits.set': row((f) => ({
    url: '/api/plan/limits',
    payload: { estateIds: [f.estateId], kind: 'forbid', year: 2022, reason: '越权' },
  })),
  'plan.limits.withdraw': row((f) => ({
    url: `/api/plan/limits/${f.limitId}/withdraw`,
    payload: { reason: '越权' },
  })),
  'plan.runs.list': list('/api/plan/runs'),
  'plan.runs.start': row(() => ({ url: '/api/plan/runs', payload: { openFrom: 2021 } })),
  'plan.runs.show': seen(''),
  'plan.runs.estates': seen('/estates?size=200'),
  'plan.runs.estate': row((f) => ({ url: `/api/plan/runs/${f.runId}/estates/${f.estateId}` })),
  'plan.runs.compare': {
    kind: 'list',
    request: (f) => ({ url: `/api/plan/runs/${f.runId}/compare/${f.runId}` }),
  },
  'plan.runs.publish': row((f) => ({
    url: `/api/plan/runs/${f.runId}/publish`,
    payload: { note: '越权' },
  })),
  'plan.runs.map': seen('/map'),
  'plan.summary': list('/api/plan/summary'),
  'POST /api/plan/budget/read': {
    kind: 'row',
    request: () => ({ url: '/api/plan/budget/read', upload: 'b.yaml' }),
  },
  'GET /api/plan/budget.xlsx': row(() => ({ url: '/api/plan/budget.xlsx' })),
  'GET /api/plan/runs/:id/workbook.xlsx': seen('/workbook.xlsx'),
  'GET /api/plan/runs/:id/estates.xlsx': seen('/estates.xlsx'),
};

/** Solves a plan in which the marked estate is forbidden a year and, as its money is none, left out. */
export async function makePlanFixtures(app: TestApp, estateId: string): Promise<PlanFixtures> {
  const taskForce = await app.person(['taskForce']);
  const limit = { estateIds: [estateId], kind: 'forbid', year: 2021, reason: '修路' };
  const set = (await taskForce.post('/api/plan/limits', limit)).body as { id: string }[];
  const start = { openFrom: 2021, limitSeconds: 2 };
  const { jobId } = (await taskForce.post('/api/plan/runs', start)).body as { jobId: string };
  await app.runJobs();
  const job = (await taskForce.get(`/api/jobs/${jobId}`)).body as { result: { runId: string } | null };
  return { runId: job.result?.runId ?? '', limitId: set[0]?.id ?? '' };
}
