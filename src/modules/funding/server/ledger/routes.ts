import { implement } from '@orpc/server';
import type { RequestContext } from '#platform/http/context.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import type { RawRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { ledgerContract } from '../../contract-ledger.ts';

const os = implement(ledgerContract).$context<RequestContext>();

export const ledgerRoutes = os.router({});
export const ledgerRawRoutes: readonly RawRoute[] = [];
export const ledgerJobs: JobKinds = {};
export const ledgerConstraints: ConstraintProblems = {};
