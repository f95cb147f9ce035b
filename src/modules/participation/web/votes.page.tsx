import { Button, Progress, Tag } from 'antd';
import { DataTable } from '#ui/data-table.tsx';
import { download } from '#ui/download.ts';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { useGo } from '#ui/navigation.tsx';
import { Page } from '#ui/page.tsx';
import { dayText, instantText, numberText } from '#ui/quantity.ts';
import { useMay } from '#ui/session.tsx';
import { Nothing } from '#ui/states.tsx';
import type { Column } from '#ui/table.tsx';
import { voteActions } from '../contract-votes.ts';
import { voteStateNames, voteStates } from '../domain/vote/state.ts';
import { participationApi, participationQueries } from './api.ts';
import { options, shareText, VoteTag } from './votes-words.tsx';

type Row = Awaited<ReturnType<typeof participationApi.votes.list>>['items'][number];

const columns: readonly Column<Row>[] = [
  { key: 'title', title: '表决', sortable: true, render: (one) => one.title, width: '16em' },
  { key: 'scope', title: '范围', render: (one) => one.scopeName },
  { key: 'state', title: '状态', sortable: true, render: (one) => <VoteTag state={one.state} /> },
  { key: 'matters', title: '事项', align: 'end', render: (one) => one.matters },
  {
    key: 'turnout',
    title: '参与人数',
    width: '11em',
    render: ({ turnout: { heads } }) =>
      heads.all === 0 ? (
        '—'
      ) : (
        <span>
          {numberText(heads.taking)}/{numberText(heads.all)}
          <Progress
            percent={Math.floor((heads.taking * 100) / heads.all)}
            size="small"
            showInfo={false}
            aria-label="参与人数占比"
          />
        </span>
      ),
  },
  {
    key: 'area',
    title: '参与面积',
    align: 'end',
    render: ({ turnout: { areaCm2 } }) => shareText(areaCm2.taking, areaCm2.all),
  },
  {
    key: 'opens',
    title: '开始',
    optional: true,
    render: (one) => (one.opensAt ? instantText(one.opensAt) : '—'),
  },
  {
    key: 'closes',
    title: '截止',
    sortable: true,
    render: (one) => (one.closesAt ? instantText(one.closesAt) : '—'),
  },
  {
    key: 'result',
    title: '结果公布',
    render: (one) =>
      one.resultPostedOn ? (
        dayText(one.resultPostedOn)
      ) : one.state === 'closed' ? (
        <Tag color={one.overdue ? 'error' : 'warning'}>
          {one.overdue ? '已逾期' : '应于'} {dayText(one.resultDue)}
        </Tag>
      ) : (
        '—'
      ),
  },
  { key: 'number', title: '编号', optional: true, render: (one) => one.number },
];

const sorts = ['closes', 'title', 'state'] as const;

function inputOf(query: ListQuery) {
  const { estateId, overdue } = query.filters;
  const state = voteStates.find((one) => one === query.filters.state);
  const sort = sorts.find((one) => one === query.sort);
  return {
    ...(query.search ? { search: query.search } : {}),
    ...(state ? { state } : {}),
    ...(estateId ? { estateId } : {}),
    ...(overdue ? { overdue } : {}),
    ...(sort ? { sort, descending: String(query.descending) } : {}),
  };
}

const load = async (query: ListQuery, signal: AbortSignal) =>
  pageAnswer(await participationApi.votes.list({ ...pageInput(query), ...inputOf(query) }, { signal }));

const exportList = (query: ListQuery) =>
  download(`/api/participation/votes.xlsx?${new URLSearchParams(inputOf(query))}`, '依法表决.xlsx');

/** 依法表决: every legal vote in sight, how far each has come and what is overdue. */
export default function VotesPage() {
  const go = useGo();
  const edits = useMay(voteActions['participation.vote.edit']);
  const start = (
    <Button type="primary" onClick={() => go('/participation/votes/new')}>
      新建表决
    </Button>
  );
  return (
    <Page
      about="业主依照民法典第二百七十八条共同决定的事项。与意愿征询是两回事：征询不产生约束力，表决才算数。"
      actions={edits && start}
    >
      <DataTable<Row>
        name="participation.votes"
        caption="依法表决"
        queryKey={[...participationQueries.votes.key(), 'page']}
        load={load}
        rowKey={(one) => one.id}
        rowName={(one) => one.title}
        open={(one) => `/participation/votes/${one.id}`}
        columns={columns}
        searchHint="标题、小区或编号的一部分"
        filters={[
          { key: 'state', label: '状态', options: options(voteStateNames) },
          {
            key: 'overdue',
            label: '公布期限',
            options: [
              { value: 'true', label: '已逾期' },
              { value: 'false', label: '未逾期' },
            ],
          },
        ]}
        onExport={exportList}
        empty={<Nothing text="还没有表决。先在摸底中登记业主名册，再新建表决。">{edits && start}</Nothing>}
      />
    </Page>
  );
}
