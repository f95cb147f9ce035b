import { Button, Tag } from 'antd';
import { useState } from 'react';
import { DataTable } from '#ui/data-table.tsx';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { Page } from '#ui/page.tsx';
import { instantText } from '#ui/quantity.ts';
import { useMay, useUser } from '#ui/session.tsx';
import { Nothing } from '#ui/states.tsx';
import type { Column } from '#ui/table.tsx';
import { planActions } from '../contract.ts';
import { planApi, planQueries } from './api.ts';
import { SolveDialog } from './solve-dialog.tsx';
import { StatusTag } from './status-tag.tsx';
import { gapText, runTitle } from './words.ts';

type RunRow = Awaited<ReturnType<typeof planApi.runs.list>>['items'][number];

async function loadRuns(query: ListQuery) {
  const { published } = query.filters;
  const { page, size } = pageInput(query);
  return pageAnswer(await planApi.runs.list({ page, size, ...(published ? { published } : {}) }));
}

const columns: readonly Column<RunRow>[] = [
  { key: 'title', title: '测算', render: (run) => runTitle(run) },
  { key: 'status', title: '结果', render: (run) => <StatusTag status={run.status} /> },
  { key: 'gap', title: '已证明差距', align: 'end', render: (run) => gapText(run.gap) },
  {
    key: 'published',
    title: '发布',
    render: (run) =>
      run.publishedVersion === null ? '未发布' : <Tag color="success">第 {run.publishedVersion} 版</Tag>,
  },
  { key: 'note', title: '发布说明', optional: true, render: (run) => run.publishNote ?? '—' },
  { key: 'by', title: '测算人', render: (run) => run.createdBy },
  { key: 'at', title: '时间', render: (run) => instantText(run.createdAt) },
];

/** 年度计划: every solve of the district, the published versions among them. */
export default function RunsPage() {
  const [open, setOpen] = useState(false);
  const district = useUser().scope.length <= 6;
  const solves = useMay(planActions['plan.solve']) && district;
  const start = (
    <Button type="primary" onClick={() => setOpen(true)}>
      开始测算
    </Button>
  );
  return (
    <Page
      about="在资金盘子、施工能力和指定年份之内，算出哪个小区哪年开工，必改优先；每个小区都写明理由。测算可以反复做，发布后冻结。"
      actions={solves && start}
    >
      <DataTable<RunRow>
        name="plan.runs"
        caption="测算"
        queryKey={[...planQueries.runs.list.key(), 'page']}
        load={loadRuns}
        rowKey={(run) => run.id}
        rowName={runTitle}
        open={(run) => `/plan/runs/${run.id}`}
        columns={columns}
        filters={[
          {
            key: 'published',
            label: '发布',
            options: [
              { value: 'true', label: '已发布' },
              { value: 'false', label: '未发布' },
            ],
          },
        ]}
        empty={<Nothing text="还没有测算。先填资金盘子，再开始测算。">{solves && start}</Nothing>}
      />
      <SolveDialog open={open} close={() => setOpen(false)} />
    </Page>
  );
}
