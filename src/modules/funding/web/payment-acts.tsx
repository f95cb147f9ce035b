import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { download } from '#ui/download.ts';
import { chosen, FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { AppLink } from '#ui/navigation.tsx';
import { useMay } from '#ui/session.tsx';
import { overviewActions } from '../contract-overview.ts';
import {
  type PaymentSeat,
  type PaymentStep,
  paymentStepNames,
  seatNames,
} from '../domain/payments/payment-steps.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { PaymentForm } from './payment-form.tsx';
import type { PaymentDetail } from './works-words.tsx';

type Props = { readonly payment: PaymentDetail };

const hints: Readonly<Record<PaymentStep, string>> = {
  submit: '提交后交监理审核，金额不能再改；付款期限从今天起算。',
  check: '审核通过后交下一环节；同一人不得在这份申请中再办别的环节。',
  authorise:
    '授权时账目核对用途、余额、到位资金、关口、合同与已计量的工程，不符的拒绝并说明。授权后交银行支付。',
  return: '退回到前面的环节，须写明理由；退回到申请人的，付款期限重新起算。',
  withdraw: '撤回后这份申请作废，不能恢复；可以另行起草。',
  refuse: '不予支付后这份申请作废，不能恢复。',
};
const dangerous: readonly PaymentStep[] = ['return', 'withdraw', 'refuse'];

/** What the one who looks may do now, and the papers of the request. */
export function PaymentActs({ payment }: Props) {
  const [step, setStep] = useState<PaymentStep>();
  const [editing, setEditing] = useState(false);
  const queries = useQueryClient();
  const chains = useMay(overviewActions['funding.overview.chain']);
  const refresh = () => queries.invalidateQueries({ queryKey: fundingQueries.payments.key() });
  return (
    <>
      <Button
        onClick={() => void download(`/api/funding/payments/${payment.id}/order.docx`, '付款审批单.docx')}
      >
        付款审批单 .docx
      </Button>
      <Button onClick={() => window.print()}>打印</Button>
      {chains && <AppLink to={`/funding/chain/${payment.id}`}>审计链</AppLink>}
      {payment.mayEdit && <Button onClick={() => setEditing(true)}>修改</Button>}
      {payment.next.map((one) => (
        <Button
          key={one}
          type={dangerous.includes(one) ? 'default' : 'primary'}
          danger={dangerous.includes(one)}
          onClick={() => setStep(one)}
        >
          {paymentStepNames[one]}
        </Button>
      ))}
      <FormDialog
        title={step ? paymentStepNames[step] : ''}
        open={step !== undefined}
        onClose={() => setStep(undefined)}
      >
        {step && (
          <StepForm
            payment={payment}
            step={step}
            cancel={() => setStep(undefined)}
            done={async () => {
              setStep(undefined);
              await refresh();
            }}
          />
        )}
      </FormDialog>
      <FormDialog title="修改用款申请" open={editing} onClose={() => setEditing(false)} width={760}>
        <PaymentForm
          contractId={payment.contractId}
          payment={payment}
          cancel={() => setEditing(false)}
          submit={async (values) => {
            await fundingApi.payments.edit({ id: payment.id, version: payment.version, ...values });
            setEditing(false);
            await refresh();
          }}
        />
      </FormDialog>
    </>
  );
}

type StepProps = Props & {
  readonly step: PaymentStep;
  readonly done: () => Promise<unknown>;
  readonly cancel: () => void;
};

function StepForm({ payment, step, done, cancel }: StepProps) {
  const reasoned = dangerous.includes(step);
  return (
    <SubmitForm<{ note?: string; to?: PaymentSeat }>
      submitText={paymentStepNames[step]}
      onCancel={cancel}
      onSubmit={async ({ note = '', to }) => {
        const order = { id: payment.id, version: payment.version, step, note };
        await fundingApi.payments.take(to ? { ...order, to } : order);
        await done();
      }}
    >
      <p>{hints[step]}</p>
      {step === 'return' && (
        <Form.Item name="to" label="退回到" rules={[chosen('退回到哪一环节')]}>
          <Select options={payment.returnTo.map((seat) => ({ value: seat, label: seatNames[seat] }))} />
        </Form.Item>
      )}
      <Form.Item
        name="note"
        label={reasoned ? '理由' : '意见（可不填）'}
        rules={reasoned ? [needed('理由')] : []}
      >
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
    </SubmitForm>
  );
}
