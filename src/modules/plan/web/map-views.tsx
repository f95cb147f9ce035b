import { categoriesOf, type MapCategory } from '#ui/estate-map.tsx';
import { numberText } from '#ui/quantity.ts';
import type { planApi } from './api.ts';
import { startText, targetNames } from './words.ts';

export type MapRow = Awaited<ReturnType<typeof planApi.runs.map>>[number];
export type MapView = 'year' | 'verdict';

export const mapViews = [
  { value: 'year', label: '按年份' },
  { value: 'verdict', label: '按认定' },
] as const;

/** At most seven marks are told apart: years beyond the fifth share one. */
const mostYears = 5;

const yearsOf = (rows: readonly MapRow[]): number[] =>
  [...new Set(rows.flatMap((row) => (row.start === null ? [] : [row.start])))].sort((a, b) => a - b);

/** The categories a view tells apart. */
export function categoriesFor(view: MapView, rows: readonly MapRow[]): readonly MapCategory[] {
  if (view === 'verdict')
    return categoriesOf([
      { key: 'must', label: '必改' },
      { key: 'aspire', label: '力争' },
      { key: 'unknown', label: '尚不能认定' },
      { key: 'no', label: '不在范围' },
    ]);
  const years = yearsOf(rows);
  const last = years.length > mostYears ? `${years[mostYears - 1]} 年及以后` : undefined;
  return categoriesOf([
    ...years.slice(0, mostYears).map((year, place) => ({
      key: String(year),
      label: place === mostYears - 1 && last ? last : `${year} 年`,
    })),
    { key: 'none', label: '符合而未列入' },
    { key: 'outside', label: '不在范围或不能认定' },
  ]);
}

/** The category of one estate. */
export function categoryOf(view: MapView, row: MapRow, rows: readonly MapRow[]): string {
  if (view === 'verdict') return row.eligible === 'yes' ? (row.target ?? 'unknown') : row.eligible;
  if (row.start === null) return row.eligible === 'yes' ? 'none' : 'outside';
  const years = yearsOf(rows);
  const cap = years[mostYears - 1];
  return String(cap !== undefined && row.start > cap ? cap : row.start);
}

/** What a picked mark says. */
export const detailOf = (row: MapRow) => (
  <span>
    {row.subdistrictName} · {row.target ? targetNames[row.target] : '—'} · {numberText(row.households)} 户 ·{' '}
    {startText(row.start, row.done)}
  </span>
);
