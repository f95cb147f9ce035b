import { makeClient, makeQueries } from '#ui/client.ts';
import { schemeContract } from '../contract.ts';

export const schemeApi = makeClient(schemeContract);
export const schemeQueries = makeQueries(schemeApi);
