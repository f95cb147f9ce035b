import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Segmented, Select, Space } from 'antd';
import { chosen, FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { useAct } from '#ui/queries.tsx';
import { fundingApi, fundingQueries } from './api.ts';
import { type Collection, PaperField } from './household-words.tsx';

type Values = {
  readonly kind: 'vote' | 'agreement';
  readonly matter?: string;
  readonly title?: string;
  readonly documentNumber?: string;
  readonly signedOn?: string;
  readonly fileId?: string;
  readonly plan: { dueOn: string; percent: string }[];
};
type Props = { readonly one: Collection; readonly open: boolean; readonly close: () => void };

const shareOf = (percent: string): string => {
  const value = Number(percent);
  return Number.isFinite(value) ? String(Math.round(value * 100) / 10_000) : percent;
};

function basisOf(values: Values) {
  if (values.kind === 'vote') {
    const [voteId = '', matterId = ''] = JSON.parse(values.matter ?? '[]') as string[];
    return { kind: 'vote' as const, voteId, matterId };
  }
  return {
    ...{ kind: 'agreement' as const, title: values.title ?? '', documentNumber: values.documentNumber ?? '' },
    ...{ signedOn: values.signedOn ?? '', fileId: values.fileId ?? '' },
  };
}

/** 认缴 becomes 应缴: only with a passed vote or a signed agreement, in instalments. */
export function IssueDialog({ one, open, close }: Props) {
  const issue = useAct({
    run: (values: Values) =>
      fundingApi.households.collections.issue({
        ...{ id: one.id, version: one.version, basis: basisOf(values) },
        instalments: values.plan.map((each) => ({ dueOn: each.dueOn, share: shareOf(each.percent) })),
      }),
    ...{ stale: [fundingQueries.households.key()], done: '账单已发出', quiet: true },
  });
  return (
    <FormDialog title="转为应缴并发出账单" open={open} onClose={close} width={680}>
      <SubmitForm<Values>
        initial={{ kind: 'vote', plan: [{ dueOn: '', percent: '100' }] }}
        submitText="发出账单"
        onCancel={close}
        onSubmit={async (values) => {
          await issue.mutateAsync(values);
          close();
        }}
      >
        <p>应缴须有依据。发出后金额、范围与依据不能再改。</p>
        <Form.Item name="kind" label="依据">
          <Segmented
            options={[
              { value: 'vote', label: '通过的业主表决' },
              { value: 'agreement', label: '签字的协议' },
            ]}
          />
        </Form.Item>
        <BasisFields one={one} />
        <Form.List name="plan">
          {(fields, { add, remove }) => (
            <>
              {fields.map((field, n) => (
                <Space key={field.key} align="end" wrap>
                  <Form.Item
                    name={[field.name, 'dueOn']}
                    label={`第 ${n + 1} 期缴款截止日`}
                    rules={[needed('日期')]}
                  >
                    <Input type="date" />
                  </Form.Item>
                  <Form.Item name={[field.name, 'percent']} label="份额（%）" rules={[needed('份额')]}>
                    <Input inputMode="decimal" style={{ width: '7em' }} />
                  </Form.Item>
                  {fields.length > 1 && (
                    <Form.Item>
                      <Button onClick={() => remove(field.name)}>删去第 {n + 1} 期</Button>
                    </Form.Item>
                  )}
                </Space>
              ))}
              <div>
                <Button onClick={() => add({ dueOn: '', percent: '' })}>加一期</Button>
              </div>
            </>
          )}
        </Form.List>
      </SubmitForm>
    </FormDialog>
  );
}

function BasisFields({ one }: { readonly one: Collection }) {
  const kind = Form.useWatch('kind', Form.useFormInstance<Values>());
  const setup = useQuery(
    fundingQueries.households.collections.setup.queryOptions({ input: { estateId: one.estateId } }),
  );
  if (kind === 'agreement')
    return (
      <>
        <Form.Item name="title" label="协议名称" rules={[needed('协议名称')]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="documentNumber" label="编号（可不填）">
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="signedOn" label="签字日期" rules={[needed('签字日期')]}>
          <Input type="date" />
        </Form.Item>
        <PaperField estateId={one.estateId} name="fileId" label="签字的协议" />
      </>
    );
  return (
    <Form.Item name="matter" label="表决事项" rules={[chosen('表决事项')]}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        loading={setup.isFetching}
        notFoundContent="本小区没有已通过的表决事项"
        options={(setup.data?.passed ?? []).map((each) => ({
          value: JSON.stringify([each.voteId, each.matterId]),
          label: `${each.label}（${each.scopeName}）`,
        }))}
      />
    </Form.Item>
  );
}
