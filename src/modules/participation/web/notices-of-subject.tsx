import { useQuery } from '@tanstack/react-query';
import { AppLink } from '#ui/navigation.tsx';
import { Section } from '#ui/page.tsx';
import { dayText } from '#ui/quantity.ts';
import { Answer, Nothing } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { noticeNames, noticePhaseNames } from '../domain/notice/notice.ts';
import { participationQueries } from './api.ts';
import { type Notice, piecesText } from './notices-words.tsx';

const columns: readonly Column<Notice>[] = [
  {
    key: 'title',
    title: '公示',
    render: (one) => <AppLink to={`/participation/notices/${one.id}`}>{one.title}</AppLink>,
  },
  { key: 'kind', title: '类别', render: (one) => noticeNames[one.kind], width: '9em' },
  { key: 'phase', title: '状态', render: (one) => noticePhaseNames[one.phase], width: '6em' },
  { key: 'until', title: '截止', render: (one) => dayText(one.until), width: '9em' },
  {
    key: 'objections',
    title: '异议',
    render: (one) =>
      one.objections === 0 ? (
        '没有'
      ) : (
        <AppLink to={`/participation/objections?notice=${one.id}`}>
          {piecesText(one.objections)}，未答复 {piecesText(one.unanswered)}
        </AppLink>
      ),
    width: '12em',
  },
];

/** Notices posted for a vote or an item choice, with the objections filed against each. */
export function NoticesOfSubject({ subjectId }: { readonly subjectId: string }) {
  const query = useQuery(participationQueries.notices.list.queryOptions({ input: { subjectId, size: 50 } }));
  return (
    <Section title="公示与异议">
      <Answer of={query}>
        {({ items }) => (
          <Table
            caption="公示与异议"
            columns={columns}
            rows={items}
            rowKey={(one) => one.id}
            empty={<Nothing text="还没有公示" />}
          />
        )}
      </Answer>
    </Section>
  );
}
