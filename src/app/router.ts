import {
  fundingConstraints,
  fundingFigures,
  fundingJobs,
  fundingPageRoutes,
  fundingRawRoutes,
  fundingRoutes,
  shareSections,
  whoPaysScheme,
} from '#modules/funding/index.ts';
import { identityConstraints, identityRoutes } from '#modules/identity/index.ts';
import {
  connectResidentSections,
  participationConstraints,
  participationFigures,
  participationJobs,
  participationPageRoutes,
  participationRawRoutes,
  participationRoutes,
} from '#modules/participation/index.ts';
import { planConstraints, planFigures, planJobs, planRawRoutes, planRoutes } from '#modules/plan/index.ts';
import { policyConstraints, policyRoutes, registerFigures } from '#modules/policy/index.ts';
import {
  projectsConstraints,
  projectsFigures,
  projectsJobs,
  projectsRawRoutes,
  projectsRoutes,
} from '#modules/projects/index.ts';
import {
  connectWhoPays,
  schemeConstraints,
  schemeJobs,
  schemePageRoutes,
  schemeRawRoutes,
  schemeRoutes,
  schemeSections,
} from '#modules/scheme/index.ts';
import { surveyConstraints, surveyJobs, surveyRawRoutes, surveyRoutes } from '#modules/survey/index.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import type { PageRoute } from '#platform/http/pages.ts';
import type { RawRoute } from '#platform/http/raw.ts';
import { jobRoutes } from '#platform/jobs/routes.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';

registerFigures([...participationFigures, ...projectsFigures, ...fundingFigures, ...planFigures]);
connectResidentSections([schemeSections, shareSections]);
connectWhoPays(whoPaysScheme);

/** All routes, by module, in the order of the plan. */
export const router = {
  policy: policyRoutes,
  identity: identityRoutes,
  survey: surveyRoutes,
  participation: participationRoutes,
  projects: projectsRoutes,
  scheme: schemeRoutes,
  funding: fundingRoutes,
  plan: planRoutes,
  jobs: jobRoutes,
};

export const rawRoutes: readonly RawRoute[] = [
  ...surveyRawRoutes,
  ...participationRawRoutes,
  ...projectsRawRoutes,
  ...schemeRawRoutes,
  ...fundingRawRoutes,
  ...planRawRoutes,
];

/** Pages for those without an account. */
export const pageRoutes: readonly PageRoute[] = [
  ...participationPageRoutes,
  ...schemePageRoutes,
  ...fundingPageRoutes,
];

export const jobKinds: JobKinds = {
  ...surveyJobs,
  ...participationJobs,
  ...projectsJobs,
  ...schemeJobs,
  ...fundingJobs,
  ...planJobs,
};

export const constraints: ConstraintProblems = {
  ...policyConstraints,
  ...identityConstraints,
  ...surveyConstraints,
  ...participationConstraints,
  ...projectsConstraints,
  ...schemeConstraints,
  ...fundingConstraints,
  ...planConstraints,
};
