import { useQuery } from '@tanstack/react-query';
import { DataTable } from '#ui/data-table.tsx';
import { download } from '#ui/download.ts';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { AppLink, useSearchText } from '#ui/navigation.tsx';
import { Figure, Figures, Page } from '#ui/page.tsx';
import { dayText } from '#ui/quantity.ts';
import type { Column } from '#ui/table.tsx';
import { findingStateNames, severityNames } from '../domain/body/finding.ts';
import { participationApi, participationQueries } from './api.ts';
import { OverdueTag, oneOf, optionsOf } from './notices-words.tsx';
import { type Finding, FindingActs } from './openness-finding-acts.tsx';

const stateNames = { unaccepted: '未验收（全部）', overdue: '逾期未整改', ...findingStateNames } as const;
const publishedNames = { true: '已公开', false: '未公开' } as const;

const columns: readonly Column<Finding>[] = [
  { key: 'text', title: '问题', render: (one) => one.text },
  { key: 'estate', title: '小区', render: (one) => one.estateName, width: '9em' },
  { key: 'severity', title: '程度', render: (one) => severityNames[one.severity], width: '4em' },
  {
    key: 'due',
    title: '整改期限',
    render: (one) => (
      <>
        {dayText(one.dueOn)} <OverdueTag overdue={one.overdue} />
      </>
    ),
    width: '11em',
  },
  { key: 'state', title: '状态', render: (one) => findingStateNames[one.state], width: '5em' },
  { key: 'answer', title: '整改情况', render: (one) => one.answer ?? '—' },
  {
    key: 'visit',
    title: '开放日或查看',
    render: (one) => <AppLink to={`/participation/visits/${one.visitId}`}>{one.visitTitle}</AppLink>,
    width: '10em',
  },
  { key: 'public', title: '公开', render: (one) => (one.published ? '是' : '否'), width: '4em' },
  { key: 'accepted', title: '验收', render: (one) => one.acceptedBy ?? '—', optional: true },
  { key: 'act', title: '办理', render: (one) => <FindingActs finding={one} />, width: '12em' },
];

function inputOf({ search, filters }: ListQuery) {
  const state = oneOf(stateNames, filters.state);
  const severity = oneOf(severityNames, filters.severity);
  const published = oneOf(publishedNames, filters.published);
  return {
    ...(search ? { search } : {}),
    ...(state ? { state } : {}),
    ...(severity ? { severity } : {}),
    ...(published ? { published } : {}),
    ...(filters.estate ? { estateId: filters.estate } : {}),
  };
}

const load = async (query: ListQuery, signal: AbortSignal) =>
  pageAnswer(
    await participationApi.openness.findings({ ...inputOf(query), ...pageInput(query) }, { signal }),
  );
const exportAll = (query: ListQuery) =>
  download(`/api/participation/findings.xlsx?${new URLSearchParams(inputOf(query))}`, '居民监督问题.xlsx');

/** 问题与整改 over all estates: the longest overdue first, exported as filtered. */
export default function Findings() {
  const [params] = useSearchText();
  const estate = params.get('estate');
  return (
    <Page about="开放日和现场查看中发现的问题。答复整改后，由居民监督员签字验收才算办结；未答复的按期限先后排列。">
      <Counts />
      <DataTable<Finding>
        name="participation.findings"
        caption="问题与整改"
        queryKey={[...participationQueries.openness.key(), 'findings']}
        load={load}
        rowKey={(one) => one.id}
        columns={columns}
        searchHint="问题、整改情况或小区"
        onExport={exportAll}
        filters={[
          { key: 'state', label: '状态', options: optionsOf(stateNames) },
          { key: 'severity', label: '程度', options: optionsOf(severityNames) },
          { key: 'published', label: '公开', options: optionsOf(publishedNames) },
          ...(estate
            ? [{ key: 'estate', label: '小区', options: [{ value: estate, label: '所选小区' }] }]
            : []),
        ]}
      />
    </Page>
  );
}

function Counts() {
  const query = useQuery(
    participationQueries.openness.findings.queryOptions({ input: { page: 1, size: 1 } }),
  );
  const counts = query.data?.counts;
  if (!counts) return null;
  return (
    <Figures>
      <Figure label="待整改" value={counts.open} unit="个" />
      <Figure label="逾期未整改" value={counts.overdue} unit="个" />
      <Figure label="待监督员验收" value={counts.answered} unit="个" />
    </Figures>
  );
}
