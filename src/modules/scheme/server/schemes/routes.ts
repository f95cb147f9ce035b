import { implement } from '@orpc/server';
import type { RequestContext } from '#platform/http/context.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import type { RawRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { schemesContract } from '../../contract-schemes.ts';

const os = implement(schemesContract).$context<RequestContext>();

export const schemesRoutes = os.router({});
export const schemesRawRoutes: readonly RawRoute[] = [];
export const schemesJobs: JobKinds = {};
export const schemesConstraints: ConstraintProblems = {};
