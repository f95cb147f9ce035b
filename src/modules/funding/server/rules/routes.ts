import { implement } from '@orpc/server';
import type { RequestContext } from '#platform/http/context.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import type { RawRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { rulesContract } from '../../contract-rules.ts';

const os = implement(rulesContract).$context<RequestContext>();

export const rulesRoutes = os.router({});
export const rulesRawRoutes: readonly RawRoute[] = [];
export const rulesJobs: JobKinds = {};
export const rulesConstraints: ConstraintProblems = {};
