import { Alert, Checkbox, Form } from 'antd';
import { FormDialog, SubmitForm } from '#ui/form.tsx';
import { suspectsIn } from '../domain/notice/names-in-text.ts';
import { Marked } from './notices-marked.tsx';

type Props = {
  readonly title: string;
  /** The words residents will read, as they stand. */
  readonly words: string;
  readonly open: boolean;
  readonly close: () => void;
  readonly publish: (confirmed: boolean) => Promise<unknown>;
};

/** Asks before words go out, with every piece marked that may tell who somebody is; the server refuses names on file. */
export function PublishWords({ title, words, open, close, publish }: Props) {
  const suspects = suspectsIn(words, { names: [], phones: [], doors: [] });
  return (
    <FormDialog title={title} open={open} onClose={close}>
      <SubmitForm<{ confirmed?: boolean }>
        submitText="公开"
        onCancel={close}
        onSubmit={async ({ confirmed = false }) => {
          await publish(confirmed);
          close();
        }}
      >
        <Alert
          type={suspects.length > 0 ? 'warning' : 'info'}
          showIcon
          title={
            suspects.length > 0
              ? `下面的文字将在居民页公开，有 ${suspects.length} 处疑似姓名、电话或门牌，已标出；要改请先取消，改好后再公开。`
              : '下面的文字将在居民页公开；在册的姓名、电话怎样写都会被拒绝。'
          }
        />
        <Marked text={words} suspects={suspects} />
        {suspects.length > 0 && (
          <Form.Item name="confirmed" valuePropName="checked">
            <Checkbox>已逐处看过，没有能认出是谁的文字</Checkbox>
          </Form.Item>
        )}
      </SubmitForm>
    </FormDialog>
  );
}
