import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { DataTable } from '#ui/data-table.tsx';
import { download } from '#ui/download.ts';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { dayText, instantText, m2Of } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { voteActions } from '../contract-votes.ts';
import { areaSourceWords, partKindWords } from '../domain/vote/part-words.ts';
import { participationApi, participationQueries } from './api.ts';
import { NoticesOfSubject } from './notices-of-subject.tsx';
import type { Vote } from './votes-words.tsx';

type Row = Awaited<ReturnType<typeof participationApi.votes.roll.list>>['items'][number];
type Correction = Awaited<ReturnType<typeof participationApi.votes.roll.corrections>>[number];

const columns = (base: string): readonly Column<Row>[] => [
  {
    key: 'place',
    title: '房屋',
    sortable: true,
    render: (one) => `${one.building}${one.entrance}${one.room}`,
    width: '10em',
  },
  { key: 'owner', title: '业主', sortable: true, render: (one) => one.ownerMasked },
  { key: 'area', title: '面积（㎡）', align: 'end', sortable: true, render: (one) => m2Of(one.areaCm2, 2) },
  { key: 'source', title: '面积来源', render: (one) => areaSourceWords[one.areaSource] ?? one.areaSource },
  { key: 'kind', title: '用途', render: (one) => partKindWords[one.kind] ?? one.kind },
  { key: 'paperNumber', title: '票号', render: (one) => <code>{one.paperNumber}</code> },
  {
    key: 'voted',
    title: '投票',
    render: (one) =>
      one.voted ? (
        <Tag color="success">已投</Tag>
      ) : (
        <Tag color={one.able ? 'default' : 'warning'}>{one.able ? '未投' : '须先推选或登记业主'}</Tag>
      ),
  },
  {
    key: 'paper',
    title: '表决票',
    optional: true,
    render: (one) => (
      <Button
        type="link"
        onClick={() => void download(`${base}/documents/ballot.docx?entitlementId=${one.id}`, '表决票.docx')}
      >
        打印
      </Button>
    ),
  },
];

const changeNames = { added: '新增', removed: '移出', changed: '更正', nominated: '推选' } as const;
const fieldNames = { areaCm2: '面积', areaSource: '来源', ownerMasked: '业主', kind: '用途' } as const;

/** What changed, in words: 面积 98.00 → 99.50 ㎡. */
function changeText({ before, after }: Correction): string {
  const field = (from: unknown, key: string): string => {
    const value = typeof from === 'object' && from !== null ? Reflect.get(from, key) : undefined;
    if (value === undefined) return '—';
    if (key === 'areaCm2') return `${m2Of(String(value), 2)} ㎡`;
    return areaSourceWords[String(value)] ?? partKindWords[String(value)] ?? String(value);
  };
  return Object.entries(fieldNames)
    .filter(([key]) => field(before, key) !== field(after, key))
    .map(([key, label]) => `${label} ${field(before, key)} → ${field(after, key)}`)
    .join('；');
}

function Corrections({ vote }: { readonly vote: Vote }) {
  const query = useQuery(
    participationQueries.votes.roll.corrections.queryOptions({ input: { id: vote.id } }),
  );
  return (
    <Section title="更正记录" about="公示后因异议所作的更正，逐条留存。">
      <Answer of={query}>
        {(rows) => (
          <Table
            caption="名册更正记录"
            rowKey={(one) => one.id}
            rows={rows}
            empty="没有更正"
            columns={[
              { key: 'version', title: '版次', render: (one) => `第 ${one.rollVersion} 版` },
              { key: 'place', title: '房屋', render: (one) => one.place },
              { key: 'change', title: '更正', render: (one) => changeNames[one.change] },
              { key: 'what', title: '内容', render: (one) => changeText(one) || '同一业主的房屋有增减' },
              { key: 'reason', title: '原因', render: (one) => one.reason },
              { key: 'at', title: '时间', render: (one) => instantText(one.at) },
              { key: 'by', title: '经办', render: (one) => one.by },
            ]}
          />
        )}
      </Answer>
    </Section>
  );
}

