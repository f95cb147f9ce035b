import { implement } from '@orpc/server';
import type { RequestContext } from '#platform/http/context.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import type { RawRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { worksContract } from '../../contract-works.ts';

const os = implement(worksContract).$context<RequestContext>();

export const worksRoutes = os.router({});
export const worksRawRoutes: readonly RawRoute[] = [];
export const worksJobs: JobKinds = {};
export const worksConstraints: ConstraintProblems = {};
