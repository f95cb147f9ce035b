import { implement } from '@orpc/server';
import type { RequestContext } from '#platform/http/context.ts';
import { door } from '#platform/http/door.ts';
import { overviewActions, overviewContract } from '../../contract-overview.ts';
import { listAttention } from './attention.query.ts';
import { listFunnel, overviewCounts } from './funnel.query.ts';

const os = implement(overviewContract).$context<RequestContext>();
const read = {
  action: 'participation.overview.read',
  allowed: overviewActions['participation.overview.read'],
  kind: 'read',
} as const;

export const overviewRoutes = os.router({
  counts: os.counts.handler(door(read, overviewCounts)),
  attention: os.attention.handler(door(read, listAttention)),
  funnel: os.funnel.handler(door(read, listFunnel)),
});
