import { implement } from '@orpc/server';
import type { RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, door } from '#platform/http/door.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import { downloadRoute, type RawRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { overviewActions, overviewContract, overviewQuery } from '../../contract-overview.ts';
import { listAlarms } from './alarms.query.ts';
import { dismissAlarm } from './dismiss.ts';
import { exportOverview } from './export.ts';
import { showOverview } from './stages.query.ts';

const os = implement(overviewContract).$context<RequestContext>();
const spec = (action: keyof typeof overviewActions, kind: DoorSpec['kind']): DoorSpec => ({
  action,
  allowed: overviewActions[action],
  kind,
});
const read = spec('funding.overview.read', 'read');

export const overviewRoutes = os.router({
  show: os.show.handler(door(read, showOverview)),
  alarms: os.alarms.handler(door(read, listAlarms)),
  dismiss: os.dismiss.handler(door(spec('funding.overview.dismiss', 'write'), dismissAlarm)),
});
export const overviewRawRoutes: readonly RawRoute[] = [
  downloadRoute({
    url: '/api/funding/overview/export',
    summary: '导出资金总览',
    spec: read,
    input: overviewQuery,
    run: exportOverview,
  }),
];
export const overviewJobs: JobKinds = {};
export const overviewConstraints: ConstraintProblems = {};
