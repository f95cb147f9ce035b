import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { projectsApi, projectsQueries } from './api.ts';

const sorts = ['score', 'name', 'builtYear', 'households', 'subdistrict'] as const;
const filterKeys = ['eligible', 'target', 'subdistrict', 'failed', 'unknown', 'state'] as const;

/** What the list in the address asks of the server. */
export function assessmentAsk(query: ListQuery): Record<string, string> {
  const ask: Record<string, string> = {};
  if (query.search) ask.search = query.search;
  for (const key of filterKeys) {
    const value = query.filters[key];
    if (value) ask[key] = value;
  }
  const sort = sorts.find((one) => one === query.sort);
  if (sort) {
    ask.sort = sort;
    ask.descending = String(query.descending);
  }
  return ask;
}

export const assessmentsKey = [...projectsQueries.assessments.key(), 'page'] as const;

export async function loadAssessments(query: ListQuery, signal: AbortSignal) {
  const input = { ...assessmentAsk(query), ...pageInput(query) } as Parameters<
    typeof projectsApi.assessments.list
  >[0];
  return pageAnswer(await projectsApi.assessments.list(input, { signal }));
}
