import { numberText, wanM2Of, wanOf } from '#ui/quantity.ts';
import { type Column, Table } from '#ui/table.tsx';
import type { RunView } from '../contract-shapes.ts';

type YearRow = RunView['byYear'][number];

const columns: readonly Column<YearRow>[] = [
  { key: 'year', title: '年度', render: (row) => row.name },
  { key: 'estates', title: '小区数', align: 'end', render: (row) => numberText(row.estates) },
  { key: 'must', title: '其中必改小区', align: 'end', render: (row) => numberText(row.must.estates) },
  { key: 'buildings', title: '楼栋数', align: 'end', render: (row) => numberText(row.buildings) },
  { key: 'households', title: '户数', align: 'end', render: (row) => numberText(row.households) },
  {
    key: 'mustHouseholds',
    title: '其中必改户数',
    align: 'end',
    render: (row) => numberText(row.must.households),
  },
  { key: 'area', title: '建筑面积（万㎡）', align: 'end', render: (row) => wanM2Of(row.floorAreaCm2) },
  { key: 'need', title: '资金需求（万元）', align: 'end', render: (row) => wanOf(row.needFen) },
];

const sum = (rows: readonly YearRow[], of: (row: YearRow) => number): string =>
  numberText(rows.reduce((all, row) => all + of(row), 0));
const big = (rows: readonly YearRow[], of: (row: YearRow) => string): string =>
  String(rows.reduce((all, row) => all + BigInt(of(row)), 0n));

/** Sums per start year, then what is placed in all. */
export function YearTable({ run }: { readonly run: RunView }) {
  const placed = run.byYear.filter((row) => row.key !== 'none');
  return (
    <Table
      dense
      caption="分年度合计"
      rows={run.byYear}
      rowKey={(row) => row.key}
      columns={columns}
      foot={
        <tr>
          <th scope="row">列入合计</th>
          <td className="hj-end">{sum(placed, (row) => row.estates)}</td>
          <td className="hj-end">{sum(placed, (row) => row.must.estates)}</td>
          <td className="hj-end">{sum(placed, (row) => row.buildings)}</td>
          <td className="hj-end">{sum(placed, (row) => row.households)}</td>
          <td className="hj-end">{sum(placed, (row) => row.must.households)}</td>
          <td className="hj-end">{wanM2Of(big(placed, (row) => row.floorAreaCm2))}</td>
          <td className="hj-end">{wanOf(big(placed, (row) => row.needFen))}</td>
        </tr>
      }
    />
  );
}
