import { Tag } from 'antd';
import { DataTable } from '#ui/data-table.tsx';
import { download } from '#ui/download.ts';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { numberText, wanM2Of, wanOf } from '#ui/quantity.ts';
import type { Column } from '#ui/table.tsx';
import type { EstateRow, RunView } from '../contract-shapes.ts';
import { planApi, planQueries } from './api.ts';
import { startText, targetNames } from './words.ts';

type Asked = Parameters<typeof planApi.runs.estates>[0];

const sortable = ['start', 'score', 'households', 'name', 'area', 'need'] as const;
const targets = ['must', 'aspire'] as const;

/** Filters and order of the list as the contract takes them; the export sends the same. */
function askedOf(query: ListQuery): Omit<Asked, 'id'> {
  const { year, subdistrict } = query.filters;
  const sort = sortable.find((one) => one === query.sort);
  const target = targets.find((one) => one === query.filters.target);
  return {
    ...(query.search ? { search: query.search } : {}),
    ...(year ? { year } : {}),
    ...(subdistrict ? { subdistrict } : {}),
    ...(target ? { target } : {}),
    ...(sort ? { sort } : {}),
    ...(query.descending ? { descending: 'true' } : {}),
  };
}

const columns: readonly Column<EstateRow>[] = [
  { key: 'name', title: '小区', sortable: true, width: '10em', render: (row) => row.name },
  { key: 'place', title: '街道（乡镇）', width: '8em', render: (row) => row.subdistrictName },
  {
    key: 'start',
    title: '开工年份',
    sortable: true,
    width: '8em',
    render: (row) => (
      <>
        {startText(row.start, row.done)} {row.pinned && <Tag>指定</Tag>}
        {row.held && <Tag color="warning">争议</Tag>}
      </>
    ),
  },
  { key: 'target', title: '类别', render: (row) => (row.target ? targetNames[row.target] : '—') },
  { key: 'score', title: '得分', align: 'end', sortable: true, render: (row) => numberText(row.score, 2) },
  { key: 'rank', title: '位次', align: 'end', optional: true, render: (row) => numberText(row.rank) },
  {
    key: 'households',
    title: '户数',
    align: 'end',
    sortable: true,
    render: (row) => numberText(row.households),
  },
  {
    key: 'buildings',
    title: '楼栋数',
    align: 'end',
    optional: true,
    render: (row) => numberText(row.buildings),
  },
  {
    key: 'area',
    title: '面积（万㎡）',
    align: 'end',
    sortable: true,
    render: (row) => wanM2Of(row.floorAreaCm2),
  },
  { key: 'need', title: '需求（万元）', align: 'end', sortable: true, render: (row) => wanOf(row.needFen) },
  {
    key: 'why',
    title: '为何是这一年 / 为何没有列入',
    width: '22em',
    render: (row) => <span className="hj-plan-why">{row.why}</span>,
  },
];

/** The run's estates: searched, filtered, sorted and exported, the reason beside each. */
export function RunEstates({ run }: { readonly run: RunView }) {
  const years = [
    ...run.years.map((year) => ({ value: String(year), label: `${year} 年` })),
    { value: 'none', label: '候选而未列入' },
    { value: 'outside', label: '不是候选' },
    { value: 'done', label: '已实施（补录）' },
  ];
  return (
    <DataTable<EstateRow>
      name="plan.run.estates"
      caption="测算中的小区"
      queryKey={[...planQueries.runs.estates.key(), run.id]}
      load={async (query) =>
        pageAnswer(await planApi.runs.estates({ id: run.id, ...pageInput(query), ...askedOf(query) }))
      }
      onExport={(query) => {
        const asked = Object.entries(askedOf(query)).map(([key, value]): [string, string] => [
          key,
          String(value),
        ]);
        return download(
          `/api/plan/runs/${run.id}/estates.xlsx?${new URLSearchParams(asked)}`,
          '年度计划小区.xlsx',
        );
      }}
      rowKey={(row) => row.estateId}
      rowName={(row) => row.name}
      open={(row) => `/plan/runs/${run.id}/estates/${row.estateId}`}
      columns={columns}
      defaultSort="start"
      searchHint="小区名称的一部分"
      filters={[
        { key: 'year', label: '开工年份', options: years },
        {
          key: 'target',
          label: '类别',
          options: targets.map((value) => ({ value, label: targetNames[value] })),
        },
        {
          key: 'subdistrict',
          label: '街道（乡镇）',
          options: run.bySubdistrict.map((one) => ({ value: one.subdistrict, label: one.name })),
        },
      ]}
    />
  );
}
