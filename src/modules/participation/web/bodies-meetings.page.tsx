import { Button, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { DataTable } from '#ui/data-table.tsx';
import { chosen, FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { useGo } from '#ui/navigation.tsx';
import { Page } from '#ui/page.tsx';
import { dayText } from '#ui/quantity.ts';
import { useMay } from '#ui/session.tsx';
import type { Column } from '#ui/table.tsx';
import { bodyActions } from '../contract-bodies.ts';
import { type FiveStep, fiveStepNames } from '../domain/body/five-steps.ts';
import { participationApi, participationQueries } from './api.ts';
import { EstateSelect } from './estate-select.tsx';
import { chinaToday, oneOf, optionsOf } from './notices-words.tsx';

type Meeting = Awaited<ReturnType<typeof participationApi.meetings.list>>['items'][number];

const columns: readonly Column<Meeting>[] = [
  { key: 'title', title: '会议', render: (one) => one.title, width: '14em' },
  { key: 'estate', title: '小区', render: (one) => one.estateName, width: '9em' },
  { key: 'held', title: '日期', render: (one) => dayText(one.heldOn), width: '9em' },
  { key: 'step', title: '环节', render: (one) => fiveStepNames[one.step], width: '6em' },
  { key: 'body', title: '组织', render: (one) => one.bodyName ?? '—' },
  {
    key: 'people',
    title: '到会',
    align: 'end',
    render: (one) => `${one.attended ?? '—'} / ${one.invited ?? '—'}`,
  },
  { key: 'decisions', title: '决定', align: 'end', render: (one) => `${one.decisions.length} 项` },
  { key: 'public', title: '公开', render: (one) => (one.published ? '是' : '否') },
];

async function load(query: ListQuery, signal: AbortSignal) {
  const step = oneOf(fiveStepNames, query.filters.step);
  const input = { ...pageInput(query), ...(step ? { step } : {}) };
  return pageAnswer(await participationApi.meetings.list(input, { signal }));
}

/** 会议: minutes can be searched; each belongs to one of the five steps of 四(二)3. */
export default function Meetings() {
  const may = useMay(bodyActions['participation.body']);
  const [open, setOpen] = useState(false);
  return (
    <Page about="业主、居民、党组织的会议，按决策共谋、发展共建、建设共管、效果共评、成果共享五个环节登记（四(二)3）。">
      <DataTable<Meeting>
        name="participation.meetings"
        caption="会议"
        queryKey={[...participationQueries.meetings.key(), 'page']}
        load={load}
        rowKey={(one) => one.id}
        open={(one) => `/participation/meetings/${one.id}`}
        columns={columns}
        searchHint="标题、记录、决定或小区"
        tools={
          may && (
            <Button type="primary" onClick={() => setOpen(true)}>
              登记会议
            </Button>
          )
        }
        filters={[{ key: 'step', label: '环节', options: optionsOf(fiveStepNames) }]}
      />
      <FormDialog title="登记会议" open={open} onClose={() => setOpen(false)} width={720}>
        <MeetingForm close={() => setOpen(false)} />
      </FormDialog>
    </Page>
  );
}

type Values = {
  readonly estateId: string;
  readonly title: string;
  readonly heldOn: string;
  readonly step: FiveStep;
  readonly place?: string;
  readonly agenda?: string;
  readonly minutes?: string;
  readonly invited?: number;
  readonly attended?: number;
  readonly decisions?: string;
};

function MeetingForm({ close }: { readonly close: () => void }) {
  const go = useGo();
  return (
    <SubmitForm<Values>
      initial={{ heldOn: chinaToday(), step: 'plan' }}
      submitText="登记"
      onCancel={close}
      onSubmit={async ({ decisions = '', ...values }) => {
        const lines = decisions.split('\n').map((one) => one.trim());
        const made = await participationApi.meetings.create({
          ...values,
          decisions: lines.filter(Boolean).map((text) => ({ text })),
        });
        go(`/participation/meetings/${made.id}`);
      }}
    >
      <Form.Item name="estateId" label="小区" rules={[chosen('小区')]}>
        <EstateSelect />
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
        <InputNumber min={0} max={100000} />
      </Form.Item>
      <Form.Item name="attended" label="到会人数">
        <InputNumber min={0} max={100000} />
      </Form.Item>
      <Form.Item name="agenda" label="议题">
        <Input.TextArea rows={2} maxLength={5000} />
      </Form.Item>
      <Form.Item name="minutes" label="会议记录">
        <Input.TextArea rows={6} maxLength={50000} showCount />
      </Form.Item>
      <Form.Item name="decisions" label="决定事项（每行一项）">
        <Input.TextArea rows={4} />
      </Form.Item>
    </SubmitForm>
  );
}
