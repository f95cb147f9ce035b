import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { Facts, Unverified } from '#ui/basis.tsx';
import { AppLink, usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { dayText, yuanOf } from '#ui/quantity.ts';
import { Answer } from '#ui/states.tsx';
import { paymentKindNames } from '../domain/ledger/words.ts';
import { fundingQueries } from './api.ts';
import { PaymentActs } from './payment-acts.tsx';
import { PapersSection } from './payment-papers.tsx';
import { LinesSection } from './payment-sources.tsx';
import { SeatsSection, StepsSection } from './payment-steps-view.tsx';
import type { PaymentDetail } from './works-words.tsx';

/** One payment request: what is asked, on what papers, out of which money, and who has said what. */
export default function PaymentPage() {
  const { id = '' } = usePathParams();
  const query = useQuery(fundingQueries.payments.show.queryOptions({ input: { id } }));
  const { data } = query;
  return (
    <Page
      title={data ? `${paymentKindNames[data.kind]}申请 ${data.number}` : '用款申请'}
      trail={[{ title: '用款申请', path: '/funding/payments' }]}
      actions={data && <PaymentActs payment={data} />}
    >
      <Answer of={query}>{(payment) => <Body payment={payment} />}</Answer>
    </Page>
  );
}

function Body({ payment }: { readonly payment: PaymentDetail }) {
  return (
    <>
      <SeatsSection payment={payment} />
      {payment.lateDays > 0 && <Late payment={payment} />}
      <Section title="申请">
        <Facts facts={factsOf(payment)} />
      </Section>
      <LinesSection payment={payment} />
      <PapersSection payment={payment} />
      <StepsSection payment={payment} />
    </>
  );
}

function Late({ payment }: { readonly payment: PaymentDetail }) {
  return (
    <Alert
      type="error"
      showIcon
      title={`已逾期 ${payment.lateDays} 天`}
      description={
        <>
          未约定利率的，逾期利息按每日万分之{payment.interestRate}计，至今 {yuanOf(payment.interestFen)} 元。
          {payment.interestUnverified && <Unverified />}
        </>
      }
    />
  );
}

function term(one: PaymentDetail): string {
  const unit = one.termUnit === 'working' ? '个工作日' : '天（自然日）';
  if (!one.completeOn) return `提交齐全的申请后 ${one.termDays} ${unit}内`;
  return `${dayText(one.completeOn)}齐全，${one.termDays} ${unit}内，即${dayText(one.dueOn)}前`;
}

const factsOf = (one: PaymentDetail) => [
  { label: '状态', value: one.stateText },
  { label: '款项', value: paymentKindNames[one.kind] },
  { label: '金额', value: `${yuanOf(one.amountFen)} 元` },
  { label: '已付', value: `${yuanOf(one.paidFen)} 元` },
  { label: '收款单位', value: `${one.supplierName}${one.sme ? '（中小企业）' : ''}` },
  {
    label: '合同',
    value: (
      <AppLink to={`/funding/contracts/${one.contractId}`}>
        {`${one.contractNumber} ${one.contractTitle}`}
      </AppLink>
    ),
  },
  { label: '项目', value: one.projectName },
  { label: '付款期限', value: term(one) },
  ...(one.wages
    ? [
        {
          label: '农民工工资专户',
          value: `${one.wages.account}：拨入 ${yuanOf(one.wages.wagesFen)} 元（${one.wages.shareBp / 100}%），其余 ${yuanOf(one.wages.restFen)} 元`,
        },
      ]
    : []),
  { label: '起草', value: `${one.createdBy}，${dayText(one.createdAt)}` },
  { label: '说明', value: one.note || '—' },
];
