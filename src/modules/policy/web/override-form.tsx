import { Form, Input } from 'antd';
import { needed, SubmitForm } from '#ui/form.tsx';

type Values = { readonly value: string; readonly reason: string };
type Props = {
  readonly value: unknown;
  readonly onSubmit: (value: unknown, reason: string) => Promise<unknown>;
  readonly onCancel: () => void;
};

/** Numbers and words are typed as they are; lists and tables as the JSON shown on the page. */
const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value, null, 2);

/** Reads what was typed back into the kind of value it was; undefined where it cannot be read. */
function read(text: string, before: unknown): unknown {
  const typed = text.trim();
  if (typeof before === 'string') return typed;
  try {
    return JSON.parse(typed) as unknown;
  } catch {
    return before === null ? typed : undefined;
  }
}

/** The other value of a parameter, and why. */
export function OverrideForm({ value, onSubmit, onCancel }: Props) {
  const complex = typeof value === 'object' && value !== null;
  return (
    <SubmitForm<Values>
      initial={{ value: textOf(value), reason: '' }}
      submitText="保存调整"
      onCancel={onCancel}
      onSubmit={(typed) => onSubmit(read(typed.value, value), typed.reason)}
    >
      <Form.Item
        name="value"
        label="新的取值"
        extra={complex ? '按原有的结构修改，只改值，不改项目名称' : undefined}
        rules={[
          needed('取值'),
          {
            validator: (_rule, text: string) =>
              read(text ?? '', value) === undefined
                ? Promise.reject(new Error('格式不完整，请检查括号、引号和逗号'))
                : Promise.resolve(),
          },
        ]}
      >
        {complex ? <Input.TextArea rows={14} spellCheck={false} /> : <Input />}
      </Form.Item>
      <Form.Item name="reason" label="依据或理由" rules={[needed('依据或理由')]}>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
    </SubmitForm>
  );
}
