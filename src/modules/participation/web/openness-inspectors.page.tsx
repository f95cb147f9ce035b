import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { DataTable } from '#ui/data-table.tsx';
import { chosen, FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { Page } from '#ui/page.tsx';
import { dayText } from '#ui/quantity.ts';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import type { Column } from '#ui/table.tsx';
import { bodyActions } from '../contract-bodies.ts';
import { participationApi, participationQueries } from './api.ts';
import { EstateSelect } from './estate-select.tsx';
import { chinaToday, oneOf, optionsOf } from './notices-words.tsx';

type Inspector = Awaited<ReturnType<typeof participationApi.openness.inspectors>>['items'][number];
const servingNames = { true: '在任', false: '已离任或期满' } as const;
const isServing = (one: Inspector) => !one.endReason && (!one.until || one.until >= chinaToday());

const columns: readonly Column<Inspector>[] = [
  { key: 'name', title: '姓名电话', render: (one) => <Person inspector={one} />, width: '14em' },
  { key: 'estate', title: '小区', render: (one) => one.estateName, width: '10em' },
  { key: 'duty', title: '监督内容', render: (one) => one.duty || '—' },
  {
    key: 'term',
    title: '任期',
    render: (one) => `${dayText(one.since)} 至 ${one.until ? dayText(one.until) : '未定'}`,
    width: '15em',
  },
  {
    key: 'state',
    title: '状态',
    render: (one) => (isServing(one) ? '在任' : one.endReason ? `离任：${one.endReason}` : '期满'),
    width: '10em',
  },
  { key: 'act', title: '办理', render: (one) => <Acts inspector={one} />, width: '9em' },
];

async function load(query: ListQuery, signal: AbortSignal) {
  const serving = oneOf(servingNames, query.filters.serving);
  const input = { ...pageInput(query), ...(serving ? { serving } : {}) };
  return pageAnswer(await participationApi.openness.inspectors(input, { signal }));
}

const useDone = () => {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: participationQueries.openness.key() });
};

/** 居民监督员: who watches which estate's works, until when. */
export default function Inspectors() {
  const may = useMay(bodyActions['participation.openness']);
  const [open, setOpen] = useState(false);
  return (
    <Page about="每个改造小区从居民中推选监督员，参加开放日和现场查看，验收整改（五(七)）。姓名电话加密保存，查看记入审计。">
      <DataTable<Inspector>
        name="participation.inspectors"
        caption="居民监督员"
        queryKey={[...participationQueries.openness.key(), 'inspectors']}
        load={load}
        rowKey={(one) => one.id}
        columns={columns}
        searchHint="小区名称"
        tools={
          may && (
            <Button type="primary" onClick={() => setOpen(true)}>
              登记监督员
            </Button>
          )
        }
        filters={[{ key: 'serving', label: '状态', options: optionsOf(servingNames) }]}
      />
      <FormDialog title="登记居民监督员" open={open} onClose={() => setOpen(false)}>
        <InspectorForm close={() => setOpen(false)} />
      </FormDialog>
    </Page>
  );
}

/** The masked name; in full only with a reason that stands in the audit. */
function Person({ inspector: one }: { readonly inspector: Inspector }) {
  const may = useMay(bodyActions['participation.body.reveal']);
  const ask = useConfirm();
  const [shown, setShown] = useState<string>();
  const run = async (reason: string) => {
    const found = await participationApi.openness.revealInspector({ id: one.id, reason });
    setShown([found.name, found.phone].filter(Boolean).join('，'));
  };
  const request = { title: '查看姓名电话', text: '查看记入审计。', okText: '查看', reasonLabel: '理由', run };
  if (shown) return shown;
  return (
    <>
      {one.nameMasked}
      {one.phoneMasked && `，${one.phoneMasked}`}{' '}
      {may && (
        <Button size="small" onClick={() => ask(request)} aria-label={`查看 ${one.nameMasked} 的姓名电话`}>
          查看
        </Button>
      )}
    </>
  );
}

function Acts({ inspector }: { readonly inspector: Inspector }) {
  const may = useMay(bodyActions['participation.openness']);
  const [form, setForm] = useState<'edit' | 'end'>();
  const done = useDone();
  const close = () => setForm(undefined);
  const { id, version } = inspector;
  if (!may || inspector.endReason) return '—';
  return (
    <>
      <Button size="small" onClick={() => setForm('edit')}>
        修改
      </Button>{' '}
      <Button size="small" onClick={() => setForm('end')}>
        离任
      </Button>
      <FormDialog title="修改监督员" open={form === 'edit'} onClose={close}>
        <InspectorForm inspector={inspector} close={close} />
      </FormDialog>
      <FormDialog title="监督员离任" open={form === 'end'} onClose={close}>
        <SubmitForm<{ on: string; reason: string }>
          initial={{ on: chinaToday() }}
          submitText="离任"
          onCancel={close}
          onSubmit={async (values) => {
            await participationApi.openness.dismiss({ id, version, ...values });
            close();
            await done();
          }}
        >
          <p>离任后不能恢复，可以重新登记；已参加的查看和验收不变。</p>
          <Form.Item name="on" label="离任日期" rules={[needed('离任日期')]}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="reason" label="理由" rules={[needed('理由')]}>
            <Input.TextArea rows={3} maxLength={500} />
          </Form.Item>
        </SubmitForm>
      </FormDialog>
    </>
  );
}

type Values = {
  readonly estateId: string;
  readonly name?: string;
  readonly phone?: string;
  readonly duty?: string;
  readonly since: string;
  readonly until?: string;
};

function InspectorForm({
  inspector: one,
  close,
}: {
  readonly inspector?: Inspector;
  readonly close: () => void;
}) {
  const done = useDone();
  const kept = one ? '（不填则不变）' : '';
  return (
    <SubmitForm<Values>
      initial={
        one
          ? { duty: one.duty, since: one.since, ...(one.until ? { until: one.until } : {}) }
          : { since: chinaToday() }
      }
      submitText={one ? '保存' : '登记'}
      onCancel={close}
      onSubmit={async ({ estateId, until, ...values }) => {
        const fields = { ...values, until: until || null };
        if (one)
          await participationApi.openness.changeInspector({ id: one.id, version: one.version, ...fields });
        else await participationApi.openness.appoint({ estateId, ...fields });
        close();
        await done();
      }}
    >
      {!one && (
        <Form.Item name="estateId" label="小区" rules={[chosen('小区')]}>
          <EstateSelect />
        </Form.Item>
      )}
      <Form.Item name="name" label={`姓名${kept}`} rules={one ? [] : [needed('姓名')]}>
        <Input maxLength={50} autoComplete="off" />
      </Form.Item>
      <Form.Item name="phone" label={`电话${kept || '（可不填）'}`}>
        <Input maxLength={30} autoComplete="off" />
      </Form.Item>
      <Form.Item name="duty" label="监督内容">
        <Input maxLength={200} placeholder="如：质量、材料、安全" />
      </Form.Item>
      <Form.Item name="since" label="任职日期" rules={[needed('任职日期')]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="until" label="届满日期（可不填）">
        <Input type="date" />
      </Form.Item>
    </SubmitForm>
  );
}
