import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { DataTable } from '#ui/data-table.tsx';
import { download } from '#ui/download.ts';
import { FormDialog } from '#ui/form.tsx';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { useSearchText } from '#ui/navigation.tsx';
import { Figure, Figures, Page } from '#ui/page.tsx';
import { dayText, instantText } from '#ui/quantity.ts';
import { useMay } from '#ui/session.tsx';
import type { Column } from '#ui/table.tsx';
import { noticeActions } from '../contract-notices.ts';
import { channelNames, objectionStateNames } from '../domain/notice/objection.ts';
import { participationApi, participationQueries } from './api.ts';
import { AssigneeForm, EntryForm } from './notices-objection-forms.tsx';
import { type Objection, OverdueTag, oneOf, optionsOf } from './notices-words.tsx';

const stateNames = { ...objectionStateNames, unanswered: '未答复', overdue: '逾期未答复' } as const;
const assigneeNames = { me: '由我办理', none: '未分办' } as const;
const markNames = { disputed: '列为争议', published: '已公开' } as const;

const columns: readonly Column<Objection>[] = [
  { key: 'number', title: '编号', render: (one) => one.number, width: '15em' },
  { key: 'estate', title: '小区', render: (one) => one.estateName, width: '9em' },
  {
    key: 'text',
    title: '异议',
    render: (one) => `${one.text.slice(0, 40)}${one.text.length > 40 ? '…' : ''}`,
  },
  {
    key: 'due',
    title: '答复期限',
    sortable: true,
    render: (one) => (
      <>
        {dayText(one.dueOn)} <OverdueTag overdue={one.overdue} />
      </>
    ),
    width: '11em',
  },
  { key: 'state', title: '状态', render: (one) => objectionStateNames[one.state], width: '5em' },
  { key: 'assignee', title: '办理人', render: (one) => one.assigneeName ?? '—', width: '6em' },
  {
    key: 'mark',
    title: '标记',
    render: (one) =>
      [one.disputed ? (one.settled ? '争议已了结' : '争议') : '', one.published ? '已公开' : '']
        .filter(Boolean)
        .join('、') || '—',
    width: '6em',
  },
  { key: 'at', title: '收到', sortable: true, render: (one) => instantText(one.at), optional: true },
  { key: 'channel', title: '来源', render: (one) => channelNames[one.channel], optional: true },
  { key: 'notice', title: '公示', render: (one) => one.noticeTitle ?? '—', optional: true },
  { key: 'name', title: '异议人', render: (one) => one.nameMasked || '—', optional: true },
];

function inputOf(query: ListQuery) {
  const { filters } = query;
  const state = oneOf(stateNames, filters.state);
  const assignee = oneOf(assigneeNames, filters.assignee);
  const mark = oneOf(markNames, filters.mark);
  const channel = oneOf(channelNames, filters.channel);
  const sort = (['due', 'at'] as const).find((one) => one === query.sort);
  return {
    ...(query.search ? { search: query.search } : {}),
    ...(state ? { state } : {}),
    ...(assignee ? { assignee } : {}),
    ...(mark ? { mark } : {}),
    ...(channel ? { channel } : {}),
    ...(filters.estate ? { estateId: filters.estate } : {}),
    ...(filters.notice ? { noticeId: filters.notice } : {}),
    ...(sort ? { sort, descending: `${query.descending}` } : {}),
  };
}

const load = async (query: ListQuery, signal: AbortSignal) =>
  pageAnswer(await participationApi.objections.list({ ...inputOf(query), ...pageInput(query) }, { signal }));
const exportAll = (query: ListQuery) =>
  download(`/api/participation/objections.xlsx?${new URLSearchParams(inputOf(query))}`, '异议.xlsx');

type Chosen = { readonly keys: readonly string[]; readonly clear: () => void };

/** 异议与答复: overdue first, given out in bulk, exported as filtered. */
export default function Objections() {
  const may = useMay(noticeActions['participation.objection']);
  const queries = useQueryClient();
  const [params] = useSearchText();
  const [entering, setEntering] = useState(false);
  const [chosenRows, setChosenRows] = useState<Chosen>();
  const done = () => queries.invalidateQueries({ queryKey: participationQueries.objections.key() });
  const narrowed = ['estate', 'notice'].filter((key) => params.get(key));
  return (
    <Page about="居民在网上、书面、入户、会议或热线提出的异议，按规定期限答复；姓名电话加密保存。">
      <Counts />
      <DataTable<Objection>
        name="participation.objections"
        caption="异议"
        queryKey={[...participationQueries.objections.key(), 'page']}
        load={load}
        rowKey={(one) => `${one.id} ${one.version}`}
        rowName={(one) => one.number}
        open={(one) => `/participation/objections/${one.id}`}
        columns={columns}
        searchHint="编号、内容或小区"
        onExport={exportAll}
        tools={
          may && (
            <Button type="primary" onClick={() => setEntering(true)}>
              登记异议
            </Button>
          )
        }
        bulk={
          may ? [{ key: 'assign', label: '分办', run: (keys, clear) => setChosenRows({ keys, clear }) }] : []
        }
        filters={[
          { key: 'state', label: '状态', options: optionsOf(stateNames) },
          { key: 'assignee', label: '办理人', options: optionsOf(assigneeNames) },
          { key: 'mark', label: '标记', options: optionsOf(markNames) },
          { key: 'channel', label: '来源', options: optionsOf(channelNames) },
          ...narrowed.map((key) => ({
            key,
            label: key === 'estate' ? '小区' : '公示',
            options: [{ value: params.get(key) ?? '', label: key === 'estate' ? '所选小区' : '所选公示' }],
          })),
        ]}
      />
      <FormDialog title="登记异议" open={entering} onClose={() => setEntering(false)}>
        <EntryForm cancel={() => setEntering(false)} done={done} />
      </FormDialog>
      <FormDialog title="批量分办" open={chosenRows !== undefined} onClose={() => setChosenRows(undefined)}>
        <AssigneeForm
          cancel={() => setChosenRows(undefined)}
          submit={async (assigneeId) => {
            const items = (chosenRows?.keys ?? []).map((key) => {
              const [id = '', version = '0'] = key.split(' ');
              return { id, version: Number(version) };
            });
            await participationApi.objections.assignMany({ items, assigneeId });
            chosenRows?.clear();
            setChosenRows(undefined);
            await done();
          }}
        />
      </FormDialog>
    </Page>
  );
}

function Counts() {
  const query = useQuery(participationQueries.objections.list.queryOptions({ input: { page: 1, size: 1 } }));
  const counts = query.data?.counts;
  if (!counts) return null;
  return (
    <Figures>
      <Figure label="未答复" value={counts.unanswered} unit="件" />
      <Figure label="逾期未答复" value={counts.overdue} unit="件" />
      <Figure label="使小区有争议、未了结" value={counts.holding} unit="件" />
    </Figures>
  );
}
