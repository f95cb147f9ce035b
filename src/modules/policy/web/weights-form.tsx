import { Form, Input, InputNumber } from 'antd';
import { needed, SubmitForm } from '#ui/form.tsx';

type Factor = {
  readonly id: string;
  readonly title: string;
  readonly basis: string;
  readonly weight: number;
};
type Values = { readonly weights: Readonly<Record<string, number>>; readonly reason: string };
type Props = {
  readonly factors: readonly Factor[];
  readonly onSubmit: (value: unknown, reason: string) => Promise<unknown>;
  readonly onCancel: () => void;
};

const total = (weights: Readonly<Record<string, number>> | undefined): number =>
  Object.values(weights ?? {}).reduce((sum, one) => sum + (Number(one) || 0), 0);

/** Whether a value is the list of scoring factors, whose weights have a form of their own. */
export const isFactorList = (value: unknown): value is readonly Factor[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((one) => typeof one === 'object' && one !== null && 'weight' in one && 'method' in one);

/** Other weights for the scoring factors; the sum is shown while typing, the server checks it. */
export function WeightsForm({ factors, onSubmit, onCancel }: Props) {
  return (
    <SubmitForm<Values>
      initial={{ weights: Object.fromEntries(factors.map((one) => [one.id, one.weight])), reason: '' }}
      submitText="保存权重"
      onCancel={onCancel}
      onSubmit={({ weights, reason }) =>
        onSubmit(
          factors.map((one) => ({ ...one, weight: weights[one.id] ?? one.weight })),
          reason,
        )
      }
    >
      {factors.map((one) => (
        <Form.Item
          key={one.id}
          name={['weights', one.id]}
          label={`${one.title}（${one.basis}）`}
          rules={[{ required: true, message: '请填写权重' }]}
        >
          <InputNumber min={0} max={100} precision={0} suffix="%" />
        </Form.Item>
      ))}
      <Form.Item dependencies={['weights']} noStyle>
        {({ getFieldValue }) => {
          const sum = total(getFieldValue('weights') as Values['weights'] | undefined);
          return (
            <p role="status">
              合计 {sum}%{sum === 100 ? '' : '，应为 100%'}
            </p>
          );
        }}
      </Form.Item>
      <Form.Item name="reason" label="依据或理由" rules={[needed('依据或理由')]}>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
    </SubmitForm>
  );
}
