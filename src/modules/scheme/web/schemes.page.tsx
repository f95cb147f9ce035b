import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { identityContract } from '#modules/identity/contract.ts';
import { makeClient, makeQueries } from '#ui/client.ts';
import { DataTable } from '#ui/data-table.tsx';
import { download } from '#ui/download.ts';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { Page } from '#ui/page.tsx';
import { instantText, wanOf } from '#ui/quantity.ts';
import { useMay } from '#ui/session.tsx';
import { Nothing } from '#ui/states.tsx';
import type { Column } from '#ui/table.tsx';
import { schemesActions } from '../contract-schemes.ts';
import { versionStateNames } from '../domain/state.ts';
import { schemeApi, schemeQueries } from './api.ts';
import { CreateScheme } from './schemes-create.tsx';
import { optionsOf, StateTag } from './schemes-words.tsx';

type Head = Awaited<ReturnType<typeof schemeApi.schemes.list>>['items'][number];
const identityQueries = makeQueries(makeClient(identityContract));

const columns: readonly Column<Head>[] = [
  { key: 'title', title: '方案', render: (one) => one.title, sortable: true, width: '14em' },
  {
    key: 'estates',
    title: '小区',
    render: (one) =>
      one.estates.length > 3
        ? `${one.estates[0]?.name ?? ''}等 ${one.estates.length} 个`
        : one.estates.map(({ name }) => name).join('、'),
  },
  {
    key: 'subdistrict',
    title: '街道（乡镇）',
    render: (one) => [...new Set(one.estates.map(({ subdistrictName }) => subdistrictName))].join('、'),
  },
  { key: 'state', title: '状态', render: (one) => <StateTag state={one.state} /> },
  { key: 'number', title: '版次', align: 'end', render: (one) => `第 ${one.number} 版` },
  { key: 'total', title: '总投资（万元）', align: 'end', sortable: true, render: (one) => wanOf(one.total) },
  {
    key: 'ceiling',
    title: '上限（万元）',
    align: 'end',
    render: (one) => (
      <>
        {wanOf(one.ceiling)} {one.overCeiling && <Tag color="error">超上限</Tag>}
      </>
    ),
  },
  { key: 'updatedAt', title: '最近修改', sortable: true, render: (one) => instantText(one.updatedAt) },
  { key: 'updatedBy', title: '修改人', optional: true, render: (one) => one.updatedBy },
];

/** What the list in the address asks of the server. */
function askOf(query: ListQuery): Record<string, string> {
  const ask: Record<string, string> = {
    sort: query.sort ?? 'updatedAt',
    descending: String(query.descending),
  };
  if (query.search) ask.search = query.search;
  for (const key of ['state', 'subdistrict', 'over'] as const) {
    const value = query.filters[key];
    if (value) ask[key] = value;
  }
  return ask;
}

const load = async (query: ListQuery, signal: AbortSignal) => {
  const input = { ...askOf(query), ...pageInput(query) } as Parameters<typeof schemeApi.schemes.list>[0];
  return pageAnswer(await schemeApi.schemes.list(input, { signal }));
};

/** 改造方案: one per estate or precinct, what it costs and where it stands. */
export default function Schemes() {
  const [open, setOpen] = useState(false);
  const edits = useMay(schemesActions['scheme.schemes.edit']);
  const regions = useQuery(identityQueries.regions.list.queryOptions());
  const subdistricts = (regions.data ?? [])
    .filter(({ level }) => level === 'subdistrict')
    .map(({ code, name }) => ({ value: code, label: name }));
  const start = (
    <Button type="primary" onClick={() => setOpen(true)}>
      编制方案
    </Button>
  );
  return (
    <Page
      about="整体设计先行，一小区一方案（四(二)2）；连片的小区一个设计，各小区一个附件。"
      actions={edits && start}
    >
      <DataTable<Head>
        name="scheme.schemes"
        caption="改造方案"
        queryKey={[...schemeQueries.schemes.key(), 'page']}
        load={load}
        rowKey={(one) => one.id}
        rowName={(one) => one.title}
        open={(one) => `/scheme/schemes/${one.id}`}
        columns={columns}
        searchHint="方案或小区名称的一部分"
        defaultSort="-updatedAt"
        onExport={(query) =>
          download(`/api/scheme/schemes.xlsx?${new URLSearchParams(askOf(query))}`, '改造方案.xlsx')
        }
        filters={[
          { key: 'state', label: '状态', options: optionsOf(versionStateNames) },
          { key: 'subdistrict', label: '街道（乡镇）', options: subdistricts },
          { key: 'over', label: '投资', options: [{ value: 'true', label: '超过上限的' }] },
        ]}
        empty={
          <Nothing text={edits ? '还没有方案。选择小区，系统按摸底现状和居民选择拟出初稿。' : '还没有方案。'}>
            {edits && start}
          </Nothing>
        }
      />
      <CreateScheme open={open} close={() => setOpen(false)} />
    </Page>
  );
}
