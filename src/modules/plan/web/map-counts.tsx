import type { MapCategory } from '#ui/estate-map.tsx';
import { numberText } from '#ui/quantity.ts';
import { Table } from '#ui/table.tsx';
import { categoryOf, type MapRow, type MapView } from './map-views.tsx';

type Props = {
  /** What the filters leave. */
  readonly rows: readonly MapRow[];
  /** Everything: which years there are does not hang on the filters. */
  readonly all: readonly MapRow[];
  readonly view: MapView;
  readonly categories: readonly MapCategory[];
};

type Count = { readonly estates: number; readonly households: number };
type Line = { readonly key: string; readonly name: string; readonly counts: ReadonlyMap<string, Count> };

function lineOf(
  key: string,
  name: string,
  rows: readonly MapRow[],
  { all, view }: Pick<Props, 'all' | 'view'>,
): Line {
  const counts = new Map<string, Count>();
  for (const row of rows) {
    const category = categoryOf(view, row, all);
    const had = counts.get(category) ?? { estates: 0, households: 0 };
    counts.set(category, {
      estates: had.estates + 1,
      households: had.households + (row.households ?? 0),
    });
  }
  return { key, name, counts };
}

const said = (count: Count | undefined): string =>
  count ? `${numberText(count.estates)} 个 / ${numberText(count.households)} 户` : '—';

/** Estates and households by subdistrict and category. */
export function MapCounts(props: Props) {
  const { rows, categories } = props;
  const names = new Map(rows.map((row) => [row.subdistrict, row.subdistrictName]));
  const lines = [...names].map(([key, name]) =>
    lineOf(
      key,
      name,
      rows.filter((row) => row.subdistrict === key),
      props,
    ),
  );
  const total = lineOf('all', '合计', rows, props);
  return (
    <Table
      dense
      caption="各街道小区数和户数"
      rows={lines}
      rowKey={(line) => line.key}
      columns={[
        { key: 'name', title: '街道（乡镇）', width: '8em', render: (line) => line.name },
        ...categories.map((category) => ({
          key: category.key,
          title: category.label,
          align: 'end' as const,
          width: '9em',
          render: (line: Line) => said(line.counts.get(category.key)),
        })),
      ]}
      foot={
        <tr>
          <th scope="row">合计</th>
          {categories.map((category) => (
            <td key={category.key} className="hj-end">
              {said(total.counts.get(category.key))}
            </td>
          ))}
        </tr>
      }
    />
  );
}
