import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { DataTable } from '#ui/data-table.tsx';
import { FormDialog } from '#ui/form.tsx';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { useGo } from '#ui/navigation.tsx';
import { Page } from '#ui/page.tsx';
import { dayText } from '#ui/quantity.ts';
import { useMay } from '#ui/session.tsx';
import { Nothing } from '#ui/states.tsx';
import type { Column } from '#ui/table.tsx';
import { noticeActions } from '../contract-notices.ts';
import { noticeNames, noticePhaseNames } from '../domain/notice/notice.ts';
import { participationApi, participationQueries } from './api.ts';
import { NoticeForm } from './notices-form.tsx';
import { type Notice, oneOf, optionsOf } from './notices-words.tsx';

const columns: readonly Column<Notice>[] = [
  { key: 'title', title: '标题', render: (one) => one.title, width: '16em' },
  { key: 'estate', title: '小区', render: (one) => one.estateName, width: '10em' },
  { key: 'kind', title: '类别', render: (one) => noticeNames[one.kind], width: '9em' },
  { key: 'phase', title: '状态', render: (one) => noticePhaseNames[one.phase], width: '6em' },
  { key: 'postedOn', title: '张贴', render: (one) => dayText(one.postedOn), sortable: true, width: '9em' },
  { key: 'until', title: '公示到', render: (one) => dayText(one.until), sortable: true, width: '9em' },
  {
    key: 'objections',
    title: '异议（未答复）',
    align: 'end',
    render: (one) => `${one.objections}（${one.unanswered}）`,
    width: '8em',
  },
  { key: 'places', title: '张贴地点', render: (one) => one.places || '—', optional: true },
  { key: 'by', title: '拟写人', render: (one) => one.createdBy, optional: true },
];

async function load(query: ListQuery, signal: AbortSignal) {
  const kind = oneOf(noticeNames, query.filters.kind);
  const phase = oneOf(noticePhaseNames, query.filters.phase);
  const sort = (['postedOn', 'until'] as const).find((one) => one === query.sort);
  const input = {
    ...pageInput(query),
    ...(kind ? { kind } : {}),
    ...(phase ? { phase } : {}),
    ...(sort ? { sort, descending: `${query.descending}` } : {}),
  };
  return pageAnswer(await participationApi.notices.list(input, { signal }));
}

/** 公示: what hangs where, until when, and who objected. */
export default function Notices() {
  const may = useMay(noticeActions['participation.notice']);
  const [open, setOpen] = useState(false);
  const go = useGo();
  const queries = useQueryClient();
  const add = may && (
    <Button type="primary" onClick={() => setOpen(true)}>
      拟写公示
    </Button>
  );
  return (
    <Page about="方案、名册、表决、结果和内容选择的公示；发布后在居民页公开，公示期内外都可以提出异议。">
      <DataTable<Notice>
        name="participation.notices"
        caption="公示"
        queryKey={[...participationQueries.notices.key(), 'page']}
        load={load}
        rowKey={(one) => one.id}
        rowName={(one) => one.title}
        open={(one) => `/participation/notices/${one.id}`}
        columns={columns}
        searchHint="标题或小区"
        defaultSort="-postedOn"
        tools={add}
        empty={<Nothing text="还没有公示">{add}</Nothing>}
        filters={[
          { key: 'phase', label: '状态', options: optionsOf(noticePhaseNames) },
          { key: 'kind', label: '类别', options: optionsOf(noticeNames) },
        ]}
      />
      <FormDialog title="拟写公示" open={open} onClose={() => setOpen(false)} width={720}>
        <NoticeForm
          cancel={() => setOpen(false)}
          submit={async (values) => {
            const made = await participationApi.notices.create(values);
            await queries.invalidateQueries({ queryKey: participationQueries.notices.key() });
            go(`/participation/notices/${made.id}`);
          }}
        />
      </FormDialog>
    </Page>
  );
}
