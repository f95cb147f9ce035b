import type { ListQuery } from '#ui/list-state.ts';
import { pageInput } from '#ui/list-state.ts';
import { readAmount } from '../domain/allocation/cells.ts';

/** A list's query as the contracts of the area take it: page, search, filters, sort. */
export const listInput = (query: ListQuery) => ({
  ...pageInput(query),
  ...query.filters,
  ...(query.sort ? { sort: query.sort, descending: String(query.descending) } : {}),
});

/** The same without paging, for an export. */
export function exportSearch(query: ListQuery): string {
  const { page: _page, size: _size, ...rest } = listInput(query);
  return new URLSearchParams(rest as Record<string, string>).toString();
}

/** Yuan or 万元 as typed, in fen as the wire takes it; null when it is no amount. */
export function fenText(text: string | undefined, unit: 'yuan' | 'wan' = 'yuan'): string | null {
  const fen = readAmount(text ?? '', unit);
  return fen === null || fen < 0n ? null : String(fen);
}

/** Rule of a form field that takes an amount. */
export const amountRule = {
  validator: (_rule: unknown, value: string | undefined) =>
    !value || fenText(value) !== null
      ? Promise.resolve()
      : Promise.reject(new Error('请填写不小于 0 的金额，至多两位小数')),
};
