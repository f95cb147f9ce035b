import { fundingContract } from '#modules/funding/contract.ts';
import { identityContract } from '#modules/identity/contract.ts';
import { participationContract } from '#modules/participation/contract.ts';
import { planContract } from '#modules/plan/contract.ts';
import { policyContract } from '#modules/policy/contract.ts';
import { projectsContract } from '#modules/projects/contract.ts';
import { schemeContract } from '#modules/scheme/contract.ts';
import { surveyContract } from '#modules/survey/contract.ts';
import { jobContract } from '#shared/job-contract.ts';

/** Every request and answer of the whole application, by module; OpenAPI is generated from it. */
export const contract = {
  policy: policyContract,
  identity: identityContract,
  survey: surveyContract,
  participation: participationContract,
  projects: projectsContract,
  scheme: schemeContract,
  funding: fundingContract,
  plan: planContract,
  jobs: jobContract,
};
