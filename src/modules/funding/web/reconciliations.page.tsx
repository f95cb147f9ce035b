import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Form, Input, Select, Space, Tag } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { DataTable } from '#ui/data-table.tsx';
import { FileDrop } from '#ui/file-drop.tsx';
import { chosen, FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { pageAnswer } from '#ui/list-state.ts';
import { useGo } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { yuanOf } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer, Nothing } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { allocationsActions } from '../contract-allocations.ts';
import { listInput } from './allocations-query.ts';
import { reconciliationStateNames } from './allocations-words.ts';
import { fundingApi, fundingQueries } from './api.ts';

type Account = Awaited<ReturnType<typeof fundingApi.allocations.reconciliations.accounts>>[number];
type Input_ = Parameters<typeof fundingApi.allocations.reconciliations.list>[0];
type Row = Awaited<ReturnType<typeof fundingApi.allocations.reconciliations.list>>['items'][number];
const colours = { open: 'warning', prepared: 'processing', signed: 'success' } as const;
export const ReconciliationState = ({ state }: { readonly state: Row['state'] }) => (
  <Tag color={colours[state]}>{reconciliationStateNames[state]}</Tag>
);

const columns: readonly Column<Row>[] = [
  { key: 'month', title: '月份', render: (row) => row.month },
  { key: 'account', title: '账户', render: (row) => row.accountTitle },
  { key: 'state', title: '状态', render: (row) => <ReconciliationState state={row.state} /> },
  { key: 'closing', title: '对账单余额（元）', align: 'end', render: (row) => yuanOf(row.closingFen) },
  { key: 'prepared', title: '编制', render: (row) => row.preparedBy ?? '—' },
  { key: 'signed', title: '复核', render: (row) => row.signedBy ?? '—' },
];

/** 对账: the accounts, a month's statement handed in, and the months reconciled. */
export default function ReconciliationsPage() {
  const accounts = useQuery(fundingQueries.allocations.reconciliations.accounts.queryOptions());
  const may = useMay(allocationsActions['funding.allocations.reconcile']);
  return (
    <Page about="每个账户每月一次：银行或国库的对账单与账上现金逐笔对应，对不上的写明原因，调节后余额相等，两人签字后冻结。">
      <Answer of={accounts}>
        {(list) => (
          <>
            <Accounts accounts={list} may={may} />
            {may && list.length > 0 && <HandIn accounts={list} />}
          </>
        )}
      </Answer>
      <Section title="对账记录">
        <DataTable<Row>
          name="funding.reconciliations"
          caption="对账记录"
          queryKey={[...fundingQueries.allocations.reconciliations.key(), 'list']}
          load={async (query, signal) =>
            pageAnswer(
              await fundingApi.allocations.reconciliations.list(listInput(query) as Input_, { signal }),
            )
          }
          rowKey={(row) => row.id}
          rowName={(row) => `${row.accountTitle} ${row.month}`}
          open={(row) => `/funding/reconciliations/${row.id}`}
          columns={columns}
          filters={[
            {
              key: 'state',
              label: '状态',
              options: Object.entries(reconciliationStateNames).map(([value, label]) => ({ value, label })),
            },
            {
              key: 'accountId',
              label: '账户',
              options: (accounts.data ?? []).map(({ id, title }) => ({ value: id, label: title })),
            },
          ]}
          empty={<Nothing text="还没有对过账。先登记账户，再上传对账单。" />}
        />
      </Section>
    </Page>
  );
}

function Accounts({ accounts, may }: { readonly accounts: readonly Account[]; readonly may: boolean }) {
  const [edited, setEdited] = useState<Account | 'new'>();
  return (
    <Section title="账户" actions={may && <Button onClick={() => setEdited('new')}>登记账户</Button>}>
      <Table<Account>
        caption="账户"
        rows={accounts}
        rowKey={(one) => one.id}
        empty={<Nothing text="还没有登记账户。" />}
        columns={[
          { key: 'title', title: '账户', render: (one) => one.title },
          {
            key: 'bank',
            title: '开户行',
            render: (one) => `${one.bank}${one.tail ? ` 尾号 ${one.tail}` : ''}` || '—',
          },
          {
            key: 'channels',
            title: '归入的资金',
            width: '14em',
            render: (one) => one.subChannelTitles.join('、'),
          },
          { key: 'book', title: '账上现金（元）', align: 'end', render: (one) => yuanOf(one.bookFen) },
          { key: 'signed', title: '已对到', render: (one) => one.signedTo ?? '—' },
          {
            key: 'act',
            title: '',
            render: (one) =>
              may && (
                <Button size="small" aria-label={`修改${one.title}`} onClick={() => setEdited(one)}>
                  修改
                </Button>
              ),
          },
        ]}
      />
      <FormDialog
        title={edited === 'new' ? '登记账户' : '修改账户'}
        open={edited !== undefined}
        onClose={() => setEdited(undefined)}
      >
        {edited && <AccountForm account={edited} close={() => setEdited(undefined)} />}
      </FormDialog>
    </Section>
  );
}

