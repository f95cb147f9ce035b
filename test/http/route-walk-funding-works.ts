import { randomUUID } from 'node:crypto';
import type { TestApp } from '#test/support/app.ts';
import { bodyOf, makeWorks, paperOf, pass, signOrder, type WorksCourse } from '#test/support/works.ts';
import type { WalkCase } from './route-walk-cases.ts';

/** A contract of 振兴街道 with the marker in its title, a gate with it in its document, a paper with it in its name. */
export type FundingWorksFixtures = {
  readonly worksCourse: WorksCourse;
  readonly worksContractId: string;
  readonly worksGateId: string;
  readonly worksFileId: string;
};

type F = FundingWorksFixtures;
const row = (url: (f: F) => string, payload?: (f: F) => object): WalkCase => ({
  kind: 'row',
  request: (f) => (payload ? { url: url(f), payload: payload(f) } : { url: url(f) }),
});
const list = (url: string): WalkCase => ({ kind: 'list', request: () => ({ url }) });
const contract = (f: F, end = '') => `/api/funding/contracts/${f.worksContractId}${end}`;
const project = (f: F, end: string) => `/api/funding/projects/${f.worksCourse.projectId}/${end}`;
const line = { lineId: randomUUID(), quantity: '1', amountFen: '1' };
const paper = { documentNumber: '越权', fileId: randomUUID() };

export const fundingWorksWalk: Readonly<Record<string, WalkCase>> = {
  'funding.works.list': list('/api/funding/contracts?size=200'),
  'funding.works.show': row((f) => contract(f)),
  'funding.works.basis': row((f) => project(f, 'contract-basis')),
  'funding.works.suppliers': list('/api/funding/contract-parties'),
  'funding.works.projects': list('/api/funding/contract-projects'),
  'funding.works.propose': row(
    () => '/api/funding/contract-proposals',
    (f) => ({ projectId: f.worksCourse.projectId, lines: [{ lineId: randomUUID(), amountFen: '1' }] }),
  ),
  'funding.works.sign': row(
    () => '/api/funding/contracts',
    (f) => signOrder(f.worksCourse, randomUUID(), { lines: [line] }),
  ),
  'funding.works.vary': row(
    (f) => contract(f, '/changes'),
    () => ({ ...paper, approvedOn: '2026-11-20', reason: '越权', lines: [line] }),
  ),
  'funding.works.measure': row(
    (f) => contract(f, '/measurements'),
    () => ({ measuredOn: '2026-11-20', lines: [{ lineId: randomUUID(), cumulative: '1' }] }),
  ),
  'funding.works.gates': row((f) => project(f, 'gates')),
  'funding.works.passGate': row(
    (f) => project(f, 'gates'),
    () => ({ ...paper, gate: 'acceptance', passedOn: '2026-11-20' }),
  ),
  'funding.works.revokeGate': row(
    (f) => `/api/funding/gates/${f.worksGateId}/revoke`,
    () => ({ reason: '越权' }),
  ),
  'POST /api/funding/papers': {
    kind: 'row',
    request: (f) => ({
      url: `/api/funding/papers?projectId=${f.worksCourse.projectId}`,
      upload: '越权.pdf',
    }),
  },
  'GET /api/funding/papers/:id': row((f) => `/api/funding/papers/${f.worksFileId}`),
  'GET /api/funding/contracts.xlsx': list('/api/funding/contracts.xlsx'),
};

export async function makeFundingWorksFixtures(app: TestApp, marker: string): Promise<FundingWorksFixtures> {
  const worksCourse = await makeWorks(app);
  const { taskForce } = worksCourse.crew;
  const worksFileId = await paperOf(taskForce, worksCourse.projectId, `${marker}.pdf`);
  const made = await taskForce.post(
    '/api/funding/contracts',
    signOrder(worksCourse, worksFileId, { title: marker }),
  );
  await pass(worksCourse, 'commencement');
  const board = await taskForce.get(`/api/funding/projects/${worksCourse.projectId}/gates`);
  const { gates } = board.body as { gates: { facts: { id: string }[] }[] };
  return {
    worksCourse,
    worksFileId,
    worksContractId: bodyOf(made).id,
    worksGateId: gates[0]?.facts[0]?.id ?? '',
  };
}
