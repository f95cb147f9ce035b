import { useQuery } from '@tanstack/react-query';
import { DataTable } from '#ui/data-table.tsx';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { Page, Section } from '#ui/page.tsx';
import { instantText } from '#ui/quantity.ts';
import { type Column, Table } from '#ui/table.tsx';
import { type Dispute, projectsApi, projectsQueries, type Suggestion } from './api.ts';
import { optionsOf } from './words.tsx';

const disputeStateNames = { open: '暂缓中', released: '已解除' } as const;

const columns: readonly Column<Dispute>[] = [
  { key: 'estate', title: '小区', render: (one) => one.estateName, width: '13em' },
  { key: 'state', title: '状态', render: (one) => disputeStateNames[one.state], width: '6em' },
  { key: 'reason', title: '事由', render: (one) => one.reason },
  { key: 'rounds', title: '论证', align: 'end', render: (one) => `${one.rounds.length} 轮`, width: '5em' },
  { key: 'lacking', title: '还缺', render: (one) => one.lacking.join('；') || '—' },
  { key: 'opened', title: '登记时间', render: (one) => instantText(one.openedAt), width: '12em' },
  { key: 'by', title: '登记人', render: (one) => one.openedBy, optional: true },
];

const suggestedColumns: readonly Column<Suggestion>[] = [
  { key: 'estate', title: '小区', render: (one) => one.estateName, width: '13em' },
  { key: 'count', title: '异议', align: 'end', render: (one) => `${one.objections} 件`, width: '5em' },
  { key: 'numbers', title: '编号', render: (one) => one.numbers.join('、') },
  { key: 'since', title: '最早收到', render: (one) => instantText(one.since), width: '12em' },
];

async function load(query: ListQuery, signal: AbortSignal) {
  const { page, size } = pageInput(query);
  const state = (['open', 'released'] as const).find((one) => one === query.filters.state);
  const input = { page, size, ...(state ? { state } : {}) };
  return pageAnswer(await projectsApi.disputes.list(input, { signal }));
}

/** 争议小区: held estates and what each still lacks. */
export default function Disputes() {
  return (
    <Page about="有争议的小区暂缓受理和列入计划，反复论证、风险评估、应急预案和意见统一的材料齐备后解除。在小区页登记和办理。">
      <Suggested />
      <DataTable<Dispute>
        name="projects.disputes"
        caption="争议小区"
        queryKey={[...projectsQueries.disputes.key(), 'page']}
        load={load}
        rowKey={(one) => one.id}
        rowName={(one) => one.estateName}
        open={(one) => `/projects/assessments/${one.estateId}`}
        columns={columns}
        filters={[{ key: 'state', label: '状态', options: optionsOf(disputeStateNames) }]}
      />
    </Page>
  );
}

/** Estates that residents' objections hold while nobody has opened the record. */
function Suggested() {
  const query = useQuery(projectsQueries.disputes.list.queryOptions({ input: { page: 1, size: 1 } }));
  const list = query.data?.suggested ?? [];
  if (list.length === 0) return null;
  return (
    <Section
      title={`有居民异议列为争议、还没有登记的小区（${list.length} 个）`}
      about="这些小区已经暂缓受理和列入计划；在小区页登记争议后组织论证。"
    >
      <Table
        caption="待登记争议的小区"
        columns={suggestedColumns}
        rows={list}
        rowKey={(one) => one.estateId}
        open={(one) => `/projects/assessments/${one.estateId}`}
      />
    </Section>
  );
}
