import { Button, Checkbox, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { chosen, FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { useAct } from '#ui/queries.tsx';
import { useMay } from '#ui/session.tsx';
import { householdsActions } from '../contract-households.ts';
import { yuanText } from '../domain/household/amount.ts';
import { fundingApi, fundingQueries } from './api.ts';
import {
  type Bill,
  chinaToday,
  fenText,
  options,
  PaperField,
  reliefKindNames,
  yuanRule,
} from './household-words.tsx';

type Act = 'receive' | 'relief' | 'refund' | 'pledge';
const channels = [
  { value: 'district', label: '区级预算' },
  { value: 'city', label: '市级奖补' },
  { value: 'departmental', label: '民政、文化、卫生等专项' },
  { value: 'commonIncome', label: '小区公共收益' },
  { value: 'donation', label: '捐资捐物' },
  { value: 'social', label: '社会资本' },
  { value: 'formerOwners', label: '原产权单位' },
];

/** What can be done with one part's bill, each in its own dialog. */
export function BillActs({ bill }: { readonly bill: Bill }) {
  const [act, setAct] = useState<Act>();
  const edits = useMay(householdsActions['funding.households.edit']);
  const banks = useMay(householdsActions['funding.households.bank']);
  const close = () => setAct(undefined);
  const due = bill.dueFen !== null;
  return (
    <>
      {edits && !due && <Button onClick={() => setAct('pledge')}>登记认缴</Button>}
      {edits && <Button onClick={() => setAct('relief')}>提出减免</Button>}
      {edits && bill.netFen !== '0' && <Button onClick={() => setAct('refund')}>提出退款</Button>}
      {banks && due && (
        <Button type="primary" onClick={() => setAct('receive')}>
          登记收款
        </Button>
      )}
      {act === 'receive' && <Receive bill={bill} close={close} />}
      {act === 'relief' && <Relief bill={bill} close={close} />}
      {act === 'refund' && <Refund bill={bill} close={close} />}
      {act === 'pledge' && <Pledge bill={bill} close={close} />}
    </>
  );
}

type Props = { readonly bill: Bill; readonly close: () => void };
const stale = [fundingQueries.households.key()];

type ReceiveValues = {
  yuan: string;
  receivedOn: string;
  way: 'cash' | 'transfer';
  payer: string;
  voucher: string;
  allowOver?: boolean;
};
function Receive({ bill, close }: Props) {
  const [key] = useState(() => crypto.randomUUID());
  const act = useAct({
    run: (values: ReceiveValues) =>
      fundingApi.households.bills.receive({
        ...{
          id: bill.id,
          key,
          amountFen: fenText(values.yuan),
          receivedOn: values.receivedOn,
          way: values.way,
        },
        ...{ payer: values.payer, voucher: values.voucher, allowOver: values.allowOver ?? false },
      }),
    ...{ stale, quiet: true },
    done: (answer: { number: string }) => `已收款，收据 ${answer.number}`,
  });
  return (
    <FormDialog title={`登记收款：${bill.place}`} open onClose={close}>
      <SubmitForm<ReceiveValues>
        initial={{ way: 'cash', receivedOn: chinaToday(), yuan: yuanText(BigInt(bill.leftFen)) }}
        submitText="收款并开收据"
        onCancel={close}
        onSubmit={async (values) => {
          await act.mutateAsync(values);
          close();
        }}
      >
        <Form.Item name="yuan" label="金额（元）" rules={[yuanRule]}>
          <Input inputMode="decimal" />
        </Form.Item>
        <Form.Item name="receivedOn" label="收款日期" rules={[needed('收款日期')]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="way" label="方式">
          <Select
            options={[
              { value: 'cash', label: '现金（当面）' },
              { value: 'transfer', label: '转账凭证' },
            ]}
          />
        </Form.Item>
        <Form.Item name="payer" label="缴款人（只保存姓氏）" rules={[needed('缴款人')]}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item name="voucher" label="凭证号" rules={[needed('凭证号')]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="allowOver" valuePropName="checked">
          <Checkbox>超过待缴的，按多缴收下</Checkbox>
        </Form.Item>
      </SubmitForm>
    </FormDialog>
  );
}

type ReliefValues = {
  kind: keyof typeof reliefKindNames;
  yuan: string;
  subChannel: string;
  reason: string;
  fileId: string;
};
function Relief({ bill, close }: Props) {
  const act = useAct({
    run: (values: ReliefValues) =>
      fundingApi.households.reliefs.propose({
        ...{ id: bill.id, kind: values.kind, amountFen: fenText(values.yuan), subChannel: values.subChannel },
        ...{ reason: values.reason, fileId: values.fileId },
      }),
    ...{ stale, done: '已提出，请另一人批准', quiet: true },
  });
  return (
    <FormDialog title={`提出减免：${bill.place}`} open onClose={close}>
      <SubmitForm<ReliefValues>
        initial={{ kind: 'hardship' }}
        submitText="提出减免"
        onCancel={close}
        onSubmit={async (values) => {
          await act.mutateAsync(values);
          close();
        }}
      >
        <Form.Item name="kind" label="类别">
          <Select options={options(reliefKindNames)} />
        </Form.Item>
        <Form.Item name="yuan" label="减免金额（元）" rules={[yuanRule]}>
          <Input inputMode="decimal" />
        </Form.Item>
        <Form.Item name="subChannel" label="由哪个渠道承担" rules={[chosen('渠道')]}>
          <Select options={channels} />
        </Form.Item>
        <Form.Item name="reason" label="理由（不写姓名、证件号）" rules={[needed('理由')]}>
          <Input.TextArea maxLength={500} rows={2} />
        </Form.Item>
        <PaperField estateId={bill.estateId} name="fileId" label="证明材料" />
      </SubmitForm>
    </FormDialog>
  );
}

type RefundValues = { yuan: string; reason: string; fileId?: string };
function Refund({ bill, close }: Props) {
  const act = useAct({
    run: (values: RefundValues) =>
      fundingApi.households.refunds.propose({
        ...{
          id: bill.id,
          amountFen: fenText(values.yuan),
          reason: values.reason,
          fileId: values.fileId ?? null,
        },
      }),
    ...{ stale, done: '已提出，请另一人批准', quiet: true },
  });
  return (
    <FormDialog title={`提出退款：${bill.place}`} open onClose={close}>
      <SubmitForm<RefundValues>
        submitText="提出退款"
        onCancel={close}
        onSubmit={async (values) => {
          await act.mutateAsync(values);
          close();
        }}
      >
        <Form.Item name="yuan" label="退款金额（元）" rules={[yuanRule]}>
          <Input inputMode="decimal" />
        </Form.Item>
        <Form.Item name="reason" label="理由" rules={[needed('理由')]}>
          <Input.TextArea maxLength={500} rows={2} />
        </Form.Item>
        <PaperField estateId={bill.estateId} name="fileId" label="材料（可不传）" required={false} />
      </SubmitForm>
    </FormDialog>
  );
}

type PledgeValues = { yuan: string; source: 'wish' | 'agreement'; signedOn: string; fileId?: string };
function Pledge({ bill, close }: Props) {
  const act = useAct({
    run: (values: PledgeValues) =>
      fundingApi.households.bills.pledge({
        ...{ id: bill.id, version: bill.version, amountFen: fenText(values.yuan), source: values.source },
        ...{ signedOn: values.signedOn, fileId: values.fileId ?? null },
      }),
    ...{ stale, done: '已登记认缴', quiet: true },
  });
  return (
    <FormDialog title={`登记认缴：${bill.place}`} open onClose={close}>
      <SubmitForm<PledgeValues>
        initial={{ source: 'wish', signedOn: chinaToday(), yuan: yuanText(BigInt(bill.shareFen)) }}
        submitText="登记认缴"
        onCancel={close}
        onSubmit={async (values) => {
          await act.mutateAsync(values);
          close();
        }}
      >
        <Form.Item name="yuan" label="认缴金额（元）" rules={[yuanRule]}>
          <Input inputMode="decimal" />
        </Form.Item>
        <Form.Item name="source" label="来自">
          <Select
            options={[
              { value: 'wish', label: '意愿征询' },
              { value: 'agreement', label: '签字协议' },
            ]}
          />
        </Form.Item>
        <Form.Item name="signedOn" label="日期" rules={[needed('日期')]}>
          <Input type="date" />
        </Form.Item>
        <PaperField
          estateId={bill.estateId}
          name="fileId"
          label="签字的文件（协议须上传）"
          required={false}
        />
      </SubmitForm>
    </FormDialog>
  );
}
