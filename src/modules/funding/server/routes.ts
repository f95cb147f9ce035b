import { implement } from '@orpc/server';
import type { RequestContext } from '#platform/http/context.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import type { RawRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { fundingContract } from '../contract.ts';
import {
  allocationsConstraints,
  allocationsJobs,
  allocationsRawRoutes,
  allocationsRoutes,
} from './allocations/routes.ts';
import {
  householdsConstraints,
  householdsJobs,
  householdsRawRoutes,
  householdsRoutes,
} from './households/routes.ts';
import { ledgerConstraints, ledgerJobs, ledgerRawRoutes, ledgerRoutes } from './ledger/routes.ts';
import { overviewConstraints, overviewJobs, overviewRawRoutes, overviewRoutes } from './overview/routes.ts';
import { packagesConstraints, packagesJobs, packagesRawRoutes, packagesRoutes } from './packages/routes.ts';
import { paymentsConstraints, paymentsJobs, paymentsRawRoutes, paymentsRoutes } from './payments/routes.ts';
import { rulesConstraints, rulesJobs, rulesRawRoutes, rulesRoutes } from './rules/routes.ts';
import { worksConstraints, worksJobs, worksRawRoutes, worksRoutes } from './works/routes.ts';

const os = implement(fundingContract).$context<RequestContext>();

/** Each area has its own `server/<area>/routes.ts`; here they are put together. */
export const fundingRoutes = os.router({
  rules: rulesRoutes,
  ledger: ledgerRoutes,
  works: worksRoutes,
  payments: paymentsRoutes,
  households: householdsRoutes,
  allocations: allocationsRoutes,
  packages: packagesRoutes,
  overview: overviewRoutes,
});
export const fundingRawRoutes: readonly RawRoute[] = [
  ...rulesRawRoutes,
  ...ledgerRawRoutes,
  ...worksRawRoutes,
  ...paymentsRawRoutes,
  ...householdsRawRoutes,
  ...allocationsRawRoutes,
  ...packagesRawRoutes,
  ...overviewRawRoutes,
];
export const fundingJobs: JobKinds = {
  ...rulesJobs,
  ...ledgerJobs,
  ...worksJobs,
  ...paymentsJobs,
  ...householdsJobs,
  ...allocationsJobs,
  ...packagesJobs,
  ...overviewJobs,
};
export const fundingConstraints: ConstraintProblems = {
  ...rulesConstraints,
  ...ledgerConstraints,
  ...worksConstraints,
  ...paymentsConstraints,
  ...householdsConstraints,
  ...allocationsConstraints,
  ...packagesConstraints,
  ...overviewConstraints,
};
