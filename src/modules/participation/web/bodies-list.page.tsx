import { Button } from 'antd';
import { useState } from 'react';
import { DataTable } from '#ui/data-table.tsx';
import { FormDialog } from '#ui/form.tsx';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { useGo } from '#ui/navigation.tsx';
import { Page } from '#ui/page.tsx';
import { dayText } from '#ui/quantity.ts';
import { useMay } from '#ui/session.tsx';
import type { Column } from '#ui/table.tsx';
import { bodyActions } from '../contract-bodies.ts';
import { bodyNames, termNames } from '../domain/body/body.ts';
import { participationApi, participationQueries } from './api.ts';
import { BodyForm } from './bodies-form.tsx';
import { oneOf, optionsOf } from './notices-words.tsx';

type Body = Awaited<ReturnType<typeof participationApi.bodies.list>>['items'][number];

const faultyNames = { true: '组成不合规', false: '组成没有问题' } as const;

async function load(query: ListQuery, signal: AbortSignal) {
  const kind = oneOf(bodyNames, query.filters.kind);
  const term = oneOf(termNames, query.filters.term);
  const faulty = oneOf(faultyNames, query.filters.faulty);
  const input = {
    ...pageInput(query),
    ...(kind ? { kind } : {}),
    ...(term ? { term } : {}),
    ...(faulty ? { faulty } : {}),
  };
  return pageAnswer(await participationApi.bodies.list(input, { signal }));
}

const columns: readonly Column<Body>[] = [
  { key: 'name', title: '名称', render: (one) => one.name, width: '12em' },
  { key: 'estate', title: '小区', render: (one) => one.estateName, width: '9em' },
  { key: 'kind', title: '类别', render: (one) => bodyNames[one.kind], width: '9em' },
  {
    key: 'term',
    title: '任期',
    render: (one) => `${termNames[one.term]}（${dayText(one.termUntil)}）`,
    width: '12em',
  },
  {
    key: 'members',
    title: '成员',
    render: (one) => one.members.map((each) => each.nameMasked).join('、') || '—',
  },
  { key: 'working', title: '正常履职', render: (one) => (one.working ? '是' : '否'), width: '5em' },
  {
    key: 'faults',
    title: '组成问题',
    render: (one) => one.faults.map((each) => `${each.message}（${each.clause}）`).join('；') || '—',
  },
];

/** 议事组织: who sits where, until when, and whether they work. */
export default function Bodies() {
  const may = useMay(bodyActions['participation.body']);
  const [open, setOpen] = useState(false);
  const go = useGo();
  return (
    <Page about="业主大会、业委会、物管会、居民议事会、小区党支部。业委会认定正常履职的小区在台账中标明（聊城市物业管理条例第五十六条）。">
      <DataTable<Body>
        name="participation.bodies"
        caption="议事组织"
        queryKey={[...participationQueries.bodies.key(), 'page']}
        load={load}
        rowKey={(one) => one.id}
        open={(one) => `/participation/bodies/${one.id}`}
        columns={columns}
        searchHint="名称或小区"
        tools={
          may && (
            <Button type="primary" onClick={() => setOpen(true)}>
              登记组织
            </Button>
          )
        }
        filters={[
          { key: 'kind', label: '类别', options: optionsOf(bodyNames) },
          { key: 'term', label: '任期', options: optionsOf(termNames) },
          { key: 'faulty', label: '组成', options: optionsOf(faultyNames) },
        ]}
      />
      <FormDialog title="登记议事组织" open={open} onClose={() => setOpen(false)} width={720}>
        <BodyForm close={() => setOpen(false)} done={(id) => go(`/participation/bodies/${id}`)} />
      </FormDialog>
    </Page>
  );
}
