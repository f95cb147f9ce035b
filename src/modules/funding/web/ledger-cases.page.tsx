import { Button, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { DataTable } from '#ui/data-table.tsx';
import { FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { AppLink } from '#ui/navigation.tsx';
import { Page } from '#ui/page.tsx';
import { instantText } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useMay } from '#ui/session.tsx';
import { Nothing } from '#ui/states.tsx';
import type { Column } from '#ui/table.tsx';
import { ledgerActions } from '../contract-ledger.ts';
import { caseHowNames, caseKindNames } from '../domain/ledger/words.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { CaseTag, ReasonItem, Yuan } from './ledger-words.tsx';

type Row = Awaited<ReturnType<typeof fundingApi.ledger.cases>>['items'][number];

const columns: readonly Column<Row>[] = [
  {
    key: 'kind',
    title: '事项',
    render: (one) => caseKindNames[one.kind] ?? one.kind,
  },
  {
    key: 'source',
    title: '资金来源',
    render: (one) => <AppLink to={`/funding/sources/${one.sourceId}`}>{one.source}</AppLink>,
  },
  { key: 'amount', title: '金额（元）', align: 'end', render: (one) => <Yuan fen={one.amountFen} /> },
  {
    key: 'voucher',
    title: '凭证',
    render: (one) => <AppLink to={`/funding/postings/${one.postingId}`}>{one.voucher}</AppLink>,
  },
  { key: 'party', title: '往来单位', render: (one) => one.party || '—' },
  { key: 'found', title: '发现', render: (one) => instantText(one.foundAt) },
  { key: 'state', title: '状态', render: (one) => <CaseTag state={one.state} /> },
  {
    key: 'how',
    title: '了结',
    render: (one) =>
      one.how
        ? `${caseHowNames[one.how]}：${one.resolution}（${one.resolvedBy}，${instantText(one.resolvedAt)}）`
        : '—',
  },
];

const load = async (query: ListQuery, signal: AbortSignal) => {
  const state = (['open', 'resolved'] as const).find((one) => one === query.filters.state);
  const { page, size } = pageInput(query);
  return pageAnswer(await fundingApi.ledger.cases({ page, size, ...(state ? { state } : {}) }, { signal }));
};

/** 违规事项: facts of the bank that broke a rule, recorded all the same, until somebody answers for them. */
export default function CasesPage() {
  const [chosenCase, choose] = useState<Row>();
  const resolves = useMay(ledgerActions['funding.ledger.resolve']);
  const act: Column<Row> = {
    key: 'act',
    title: '操作',
    render: (one) =>
      one.state === 'open' ? (
        <Button size="small" onClick={() => choose(one)}>
          了结
        </Button>
      ) : (
        '—'
      ),
  };
  return (
    <Page about="银行报来的支付一律入账；没有授权、超出授权、收款人不符或超过到位资金的列在这里，须逐件了结。">
      <DataTable<Row>
        name="funding.cases"
        caption="违规事项"
        queryKey={[...fundingQueries.ledger.cases.key(), 'page']}
        load={load}
        rowKey={(one) => one.id}
        columns={resolves ? [...columns, act] : columns}
        filters={[
          {
            key: 'state',
            label: '状态',
            options: [
              { value: 'open', label: '未了结' },
              { value: 'resolved', label: '已了结' },
            ],
          },
        ]}
        empty={<Nothing text="没有违规事项" />}
      />
      <FormDialog title="了结违规事项" open={chosenCase !== undefined} onClose={() => choose(undefined)}>
        {chosenCase && <ResolveForm one={chosenCase} close={() => choose(undefined)} />}
      </FormDialog>
    </Page>
  );
}

type Values = { how: 'returned' | 'attached' | 'explained'; authorisationId?: string; reason: string };

function ResolveForm({ one, close }: { readonly one: Row; readonly close: () => void }) {
  const [how, setHow] = useState<Values['how']>('explained');
  const act = useAct({
    run: ({ reason, authorisationId, ...values }: Values) =>
      fundingApi.ledger.resolve({
        ...{ id: one.id, ...values, resolution: reason },
        ...(authorisationId ? { authorisationId } : {}),
      }),
    done: '已了结',
    stale: [fundingQueries.ledger.key()],
    quiet: true,
    after: close,
  });
  const ways =
    one.kind === 'over-received'
      ? (['explained'] as const)
      : (['returned', 'attached', 'explained'] as const);
  return (
    <SubmitForm<Values>
      submitText="了结"
      initial={{ how: 'explained' }}
      onSubmit={act.mutateAsync}
      onCancel={close}
    >
      <Form.Item name="how" label="办法">
        <Radio.Group
          onChange={(event) => setHow(event.target.value)}
          options={ways.map((value) => ({ value, label: caseHowNames[value] ?? value }))}
        />
      </Form.Item>
      {how === 'attached' && (
        <Form.Item name="authorisationId" label="补办的授权编号" rules={[needed('授权编号')]}>
          <Input maxLength={36} />
        </Form.Item>
      )}
      <ReasonItem label="处理情况" />
    </SubmitForm>
  );
}
