import { Button, Tag } from 'antd';
import { useState } from 'react';
import { DataTable } from '#ui/data-table.tsx';
import { download } from '#ui/download.ts';
import { FormDialog } from '#ui/form.tsx';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { useGo } from '#ui/navigation.tsx';
import { Page } from '#ui/page.tsx';
import { numberText, yuanOf } from '#ui/quantity.ts';
import { useMay } from '#ui/session.tsx';
import { Nothing } from '#ui/states.tsx';
import type { Column } from '#ui/table.tsx';
import { householdsActions } from '../contract-households.ts';
import { collectionStateNames, methodNames } from '../domain/household/words.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { CollectionForm } from './household-form.tsx';
import { options } from './household-words.tsx';

type Row = Awaited<ReturnType<typeof fundingApi.households.collections.list>>['items'][number];

const columns: readonly Column<Row>[] = [
  { key: 'title', title: '名称', width: '14em', render: (one) => one.title },
  { key: 'scopeName', title: '范围', width: '11em', render: (one) => one.scopeName },
  { key: 'state', title: '状态', render: (one) => <Tag>{collectionStateNames[one.state]}</Tag> },
  { key: 'parts', title: '户数', align: 'end', render: (one) => numberText(one.sums.parts) },
  {
    key: 'totalFen',
    title: '总额（元）',
    align: 'end',
    sortable: true,
    render: (one) => yuanOf(one.totalFen),
  },
  { key: 'pledged', title: '认缴（元）', align: 'end', render: (one) => yuanOf(one.sums.pledgedFen) },
  { key: 'due', title: '应缴（元）', align: 'end', render: (one) => yuanOf(one.sums.dueFen) },
  { key: 'net', title: '实缴（元）', align: 'end', render: (one) => yuanOf(one.sums.netFen) },
  { key: 'arrears', title: '逾期（元）', align: 'end', render: (one) => yuanOf(one.sums.arrearsFen) },
  { key: 'method', title: '分摊办法', optional: true, render: (one) => methodNames[one.method] },
  { key: 'number', title: '编号', optional: true, sortable: true, render: (one) => one.number },
];

function filtersOf(query: ListQuery) {
  const state = (Object.keys(collectionStateNames) as (keyof typeof collectionStateNames)[]).find(
    (one) => one === query.filters.state,
  );
  const sort = (['createdAt', 'number', 'totalFen'] as const).find((one) => one === query.sort);
  return {
    ...(state ? { state } : {}),
    ...(sort ? { sort, descending: `${query.descending}` as const } : {}),
  };
}

/** 居民出资: what residents of each estate owe, pledged, due and paid. */
export default function Households() {
  const [open, setOpen] = useState(false);
  const go = useGo();
  const edits = useMay(householdsActions['funding.households.edit']);
  const start = edits && (
    <Button type="primary" onClick={() => setOpen(true)}>
      拟定归集
    </Button>
  );
  return (
    <Page about="按约定或专有部分面积把居民出资分到每一户；有通过的表决或签字的协议才转为应缴，之后发账单、收款、催缴（六(一)）。">
      <DataTable<Row>
        name="funding.households"
        caption="居民出资归集"
        queryKey={[...fundingQueries.households.collections.key(), 'page']}
        load={async (query, signal) =>
          pageAnswer(
            await fundingApi.households.collections.list(
              { ...pageInput(query), ...filtersOf(query) },
              { signal },
            ),
          )
        }
        rowKey={(one) => one.id}
        rowName={(one) => one.title}
        open={(one) => `/funding/households/collections/${one.id}`}
        columns={columns}
        searchHint="名称、小区或编号"
        defaultSort="-createdAt"
        tools={start}
        onExport={(query) => {
          const { search } = pageInput(query) as { search?: string };
          const asked = new URLSearchParams({ ...(search ? { search } : {}), ...filtersOf(query) });
          return download(`/api/funding/households/collections.xlsx?${asked}`, '居民出资.xlsx');
        }}
        empty={<Nothing text="还没有居民出资的归集">{start}</Nothing>}
        filters={[{ key: 'state', label: '状态', options: options(collectionStateNames) }]}
      />
      <FormDialog title="拟定居民出资归集" open={open} onClose={() => setOpen(false)} width={720}>
        <CollectionForm
          cancel={() => setOpen(false)}
          made={(id) => go(`/funding/households/collections/${id}`)}
        />
      </FormDialog>
    </Page>
  );
}
