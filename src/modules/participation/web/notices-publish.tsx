import { Alert, Checkbox, Form, Input } from 'antd';
import { needed, SubmitForm } from '#ui/form.tsx';
import { suspectsIn } from '../domain/notice/names-in-text.ts';
import { participationApi } from './api.ts';
import { Marked } from './notices-marked.tsx';
import type { ObjectionDetail } from './notices-words.tsx';

type Props = {
  readonly one: ObjectionDetail;
  readonly cancel: () => void;
  readonly done: () => Promise<unknown>;
};

export function AnswerForm({ one, cancel, done }: Props) {
  return (
    <SubmitForm<{ answer: string }>
      initial={{ answer: one.answer ?? '' }}
      submitText="答复"
      onCancel={cancel}
      onSubmit={async ({ answer }) => {
        await participationApi.objections.answer({ id: one.id, version: one.version, answer });
        await done();
      }}
    >
      <Form.Item name="answer" label="答复" rules={[needed('答复')]} extra="异议人凭住户卡能看到全文。">
        <Input.TextArea rows={6} maxLength={5000} showCount />
      </Form.Item>
    </SubmitForm>
  );
}

type Words = { readonly text: string; readonly answer: string; readonly confirmed?: boolean };

/** The words as they go out, with every suspected piece marked while they are written. */
export function PublishForm({ one, cancel, done }: Props) {
  return (
    <SubmitForm<Words>
      initial={{ text: one.text, answer: one.answer ?? '' }}
      submitText="公开"
      onCancel={cancel}
      onSubmit={async ({ text, answer, confirmed = false }) => {
        const { id, version } = one;
        await participationApi.objections.publish({ id, version, text, answer, confirmed });
        await done();
      }}
    >
      <Alert type="info" showIcon title="公开的文字不写姓名、电话和门牌；在册的写法怎样变化都会被拒绝。" />
      <Form.Item name="text" label="公开的异议" rules={[needed('公开的异议')]}>
        <Input.TextArea rows={4} maxLength={5000} showCount />
      </Form.Item>
      <Form.Item name="answer" label="公开的答复" rules={[needed('公开的答复')]}>
        <Input.TextArea rows={4} maxLength={5000} showCount />
      </Form.Item>
      <Form.Item noStyle dependencies={['text', 'answer']}>
        {({ getFieldValue }) => {
          const words = `${getFieldValue('text') ?? ''}\n${getFieldValue('answer') ?? ''}`;
          const suspects = suspectsIn(words, { names: [], phones: [], doors: [] });
          if (suspects.length === 0) return null;
          return <Marked text={words} suspects={suspects} />;
        }}
      </Form.Item>
      <Form.Item name="confirmed" valuePropName="checked">
        <Checkbox>已逐处看过，没有能认出是谁的文字</Checkbox>
      </Form.Item>
    </SubmitForm>
  );
}
