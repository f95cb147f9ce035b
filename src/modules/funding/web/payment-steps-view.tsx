import { Steps } from 'antd';
import { History } from '#ui/history.tsx';
import { Section } from '#ui/page.tsx';
import { paymentStepNames, seatNames } from '../domain/payments/payment-steps.ts';
import type { PaymentDetail } from './works-words.tsx';

type Props = { readonly payment: PaymentDetail };

/** Where the request stands among the seats, and who sat there. */
export function SeatsSection({ payment }: Props) {
  const at = payment.seats.findIndex((one) => one.seat === payment.turn);
  const paid = payment.state === 'paid';
  const ended = payment.state === 'withdrawn' || payment.state === 'refused';
  const seats = payment.seats.map((one) => ({
    title: seatNames[one.seat],
    content: one.by.join('、') || '—',
  }));
  const current = at >= 0 ? at : seats.length;
  return (
    <Section title="办理进度" about={payment.stateText}>
      <Steps
        current={ended ? 0 : current}
        status={ended ? 'error' : paid ? 'finish' : 'process'}
        items={[...seats, { title: '银行支付', content: paid ? '已支付' : '—' }]}
        responsive
      />
    </Section>
  );
}

/** 办理经过, newest first. */
export const StepsSection = ({ payment }: Props) => (
  <Section title="办理经过">
    <History
      changes={payment.steps.map((one) => ({
        id: one.id,
        when: one.at,
        who: `${one.by}（${seatNames[one.seat]}）`,
        what: paymentStepNames[one.step],
        reason: one.note || null,
      }))}
    />
  </Section>
);
