import { implement } from '@orpc/server';
import type { RequestContext } from '#platform/http/context.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import type { RawRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { allocationsContract } from '../../contract-allocations.ts';

const os = implement(allocationsContract).$context<RequestContext>();

export const allocationsRoutes = os.router({});
export const allocationsRawRoutes: readonly RawRoute[] = [];
export const allocationsJobs: JobKinds = {};
export const allocationsConstraints: ConstraintProblems = {};
