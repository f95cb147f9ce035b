import './notices.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, InputNumber, Select } from 'antd';
import { chosen, needed, SubmitForm } from '#ui/form.tsx';
import { type FiveStep, fiveStepNames } from '../domain/body/five-steps.ts';
import { participationApi, participationQueries } from './api.ts';
import { type Attached, AttachmentsField } from './attachments-field.tsx';
import { EstateSelect } from './estate-select.tsx';
import { chinaToday, optionsOf } from './notices-words.tsx';

export type Meeting = Awaited<ReturnType<typeof participationApi.meetings.show>>;
type Decision = {
  readonly text: string;
  readonly responsible?: string;
  readonly due?: string | null;
  readonly doneOn?: string | null;
};
type Values = {
  readonly estateId: string;
  readonly bodyId?: string | null;
  readonly title: string;
  readonly heldOn: string;
  readonly step: FiveStep;
  readonly place?: string;
  readonly agenda?: string;
  readonly minutes?: string;
  readonly invited?: number | null;
  readonly attended?: number | null;
  readonly decisions?: readonly Decision[];
  readonly files?: readonly Attached[];
};
type Props = {
  readonly meeting?: Meeting;
  readonly close: () => void;
  readonly done: (id: string) => unknown;
};

/** Enters the record of a meeting, or changes one that is not published. */
export function MeetingForm({ meeting, close, done }: Props) {
  const queries = useQueryClient();
  return (
    <SubmitForm<Values>
      initial={meeting ?? { heldOn: chinaToday(), step: 'plan' }}
      submitText={meeting ? '保存' : '登记'}
      onCancel={close}
      onSubmit={async ({ estateId, decisions = [], files = [], bodyId, ...values }) => {
        const fields = {
          ...values,
          invited: values.invited ?? null,
          attended: values.attended ?? null,
          bodyId: bodyId ?? null,
          decisions: decisions.map(({ text, responsible = '', due, doneOn }) => ({
            ...{ text, responsible, due: due || null, doneOn: doneOn || null },
          })),
          fileIds: files.map((one) => one.id),
        };
        const made = meeting
          ? await participationApi.meetings.edit({ id: meeting.id, version: meeting.version, ...fields })
          : await participationApi.meetings.create({ estateId, ...fields });
        await queries.invalidateQueries({ queryKey: participationQueries.meetings.key() });
        close();
        await done(made.id);
      }}
    >
      {!meeting && (
        <Form.Item name="estateId" label="小区" rules={[chosen('小区')]}>
          <EstateSelect />
        </Form.Item>
      )}
      <Form.Item noStyle dependencies={['estateId']}>
        {({ getFieldValue }) => (
          <Form.Item name="bodyId" label="哪个组织的会议（可不填）">
            <BodySelect estateId={meeting?.estateId ?? getFieldValue('estateId')} />
          </Form.Item>
        )}
      </Form.Item>
      <Form.Item name="title" label="标题" rules={[needed('标题')]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="heldOn" label="日期" rules={[needed('日期')]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="step" label="环节" rules={[chosen('环节')]}>
        <Select options={optionsOf(fiveStepNames)} />
      </Form.Item>
      <Form.Item name="place" label="地点">
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="invited" label="应到人数">
        <InputNumber min={0} max={100000} precision={0} />
      </Form.Item>
      <Form.Item name="attended" label="到会人数">
        <InputNumber min={0} max={100000} precision={0} />
      </Form.Item>
      <Form.Item name="agenda" label="议题">
        <Input.TextArea rows={2} maxLength={5000} />
      </Form.Item>
      <Form.Item name="minutes" label="会议记录">
        <Input.TextArea rows={6} maxLength={50000} showCount />
      </Form.Item>
      <Decisions />
      <Form.Item noStyle dependencies={['estateId']}>
        {({ getFieldValue }) => {
          const estateId: string | undefined = meeting?.estateId ?? getFieldValue('estateId');
          return estateId ? (
            <Form.Item name="files" label="签到表、记录照片等">
              <AttachmentsField estateId={estateId} label="会议文件" />
            </Form.Item>
          ) : null;
        }}
      </Form.Item>
    </SubmitForm>
  );
}

type SelectProps = {
  readonly estateId: string | undefined;
  readonly id?: string;
  readonly value?: string | null;
  readonly onChange?: (id: string | null) => void;
};

/** Bodies of the estate; made to stand in a `Form.Item`. */
function BodySelect({ estateId, id, value, onChange }: SelectProps) {
  const query = useQuery({
    ...participationQueries.bodies.list.queryOptions({
      input: { size: 200, ...(estateId ? { estateId } : {}) },
    }),
    enabled: estateId !== undefined,
  });
  return (
    <Select<string>
      {...(id ? { id } : {})}
      {...(value ? { value } : {})}
      onChange={(chosenId) => onChange?.(chosenId ?? null)}
      allowClear
      loading={query.isFetching}
      placeholder={estateId ? '不属于哪个组织' : '先选择小区'}
      notFoundContent="这个小区没有登记议事组织"
      options={(query.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
    />
  );
}

function Decisions() {
  return (
    <Form.List name="decisions">
      {(fields, { add, remove }) => (
        <fieldset className="participation-list">
          <legend>决定事项</legend>
          {fields.map(({ key, name }) => (
            <div key={key} className="participation-decision">
              <Form.Item
                name={[name, 'text']}
                label={`第 ${name + 1} 项`}
                rules={[needed('决定事项')]}
                className="participation-wide"
              >
                <Input.TextArea autoSize maxLength={1000} />
              </Form.Item>
              <Form.Item name={[name, 'responsible']} label="责任单位或岗位">
                <Input maxLength={100} />
              </Form.Item>
              <Form.Item name={[name, 'due']} label="期限">
                <Input type="date" />
              </Form.Item>
              <Form.Item name={[name, 'doneOn']} label="完成日期">
                <Input type="date" />
              </Form.Item>
              <Button onClick={() => remove(name)} aria-label={`移除第 ${name + 1} 项决定`}>
                移除
              </Button>
            </div>
          ))}
          <Button onClick={() => add({})}>添加决定</Button>
        </fieldset>
      )}
    </Form.List>
  );
}
