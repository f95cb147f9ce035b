import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { surveyApi, surveyQueries } from './api.ts';

const sorts = ['code', 'name', 'builtYear', 'households', 'floorAreaM2', 'completeness', 'updatedAt'];
const filterKeys = ['region', 'yearFrom', 'yearTo', 'land', 'completeness', 'archived'];

/** What the list in the address asks of the server; the export asks the same. */
export function estateAsk(query: ListQuery): Record<string, string> {
  const ask: Record<string, string> = {};
  if (query.search) ask.search = query.search;
  for (const key of filterKeys) {
    const value = query.filters[key];
    if (value && !(/^year/.test(key) && !/^\d{4}$/.test(value))) ask[key] = value;
  }
  if (query.sort && sorts.includes(query.sort)) {
    ask.sort = query.sort;
    ask.descending = String(query.descending);
  }
  return ask;
}

export const estatesKey = [...surveyQueries.estates.key(), 'page'] as const;

export async function loadEstates(query: ListQuery, signal: AbortSignal) {
  const input = { ...estateAsk(query), ...pageInput(query) } as Parameters<typeof surveyApi.estates.list>[0];
  return pageAnswer(await surveyApi.estates.list(input, { signal }));
}
