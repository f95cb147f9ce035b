import { identityConstraints, identityRoutes } from '#modules/identity/index.ts';
import { policyConstraints, policyRoutes } from '#modules/policy/index.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import type { RawRoute } from '#platform/http/raw.ts';
import { jobRoutes } from '#platform/jobs/routes.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';

/** All routes, by module, in the order of the plan. */
export const router = {
  policy: policyRoutes,
  identity: identityRoutes,
  jobs: jobRoutes,
};

export const rawRoutes: readonly RawRoute[] = [];

export const jobKinds: JobKinds = {};

export const constraints: ConstraintProblems = {
  ...policyConstraints,
  ...identityConstraints,
};
