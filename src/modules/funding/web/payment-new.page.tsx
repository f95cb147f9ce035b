import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Select } from 'antd';
import { useGo, useSearchText } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { fundingApi, fundingQueries } from './api.ts';
import { PaymentForm } from './payment-form.tsx';

/** 起草用款申请: by the firm, or by the task force on its behalf. */
export default function NewPayment() {
  const [params, change] = useSearchText();
  const contractId = params.get('contract') ?? undefined;
  const contracts = useQuery(
    fundingQueries.works.list.queryOptions({ input: { page: 1, size: 200, sort: 'number' } }),
  );
  const queries = useQueryClient();
  const go = useGo();
  return (
    <Page title="起草用款申请" trail={[{ title: '用款申请', path: '/funding/payments' }]}>
      <Section title="合同">
        <Select
          aria-label="合同"
          showSearch
          optionFilterProp="label"
          placeholder="选择合同"
          style={{ width: 'min(32em, 100%)' }}
          value={contractId ?? null}
          options={(contracts.data?.items ?? []).map((one) => ({
            value: one.id,
            label: `${one.number} ${one.title}`,
          }))}
          onChange={(id: string) => change({ contract: id })}
        />
      </Section>
      {contractId && (
        <Section title="款项与金额">
          <PaymentForm
            key={contractId}
            contractId={contractId}
            cancel={() => go('/funding/payments')}
            submit={async (values) => {
              const made = await fundingApi.payments.create({ contractId, ...values });
              await queries.invalidateQueries({ queryKey: fundingQueries.payments.key() });
              go(`/funding/payments/${made.id}`);
            }}
          />
        </Section>
      )}
    </Page>
  );
}
