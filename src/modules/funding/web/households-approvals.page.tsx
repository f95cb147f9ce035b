import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Segmented, Space, Tag } from 'antd';
import { useState } from 'react';
import { download } from '#ui/download.ts';
import { FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { AppLink } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { instantText, yuanOf } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import { householdsActions } from '../contract-households.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { chinaToday, decisionNames, refundStateNames, reliefKindNames } from './household-words.tsx';

const stale = [fundingQueries.households.key()];
type Relief = Awaited<ReturnType<typeof fundingApi.households.reliefs.list>>['items'][number];
type Refund = Awaited<ReturnType<typeof fundingApi.households.refunds.list>>['items'][number];

const payerText = (one: Relief) =>
  one.subChannelTitle + (one.claimFen === '0' ? '' : `（待拨付 ${yuanOf(one.claimFen)} 元）`);

/** 减免与退款: what waits for the second person, and what was decided. */
export default function Approvals() {
  const [open, setOpen] = useState<'true' | 'false'>('true');
  return (
    <Page
      about="减免和退款都由一人提出、另一人批准；减免写明由哪个渠道承担，退款退付后记账。"
      actions={
        <Segmented
          aria-label="显示"
          value={open}
          onChange={setOpen}
          options={[
            { value: 'true', label: '待办理' },
            { value: 'false', label: '全部' },
          ]}
        />
      }
    >
      <Reliefs open={open} />
      <Refunds open={open} />
    </Page>
  );
}

/** The two answers of the second person; nobody answers their own request. */
function Decide({
  own,
  name,
  run,
}: {
  readonly own: boolean;
  readonly name: string;
  readonly run: (approve: boolean, note: string) => Promise<unknown>;
}) {
  const may = useMay(householdsActions['funding.households.approve']);
  const ask = useConfirm();
  if (!may) return null;
  if (own) return <span>由另一人办理</span>;
  return (
    <Space size={4}>
      <Button
        size="small"
        type="primary"
        aria-label={`批准 ${name}`}
        onClick={() => ask({ title: `批准 ${name}？`, okText: '批准', run: () => run(true, '') })}
      >
        批准
      </Button>
      <Button
        size="small"
        aria-label={`不同意 ${name}`}
        onClick={() =>
          ask({
            title: `不同意 ${name}？`,
            okText: '不同意',
            reasonLabel: '意见',
            run: (reason) => run(false, reason),
          })
        }
      >
        不同意
      </Button>
    </Space>
  );
}

const placeLink = (one: Relief | Refund) => (
  <AppLink to={`/funding/households/bills/${one.billId}`}>{one.place}</AppLink>
);

function Reliefs({ open }: { readonly open: 'true' | 'false' }) {
  const query = useQuery(fundingQueries.households.reliefs.list.queryOptions({ input: { open, size: 200 } }));
  const may = useMay(householdsActions['funding.households.approve']);
  const decide = useAct({
    run: (input: { id: string; version: number; approve: boolean; note: string }) =>
      fundingApi.households.reliefs.decide(input),
    ...{ stale, done: '已办理', quiet: true },
  });
  return (
    <Section title="减免">
      <Answer of={query}>
        {({ items }) => (
          <Table
            caption="减免"
            rows={items}
            rowKey={(one) => one.id}
            empty={open === 'true' ? '没有待批准的减免' : '还没有减免'}
            columns={[
              { key: 'place', title: '房屋', render: placeLink },
              { key: 'title', title: '归集', render: (one) => one.collectionTitle },
              { key: 'kind', title: '类别', render: (one) => reliefKindNames[one.kind] },
              { key: 'amount', title: '金额（元）', align: 'end', render: (one) => yuanOf(one.amountFen) },
              { key: 'channel', title: '承担渠道', render: payerText },
              { key: 'reason', title: '理由', width: '12em', render: (one) => one.reason },
              {
                key: 'file',
                title: '材料',
                render: (one) =>
                  may ? (
                    <Button
                      type="link"
                      size="small"
                      aria-label={`查看 ${one.place} 的材料`}
                      onClick={() => void download(`/api/funding/households/files/${one.fileId}`, '材料')}
                    >
                      查看
                    </Button>
                  ) : (
                    '已存'
                  ),
              },
              {
                key: 'by',
                title: '提出',
                render: (one) => `${one.proposedBy} ${instantText(one.proposedAt)}`,
              },
              {
                key: 'state',
                title: '办理',
                render: (one) =>
                  one.state === 'proposed' ? (
                    <Decide
                      own={one.own}
                      name={`${one.place}减免 ${yuanOf(one.amountFen)} 元`}
                      run={(approve, note) =>
                        decide.mutateAsync({ id: one.id, version: one.version, approve, note })
                      }
                    />
                  ) : (
                    <Tag>{`${decisionNames[one.state]} ${one.decidedBy ?? ''} ${one.decisionNote}`}</Tag>
                  ),
              },
            ]}
          />
        )}
      </Answer>
    </Section>
  );
}

function Refunds({ open }: { readonly open: 'true' | 'false' }) {
  const query = useQuery(fundingQueries.households.refunds.list.queryOptions({ input: { open, size: 200 } }));
  const [paying, setPaying] = useState<Refund>();
  const banks = useMay(householdsActions['funding.households.bank']);
  const decide = useAct({
    run: (input: { id: string; version: number; approve: boolean; note: string }) =>
      fundingApi.households.refunds.decide(input),
    ...{ stale, done: '已办理', quiet: true },
  });
  return (
    <Section title="退款">
      <Answer of={query}>
        {({ items }) => (
          <Table
            caption="退款"
            rows={items}
            rowKey={(one) => one.id}
            empty={open === 'true' ? '没有待办理的退款' : '还没有退款'}
            columns={[
              { key: 'place', title: '房屋', render: placeLink },
              { key: 'title', title: '归集', render: (one) => one.collectionTitle },
              { key: 'amount', title: '金额（元）', align: 'end', render: (one) => yuanOf(one.amountFen) },
              { key: 'reason', title: '理由', width: '12em', render: (one) => one.reason },
              {
                key: 'by',
                title: '提出',
                render: (one) => `${one.proposedBy} ${instantText(one.proposedAt)}`,
              },
              {
                key: 'state',
                title: '办理',
                render: (one) =>
                  one.state === 'proposed' ? (
                    <Decide
                      own={one.own}
                      name={`${one.place}退款 ${yuanOf(one.amountFen)} 元`}
                      run={(approve, note) =>
                        decide.mutateAsync({ id: one.id, version: one.version, approve, note })
                      }
                    />
                  ) : one.state === 'approved' && banks ? (
                    <Button size="small" aria-label={`登记退付 ${one.place}`} onClick={() => setPaying(one)}>
                      登记退付
                    </Button>
                  ) : (
                    <Tag>{`${refundStateNames[one.state]} ${one.decidedBy ?? ''}`}</Tag>
                  ),
              },
            ]}
          />
        )}
      </Answer>
      {paying && <Pay one={paying} close={() => setPaying(undefined)} />}
    </Section>
  );
}

function Pay({ one, close }: { readonly one: Refund; readonly close: () => void }) {
  const pay = useAct({
    run: (values: { paidOn: string; voucher: string }) =>
      fundingApi.households.refunds.pay({ id: one.id, version: one.version, ...values }),
    ...{ stale, done: '已登记退付', quiet: true },
  });
  return (
    <FormDialog title={`登记退付：${one.place} ${yuanOf(one.amountFen)} 元`} open onClose={close}>
      <SubmitForm<{ paidOn: string; voucher: string }>
        initial={{ paidOn: chinaToday() }}
        submitText="登记退付"
        onCancel={close}
        onSubmit={async (values) => {
          await pay.mutateAsync(values);
          close();
        }}
      >
        <Form.Item name="paidOn" label="退付日期" rules={[needed('退付日期')]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="voucher" label="凭证号" rules={[needed('凭证号')]}>
          <Input maxLength={60} />
        </Form.Item>
      </SubmitForm>
    </FormDialog>
  );
}
