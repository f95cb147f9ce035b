import { useQuery } from '@tanstack/react-query';
import { Alert, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { chosen, SubmitForm } from '#ui/form.tsx';
import { yuanOf } from '#ui/quantity.ts';
import { Answer } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import { paymentKindNames } from '../domain/ledger/words.ts';
import { fundingQueries } from './api.ts';
import { fenOfYuan, type PaymentDetail, yuanInput } from './works-words.tsx';

export type PaymentKindOf = PaymentDetail['kind'];
export type DraftValues = {
  readonly kind: PaymentKindOf;
  readonly note: string;
  readonly lines: { readonly estateId: string; readonly item: string; readonly amountFen: string }[];
};
type Props = {
  readonly contractId: string;
  /** The draft that is changed; absent: a new one. */
  readonly payment?: PaymentDetail;
  readonly submit: (values: DraftValues) => Promise<unknown>;
  readonly cancel: () => void;
};

const keyOf = (one: { readonly estateId: string; readonly item: string }) => `${one.estateId} ${one.item}`;

/** Kind, amounts per estate and item, note; what may be asked for stands beside each. */
export function PaymentForm({ contractId, payment, submit, cancel }: Props) {
  const basis = useQuery(fundingQueries.payments.basis.queryOptions({ input: { id: contractId } }));
  const [kind, setKind] = useState<PaymentKindOf>(payment?.kind ?? 'progress');
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries((payment?.lines ?? []).map((line) => [keyOf(line), yuanInput(line.amountFen)])),
  );
  return (
    <Answer of={basis}>
      {({ kinds }) => {
        const one = kinds.find((other) => other.kind === kind);
        return (
          <SubmitForm<{ kind: PaymentKindOf; note?: string }>
            initial={{ kind, note: payment?.note ?? '' }}
            submitText="存为草稿"
            onCancel={cancel}
            onSubmit={({ note = '' }) =>
              submit({
                kind,
                note,
                lines: (one?.lines ?? []).flatMap(({ estateId, item }) => {
                  const text = typed[keyOf({ estateId, item })]?.trim() ?? '';
                  return text === '' ? [] : [{ estateId, item, amountFen: fenOfYuan(text) ?? text }];
                }),
              })
            }
          >
            <Form.Item name="kind" label="款项" rules={[chosen('款项')]}>
              <Select
                options={kinds.map((other) => ({
                  value: other.kind,
                  label: `${paymentKindNames[other.kind]}（可申请 ${yuanOf(other.availableFen)} 元）`,
                }))}
                onChange={(next: PaymentKindOf) => setKind(next)}
              />
            </Form.Item>
            {one && one.missingGates.length > 0 && (
              <Alert
                className="hj-form-problem"
                type="warning"
                showIcon
                title={`授权支付前还须通过：${one.missingGates.join('、')}`}
              />
            )}
            <Table
              caption="申请金额"
              rows={one?.lines ?? []}
              rowKey={keyOf}
              empty="现在没有可申请的款项"
              columns={[
                { key: 'item', title: '内容', render: (line) => `${line.estateName} · ${line.itemTitle}` },
                {
                  key: 'available',
                  title: '可申请（元）',
                  align: 'end',
                  render: (line) => yuanOf(line.availableFen),
                },
                {
                  key: 'amount',
                  title: '申请（元）',
                  width: '10em',
                  render: (line) => (
                    <Input
                      aria-label={`${line.estateName}${line.itemTitle}的申请金额`}
                      inputMode="decimal"
                      value={typed[keyOf(line)] ?? ''}
                      onChange={(event) => setTyped((now) => ({ ...now, [keyOf(line)]: event.target.value }))}
                    />
                  ),
                },
              ]}
            />
            <Form.Item name="note" label="申请说明（可不填）">
              <Input.TextArea rows={2} maxLength={500} />
            </Form.Item>
            <p className="hj-about">须附：{one?.papers.map((paper) => paper.title).join('、') || '无'}</p>
          </SubmitForm>
        );
      }}
    </Answer>
  );
}
