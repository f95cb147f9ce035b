import { implement } from '@orpc/server';
import type { RequestContext } from '#platform/http/context.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import type { RawRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { paymentsContract } from '../../contract-payments.ts';

const os = implement(paymentsContract).$context<RequestContext>();

export const paymentsRoutes = os.router({});
export const paymentsRawRoutes: readonly RawRoute[] = [];
export const paymentsJobs: JobKinds = {};
export const paymentsConstraints: ConstraintProblems = {};
