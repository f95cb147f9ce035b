import { implement } from '@orpc/server';
import type { RequestContext } from '#platform/http/context.ts';
import { ballotsContract } from '../../../contract-ballots.ts';
import { acceptBallot } from './accept-online.ts';

const os = implement(ballotsContract).$context<RequestContext>();

export const ballotRoutes = os.router({
  accept: os.accept.handler(acceptBallot),
});
