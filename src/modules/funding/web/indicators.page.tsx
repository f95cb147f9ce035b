import { Alert, Segmented, Tag } from 'antd';
import { useState } from 'react';
import { DataTable } from '#ui/data-table.tsx';
import { download } from '#ui/download.ts';
import type { ListQuery } from '#ui/list-state.ts';
import { useSearchText } from '#ui/navigation.tsx';
import { Page } from '#ui/page.tsx';
import { wanOf } from '#ui/quantity.ts';
import { Nothing } from '#ui/states.tsx';
import type { Column } from '#ui/table.tsx';
import { indicatorStateNames } from '../domain/allocation/words.ts';
import { classNames } from '../domain/calculator/by-area.ts';
import { exportSearch, listInput } from './allocations-query.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { FinanceImports } from './finance-imports.tsx';

type Input = Parameters<typeof fundingApi.allocations.indicators.list>[0];
type Answer = Awaited<ReturnType<typeof fundingApi.allocations.indicators.list>>;
type Row = Answer['items'][number];
const colours = { open: 'default', expiring: 'warning', expired: 'error', spent: 'success' } as const;

export const IndicatorState = ({ state }: { readonly state: Row['state'] }) => (
  <Tag color={colours[state]}>{indicatorStateNames[state]}</Tag>
);
const left = (row: Row): string =>
  row.daysLeft === null ? '不限' : row.daysLeft < 0 ? `已过 ${-row.daysLeft} 天` : `还有 ${row.daysLeft} 天`;

const columns: readonly Column<Row>[] = [
  {
    key: 'documentNumber',
    title: '指标文号',
    width: '13em',
    sortable: true,
    render: (row) => row.documentNumber,
  },
  { key: 'title', title: '来源', width: '14em', render: (row) => row.title },
  { key: 'region', title: '地区', width: '6em', render: (row) => row.regionName },
  { key: 'classes', title: '可用于', render: (row) => row.classes.map((id) => classNames[id]).join('、') },
  { key: 'budgetYear', title: '年度', align: 'end', sortable: true, render: (row) => row.budgetYear },
  {
    key: 'grantedFen',
    title: '指标（万元）',
    align: 'end',
    sortable: true,
    render: (row) => wanOf(row.grantedFen),
  },
  {
    key: 'budgetFen',
    title: '未安排（万元）',
    align: 'end',
    sortable: true,
    render: (row) => wanOf(row.budgetFen),
  },
  { key: 'received', title: '已到位（万元）', align: 'end', render: (row) => wanOf(row.receivedFen) },
  { key: 'paid', title: '已支付（万元）', align: 'end', optional: true, render: (row) => wanOf(row.paidFen) },
  {
    key: 'expiresOn',
    title: '最后使用日',
    width: '9em',
    sortable: true,
    render: (row) => row.expiresOn ?? '不限',
  },
  {
    key: 'state',
    title: '状态',
    width: '9em',
    render: (row) => (
      <>
        <IndicatorState state={row.state} /> {left(row)}
      </>
    ),
  },
];
const filters = [
  {
    key: 'state',
    label: '状态',
    options: Object.entries(indicatorStateNames).map(([value, label]) => ({ value, label })),
  },
  { key: 'year', label: '年度' },
  {
    key: 'subChannel',
    label: '资金性质',
    options: [
      { value: 'central', label: '中央补助' },
      { value: 'provincial', label: '省级补助' },
      { value: 'city', label: '市级奖补' },
      { value: 'district', label: '区级预算' },
      { value: 'landSale', label: '土地出让收入' },
      { value: 'bond', label: '专项债券' },
    ],
  },
];

/** 指标文件: what was handed out, what runs out when, and the files it came from. */
export default function IndicatorsPage() {
  const [params, change] = useSearchText();
  const tab = params.get('tab') === 'imports' ? 'imports' : 'list';
  return (
    <Page about="财政局下达的指标从文件导入，一条指标就是一个资金来源，用途专款专用。到期前提醒，年末办理结转、收回。">
      <Segmented
        aria-label="内容"
        value={tab}
        options={[
          { value: 'list', label: '指标与期限' },
          { value: 'imports', label: '导入文件' },
        ]}
        onChange={(value) =>
          change({ tab: value === 'imports' ? 'imports' : undefined, q: undefined, page: undefined })
        }
        style={{ marginBottom: 16 }}
      />
      {tab === 'imports' ? <FinanceImports kind="indicator" /> : <Indicators />}
    </Page>
  );
}

function Indicators() {
  const [told, setTold] = useState<Pick<Answer, 'expiringFen' | 'warnDays'>>();
  const load = async (query: ListQuery, signal: AbortSignal) => {
    const answer = await fundingApi.allocations.indicators.list(listInput(query) as Input, { signal });
    setTold({ expiringFen: answer.expiringFen, warnDays: answer.warnDays });
    return { rows: answer.items, total: answer.total };
  };
  return (
    <>
      {told && told.expiringFen !== '0' && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={`所列指标中，${wanOf(told.expiringFen)} 万元尚未安排而已经到期或在 ${told.warnDays} 天内到期。`}
        />
      )}
      <DataTable<Row>
        name="funding.indicators"
        caption="指标与期限"
        searchHint="文号或用途"
        queryKey={[...fundingQueries.allocations.indicators.key(), 'list']}
        load={load}
        rowKey={(row) => row.sourceId}
        rowName={(row) => row.documentNumber}
        open={(row) => `/funding/indicators/${row.sourceId}`}
        columns={columns}
        filters={filters}
        onExport={(query) => download(`/api/funding/indicators.xlsx?${exportSearch(query)}`, '资金指标.xlsx')}
        empty={<Nothing text="还没有指标。请在“导入文件”上传财政局下达的指标文件。" />}
      />
    </>
  );
}
