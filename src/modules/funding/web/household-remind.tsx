import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { download } from '#ui/download.ts';
import { FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { useAct } from '#ui/queries.tsx';
import { fundingApi, fundingQueries } from './api.ts';
import { type Collection, chinaToday, options, reminderWayNames } from './household-words.tsx';

type Values = {
  readonly way: keyof typeof reminderWayNames;
  readonly remindedOn: string;
  readonly note?: string;
};
type Props = { readonly one: Collection; readonly billIds: readonly string[]; readonly close: () => void };

/** Records a batch of reminders, and prints the notices for the doors. */
export function RemindDialog({ one, billIds, close }: Props) {
  const [batchId] = useState(() => crypto.randomUUID());
  const remind = useAct({
    run: (values: Values) =>
      fundingApi.households.reminders.remind({ id: one.id, batchId, billIds: [...billIds], ...values }),
    ...{ stale: [fundingQueries.households.key()], quiet: true },
    done: (answer: { reminded: number }) => `已登记催缴 ${answer.reminded} 户`,
  });
  const print = useAct({
    run: () => download(`/api/funding/households/collections/${one.id}/papers/notices`, '缴款提醒.docx'),
  });
  return (
    <FormDialog
      title={billIds.length > 0 ? `催缴所选 ${billIds.length} 户` : '催缴全部逾期未缴的各户'}
      open
      onClose={close}
    >
      <p>只登记逾期未缴的各户。通知上只写房号和金额，不写姓名和电话。</p>
      <Button loading={print.isPending} onClick={() => print.mutate()}>
        打印逾期各户的门贴通知
      </Button>
      <SubmitForm<Values>
        initial={{ way: 'door', remindedOn: chinaToday() }}
        submitText="登记催缴"
        onCancel={close}
        onSubmit={async (values) => {
          await remind.mutateAsync(values);
          close();
        }}
      >
        <Form.Item name="way" label="方式">
          <Select options={options(reminderWayNames)} />
        </Form.Item>
        <Form.Item name="remindedOn" label="日期" rules={[needed('日期')]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="note" label="说明（可不填）">
          <Input maxLength={200} />
        </Form.Item>
      </SubmitForm>
    </FormDialog>
  );
}
