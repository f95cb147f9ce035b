import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { chosen, needed, SubmitForm } from '#ui/form.tsx';
import { useGo } from '#ui/navigation.tsx';
import { channelNames } from '../domain/notice/objection.ts';
import { participationApi, participationQueries } from './api.ts';
import { EstateSelect } from './estate-select.tsx';
import { chinaToday, optionsOf } from './notices-words.tsx';

type AssigneeProps = {
  readonly estateId?: string;
  readonly submit: (assigneeId: string) => Promise<unknown>;
  readonly cancel: () => void;
};

/** Whom to give an objection to. */
export function AssigneeForm({ estateId, submit, cancel }: AssigneeProps) {
  const query = useQuery(
    participationQueries.objections.assignees.queryOptions({ input: estateId ? { estateId } : {} }),
  );
  return (
    <SubmitForm<{ assigneeId: string }>
      submitText="分办"
      onSubmit={({ assigneeId }) => submit(assigneeId)}
      onCancel={cancel}
    >
      <Form.Item name="assigneeId" label="办理人" rules={[chosen('办理人')]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          loading={query.isFetching}
          options={(query.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
        />
      </Form.Item>
    </SubmitForm>
  );
}

type NoticeProps = {
  readonly estateId: string | undefined;
  readonly id?: string;
  readonly value?: string | null;
  readonly onChange?: (id: string | null) => void;
};

/** Notices of the estate that hang, the latest first; made to stand in a `Form.Item`. */
function NoticeSelect({ estateId, id, value, onChange }: NoticeProps) {
  const input = { size: 50, phase: 'running', ...(estateId ? { estateId } : {}) } as const;
  const query = useQuery({
    ...participationQueries.notices.list.queryOptions({ input }),
    enabled: estateId !== undefined,
  });
  return (
    <Select<string>
      {...(id ? { id } : {})}
      {...(value ? { value } : {})}
      onChange={(chosenId) => onChange?.(chosenId ?? null)}
      allowClear
      loading={query.isFetching}
      placeholder={estateId ? '不针对哪份公示' : '先选择小区'}
      notFoundContent="这个小区没有正在公示的内容"
      options={(query.data?.items ?? []).map((one) => ({ value: one.id, label: one.title }))}
    />
  );
}

type Entry = {
  readonly estateId: string;
  readonly noticeId?: string | null;
  readonly channel: 'paper' | 'door' | 'meeting' | 'hotline';
  readonly receivedOn: string;
  readonly name?: string;
  readonly phone?: string;
  readonly place?: string;
  readonly text: string;
};

const { online: _online, ...clerkChannels } = channelNames;

/** What came on paper, at the door, in a meeting or by telephone. */
export function EntryForm({ cancel, done }: { readonly cancel: () => void; readonly done: () => unknown }) {
  const go = useGo();
  // One key per opened form: pressing twice files one objection.
  const [key] = useState(() => crypto.randomUUID());
  return (
    <SubmitForm<Entry>
      initial={{ channel: 'paper', receivedOn: chinaToday() }}
      submitText="登记"
      onCancel={cancel}
      onSubmit={async (values) => {
        const made = await participationApi.objections.enter({ ...values, key });
        await done();
        go(`/participation/objections/${made.id}`);
      }}
    >
      <Form.Item name="estateId" label="小区" rules={[chosen('小区')]}>
        <EstateSelect />
      </Form.Item>
      <Form.Item noStyle dependencies={['estateId']}>
        {({ getFieldValue }) => (
          <Form.Item name="noticeId" label="针对的公示（可不填）">
            <NoticeSelect estateId={getFieldValue('estateId')} />
          </Form.Item>
        )}
      </Form.Item>
      <Form.Item name="channel" label="来源" rules={[chosen('来源')]}>
        <Select options={optionsOf(clerkChannels)} />
      </Form.Item>
      <Form.Item name="receivedOn" label="收到日期" rules={[needed('收到日期')]} extra="答复期限从次日起算">
        <Input type="date" />
      </Form.Item>
      <Form.Item name="text" label="异议内容" rules={[needed('异议内容')]}>
        <Input.TextArea rows={5} maxLength={5000} showCount />
      </Form.Item>
      <Form.Item name="name" label="姓名（可不填，加密保存）">
        <Input maxLength={50} autoComplete="off" />
      </Form.Item>
      <Form.Item name="phone" label="电话（可不填，加密保存）">
        <Input maxLength={30} autoComplete="off" />
      </Form.Item>
      <Form.Item name="place" label="门牌（可不填，不公开）">
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
    </SubmitForm>
  );
}
