import { implement } from '@orpc/server';
import type { RequestContext } from '#platform/http/context.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import type { RawRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { changesContract } from '../../contract-changes.ts';

const os = implement(changesContract).$context<RequestContext>();

export const changesRoutes = os.router({});
export const changesRawRoutes: readonly RawRoute[] = [];
export const changesJobs: JobKinds = {};
export const changesConstraints: ConstraintProblems = {};
