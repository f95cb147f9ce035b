import { implement } from '@orpc/server';
import type { RequestContext } from '#platform/http/context.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import type { RawRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { overviewContract } from '../../contract-overview.ts';

const os = implement(overviewContract).$context<RequestContext>();

export const overviewRoutes = os.router({});
export const overviewRawRoutes: readonly RawRoute[] = [];
export const overviewJobs: JobKinds = {};
export const overviewConstraints: ConstraintProblems = {};
