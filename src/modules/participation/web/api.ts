import { makeClient, makeQueries } from '#ui/client.ts';
import { participationContract } from '../contract.ts';

export const participationApi = makeClient(participationContract);
export const participationQueries = makeQueries(participationApi);
