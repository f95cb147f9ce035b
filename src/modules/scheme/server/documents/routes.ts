import { implement } from '@orpc/server';
import type { RequestContext } from '#platform/http/context.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import type { RawRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { documentsContract } from '../../contract-documents.ts';

const os = implement(documentsContract).$context<RequestContext>();

export const documentsRoutes = os.router({});
export const documentsRawRoutes: readonly RawRoute[] = [];
export const documentsJobs: JobKinds = {};
export const documentsConstraints: ConstraintProblems = {};
