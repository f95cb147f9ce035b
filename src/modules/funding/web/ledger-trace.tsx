import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { AppLink } from '#ui/navigation.tsx';
import { Section } from '#ui/page.tsx';
import { dayText } from '#ui/quantity.ts';
import { Answer } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { postingKindNames, yuanText } from '../domain/ledger/words.ts';
import { type fundingApi, fundingQueries } from './api.ts';
import { Yuan } from './ledger-words.tsx';

type Link = Awaited<ReturnType<typeof fundingApi.ledger.trace>>['links'][number];

const columns: readonly Column<Link>[] = [
  {
    key: 'receipt',
    title: '到账凭证',
    render: (one) => <AppLink to={`/funding/postings/${one.receiptId}`}>{one.receipt}</AppLink>,
  },
  { key: 'received', title: '到账日期', render: (one) => dayText(one.receivedOn) },
  { key: 'amount', title: '对应金额（元）', align: 'end', render: (one) => <Yuan fen={one.amountFen} /> },
  {
    key: 'use',
    title: '支付凭证',
    render: (one) => <AppLink to={`/funding/postings/${one.useId}`}>{one.use}</AppLink>,
  },
  { key: 'used', title: '支付日期', render: (one) => dayText(one.usedOn) },
  { key: 'kind', title: '业务', render: (one) => postingKindNames[one.kind] ?? one.kind },
  { key: 'place', title: '用于', render: (one) => [one.estate, one.item].filter(Boolean).join('，') || '—' },
];

/** 每一分支付从哪一笔到账来，每一笔到账用到了哪里: first in, first out; searched from either end. */
export function Trace({ id }: { readonly id: string }) {
  const [search, setSearch] = useState('');
  const query = useQuery(fundingQueries.ledger.trace.queryOptions({ input: { id } }));
  const matches = (one: Link) =>
    [one.receipt, one.use, one.estate, one.item].some((text) => text?.includes(search.trim()));
  return (
    <Section
      title="到账与支付对应"
      about="先到先用，逐分对应：按支付凭证可查资金来自哪笔到账，按到账凭证可查用到了哪里。"
      actions={
        <Input.Search
          allowClear
          aria-label="查凭证号、小区或内容"
          placeholder="凭证号、小区或内容"
          onChange={(event) => setSearch(event.target.value)}
        />
      }
    >
      <Answer of={query}>
        {({ links, unusedFen, capped }) => (
          <>
            <p>
              到账未用 {yuanText(BigInt(unusedFen))} 元。{capped && '流水较多，这里只列最早的两万笔。'}
            </p>
            <Table
              caption="到账与支付对应"
              columns={columns}
              rows={links.filter(matches)}
              rowKey={(one) => `${one.receiptId}${one.useId}${one.estate}${one.item}`}
              empty={search ? '没有符合的对应关系' : '还没有支付'}
            />
          </>
        )}
      </Answer>
    </Section>
  );
}
