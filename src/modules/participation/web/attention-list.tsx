import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Pagination, Segmented, Tag } from 'antd';
import { useState } from 'react';
import { AppLink } from '#ui/navigation.tsx';
import { Section } from '#ui/page.tsx';
import { dayText } from '#ui/quantity.ts';
import { Answer } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { participationQueries } from './api.ts';
import { type Attention, attentionWords } from './overview-words.ts';

const columns: readonly Column<Attention>[] = [
  {
    key: 'due',
    title: '日期',
    width: '11em',
    render: (one) => (
      <>
        {dayText(one.due)} {one.overdue && <Tag color="error">逾期</Tag>}
      </>
    ),
  },
  { key: 'kind', title: '事项', width: '10em', render: (one) => attentionWords[one.kind].name },
  { key: 'estate', title: '小区', width: '13em', render: (one) => one.estateName },
  {
    key: 'title',
    title: '内容',
    render: (one) => <AppLink to={attentionWords[one.kind].path(one.id)}>{one.title}</AppLink>,
  },
];

/** What falls due, the longest overdue first. */
export function AttentionList() {
  const [show, setShow] = useState<'all' | 'overdue'>('all');
  const [page, setPage] = useState(1);
  const query = useQuery(
    participationQueries.overview.attention.queryOptions({
      input: { page, size: 10, ...(show === 'overdue' ? { overdue: 'true' } : {}) },
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <Section
      title="到期与逾期"
      actions={
        <Segmented<'all' | 'overdue'>
          aria-label="显示哪些"
          value={show}
          onChange={(value) => {
            setShow(value);
            setPage(1);
          }}
          options={[
            { value: 'all', label: '全部' },
            { value: 'overdue', label: '只看逾期' },
          ]}
        />
      }
    >
      <Answer of={query}>
        {(found) => (
          <>
            <Table
              caption="到期与逾期的事项"
              columns={columns}
              rows={found.items}
              rowKey={(one) => `${one.kind}${one.id}`}
              empty={show === 'overdue' ? '没有逾期事项' : '没有到期事项'}
            />
            {found.total > 10 && (
              <Pagination
                current={page}
                pageSize={10}
                total={found.total}
                showSizeChanger={false}
                onChange={setPage}
              />
            )}
          </>
        )}
      </Answer>
    </Section>
  );
}
