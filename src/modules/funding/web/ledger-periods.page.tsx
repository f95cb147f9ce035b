import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { Page, Section } from '#ui/page.tsx';
import { instantText } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { ledgerActions } from '../contract-ledger.ts';
import { type Account, accountNames } from '../domain/ledger/words.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { Yuan } from './ledger-words.tsx';

type Period = Awaited<ReturnType<typeof fundingApi.ledger.periods>>[number];

function Close({ month }: { readonly month: string }) {
  const confirm = useConfirm();
  const act = useAct({
    run: () => fundingApi.ledger.close({ month }),
    done: `${month} 已结账`,
    stale: [fundingQueries.ledger.key()],
    quiet: true,
  });
  const ask = () =>
    confirm({
      title: `结账 ${month}`,
      text: '结账后这个月不能再记账或冲正，也不能反结账；以后的更正记在以后的月份。',
      okText: '结账',
      run: () => act.mutateAsync(),
    });
  return (
    <Button size="small" onClick={ask}>
      结账
    </Button>
  );
}

const shown: readonly Account[] = [
  'budget',
  'arranged',
  'committed',
  'payable',
  'retained',
  'authorised',
  'paid',
  'cash',
  'violation',
];

/** 会计期间: months closed one after the other, each with the trial balance it left. */
export default function PeriodsPage() {
  const closes = useMay(ledgerActions['funding.ledger.close']);
  const query = useQuery(fundingQueries.ledger.periods.queryOptions());
  const columns: readonly Column<Period>[] = [
    { key: 'month', title: '月份', render: (one) => one.month },
    {
      key: 'state',
      title: '状态',
      render: (one) => (one.closed ? <Tag color="success">已结账</Tag> : <Tag>未结账</Tag>),
    },
    { key: 'postings', title: '凭证数', align: 'end', render: (one) => one.postings },
    {
      key: 'by',
      title: '结账人',
      render: (one) => (one.closedBy ? `${one.closedBy}，${instantText(one.closedAt)}` : '—'),
    },
    {
      key: 'act',
      title: '操作',
      render: (one) => (closes && one.closable ? <Close month={one.month} /> : '—'),
    },
  ];
  return (
    <Page about="按月依次结账，结账时试算平衡；结过的月份不再入账。">
      <Answer of={query}>
        {(periods) => (
          <>
            <Section title="各月">
              <Table
                caption="会计期间"
                columns={columns}
                rows={periods}
                rowKey={(one) => one.month}
                empty="还没有记账"
              />
            </Section>
            <Section title="月末余额（元）" about="各科目到该月末的余额；资金来源、流入等对方科目不列。">
              <Table
                caption="月末余额"
                columns={[
                  { key: 'month', title: '月份', render: (one: Period) => one.month },
                  ...shown.map((account) => ({
                    key: account,
                    title: accountNames[account],
                    align: 'end' as const,
                    render: (one: Period) => <Yuan fen={one.balances[account] ?? '0'} />,
                  })),
                ]}
                rows={periods}
                rowKey={(one) => one.month}
                empty="还没有记账"
              />
            </Section>
          </>
        )}
      </Answer>
    </Page>
  );
}
