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
import { fiveStepNames } from '../domain/body/five-steps.ts';
import { participationApi, participationQueries } from './api.ts';
import { MeetingForm } from './meeting-form.tsx';
import { oneOf, optionsOf } from './notices-words.tsx';

type Meeting = Awaited<ReturnType<typeof participationApi.meetings.list>>['items'][number];

const columns: readonly Column<Meeting>[] = [
  { key: 'title', title: '会议', render: (one) => one.title, width: '14em' },
  { key: 'estate', title: '小区', render: (one) => one.estateName, width: '9em' },
  { key: 'held', title: '日期', render: (one) => dayText(one.heldOn), width: '9em' },
  { key: 'step', title: '环节', render: (one) => fiveStepNames[one.step], width: '6em' },
  { key: 'body', title: '组织', render: (one) => one.bodyName ?? '—' },
  {
    key: 'people',
    title: '到会',
    align: 'end',
    render: (one) => `${one.attended ?? '—'} / ${one.invited ?? '—'}`,
  },
  { key: 'decisions', title: '决定', align: 'end', render: (one) => `${one.decisions.length} 项` },
  { key: 'public', title: '公开', render: (one) => (one.published ? '是' : '否') },
];

async function load(query: ListQuery, signal: AbortSignal) {
  const step = oneOf(fiveStepNames, query.filters.step);
  const { estate, body } = query.filters;
  const input = {
    ...pageInput(query),
    ...(step ? { step } : {}),
    ...(estate ? { estateId: estate } : {}),
    ...(body ? { bodyId: body } : {}),
  };
  return pageAnswer(await participationApi.meetings.list(input, { signal }));
}

/** 会议: minutes can be searched; each belongs to one of the five steps of 四(二)3. */
export default function Meetings() {
  const may = useMay(bodyActions['participation.body']);
  const [open, setOpen] = useState(false);
  const go = useGo();
  const [params] = useSearchText();
  const narrowed = ['estate', 'body'].filter((key) => params.get(key));
  return (
    <Page about="业主、居民、党组织的会议，按决策共谋、发展共建、建设共管、效果共评、成果共享五个环节登记（四(二)3）。">
      <DataTable<Meeting>
        name="participation.meetings"
        caption="会议"
        queryKey={[...participationQueries.meetings.key(), 'page']}
        load={load}
        rowKey={(one) => one.id}
        open={(one) => `/participation/meetings/${one.id}`}
        columns={columns}
        searchHint="标题、记录、决定或小区"
        tools={
          may && (
            <Button type="primary" onClick={() => setOpen(true)}>
              登记会议
            </Button>
          )
        }
        filters={[
          { key: 'step', label: '环节', options: optionsOf(fiveStepNames) },
          ...narrowed.map((key) => ({
            key,
            label: key === 'estate' ? '小区' : '组织',
            options: [{ value: params.get(key) ?? '', label: key === 'estate' ? '所选小区' : '所选组织' }],
          })),
        ]}
      />
      <FormDialog title="登记会议" open={open} onClose={() => setOpen(false)} width={720}>
        <MeetingForm close={() => setOpen(false)} done={(id) => go(`/participation/meetings/${id}`)} />
      </FormDialog>
    </Page>
  );
}