function RollActions({ vote }: { readonly vote: Vote }) {
  const confirm = useConfirm();
  const stale = [participationQueries.votes.key()];
  const correct = useAct({
    run: (reason: string) =>
      participationApi.votes.roll.correct({ id: vote.id, version: vote.version, reason }),
    done: ({ changes }) => `已更正 ${changes} 处`,
    ...{ stale, quiet: true },
  });
  const nominate = useAct({
    run: () => participationApi.votes.roll.nominations({ id: vote.id }),
    done: ({ nominated }) => (nominated > 0 ? `已补入 ${nominated} 户的推选` : '没有新的推选'),
    stale,
  });
  return (
    <>
      {vote.state === 'roll' && (
        <Button
          onClick={() =>
            confirm({
              title: '按摸底更正名册？',
              text: '先在摸底中改正面积、业主，再按摸底现状更正；不变的户保留原票号，版次加一，逐条留痕。',
              okText: '更正',
              reasonLabel: '更正的原因（如异议编号）',
              run: (reason) => correct.mutateAsync(reason),
            })
          }
        >
          按摸底更正
        </Button>
      )}
      {['roll', 'announced', 'open'].includes(vote.state) && vote.roll.unable > 0 && (
        <Button loading={nominate.isPending} onClick={() => nominate.mutate()}>
          补入共有人推选
        </Button>
      )}
    </>
  );
}

/** 表决名册: the frozen roll, who has not voted yet (the door list), corrections with their reasons. */
export default function VoteRollPage() {
  const { id = '' } = usePathParams();
  const edits = useMay(voteActions['participation.vote.edit']);
  const vote = useQuery(participationQueries.votes.show.queryOptions({ input: { id } }));
  const progress = useQuery(participationQueries.votes.progress.queryOptions({ input: { id } }));
  const base = `/api/participation/votes/${id}`;
  const buildings = [...new Set((progress.data?.buildings ?? []).map((one) => one.building))];
  const inputOf = (query: ListQuery) => {
    const { building, voted, able } = query.filters;
    const sort = (['place', 'area', 'owner'] as const).find((one) => one === query.sort);
    return {
      ...(query.search ? { search: query.search } : {}),
      ...(building ? { building } : {}),
      ...(voted ? { voted } : {}),
      ...(able ? { able } : {}),
      ...(sort ? { sort, descending: String(query.descending) } : {}),
    };
  };
  const data = vote.data;
  return (
    <Page
      title={data ? `${data.title}：名册` : undefined}
      about={
        data &&
        `第 ${data.rollVersion} 版，${data.roll.parts} 个专有部分、${data.roll.heads} 人、${m2Of(data.roll.areaCm2, 2)} ㎡；${data.rollPublishedOn ? `${dayText(data.rollPublishedOn)} 公示，异议期到 ${dayText(data.rollObjectionsUntil)}` : '未公示'}`
      }
      trail={[
        { title: '依法表决', path: '/participation/votes' },
        { title: data?.title ?? '表决', path: `/participation/votes/${id}` },
      ]}
      actions={data && edits && <RollActions vote={data} />}
    >
      <DataTable<Row>
        name="participation.votes.roll"
        caption="表决名册"
        queryKey={[...participationQueries.votes.roll.key(), id]}
        load={async (query, signal) =>
          pageAnswer(
            await participationApi.votes.roll.list(
              { id, ...pageInput(query), ...inputOf(query) },
              { signal },
            ),
          )
        }
        rowKey={(one) => one.id}
        rowName={(one) => `${one.building}${one.entrance}${one.room}`}
        columns={columns(base)}
        searchHint="房号、票号或业主姓氏"
        filters={[
          {
            key: 'building',
            label: '楼栋',
            options: buildings.map((value) => ({ value, label: value || '未分' })),
          },
          {
            key: 'voted',
            label: '投票',
            options: [
              { value: 'true', label: '已投' },
              { value: 'false', label: '未投（入户名单）' },
            ],
          },
          {
            key: 'able',
            label: '能否投票',
            options: [
              { value: 'true', label: '能投' },
              { value: 'false', label: '须先推选或登记业主' },
            ],
          },
        ]}
        onExport={(query) =>
          download(`${base}/roll.xlsx?${new URLSearchParams(inputOf(query))}`, '名册.xlsx')
        }
      />
      <NoticesOfSubject subjectId={id} />
      {data && <Corrections vote={data} />}
    </Page>
  );
}
