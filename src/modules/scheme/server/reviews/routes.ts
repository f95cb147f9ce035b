import { implement } from '@orpc/server';
import type { RequestContext } from '#platform/http/context.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import type { RawRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { reviewsContract } from '../../contract-reviews.ts';

const os = implement(reviewsContract).$context<RequestContext>();

export const reviewsRoutes = os.router({});
export const reviewsRawRoutes: readonly RawRoute[] = [];
export const reviewsJobs: JobKinds = {};
export const reviewsConstraints: ConstraintProblems = {};