const subChannels = [
  ...[
    ['central', '中央补助'],
    ['provincial', '省级补助'],
    ['city', '市级奖补'],
    ['district', '区级预算'],
  ],
  ...[
    ['landSale', '土地出让收入'],
    ['bond', '专项债券'],
    ['departmental', '部门专项'],
    ['residents', '居民直接出资'],
  ],
  ...[
    ['maintenanceFund', '住宅专项维修资金'],
    ['commonIncome', '小区公共收益'],
    ['donation', '捐资'],
  ],
  ...[
    ['utilities', '专营单位'],
    ['formerOwners', '原产权单位'],
    ['social', '社会资本'],
    ['credit', '信贷'],
  ],
].map(([value = '', label = '']) => ({ value, label }));
type Values = { title: string; bank?: string; tail?: string; subChannels: string[] };

function AccountForm({ account, close }: { readonly account: Account | 'new'; readonly close: () => void }) {
  const old = account === 'new' ? undefined : account;
  const act = useAct({
    run: (values: Values) =>
      fundingApi.allocations.reconciliations.saveAccount({
        ...{ id: old?.id ?? null, version: old?.version ?? 0, title: values.title },
        ...{ bank: values.bank ?? '', tail: values.tail ?? '', subChannels: values.subChannels },
      }),
    ...{
      stale: [fundingQueries.allocations.reconciliations.key()],
      done: '已保存。',
      after: close,
      quiet: true,
    },
  });
  return (
    <SubmitForm<Values>
      submitText="保存"
      initial={old ?? {}}
      onSubmit={(values) => act.mutateAsync(values)}
      onCancel={close}
    >
      <Form.Item label="名称" name="title" rules={[needed('名称')]}>
        <Input maxLength={60} placeholder="老旧小区改造资金专户" />
      </Form.Item>
      <Form.Item label="开户行" name="bank">
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item label="账号末四位" name="tail" extra="只登记末四位，不保存完整账号。">
        <Input maxLength={4} />
      </Form.Item>
      <Form.Item
        label="归入的资金"
        name="subChannels"
        rules={[chosen('资金')]}
        extra="一种资金只归入一个账户。"
      >
        <Select mode="multiple" optionFilterProp="label" options={subChannels} />
      </Form.Item>
    </SubmitForm>
  );
}

function HandIn({ accounts }: { readonly accounts: readonly Account[] }) {
  const go = useGo();
  const [accountId, setAccountId] = useState(accounts[0]?.id);
  const [month, setMonth] = useState<Dayjs | null>(null);
  const search = new URLSearchParams({ accountId: accountId ?? '', month: month?.format('YYYY-MM') ?? '' });
  return (
    <Section
      title="上传对账单"
      about="依次：选账户和月份，上传该月的对账单（元）。余额前后接不上的会指出在哪一行。"
    >
      <Space wrap style={{ marginBottom: 12 }}>
        <Select
          aria-label="账户"
          style={{ minWidth: 200 }}
          value={accountId ?? null}
          options={accounts.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={setAccountId}
        />
        <DatePicker picker="month" aria-label="月份" value={month} onChange={setMonth} placeholder="月份" />
      </Space>
      {month ? (
        <FileDrop<{ id: string }>
          label="对账单"
          accept={['.xlsx', '.csv']}
          maxBytes={10 * 1024 * 1024}
          path={`/api/funding/reconciliations?${search}`}
          onUploaded={(made) => go(`/funding/reconciliations/${made.id}`)}
        />
      ) : (
        <p>选好月份后上传。</p>
      )}
    </Section>
  );
}
