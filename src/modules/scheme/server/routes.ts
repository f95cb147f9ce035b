import { implement } from '@orpc/server';
import type { RequestContext } from '#platform/http/context.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import type { RawRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { schemeContract } from '../contract.ts';
import { changesConstraints, changesJobs, changesRawRoutes, changesRoutes } from './changes/routes.ts';
import {
  documentsConstraints,
  documentsJobs,
  documentsRawRoutes,
  documentsRoutes,
} from './documents/routes.ts';
import { reviewsConstraints, reviewsJobs, reviewsRawRoutes, reviewsRoutes } from './reviews/routes.ts';
import { schemesConstraints, schemesJobs, schemesRawRoutes, schemesRoutes } from './schemes/routes.ts';

const os = implement(schemeContract).$context<RequestContext>();

/** Each area has its own `server/<area>/routes.ts`; here they are put together. */
export const schemeRoutes = os.router({
  schemes: schemesRoutes,
  reviews: reviewsRoutes,
  changes: changesRoutes,
  documents: documentsRoutes,
});
export const schemeRawRoutes: readonly RawRoute[] = [
  ...schemesRawRoutes,
  ...reviewsRawRoutes,
  ...changesRawRoutes,
  ...documentsRawRoutes,
];
export const schemeJobs: JobKinds = { ...schemesJobs, ...reviewsJobs, ...changesJobs, ...documentsJobs };
export const schemeConstraints: ConstraintProblems = {
  ...schemesConstraints,
  ...reviewsConstraints,
  ...changesConstraints,
  ...documentsConstraints,
};
