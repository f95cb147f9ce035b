import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { chosen, FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { bodyActions } from '../contract-bodies.ts';
import { type Severity, severityNames } from '../domain/body/finding.ts';
import { participationApi, participationQueries } from './api.ts';
import { type Attached, AttachmentsField } from './attachments-field.tsx';
import { chinaToday, optionsOf } from './notices-words.tsx';
import { type Visit, VisitForm } from './openness-visit-form.tsx';
import { PublishWords } from './publish-words.tsx';

/** Steps of a visit: change, cancel, hold, enter a finding, publish. */
export function VisitActs({ visit }: { readonly visit: Visit }) {
  const may = useMay(bodyActions['participation.openness']) && !visit.cancelledReason;
  const queries = useQueryClient();
  const ask = useConfirm();
  const [form, setForm] = useState<'edit' | 'hold' | 'find' | 'publish'>();
  const close = () => setForm(undefined);
  const done = () => queries.invalidateQueries({ queryKey: participationQueries.openness.key() });
  if (!may) return null;
  const { id, version } = visit;
  const publish = async (published: boolean, confirmed = false) => {
    await participationApi.openness.publishVisit({ id, version, published, confirmed });
    await done();
  };
  const takeDown = () =>
    ask({ title: '撤下公开', text: '居民页不再显示。', okText: '撤下', run: () => publish(false) });
  const cancel = () =>
    ask({
      title: '取消安排',
      text: '取消后不能恢复，居民页不再显示。',
      okText: '取消安排',
      reasonLabel: '理由',
      danger: true,
      run: async (reason) => {
        await participationApi.openness.cancel({ id, version, reason });
        await done();
      },
    });
  const props = { visit, close, done };
  return (
    <>
      {!visit.heldOn && <Button onClick={() => setForm('edit')}>修改安排</Button>}
      <Button onClick={() => setForm('hold')}>{visit.heldOn ? '修改举行情况' : '登记举行'}</Button>
      {visit.heldOn && (
        <Button type="primary" onClick={() => setForm('find')}>
          登记问题
        </Button>
      )}
      <Button onClick={visit.published ? takeDown : () => setForm('publish')}>
        {visit.published ? '撤下公开' : '公开'}
      </Button>
      {!visit.heldOn && (
        <Button danger onClick={cancel}>
          取消安排
        </Button>
      )}
      <FormDialog title="修改安排" open={form === 'edit'} onClose={close}>
        <VisitForm {...props} />
      </FormDialog>
      <FormDialog title="登记举行情况" open={form === 'hold'} onClose={close}>
        <HoldForm {...props} />
      </FormDialog>
      <FormDialog title="登记问题" open={form === 'find'} onClose={close}>
        <FindForm {...props} />
      </FormDialog>
      <PublishWords
        title="公开"
        words={[visit.title, visit.place, visit.invitation].filter(Boolean).join('\n')}
        open={form === 'publish'}
        close={close}
        publish={(confirmed) => publish(true, confirmed)}
      />
    </>
  );
}

type Props = { readonly visit: Visit; readonly close: () => void; readonly done: () => Promise<unknown> };
const idsOf = (files: readonly Attached[] = []) => files.map((one) => one.id);

type Held = { readonly heldOn: string; readonly attended?: number | null; readonly files?: Attached[] };

function HoldForm({ visit: { id, version, ...visit }, close, done }: Props) {
  return (
    <SubmitForm<Held>
      initial={{ heldOn: visit.heldOn ?? chinaToday(), attended: visit.attended, files: visit.files }}
      submitText="登记"
      onCancel={close}
      onSubmit={async ({ files, heldOn, attended = null }) => {
        await participationApi.openness.hold({ id, version, heldOn, attended, fileIds: idsOf(files) });
        close();
        await done();
      }}
    >
      <Form.Item name="heldOn" label="举行日期" rules={[needed('举行日期')]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="attended" label="参加人数">
        <InputNumber min={0} max={100000} precision={0} />
      </Form.Item>
      <Form.Item name="files" label="照片与签到表">
        <AttachmentsField estateId={visit.estateId} label="照片或签到表" />
      </Form.Item>
    </SubmitForm>
  );
}

type Found = {
  readonly text: string;
  readonly severity: Severity;
  readonly dueOn?: string;
  readonly files?: Attached[];
};

function FindForm({ visit: { id, estateId }, close, done }: Props) {
  return (
    <SubmitForm<Found>
      initial={{ severity: 'defect' }}
      submitText="登记"
      onCancel={close}
      onSubmit={async ({ files, dueOn, ...values }) => {
        await participationApi.openness.find({ id, ...values, dueOn: dueOn || null, fileIds: idsOf(files) });
        close();
        await done();
      }}
    >
      <Form.Item name="text" label="问题" rules={[needed('问题')]}>
        <Input.TextArea rows={4} maxLength={2000} showCount />
      </Form.Item>
      <Form.Item name="severity" label="程度" rules={[chosen('程度')]}>
        <Select options={optionsOf(severityNames)} />
      </Form.Item>
      <Form.Item name="dueOn" label="整改期限" extra="不填则按程度和政策参数的天数计算">
        <Input type="date" />
      </Form.Item>
      <Form.Item name="files" label="照片">
        <AttachmentsField estateId={estateId} label="问题照片" />
      </Form.Item>
    </SubmitForm>
  );
}
