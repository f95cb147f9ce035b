import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Radio, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { chosen, FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { useAct } from '#ui/queries.tsx';
import { useMay } from '#ui/session.tsx';
import { ledgerActions } from '../contract-ledger.ts';
import { fundingApi, fundingQueries } from './api.ts';
import type { Choices } from './ledger-grant-form.tsx';
import type { SourceView } from './ledger-source.page.tsx';
import { AmountField, DayField, dayOf, fenOf, onDay, ReasonItem } from './ledger-words.tsx';

type FormProps = {
  readonly id: string;
  readonly subChannel: string;
  readonly close: () => void;
  readonly choices: Choices;
};
const stale = [fundingQueries.ledger.key()];

/** What may be entered by hand for a source of one's own. */
export function SourceActs({ view }: { readonly view: SourceView }) {
  const [open, setOpen] = useState<'receive' | 'arrange' | 'change'>();
  const receives = useMay(ledgerActions['funding.ledger.receive']) && view.cash;
  const arranges = useMay(ledgerActions['funding.ledger.arrange']) && view.cash;
  const grants = useMay(ledgerActions['funding.ledger.grant']);
  const choices = useQuery(fundingQueries.ledger.choices.queryOptions()).data;
  if (!choices) return null;
  const form = { choices, id: view.id, subChannel: view.subChannel, close: () => setOpen(undefined) };
  return (
    <>
      {arranges && (
        <Button type="primary" onClick={() => setOpen('arrange')}>
          安排资金
        </Button>
      )}
      {receives && <Button onClick={() => setOpen('receive')}>登记到账</Button>}
      {grants && <Button onClick={() => setOpen('change')}>追加或收回</Button>}
      <FormDialog title="登记到账" open={open === 'receive'} onClose={form.close}>
        <ReceiveForm {...form} />
      </FormDialog>
      <FormDialog title="安排资金" open={open === 'arrange'} onClose={form.close}>
        <ArrangeForm {...form} />
      </FormDialog>
      <FormDialog title="追加或收回指标" open={open === 'change'} onClose={form.close}>
        <ChangeForm {...form} />
      </FormDialog>
    </>
  );
}

type ReceiveValues = { yuan: string; day: Dayjs; voucherNumber: string; payer: string };

function ReceiveForm({ id, close, choices }: FormProps) {
  const act = useAct({
    run: ({ yuan, day, ...values }: ReceiveValues) =>
      fundingApi.ledger.receive({ id, ...values, amountFen: fenOf(yuan), bookedOn: dayOf(day) }),
    done: ({ caseId }) => (caseId ? '已登记到账；超过指标，已列入违规事项' : '已登记到账'),
    ...{ stale, quiet: true, after: close },
  });
  return (
    <SubmitForm<ReceiveValues>
      submitText="登记"
      initial={{ day: onDay(choices.today) }}
      onSubmit={act.mutateAsync}
      onCancel={close}
    >
      <AmountField />
      <DayField />
      <Form.Item name="voucherNumber" label="凭证号" rules={[needed('凭证号')]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="payer" label="付款单位" rules={[needed('付款单位')]}>
        <Input maxLength={80} />
      </Form.Item>
    </SubmitForm>
  );
}

type ArrangeValues = {
  place: string;
  item: string;
  yuan: string;
  day: Dayjs;
  reason: string;
  basis?: string;
};

function ArrangeForm({ id, subChannel, close, choices }: FormProps) {
  const { places, items } = choices;
  const act = useAct({
    run: ({ place, item, yuan, day, reason, basis }: ArrangeValues) => {
      const [projectId = '', estateId = ''] = place.split(' ');
      const lines = [{ projectId, estateId, item, amountFen: fenOf(yuan) }];
      return fundingApi.ledger.arrange({ id, lines, bookedOn: dayOf(day), reason, basis: basis ?? '' });
    },
    done: '已安排',
    ...{ stale, quiet: true, after: close },
  });
  return (
    <SubmitForm<ArrangeValues>
      submitText="安排"
      initial={{ day: onDay(choices.today) }}
      onSubmit={act.mutateAsync}
      onCancel={close}
    >
      <Form.Item name="place" label="项目、小区" rules={[chosen('小区')]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={places.map((one) => ({
            value: `${one.projectId} ${one.estateId}`,
            label: `${one.project}：${one.estate}`,
          }))}
        />
      </Form.Item>
      <Form.Item name="item" label="改造内容" rules={[chosen('改造内容')]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={items.map(({ id: value, title }) => ({ value, label: title }))}
        />
      </Form.Item>
      <AmountField />
      <DayField />
      {subChannel === 'maintenanceFund' && (
        <Form.Item name="basis" label="业主表决或决定的文号" rules={[needed('文号')]}>
          <Input maxLength={80} />
        </Form.Item>
      )}
      <ReasonItem label="依据或说明" />
    </SubmitForm>
  );
}

type ChangeValues = {
  kind: 'increase' | 'recall';
  yuan: string;
  day: Dayjs;
  documentNumber?: string;
  reason: string;
};

function ChangeForm({ id, close, choices }: FormProps) {
  const act = useAct({
    run: ({ yuan, day, documentNumber, ...values }: ChangeValues) =>
      fundingApi.ledger.change({
        ...{ id, ...values, documentNumber: documentNumber ?? '' },
        ...{ amountFen: fenOf(yuan), bookedOn: dayOf(day) },
      }),
    done: '已记账',
    ...{ stale, quiet: true, after: close },
  });
  return (
    <SubmitForm<ChangeValues>
      submitText="记账"
      initial={{ kind: 'increase', day: onDay(choices.today) }}
      onSubmit={act.mutateAsync}
      onCancel={close}
    >
      <Form.Item name="kind" label="事项">
        <Radio.Group
          options={[
            { value: 'increase', label: '追加' },
            { value: 'recall', label: '收回（未安排的）' },
          ]}
        />
      </Form.Item>
      <AmountField />
      <DayField />
      <Form.Item name="documentNumber" label="文号">
        <Input maxLength={60} />
      </Form.Item>
      <ReasonItem />
    </SubmitForm>
  );
}
