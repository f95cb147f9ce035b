import { implement } from '@orpc/server';
import type { RequestContext } from '#platform/http/context.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import type { RawRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { packagesContract } from '../../contract-packages.ts';

const os = implement(packagesContract).$context<RequestContext>();

export const packagesRoutes = os.router({});
export const packagesRawRoutes: readonly RawRoute[] = [];
export const packagesJobs: JobKinds = {};
export const packagesConstraints: ConstraintProblems = {};
