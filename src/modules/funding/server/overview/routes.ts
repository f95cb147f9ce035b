import { implement } from '@orpc/server';
import { z } from 'zod';
import type { RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, door } from '#platform/http/door.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import { downloadRoute, type RawRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { statementInput } from '../../contract-chain.ts';
import { overviewActions, overviewContract, overviewQuery } from '../../contract-overview.ts';
import { listAlarms } from './alarms.query.ts';
import { exportChain, showChain } from './chain.query.ts';
import { dismissAlarm } from './dismiss.ts';
import { exportOverview } from './export.ts';
import { sourceBook } from './source-book.ts';
import { showOverview } from './stages.query.ts';
import { showUses } from './uses.query.ts';

const os = implement(overviewContract).$context<RequestContext>();
const spec = (action: keyof typeof overviewActions, kind: DoorSpec['kind']): DoorSpec => ({
  action,
  allowed: overviewActions[action],
  kind,
});
const read = spec('funding.overview.read', 'read');
const chain = spec('funding.overview.chain', 'read');

export const overviewRoutes = os.router({
  show: os.show.handler(door(read, showOverview)),
  alarms: os.alarms.handler(door(read, listAlarms)),
  chain: os.chain.handler(door(chain, showChain)),
  uses: os.uses.handler(door(chain, showUses)),
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
  downloadRoute({
    url: '/api/funding/overview/chains/:id/chain.xlsx',
    summary: '导出一笔用款的审计链',
    spec: chain,
    input: z.object({ id: z.uuid() }),
    run: exportChain,
  }),
  downloadRoute({
    url: '/api/funding/overview/sources/:id/statement.xlsx',
    summary: '导出来源资金的审计明细',
    spec: chain,
    input: statementInput,
    run: sourceBook,
  }),
];
export const overviewJobs: JobKinds = {};
export const overviewConstraints: ConstraintProblems = {};
