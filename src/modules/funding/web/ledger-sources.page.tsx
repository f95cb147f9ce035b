import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { DataTable } from '#ui/data-table.tsx';
import { download } from '#ui/download.ts';
import { FormDialog } from '#ui/form.tsx';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { Page } from '#ui/page.tsx';
import { dayText, wanOf } from '#ui/quantity.ts';
import { useMay } from '#ui/session.tsx';
import { Nothing } from '#ui/states.tsx';
import type { Column } from '#ui/table.tsx';
import { ledgerActions } from '../contract-ledger.ts';
import { classNames, sourceStateNames } from '../domain/ledger/words.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { GrantForm } from './ledger-grant-form.tsx';

type Row = Awaited<ReturnType<typeof fundingApi.ledger.sources>>['items'][number];
const stateColors = { open: 'success', expired: 'warning', spent: 'default' } as const;

const columns: readonly Column<Row>[] = [
  { key: 'documentNumber', title: '指标文号', sortable: true, render: (one) => one.documentNumber },
  { key: 'title', title: '名称', render: (one) => one.title },
  { key: 'budgetYear', title: '年度', align: 'end', sortable: true, render: (one) => one.budgetYear },
  { key: 'channel', title: '渠道', render: (one) => one.channelTitle },
  { key: 'classes', title: '用途', render: (one) => one.classes.map((id) => classNames[id]).join('、') },
  {
    key: 'granted',
    title: '指标（万元）',
    align: 'end',
    sortable: true,
    render: (one) => wanOf(one.grantedFen),
  },
  {
    key: 'available',
    title: '可用指标（万元）',
    align: 'end',
    sortable: true,
    render: (one) => wanOf(one.budgetFen),
  },
  { key: 'received', title: '到位（万元）', align: 'end', render: (one) => wanOf(one.receivedFen) },
  {
    key: 'committed',
    title: '已签约（万元）',
    align: 'end',
    optional: true,
    render: (one) => wanOf(one.committedFen),
  },
  { key: 'paid', title: '已付（万元）', align: 'end', render: (one) => wanOf(one.paidFen) },
  { key: 'expires', title: '使用期限', render: (one) => (one.expiresOn ? dayText(one.expiresOn) : '不限') },
  { key: 'kind', title: '形式', optional: true, render: (one) => (one.cash ? '资金' : '实物、劳务') },
  {
    key: 'state',
    title: '状态',
    render: (one) => (
      <>
        <Tag color={stateColors[one.state]}>{sourceStateNames[one.state]}</Tag>
        {one.violationFen !== '0' && <Tag color="error">有违规支付</Tag>}
      </>
    ),
  },
];

function filtersOf(query: ListQuery) {
  const { filters } = query;
  const state = (['open', 'expired', 'spent'] as const).find((one) => one === filters.state);
  const kind = (['basic', 'improvement', 'enhancement'] as const).find((one) => one === filters.class);
  const sort = (['documentNumber', 'budgetYear', 'granted', 'available'] as const).find(
    (one) => one === query.sort,
  );
  return {
    ...(state ? { state } : {}),
    ...(kind ? { class: kind } : {}),
    ...(filters.channel ? { channel: filters.channel } : {}),
    ...(filters.year ? { year: filters.year } : {}),
    ...(sort ? { sort, descending: query.descending ? ('true' as const) : ('false' as const) } : {}),
  };
}

const load = async (query: ListQuery, signal: AbortSignal) =>
  pageAnswer(await fundingApi.ledger.sources({ ...pageInput(query), ...filtersOf(query) }, { signal }));

function exportList(query: ListQuery): Promise<void> {
  const { search } = pageInput(query);
  const asked = new URLSearchParams({ ...(search ? { search } : {}), ...filtersOf(query) });
  return download(`/api/funding/ledger/sources/export?${asked}`, '资金来源.xlsx');
}

/** 资金来源: every sum with its document and what it may be used for. */
export default function SourcesPage() {
  const [open, setOpen] = useState(false);
  const grants = useMay(ledgerActions['funding.ledger.grant']);
  const choices = useQuery(fundingQueries.ledger.choices.queryOptions());
  const start = (
    <Button type="primary" onClick={() => setOpen(true)}>
      登记指标
    </Button>
  );
  const years = Array.from({ length: 8 }, (_, n) => String(new Date().getFullYear() + 1 - n));
  return (
    <Page
      about="一份指标文件一行：额度、用途限定、到位、安排、支付。专款专用由系统把关，超出用途、余额、关口或计量的支付不能授权（六(四)）。"
      actions={grants && start}
    >
      <DataTable<Row>
        name="funding.sources"
        caption="资金来源"
        queryKey={[...fundingQueries.ledger.sources.key(), 'page']}
        load={load}
        rowKey={(one) => one.id}
        rowName={(one) => one.documentNumber}
        open={(one) => `/funding/sources/${one.id}`}
        columns={columns}
        defaultSort="-budgetYear"
        searchHint="指标文号或名称"
        onExport={exportList}
        filters={[
          {
            key: 'channel',
            label: '渠道',
            options: (choices.data?.channels ?? []).map(({ id, title }) => ({ value: id, label: title })),
          },
          {
            key: 'year',
            label: '年度',
            options: years.map((year) => ({ value: year, label: `${year} 年` })),
          },
          {
            key: 'class',
            label: '用途',
            options: Object.entries(classNames).map(([value, label]) => ({ value, label })),
          },
          {
            key: 'state',
            label: '状态',
            options: Object.entries(sourceStateNames).map(([value, label]) => ({ value, label })),
          },
        ]}
        empty={<Nothing text="还没有登记资金来源。收到指标文件后在这里登记。">{grants && start}</Nothing>}
      />
      <FormDialog title="登记指标" open={open} onClose={() => setOpen(false)} width={680}>
        {choices.data && <GrantForm choices={choices.data} close={() => setOpen(false)} />}
      </FormDialog>
    </Page>
  );
}
