import './reviews.css';
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { DataTable } from '#ui/data-table.tsx';
import { download } from '#ui/download.ts';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { Page } from '#ui/page.tsx';
import { dayText, wanOf } from '#ui/quantity.ts';
import { Answer, Nothing } from '#ui/states.tsx';
import type { Column } from '#ui/table.tsx';
import type { seatShape } from '../contract-reviews.ts';
import { seatStandingNames, seatStandings } from '../domain/review/seat.ts';
import { versionStateNames } from '../domain/state.ts';
import { schemeApi, schemeQueries } from './api.ts';
import { oneOf, optionsOf, StandingTag } from './reviews-words.tsx';

type Row = Awaited<ReturnType<typeof schemeApi.reviews.board>>['items'][number];
type Seat = Pick<
  z.output<typeof seatShape>,
  'office' | 'dueOn' | 'standing' | 'stance' | 'organisationName' | 'title'
>;
const states = ['submitted', 'reviewed', 'posted', 'approved', 'returned'] as const;

const inputOf = (query: ListQuery) => {
  const state = oneOf(states, query.filters.state);
  const standing = oneOf(seatStandings, query.filters.standing);
  const sort = oneOf(['due', 'title'] as const, query.sort);
  return {
    ...(query.search ? { search: query.search } : {}),
    ...(state ? { state } : {}),
    ...(standing ? { standing } : {}),
    ...(query.filters.office ? { office: query.filters.office } : {}),
    ...(sort ? { sort, descending: `${query.descending}` } : {}),
  };
};

const load = async (query: ListQuery, signal: AbortSignal) =>
  pageAnswer(await schemeApi.reviews.board({ ...pageInput(query), ...inputOf(query) }, { signal }));

const save = (query: ListQuery) =>
  download(`/api/scheme/reviews.xlsx?${new URLSearchParams(inputOf(query))}`, '联合审查一览.xlsx');

/** What one kind of unit said of one scheme; several bodies stand below one another. */
function Cell({ seats, open }: { readonly seats: readonly Seat[]; readonly open: boolean }) {
  if (seats.length === 0) return '—';
  return seats.map((seat) => (
    <div key={seat.office} title={seat.title}>
      <StandingTag seat={seat} />
      {open && seat.stance === null && <div className="hj-about">{dayText(seat.dueOn)}</div>}
    </div>
  ));
}

const columnsFor = (offices: readonly { readonly id: string; readonly title: string }[]): Column<Row>[] => [
  {
    key: 'title',
    title: '方案',
    sortable: true,
    width: '14em',
    render: (one) => `${one.title}（第 ${one.number} 版）`,
  },
  { key: 'estates', title: '小区', width: '10em', optional: true, render: (one) => one.estates.join('、') },
  { key: 'state', title: '状态', width: '7em', render: (one) => versionStateNames[one.state] },
  { key: 'due', title: '期限', sortable: true, width: '9em', render: (one) => dayText(one.dueOn) },
  ...offices.map(
    ({ id, title }): Column<Row> => ({
      key: id,
      title,
      width: '9.5em',
      render: (one) => (
        <Cell
          seats={one.seats.filter((seat) => seat.office.split(':')[0] === id)}
          open={one.roundState === 'open'}
        />
      ),
    }),
  ),
  {
    key: 'notice',
    title: '公示到（未答复异议）',
    width: '11em',
    render: (one) => (one.noticeUntil ? `${dayText(one.noticeUntil)}（${one.unanswered}）` : '—'),
  },
  {
    key: 'total',
    title: '总投资（万元）',
    align: 'end',
    optional: true,
    render: (one) => wanOf(one.totalFen),
  },
];

/** 联合审查: schemes down, units across; who is asked, when it is due, what was said. */
export default function Board() {
  const head = useQuery(schemeQueries.reviews.board.queryOptions({ input: { size: 1 } }));
  return (
    <Page about="提交审查以后的方案：各单位的意见与期限，公示与批准进度。">
      <Answer of={head}>
        {({ offices }) => (
          <DataTable<Row>
            name="scheme.reviews"
            caption="联合审查一览"
            queryKey={[...schemeQueries.reviews.board.key(), 'page']}
            load={load}
            rowKey={(one) => one.schemeId}
            rowName={(one) => one.title}
            open={(one) => `/scheme/schemes/${one.schemeId}/review`}
            columns={columnsFor(offices)}
            searchHint="方案或小区"
            onExport={save}
            empty={<Nothing text="还没有提交审查的方案" />}
            filters={[
              { key: 'state', label: '状态', options: optionsOf(versionStateNames, states) },
              {
                key: 'office',
                label: '单位',
                options: offices.map((one) => ({ value: one.id, label: one.title })),
              },
              { key: 'standing', label: '意见', options: optionsOf(seatStandingNames, seatStandings) },
            ]}
          />
        )}
      </Answer>
    </Page>
  );
}
