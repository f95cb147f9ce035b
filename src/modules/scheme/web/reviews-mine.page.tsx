import './reviews.css';
import { DataTable } from '#ui/data-table.tsx';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { Page } from '#ui/page.tsx';
import { dayText } from '#ui/quantity.ts';
import { Nothing } from '#ui/states.tsx';
import type { Column } from '#ui/table.tsx';
import { roundStateNames } from '../domain/review/course.ts';
import { schemeApi, schemeQueries } from './api.ts';
import { oneOf, StandingTag } from './reviews-words.tsx';

type Mine = Awaited<ReturnType<typeof schemeApi.reviews.mine>>['items'][number];

const columns: readonly Column<Mine>[] = [
  { key: 'scheme', title: '方案', width: '14em', render: (one) => one.schemeTitle },
  { key: 'estates', title: '小区', width: '10em', render: (one) => one.estates.join('、') },
  { key: 'title', title: '作为', width: '10em', render: (one) => one.title },
  { key: 'due', title: '期限', width: '9em', render: (one) => dayText(one.dueOn) },
  { key: 'standing', title: '意见', width: '8em', render: (one) => <StandingTag seat={one} /> },
  { key: 'round', title: '审查', width: '8em', render: (one) => roundStateNames[one.roundState] },
  {
    key: 'reminded',
    title: '催办',
    width: '9em',
    render: (one) => (one.remindedAt ? `${dayText(one.remindedAt)}催办` : '—'),
  },
];

const load = async (query: ListQuery, signal: AbortSignal) => {
  const state = oneOf(['open', 'given', 'all'] as const, query.filters.state) ?? 'open';
  return pageAnswer(
    await schemeApi.reviews.mine({ page: query.page, size: pageInput(query).size, state }, { signal }),
  );
};

/** 本单位的审查任务: what the own organisation was asked for, the earliest due first. */
export default function Mine() {
  return (
    <Page about="征求本单位意见的方案，按期限排列；打开后出具意见。">
      <DataTable<Mine>
        name="scheme.mine"
        caption="本单位的审查任务"
        queryKey={[...schemeQueries.reviews.mine.key(), 'page']}
        load={load}
        rowKey={(one) => one.id}
        rowName={(one) => one.schemeTitle}
        open={(one) => `/scheme/schemes/${one.schemeId}/review`}
        columns={columns}
        empty={<Nothing text="没有待出具的意见" />}
        filters={[
          {
            key: 'state',
            label: '范围',
            options: [
              { value: 'given', label: '已出具' },
              { value: 'all', label: '全部' },
            ],
          },
        ]}
      />
    </Page>
  );
}
