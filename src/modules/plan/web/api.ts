import { makeClient, makeQueries } from '#ui/client.ts';
import { planContract } from '../contract.ts';

export const planApi = makeClient(planContract);
export const planQueries = makeQueries(planApi);
