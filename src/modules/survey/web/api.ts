import { useQuery } from '@tanstack/react-query';
import { identityContract } from '#modules/identity/contract.ts';
import { makeClient, makeQueries } from '#ui/client.ts';
import { surveyContract } from '../contract.ts';

export const surveyApi = makeClient(surveyContract);
export const surveyQueries = makeQueries(surveyApi);
const identityQueries = makeQueries(makeClient(identityContract));

export type EstateItem = Awaited<ReturnType<typeof surveyApi.estates.list>>['items'][number];
export type EstateDetail = Awaited<ReturnType<typeof surveyApi.estates.show>>;
export type EstatePatch = Parameters<typeof surveyApi.estates.edit>[0]['values'];
export type Import = Awaited<ReturnType<typeof surveyApi.imports.show>>;
export type ImportHead = Awaited<ReturnType<typeof surveyApi.imports.list>>['items'][number];
export type Issue = Awaited<ReturnType<typeof surveyApi.imports.issues>>['items'][number];
export type ImportRow = Awaited<ReturnType<typeof surveyApi.imports.rows>>['items'][number];

/** All regions, for choices and names. */
export const useRegions = () =>
  useQuery({ ...identityQueries.regions.list.queryOptions(), staleTime: 300_000 });
