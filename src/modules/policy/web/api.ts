import { makeClient, makeQueries } from '#ui/client.ts';
import { policyContract } from '../contract.ts';

export const policyApi = makeClient(policyContract);
export const policyQueries = makeQueries(policyApi);
