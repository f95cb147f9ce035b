import { makeClient, makeQueries } from '#ui/client.ts';
import { fundingContract } from '../contract.ts';

export const fundingApi = makeClient(fundingContract);
export const fundingQueries = makeQueries(fundingApi);
