import { makeClient, makeQueries } from '#ui/client.ts';
import { identityContract } from '../contract.ts';

/** Typed calls of 组织与用户, and their query keys. */
export const identityApi = makeClient(identityContract);
export const identityQueries = makeQueries(identityApi);
