import { Button } from 'antd';
import { useState } from 'react';
import { DataTable } from '#ui/data-table.tsx';
import { FormDialog } from '#ui/form.tsx';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { useGo, useSearchText } from '#ui/navigation.tsx';
import { Page } from '#ui/page.tsx';
import { dayText } from '#ui/quantity.ts';
import { useMay } from '#ui/session.tsx';
import type { Column } from '#ui/table.tsx';
import { bodyActions } from '../contract-bodies.ts';
import { visitNames } from '../domain/body/finding.ts';
import { fiveStepNames } from '../domain/body/five-steps.ts';
import { participationApi, participationQueries } from './api.ts';
import { oneOf, optionsOf } from './notices-words.tsx';
import { VisitForm } from './openness-visit-form.tsx';

type Visit = Awaited<ReturnType<typeof participationApi.openness.visits>>['items'][number];
const stateNames = { planned: '已安排', held: '已举行', cancelled: '已取消' } as const;
const stateOf = (one: Visit) => (one.cancelledReason ? '已取消' : one.heldOn ? '已举行' : '已安排');

const columns: readonly Column<Visit>[] = [
  { key: 'title', title: '标题', render: (one) => one.title, width: '14em' },
  { key: 'estate', title: '小区', render: (one) => one.estateName, width: '9em' },
  { key: 'kind', title: '类别', render: (one) => visitNames[one.kind], width: '6em' },
  { key: 'planned', title: '日期', render: (one) => dayText(one.heldOn ?? one.plannedOn), width: '9em' },
  { key: 'state', title: '状态', render: stateOf, width: '6em' },
  { key: 'attended', title: '参加', align: 'end', render: (one) => one.attended ?? '—' },
  {
    key: 'findings',
    title: '问题（未验收）',
    align: 'end',
    render: (one) => `${one.findings}（${one.openFindings}）`,
  },
  { key: 'public', title: '公开', render: (one) => (one.published ? '是' : '否') },
];

async function load(query: ListQuery, signal: AbortSignal) {
  const kind = oneOf(visitNames, query.filters.kind);
  const state = oneOf(stateNames, query.filters.state);
  const step = oneOf(fiveStepNames, query.filters.step);
  const input = {
    ...pageInput(query),
    ...(kind ? { kind } : {}),
    ...(state ? { state } : {}),
    ...(step ? { step } : {}),
    ...(query.filters.estate ? { estateId: query.filters.estate } : {}),
  };
  return pageAnswer(await participationApi.openness.visits(input, { signal }));
}

/** 居民监督: open days and site visits, with what was found. */
export default function Visits() {
  const may = useMay(bodyActions['participation.openness']);
  const [open, setOpen] = useState(false);
  const go = useGo();
  const [params] = useSearchText();
  const estate = params.get('estate');
  return (
    <Page about="改造过程公开，受居民监督（五(七)）：开放日、现场查看、发现的问题与整改。">
      <DataTable<Visit>
        name="participation.visits"
        caption="开放日与现场查看"
        queryKey={[...participationQueries.openness.key(), 'visits']}
        load={load}
        rowKey={(one) => one.id}
        open={(one) => `/participation/visits/${one.id}`}
        columns={columns}
        searchHint="标题"
        tools={
          may && (
            <Button type="primary" onClick={() => setOpen(true)}>
              安排
            </Button>
          )
        }
        filters={[
          { key: 'kind', label: '类别', options: optionsOf(visitNames) },
          { key: 'state', label: '状态', options: optionsOf(stateNames) },
          { key: 'step', label: '环节', options: optionsOf(fiveStepNames) },
          ...(estate
            ? [{ key: 'estate', label: '小区', options: [{ value: estate, label: '所选小区' }] }]
            : []),
        ]}
      />
      <FormDialog title="安排开放日或查看" open={open} onClose={() => setOpen(false)}>
        <VisitForm close={() => setOpen(false)} done={(id) => go(`/participation/visits/${id}`)} />
      </FormDialog>
    </Page>
  );
}
