import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { chosen, FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { useAct } from '#ui/queries.tsx';
import { planApi, planQueries } from './api.ts';
import { kindNames } from './words.ts';

type Kind = keyof typeof kindNames;
type Values = { kind: Kind; year: number; reason: string };
type Props = { readonly estateIds: readonly string[]; readonly done?: () => void };

const kinds: readonly Kind[] = ['pin', 'forbid', 'done'];

/** Pins, forbids or enters as done a year for estates, with a reason. */
export function SetLimit({ estateIds, done }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button disabled={estateIds.length === 0} onClick={() => setOpen(true)}>
        指定或补录年份
      </Button>
      <FormDialog title="指定或补录年份" open={open} onClose={() => setOpen(false)}>
        <LimitForm
          estateIds={estateIds}
          close={() => setOpen(false)}
          done={() => {
            setOpen(false);
            done?.();
          }}
        />
      </FormDialog>
    </>
  );
}

type FormProps = {
  readonly estateIds: readonly string[];
  readonly close: () => void;
  readonly done: () => void;
};

function LimitForm({ estateIds, close, done }: FormProps) {
  const budget = useQuery(planQueries.budget.show.queryOptions());
  const set = useAct({
    run: (values: Values) => planApi.limits.set({ estateIds: [...estateIds], ...values }),
    done: '已记下；重新测算后生效',
    stale: [planQueries.limits.key(), planQueries.runs.estate.key()],
    quiet: true,
    after: done,
  });
  return (
    <SubmitForm<Values>
      submitText="记下"
      initial={{ kind: 'pin' }}
      onSubmit={(values) => set.mutateAsync(values)}
      onCancel={close}
    >
      {estateIds.length > 1 && <p>将用于所选的 {estateIds.length} 个小区。</p>}
      <Form.Item name="kind" label="怎么定">
        <Radio.Group options={kinds.map((value) => ({ value, label: kindNames[value] }))} />
      </Form.Item>
      <Form.Item name="year" label="年份" rules={[chosen('年份')]}>
        <Select options={(budget.data?.startYears ?? []).map((value) => ({ value, label: `${value} 年` }))} />
      </Form.Item>
      <Form.Item name="reason" label="理由" rules={[needed('理由')]}>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
    </SubmitForm>
  );
}
