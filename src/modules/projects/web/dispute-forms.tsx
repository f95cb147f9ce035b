import { Form, Input, Select } from 'antd';
import { chosen, needed, SubmitForm } from '#ui/form.tsx';
import { type DisputePaper, paperNames } from '../domain/dispute.ts';
import { optionsOf } from './words.tsx';

type FormProps<Values> = {
  readonly submit: (values: Values) => Promise<void>;
  readonly cancel: () => void;
};
type RoundValues = { readonly day: string; readonly summary: string };
type PaperValues = { readonly paper: DisputePaper; readonly day: string; readonly title: string };

/** One round of argument. */
export function RoundForm({ submit, cancel }: FormProps<RoundValues>) {
  return (
    <SubmitForm<RoundValues> submitText="登记" onSubmit={submit} onCancel={cancel}>
      <Form.Item name="day" label="论证日期" rules={[needed('论证日期')]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="summary" label="参加人员与论证情况" rules={[needed('论证情况')]}>
        <Input.TextArea rows={4} maxLength={1000} showCount />
      </Form.Item>
    </SubmitForm>
  );
}

/** One of the papers the gate demands. */
export function PaperForm({ submit, cancel }: FormProps<PaperValues>) {
  return (
    <SubmitForm<PaperValues> submitText="登记" onSubmit={submit} onCancel={cancel}>
      <Form.Item name="paper" label="材料" rules={[chosen('材料')]}>
        <Select options={optionsOf(paperNames)} />
      </Form.Item>
      <Form.Item name="day" label="材料日期" rules={[needed('材料日期')]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="title" label="材料名称或文号" rules={[needed('材料名称')]}>
        <Input maxLength={200} />
      </Form.Item>
    </SubmitForm>
  );
}
