import type { TestApp } from '#test/support/app.ts';
import { insertEstate } from '#test/support/estates.ts';
import type { WalkCase } from './route-walk-cases.ts';

/** Rows of the projects module in 振兴街道, each with the marker in a field of its own. */
export type ProjectFixtures = {
  readonly estateId: string;
  readonly disputeId: string;
  readonly projectId: string;
};

type Id = (f: ProjectFixtures) => string;
const named = (url: Id, payload?: object): WalkCase => ({
  kind: 'row',
  request: (f) => (payload ? { url: url(f), payload } : { url: url(f) }),
});
const list = (url: string): WalkCase => ({ kind: 'list', request: () => ({ url }) });
const estate =
  (end: string): Id =>
  (f) =>
    `/api/projects/estates/${f.estateId}/${end}`;
const dispute =
  (end: string): Id =>
  (f) =>
    `/api/projects/disputes/${f.disputeId}/${end}`;
const project =
  (end: string): Id =>
  (f) =>
    `/api/projects/projects/${f.projectId}${end}`;

export const policyWalk: Readonly<Record<string, WalkCase>> = {
  'policy.parameters.list': list('/api/policy/parameters'),
  'policy.parameters.show': list('/api/policy/parameters/cost.unit'),
  'policy.parameters.decide': named(() => '/api/policy/parameters/cost.unit', {
    kind: 'confirm',
    reason: '越权',
    revision: null,
  }),
  'policy.clauses.list': list('/api/policy/clauses'),
};

export const projectsWalk: Readonly<Record<string, WalkCase>> = {
  'projects.assessments.list': list('/api/projects/assessments?size=200'),
  'projects.assessments.show': named((f) => `/api/projects/assessments/${f.estateId}`),
  'projects.assessments.refresh': { own: '只评估自己范围内的小区' },
  'projects.applications.take': named(estate('application'), {
    step: 'withdraw',
    reason: '越权',
    version: 1,
  }),
  'projects.disputes.list': list('/api/projects/disputes?size=200'),
  'projects.disputes.open': named(estate('dispute'), { reason: '越权' }),
  'projects.disputes.argue': named(dispute('rounds'), { day: '2026-01-01', summary: '越权', version: 1 }),
  'projects.disputes.file': named(dispute('papers'), {
    paper: 'agreement',
    day: '2026-01-01',
    title: '越权',
    version: 1,
  }),
  'projects.disputes.release': named(dispute('release'), { reason: '越权', version: 1 }),
  'projects.projects.list': list('/api/projects/projects?size=200'),
  'projects.projects.show': named(project('')),
  'projects.projects.form': {
    kind: 'row',
    request: (f) => ({
      url: '/api/projects/projects',
      payload: {
        name: '越权项目',
        year: 2022,
        implementingBody: '某单位',
        approvalNumber: '1号',
        approvedOn: '2022-01-01',
        estateIds: [f.estateId],
      },
    }),
  },
  'projects.projects.cancel': named(project('/cancel'), { reason: '越权', version: 1 }),
  'GET /api/projects/assessments.xlsx': list('/api/projects/assessments.xlsx'),
};

/** An estate of 振兴街道 with an application, a dispute and a project. */
export async function makeProjectFixtures(app: TestApp, marker: string): Promise<ProjectFixtures> {
  const clerk = await app.person(['subdistrictClerk'], '371503001');
  const taskForce = await app.person(['taskForce']);
  const estateId = await insertEstate(app, { name: marker });
  await taskForce.post('/api/projects/assessments/refresh');
  await app.runJobs();
  const take = `/api/projects/estates/${estateId}/application`;
  await clerk.post(take, { step: 'apply', version: 0 });
  await clerk.post(take, { step: 'opine', version: 1, opinion: 'support', reason: '支持' });
  await taskForce.post(take, { step: 'accept', version: 2 });
  const made = await taskForce.post('/api/projects/projects', {
    name: marker,
    year: 2022,
    implementingBody: '某单位',
    approvalNumber: '1号',
    approvedOn: '2022-01-01',
    estateIds: [estateId],
  });
  const dispute = await clerk.post(`/api/projects/estates/${estateId}/dispute`, { reason: marker });
  return {
    estateId,
    disputeId: (dispute.body as { id: string }).id,
    projectId: (made.body as { id: string }).id,
  };
}
