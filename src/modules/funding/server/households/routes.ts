import { implement } from '@orpc/server';
import type { RequestContext } from '#platform/http/context.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import type { RawRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { householdsContract } from '../../contract-households.ts';

const os = implement(householdsContract).$context<RequestContext>();

export const householdsRoutes = os.router({});
export const householdsRawRoutes: readonly RawRoute[] = [];
export const householdsJobs: JobKinds = {};
export const householdsConstraints: ConstraintProblems = {};
