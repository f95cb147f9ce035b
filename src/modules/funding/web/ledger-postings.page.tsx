import { Tag } from 'antd';
import { DataTable } from '#ui/data-table.tsx';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { Page } from '#ui/page.tsx';
import { dayText, instantText } from '#ui/quantity.ts';
import { Nothing } from '#ui/states.tsx';
import type { Column } from '#ui/table.tsx';
import { postingKindNames } from '../domain/ledger/words.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { Yuan } from './ledger-words.tsx';

type Row = Awaited<ReturnType<typeof fundingApi.ledger.postings>>['items'][number];

const columns: readonly Column<Row>[] = [
  { key: 'day', title: '入账日期', render: (one) => dayText(one.bookedOn) },
  {
    key: 'kind',
    title: '业务',
    render: (one) => (
      <>
        {postingKindNames[one.kind] ?? one.kind}
        {one.reversedById && <Tag color="default">已冲正</Tag>}
      </>
    ),
  },
  { key: 'amount', title: '金额（元）', align: 'end', render: (one) => <Yuan fen={one.amountFen} /> },
  { key: 'document', title: '凭证（文）号', render: (one) => one.documentNumber || '—' },
  { key: 'party', title: '往来单位', render: (one) => one.party || '—' },
  { key: 'reason', title: '摘要', optional: true, render: (one) => one.reason || '—' },
  { key: 'by', title: '经办', render: (one) => one.byName },
  { key: 'at', title: '记账时间', optional: true, render: (one) => instantText(one.at) },
];

const load = async (query: ListQuery, signal: AbortSignal) => {
  const { kind, month } = query.filters;
  const asked = { ...pageInput(query), ...(kind ? { kind } : {}), ...(month ? { month } : {}) };
  return pageAnswer(await fundingApi.ledger.postings(asked, { signal }));
};

/** The last two years' months, newest first. */
function recentMonths(): string[] {
  const now = new Date();
  return Array.from({ length: 24 }, (_, n) => {
    const at = new Date(now.getFullYear(), now.getMonth() - n, 1);
    return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}`;
  });
}

/** 记账: every posting of the books, never changed; what was wrong is reversed. */
export default function PostingsPage() {
  return (
    <Page about="每笔业务一张凭证，借贷相等，记后不改；有误的冲正重记。">
      <DataTable<Row>
        name="funding.postings"
        caption="记账"
        queryKey={[...fundingQueries.ledger.postings.key(), 'page']}
        load={load}
        rowKey={(one) => one.id}
        rowName={(one) => `${one.bookedOn} ${postingKindNames[one.kind] ?? one.kind}`}
        open={(one) => `/funding/postings/${one.id}`}
        columns={columns}
        searchHint="凭证号、往来单位或摘要"
        filters={[
          {
            key: 'kind',
            label: '业务',
            options: Object.entries(postingKindNames).map(([value, label]) => ({ value, label })),
          },
          { key: 'month', label: '月份', options: recentMonths().map((value) => ({ value, label: value })) },
        ]}
        empty={<Nothing text="还没有记账。登记指标、到账、安排以后这里就有凭证。" />}
      />
    </Page>
  );
}
