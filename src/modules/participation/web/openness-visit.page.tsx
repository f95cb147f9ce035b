import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { Facts } from '#ui/basis.tsx';
import { chosen, FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { dayText } from '#ui/quantity.ts';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer, Nothing } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { bodyActions } from '../contract-bodies.ts';
import { findingStateNames, type Severity, severityNames, visitNames } from '../domain/body/finding.ts';
import { participationApi, participationQueries } from './api.ts';
import { chinaToday, OverdueTag, optionsOf } from './notices-words.tsx';

type Visit = Awaited<ReturnType<typeof participationApi.openness.showVisit>>;
type Finding = Visit['list'][number];

const columns: readonly Column<Finding>[] = [
  { key: 'text', title: '问题', render: (one) => one.text },
  { key: 'severity', title: '程度', render: (one) => severityNames[one.severity], width: '5em' },
  {
    key: 'due',
    title: '期限',
    render: (one) => (
      <>
        {dayText(one.dueOn)} <OverdueTag overdue={one.overdue} />
      </>
    ),
  },
  { key: 'state', title: '状态', render: (one) => findingStateNames[one.state], width: '5em' },
  { key: 'answer', title: '整改', render: (one) => one.answer ?? '—' },
  { key: 'accepted', title: '验收', render: (one) => one.acceptedBy ?? '—' },
  { key: 'act', title: '办理', render: (one) => <AnswerFinding finding={one} /> },
];

/** One open day or site visit: how it went, what was found, what became of it. */
export default function VisitPage() {
  const { id = '' } = usePathParams();
  const query = useQuery(participationQueries.openness.showVisit.queryOptions({ input: { id } }));
  return (
    <Page
      title={query.data?.title ?? '开放日与查看'}
      trail={[{ title: '居民监督', path: '/participation/visits' }]}
    >
      <Answer of={query}>{(visit) => <Body visit={visit} />}</Answer>
    </Page>
  );
}

function Body({ visit }: { readonly visit: Visit }) {
  return (
    <>
      <Section title="概况" actions={<Acts visit={visit} />}>
        <Facts
          facts={[
            { label: '小区', value: visit.estateName },
            { label: '类别', value: visitNames[visit.kind] },
            { label: '计划', value: dayText(visit.plannedOn) },
            {
              label: '举行',
              value: visit.heldOn ? dayText(visit.heldOn) : (visit.cancelledReason ?? '未举行'),
            },
            { label: '参加人数', value: visit.attended ?? '—' },
            { label: '监督员', value: visit.inspectors.map((one) => one.nameMasked).join('、') || '—' },
            { label: '邀请', value: visit.invitation || '—' },
            { label: '公开', value: visit.published ? '已公开' : '未公开' },
          ]}
        />
      </Section>
      <Section title="发现的问题">
        <Table
          caption="发现的问题"
          columns={columns}
          rows={visit.list}
          rowKey={(one) => one.id}
          empty={<Nothing text="没有登记问题" />}
        />
      </Section>
    </>
  );
}

const useDone = () => {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: participationQueries.openness.key() });
};

function AnswerFinding({ finding: { id, version, state } }: { readonly finding: Finding }) {
  const may = useMay(bodyActions['participation.openness']);
  const ask = useConfirm();
  const done = useDone();
  if (!may || state === 'accepted') return null;
  const run = async (answer: string) => {
    await participationApi.openness.answer({ id, version, answer });
    await done();
  };
  return (
    <Button
      size="small"
      onClick={() => ask({ title: '答复整改', okText: '答复', reasonLabel: '整改情况', run })}
    >
      答复
    </Button>
  );
}

function Acts({ visit: { id, version, ...visit } }: { readonly visit: Visit }) {
  const may = useMay(bodyActions['participation.openness']) && !visit.cancelledReason;
  const done = useDone();
  const ask = useConfirm();
  const [form, setForm] = useState<'hold' | 'find'>();
  const close = () => setForm(undefined);
  if (!may) return null;
  const title = visit.published ? '撤下公开' : '公开';
  const run = async () => {
    await participationApi.openness.publishVisit({ id, version, published: !visit.published });
    await done();
  };
  const text = '居民页显示标题、邀请和举行情况；请确认文字中没有姓名、电话和门牌。';
  return (
    <>
      <Button onClick={() => setForm('hold')}>登记举行</Button>
      {visit.heldOn && <Button onClick={() => setForm('find')}>登记问题</Button>}
      <Button onClick={() => ask({ title, text, okText: title, run })}>{title}</Button>
      <FormDialog title="登记举行情况" open={form === 'hold'} onClose={close}>
        <SubmitForm<{ heldOn: string; attended?: number }>
          initial={{ heldOn: chinaToday() }}
          submitText="登记"
          onCancel={close}
          onSubmit={async (values) => {
            const fileIds = visit.files.map((one) => one.id);
            await participationApi.openness.hold({ id, version, ...values, fileIds });
            close();
            await done();
          }}
        >
          <Form.Item name="heldOn" label="举行日期" rules={[needed('举行日期')]}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="attended" label="参加人数">
            <InputNumber min={0} max={100000} />
          </Form.Item>
        </SubmitForm>
      </FormDialog>
      <FormDialog title="登记问题" open={form === 'find'} onClose={close}>
        <SubmitForm<{ text: string; severity: Severity }>
          initial={{ severity: 'defect' }}
          submitText="登记"
          onCancel={close}
          onSubmit={async (values) => {
            await participationApi.openness.find({ id, ...values });
            close();
            await done();
          }}
        >
          <Form.Item name="text" label="问题" rules={[needed('问题')]}>
            <Input.TextArea rows={4} maxLength={2000} />
          </Form.Item>
          <Form.Item name="severity" label="程度" rules={[chosen('程度')]}>
            <Select options={optionsOf(severityNames)} />
          </Form.Item>
        </SubmitForm>
      </FormDialog>
    </>
  );
}
