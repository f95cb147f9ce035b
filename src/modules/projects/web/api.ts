import { makeClient, makeQueries } from '#ui/client.ts';
import { projectsContract } from '../contract.ts';

export const projectsApi = makeClient(projectsContract);
export const projectsQueries = makeQueries(projectsApi);

export type Detail = Awaited<ReturnType<typeof projectsApi.assessments.show>>;
export type Dispute = Detail['disputes'][number];
export type Suggestion = Awaited<ReturnType<typeof projectsApi.disputes.list>>['suggested'][number];
export type Assessed = Awaited<ReturnType<typeof projectsApi.assessments.list>>['items'][number];
