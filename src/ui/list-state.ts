/**
 * What a server-side list is asked for, and how it is written into the address so that a view can be
 * shared, bookmarked and come back to. Pure; the hook is in data-table.tsx.
 */
export type ListQuery = {
  /** Part of a name as typed; empty when nothing is searched. */
  readonly search: string;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
  /** Column key; undefined leaves the server's own order. */
  readonly sort: string | undefined;
  readonly descending: boolean;
  /** Filter key → value; several values are joined by a comma. Empty ones are absent. */
  readonly filters: Readonly<Record<string, string>>;
};

export type ListAnswer<Row> = { readonly rows: readonly Row[]; readonly total: number };

export type ListDefaults = {
  readonly pageSize: number;
  /** `name` ascending, `-name` descending. */
  readonly sort?: string | undefined;
};

export const pageSizes = [20, 50, 100, 200] as const;

const wholeFrom1 = (text: string | null, otherwise: number, most: number): number => {
  const value = Number(text);
  return Number.isInteger(value) && value >= 1 && value <= most ? value : otherwise;
};

/** Reads a list query from search parameters; whatever makes no sense falls back to the default. */
export function readList(
  params: URLSearchParams,
  filterKeys: readonly string[],
  defaults: ListDefaults,
): ListQuery {
  const sort = params.get('sort') ?? defaults.sort ?? '';
  const filters: Record<string, string> = {};
  for (const key of filterKeys) {
    const value = params.get(key);
    if (value) filters[key] = value;
  }
  return {
    search: params.get('q') ?? '',
    page: wholeFrom1(params.get('page'), 1, 1_000_000),
    pageSize: wholeFrom1(params.get('size'), defaults.pageSize, 200),
    sort: sort.replace(/^-/, '') || undefined,
    descending: sort.startsWith('-'),
    filters,
  };
}

/** The parameters that change when the list is asked for something else; any change but paging goes to page 1. */
export function writeList(
  change: Partial<Pick<ListQuery, 'search' | 'page' | 'pageSize'>> & {
    readonly sort?: string | undefined;
    readonly filters?: Readonly<Record<string, string | undefined>>;
  },
  defaults: ListDefaults,
): Readonly<Record<string, string | undefined>> {
  const patch: Record<string, string | undefined> = { page: undefined };
  if ('search' in change) patch.q = change.search || undefined;
  if ('sort' in change) patch.sort = change.sort === defaults.sort ? undefined : change.sort;
  if (change.pageSize) patch.size = change.pageSize === defaults.pageSize ? undefined : `${change.pageSize}`;
  if (change.page && change.page > 1) patch.page = `${change.page}`;
  Object.assign(patch, change.filters);
  return patch;
}

/** The next order when a heading is pressed: ascending, descending, the list's own. */
export function nextSort(query: Pick<ListQuery, 'sort' | 'descending'>, key: string): string | undefined {
  if (query.sort !== key) return key;
  return query.descending ? undefined : `-${key}`;
}

/** A query as the lists of our contracts take it: `page`, `size`, `search` where something is searched. */
export const pageInput = (query: ListQuery) => ({
  page: query.page,
  size: query.pageSize,
  ...(query.search ? { search: query.search } : {}),
});

/** The answer of our contracts' lists as the table takes it. */
export const pageAnswer = <Row>(answer: {
  readonly items: readonly Row[];
  readonly total: number;
}): ListAnswer<Row> => ({ rows: answer.items, total: answer.total });
