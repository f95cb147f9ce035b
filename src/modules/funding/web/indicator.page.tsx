import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Form, Input, InputNumber, Radio } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { Facts } from '#ui/basis.tsx';
import { chosen, FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { AppLink, usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { instantText, yuanOf } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer, Nothing } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import { allocationsActions } from '../contract-allocations.ts';
import { classNames } from '../domain/calculator/by-area.ts';
import { amountRule, fenText } from './allocations-query.ts';
import { actKindNames } from './allocations-words.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { IndicatorState } from './indicators.page.tsx';

type View = Awaited<ReturnType<typeof fundingApi.allocations.indicators.show>>;

/** One indicator: its earmark, its money, its deadline, and the documents that changed it. */
export default function IndicatorPage() {
  const { id = '' } = usePathParams();
  const query = useQuery(
    fundingQueries.allocations.indicators.show.queryOptions({ input: { sourceId: id } }),
  );
  return (
    <Page
      title={query.data?.documentNumber ?? '指标'}
      trail={[{ title: '指标文件', path: '/funding/indicators' }]}
      about={query.data?.title}
      actions={query.data && <Acts view={query.data} />}
    >
      <Answer of={query}>{(view) => <Body view={view} />}</Answer>
    </Page>
  );
}

function Body({ view }: { readonly view: View }) {
  return (
    <>
      <Section title="用途与期限">
        <Facts
          facts={[
            { label: '地区', value: view.regionName },
            { label: '资金性质', value: view.subChannelTitle },
            { label: '可用于', value: view.classes.map((one) => classNames[one]).join('、') },
            {
              label: '不得用于',
              value: view.excludedItems.includes('lifts') ? '加装电梯' : view.excludedItems.join('、') || '—',
            },
            { label: '年度', value: `${view.budgetYear}${view.carry ? '，可结转' : '，不结转'}` },
            { label: '最后使用日', value: view.expiresOn ?? '不限' },
            { label: '状态', value: <IndicatorState state={view.state} /> },
            {
              label: '出处',
              value: view.importId ? (
                <AppLink to={`/funding/finance-imports/${view.importId}`}>
                  {view.fileName}（{view.cell}）
                </AppLink>
              ) : (
                '人工登记'
              ),
            },
          ]}
        />
      </Section>
      <Section title="金额（元）">
        <Facts
          facts={[
            { label: '指标', value: yuanOf(view.grantedFen) },
            { label: '未安排', value: yuanOf(view.budgetFen) },
            { label: '已安排未签约', value: yuanOf(view.arrangedFen) },
            { label: '已到位', value: yuanOf(view.receivedFen) },
            { label: '已支付', value: yuanOf(view.paidFen) },
          ]}
        />
      </Section>
      <Section title="结转、收回与追回">
        <Table
          caption="结转、收回与追回"
          rows={view.acts}
          rowKey={(act) => act.id}
          empty={<Nothing text="没有办理过。" />}
          columns={[
            { key: 'kind', title: '事项', render: (act) => actKindNames[act.kind] },
            { key: 'number', title: '文号', width: '12em', render: (act) => act.documentNumber },
            {
              key: 'amount',
              title: '金额（元）',
              align: 'end',
              render: (act) =>
                act.kind === 'carry'
                  ? `转入 ${act.toYear} 年，失效 ${yuanOf(act.amountFen)}`
                  : yuanOf(act.amountFen),
            },
            { key: 'reason', title: '理由', render: (act) => act.reason },
            { key: 'by', title: '办理人', render: (act) => `${act.by} ${instantText(act.at)}` },
          ]}
        />
      </Section>
    </>
  );
}

type Values = {
  kind: 'recall' | 'clawback';
  amount: string;
  refund?: string;
  voucherNumber?: string;
  payee?: string;
  toYear: number;
  documentNumber: string;
  bookedOn: Dayjs;
  reason: string;
};

function Acts({ view }: { readonly view: View }) {
  const may = useMay(allocationsActions['funding.allocations.act']);
  const [open, setOpen] = useState<'carry' | 'recall'>();
  const close = () => setOpen(undefined);
  const act = useAct({
    run: async (values: Values) => {
      const { documentNumber, reason } = values;
      const paper = {
        sourceId: view.sourceId,
        documentNumber,
        reason,
        bookedOn: values.bookedOn.format('YYYY-MM-DD'),
      };
      if (open === 'carry')
        await fundingApi.allocations.indicators.carry({ ...paper, toYear: values.toYear });
      else
        await fundingApi.allocations.indicators.recall({
          ...{ ...paper, kind: values.kind, amountFen: fenText(values.amount) ?? '' },
          refundFen: fenText(values.refund || '0') ?? '0',
          ...{ voucherNumber: values.voucherNumber ?? '', payee: values.payee ?? '' },
        });
    },
    stale: [fundingQueries.key()],
    done: '已记账。',
    after: close,
    quiet: true,
  });
  if (!may) return null;
  const title = open === 'carry' ? '年末结转' : '收回或追回';
  return (
    <>
      <Button onClick={() => setOpen('carry')}>结转</Button>
      <Button onClick={() => setOpen('recall')}>收回或追回</Button>
      <FormDialog title={title} open={open !== undefined} onClose={close}>
        <SubmitForm<Values>
          submitText="记账"
          initial={{ kind: 'recall', toYear: view.budgetYear + 1, bookedOn: dayjs() }}
          onSubmit={(values) => act.mutateAsync(values)}
          onCancel={close}
        >
          {open === 'carry' ? <CarryFields view={view} /> : <RecallFields view={view} />}
          <Form.Item label="文号" name="documentNumber" rules={[needed('文号')]}>
            <Input maxLength={120} />
          </Form.Item>
          <Form.Item label="记账日期" name="bookedOn" rules={[chosen('日期')]}>
            <DatePicker />
          </Form.Item>
          <Form.Item label="理由" name="reason" rules={[needed('理由')]}>
            <Input.TextArea maxLength={500} rows={2} />
          </Form.Item>
        </SubmitForm>
      </FormDialog>
    </>
  );
}

const CarryFields = ({ view }: { readonly view: View }) => (
  <Form.Item
    label="转入年度"
    name="toYear"
    extra={
      view.carry
        ? '可结转：余额转入新的年度。'
        : '不结转：没有签约的余额失效，退回指标。此事不能撤销前请核对文件。'
    }
    rules={[chosen('年度')]}
  >
    <InputNumber min={2000} max={2100} />
  </Form.Item>
);

const RecallFields = ({ view }: { readonly view: View }) => (
  <>
    <Form.Item label="事项" name="kind">
      <Radio.Group
        options={[
          { value: 'recall', label: '收回未安排的指标' },
          { value: 'clawback', label: '追回（可同时退缴现金）' },
        ]}
      />
    </Form.Item>
    <Form.Item
      label="收回指标（元）"
      name="amount"
      extra={`未安排 ${yuanOf(view.budgetFen)} 元`}
      rules={[needed('金额'), amountRule]}
    >
      <Input inputMode="decimal" />
    </Form.Item>
    <Form.Item label="退缴现金（元，追回时填）" name="refund" rules={[amountRule]}>
      <Input inputMode="decimal" />
    </Form.Item>
    <Form.Item label="退缴凭证号" name="voucherNumber">
      <Input maxLength={120} />
    </Form.Item>
    <Form.Item label="收款人" name="payee">
      <Input maxLength={120} />
    </Form.Item>
  </>
);
