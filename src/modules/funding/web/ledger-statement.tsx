import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { download } from '#ui/download.ts';
import { AppLink } from '#ui/navigation.tsx';
import { Section } from '#ui/page.tsx';
import { dayText } from '#ui/quantity.ts';
import { Answer } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { type Account, accountNames, postingKindNames } from '../domain/ledger/words.ts';
import { type fundingApi, fundingQueries } from './api.ts';
import type { SourceView } from './ledger-source.page.tsx';
import { Yuan } from './ledger-words.tsx';

type Page = Awaited<ReturnType<typeof fundingApi.ledger.statement>>;
type Line = Page['lines'][number];

const columns: readonly Column<Line>[] = [
  { key: 'day', title: '日期', render: (one) => dayText(one.bookedOn) },
  {
    key: 'kind',
    title: '业务',
    render: (one) => (
      <AppLink to={`/funding/postings/${one.postingId}`}>{postingKindNames[one.kind] ?? one.kind}</AppLink>
    ),
  },
  { key: 'account', title: '科目', render: (one) => accountNames[one.account] },
  { key: 'document', title: '凭证（文）号', render: (one) => one.documentNumber || '—' },
  {
    key: 'place',
    title: '小区、内容',
    render: (one) => [one.estate, one.item].filter(Boolean).join('，') || '—',
  },
  {
    key: 'in',
    title: '增加（元）',
    align: 'end',
    render: (one) => !one.amountFen.startsWith('-') && <Yuan fen={one.amountFen} />,
  },
  {
    key: 'out',
    title: '减少（元）',
    align: 'end',
    render: (one) => one.amountFen.startsWith('-') && <Yuan fen={one.amountFen.slice(1)} />,
  },
  { key: 'after', title: '科目余额（元）', align: 'end', render: (one) => <Yuan fen={one.afterFen} /> },
];

const accounts = (cash: boolean): Account[] =>
  cash
    ? [
        'budget',
        'arranged',
        'committed',
        'payable',
        'retained',
        'authorised',
        'paid',
        'cash',
        'spent',
        'violation',
      ]
    : ['budget', 'inKind'];

/** 明细账: by account and month, with opening and closing balance, page after page. */
export function Statement({ source }: { readonly source: SourceView }) {
  const [account, setAccount] = useState<Account>();
  const [month, setMonth] = useState<string>();
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const cursor = cursors.at(-1);
  const asked = { ...(account ? { account } : {}), ...(month ? { month } : {}) };
  const query = useQuery(
    fundingQueries.ledger.statement.queryOptions({
      input: { id: source.id, ...asked, ...(cursor ? { cursor } : {}) },
      placeholderData: keepPreviousData,
    }),
  );
  const change = (set: () => void) => {
    set();
    setCursors([]);
  };
  const exported = () =>
    download(
      `/api/funding/ledger/sources/${source.id}/statement/export?${new URLSearchParams(asked)}`,
      `明细账-${source.documentNumber}.xlsx`,
    );
  return (
    <Section
      title="明细账"
      about="选一个科目可看期初、期末余额；不选时每行是该科目记账后的余额。"
      actions={
        <>
          <Select
            allowClear
            aria-label="科目"
            placeholder="全部科目"
            style={{ minWidth: 130 }}
            value={account ?? null}
            onChange={(value) => change(() => setAccount(value ?? undefined))}
            options={accounts(source.cash).map((value) => ({ value, label: accountNames[value] }))}
          />
          <Select
            allowClear
            aria-label="月份"
            placeholder="全部月份"
            style={{ minWidth: 120 }}
            value={month ?? null}
            onChange={(value) => change(() => setMonth(value ?? undefined))}
            options={(query.data?.months ?? []).map((value) => ({ value, label: value }))}
          />
          <Button onClick={() => void exported()}>导出</Button>
        </>
      }
    >
      <Answer of={query}>
        {(page) => (
          <Lines
            page={page}
            first={cursors.length === 0}
            back={() => setCursors(cursors.slice(0, -1))}
            on={(next) => setCursors([...cursors, next])}
          />
        )}
      </Answer>
    </Section>
  );
}

type LinesProps = {
  readonly page: Page;
  readonly first: boolean;
  readonly back: () => void;
  readonly on: (next: string) => void;
};

function Lines({ page, first, back, on }: LinesProps) {
  const { openingFen, closingFen, next } = page;
  return (
    <>
      {openingFen !== null && closingFen !== null && (
        <p>
          期初余额 <Yuan fen={openingFen} /> 元，期末余额 <Yuan fen={closingFen} /> 元
        </p>
      )}
      <Table caption="明细账" columns={columns} rows={page.lines} rowKey={(one) => one.id} empty="没有分录" />
      {(!first || next) && (
        <nav aria-label="明细账翻页" className="hj-actions hj-no-print">
          <Button disabled={first} onClick={back}>
            上一页
          </Button>
          <Button disabled={!next} onClick={() => next && on(next)}>
            下一页
          </Button>
        </nav>
      )}
    </>
  );
}
