import { useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { chosen, FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { bodyActions } from '../contract-bodies.ts';
import { suspectsIn } from '../domain/notice/names-in-text.ts';
import { participationApi, participationQueries } from './api.ts';
import { type Attached, AttachmentsField } from './attachments-field.tsx';
import { Marked } from './notices-marked.tsx';
import { InspectorSelect } from './openness-inspector-select.tsx';

export type Finding = Awaited<ReturnType<typeof participationApi.openness.findings>>['items'][number];
type Props = { readonly finding: Finding; readonly close: () => void; readonly done: () => Promise<unknown> };

/** What can be done with a finding where it stands: answer, enter the inspector's word, publish or take down. */
export function FindingActs({ finding }: { readonly finding: Finding }) {
  const may = useMay(bodyActions['participation.openness']);
  const [form, setForm] = useState<'answer' | 'accept' | 'publish'>();
  const ask = useConfirm();
  const queries = useQueryClient();
  const done = () => queries.invalidateQueries({ queryKey: participationQueries.openness.key() });
  const close = () => setForm(undefined);
  if (!may) return '—';
  const { id, version } = finding;
  const takeDown = () =>
    ask({
      title: '撤下公开',
      text: '居民页不再显示这个问题，可以重新公开。',
      okText: '撤下',
      run: async () => {
        await participationApi.openness.publishFinding({ id, version, text: null });
        await done();
      },
    });
  const props = { finding, close, done };
  return (
    <div className="hj-actions">
      {finding.state !== 'accepted' && (
        <Button size="small" onClick={() => setForm('answer')}>
          {finding.state === 'answered' ? '修改答复' : '答复'}
        </Button>
      )}
      {finding.state === 'answered' && (
        <Button size="small" onClick={() => setForm('accept')}>
          验收
        </Button>
      )}
      <Button size="small" onClick={finding.published ? takeDown : () => setForm('publish')}>
        {finding.published ? '撤下公开' : '公开'}
      </Button>
      <FormDialog title="答复整改" open={form === 'answer'} onClose={close}>
        <AnswerForm {...props} />
      </FormDialog>
      <FormDialog title="监督员验收" open={form === 'accept'} onClose={close}>
        <AcceptForm {...props} />
      </FormDialog>
      <FormDialog title="公开问题与整改" open={form === 'publish'} onClose={close}>
        <PublishForm {...props} />
      </FormDialog>
    </div>
  );
}

function AnswerForm({ finding: { id, version, answer }, close, done }: Props) {
  return (
    <SubmitForm<{ answer: string }>
      initial={{ answer: answer ?? '' }}
      submitText="答复"
      onCancel={close}
      onSubmit={async (values) => {
        await participationApi.openness.answer({ id, version, ...values });
        close();
        await done();
      }}
    >
      <Form.Item name="answer" label="整改情况" rules={[needed('整改情况')]}>
        <Input.TextArea rows={4} maxLength={2000} showCount />
      </Form.Item>
    </SubmitForm>
  );
}

type Acceptance = {
  readonly accepted: boolean;
  readonly inspectorId: string;
  readonly paper: readonly Attached[];
  readonly note?: string;
};

/** The inspector's word as it stands on the paper they signed. */
function AcceptForm({ finding: { id, version, estateId, answer }, close, done }: Props) {
  return (
    <SubmitForm<Acceptance>
      initial={{ accepted: true }}
      submitText="登记"
      onCancel={close}
      onSubmit={async ({ paper: [paper], ...values }) => {
        await participationApi.openness.accept({ id, version, ...values, paper: paper?.id ?? '' });
        close();
        await done();
      }}
    >
      <p>整改情况：{answer}</p>
      <Form.Item name="accepted" label="监督员意见" rules={[chosen('监督员意见')]}>
        <Radio.Group
          options={[
            { value: true, label: '验收' },
            { value: false, label: '退回整改' },
          ]}
        />
      </Form.Item>
      <Form.Item name="inspectorId" label="监督员" rules={[chosen('监督员')]}>
        <InspectorSelect estateId={estateId} />
      </Form.Item>
      <Form.Item
        name="paper"
        label="监督员签字的单子"
        rules={[{ required: true, message: '请上传监督员签字的单子' }]}
      >
        <AttachmentsField estateId={estateId} label="签字的单子（照片或扫描件）" single />
      </Form.Item>
      <Form.Item name="note" label="说明（可不填，不写姓名电话）">
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </SubmitForm>
  );
}

/** The words as they go out, marked while they are written; the answer goes with them as it stands. */
function PublishForm({ finding: { id, version, text, answer }, close, done }: Props) {
  return (
    <SubmitForm<{ text: string; confirmed?: boolean }>
      initial={{ text }}
      submitText="公开"
      onCancel={close}
      onSubmit={async ({ text: words, confirmed = false }) => {
        await participationApi.openness.publishFinding({ id, version, text: words, confirmed });
        close();
        await done();
      }}
    >
      <Form.Item name="text" label="公开的问题" rules={[needed('公开的问题')]}>
        <Input.TextArea rows={4} maxLength={2000} showCount />
      </Form.Item>
      <Form.Item noStyle dependencies={['text']}>
        {({ getFieldValue }) => {
          const words = [getFieldValue('text'), answer && `整改：${answer}`].filter(Boolean).join('\n');
          const suspects = suspectsIn(words, { names: [], phones: [], doors: [] });
          return (
            <>
              <Marked text={words} suspects={suspects} />
              {suspects.length > 0 && (
                <Form.Item name="confirmed" valuePropName="checked">
                  <Checkbox>已逐处看过，没有能认出是谁的文字</Checkbox>
                </Form.Item>
              )}
            </>
          );
        }}
      </Form.Item>
    </SubmitForm>
  );
}
