import { Button, Form, Input, Select, Tag } from 'antd';
import { useState } from 'react';
import { Unverified } from '#ui/basis.tsx';
import { DataTable } from '#ui/data-table.tsx';
import { FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { useGo } from '#ui/navigation.tsx';
import { Page } from '#ui/page.tsx';
import { dayText, instantText } from '#ui/quantity.ts';
import { useMay } from '#ui/session.tsx';
import { Nothing } from '#ui/states.tsx';
import type { Column } from '#ui/table.tsx';
import { rulesActions } from '../contract-rules.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { ruleStateNames } from './rules-words.ts';

type Row = Awaited<ReturnType<typeof fundingApi.rules.list>>['items'][number];

export function RuleState({ of: { state, current } }: { readonly of: Pick<Row, 'state' | 'current'> }) {
  if (current) return <Tag color="success">现行</Tag>;
  return <Tag color={state === 'proposed' ? 'processing' : 'default'}>{ruleStateNames[state]}</Tag>;
}

const columns: readonly Column<Row>[] = [
  { key: 'title', title: '名称', sortable: true, render: (one) => one.title },
  { key: 'number', title: '版次', sortable: true, align: 'end', render: (one) => one.number },
  {
    key: 'state',
    title: '状态',
    render: (one) => (
      <>
        <RuleState of={one} />
        {one.unverified && <Unverified />}
      </>
    ),
  },
  { key: 'fromDay', title: '生效日期', sortable: true, render: (one) => dayText(one.fromDay) },
  { key: 'rules', title: '规则条数', align: 'end', render: (one) => one.rules },
  { key: 'basisDocument', title: '依据文件', render: (one) => one.basisDocument || '—' },
  { key: 'createdBy', title: '起草人', optional: true, render: (one) => one.createdBy },
  { key: 'updatedAt', title: '最后修改', sortable: true, render: (one) => instantText(one.updatedAt) },
];

async function load(query: ListQuery, signal: AbortSignal) {
  const state = (['draft', 'proposed', 'inForce', 'cancelled'] as const).find(
    (one) => one === query.filters.state,
  );
  const sort = (['number', 'title', 'fromDay', 'updatedAt'] as const).find((one) => one === query.sort);
  const input = {
    ...pageInput(query),
    ...(state ? { state } : {}),
    ...(sort ? { sort, descending: query.descending ? ('true' as const) : ('false' as const) } : {}),
  };
  return pageAnswer(await fundingApi.rules.list(input, { signal }));
}

/** 出资规则: every version of who pays what. */
export default function RuleSetsPage() {
  const [open, setOpen] = useState(false);
  const edits = useMay(rulesActions['funding.rules.edit']);
  const go = useGo();
  const start = (
    <Button type="primary" onClick={() => setOpen(true)}>
      起草规则
    </Button>
  );
  return (
    <Page
      about="每项改造内容由谁出、出多少（五(五)，六(一)至(六)）。起草、提请、批准须两人；生效后不再改动，测算都注明所依据的一版。"
      actions={
        <>
          <Button onClick={() => go('/funding/rules-bench')}>试算台</Button>
          {edits && start}
        </>
      }
    >
      <DataTable<Row>
        name="funding.ruleSets"
        caption="出资规则"
        queryKey={[...fundingQueries.rules.key(), 'page']}
        load={load}
        rowKey={(one) => one.id}
        rowName={(one) => one.title}
        open={(one) => `/funding/rule-sets/${one.id}`}
        columns={columns}
        defaultSort="-number"
        searchHint="名称或依据文件"
        filters={[
          {
            key: 'state',
            label: '状态',
            options: Object.entries(ruleStateNames).map(([value, label]) => ({ value, label })),
          },
        ]}
        empty={
          <Nothing text="本区还没有自己的出资规则，目前按规则包的缺省（待核）测算。">
            {edits && start}
          </Nothing>
        }
      />
      <FormDialog title="起草出资规则" open={open} onClose={() => setOpen(false)}>
        <StartForm close={() => setOpen(false)} />
      </FormDialog>
    </Page>
  );
}

type Values = { readonly title: string; readonly basedOn?: string };

/** A draft begins as what holds now, or as an earlier version. */
function StartForm({ close }: { readonly close: () => void }) {
  const go = useGo();
  const [key] = useState(() => crypto.randomUUID());
  const [options, setOptions] = useState<readonly { value: string; label: string }[]>([]);
  const fill = async () => {
    const { items } = await fundingApi.rules.list({ size: 50 });
    setOptions(items.map(({ id, number, title }) => ({ value: id, label: `第 ${number} 版 ${title}` })));
  };
  const submit = async ({ title, basedOn }: Values) => {
    const made = await fundingApi.rules.create({ title, basedOn: basedOn ?? null, key });
    close();
    go(`/funding/rule-sets/${made.id}`);
  };
  return (
    <SubmitForm<Values> submitText="起草" onSubmit={submit} onCancel={close}>
      <Form.Item name="title" label="名称" rules={[needed('名称')]}>
        <Input maxLength={60} placeholder="例如：茌平区老旧小区改造出资办法" />
      </Form.Item>
      <Form.Item name="basedOn" label="从哪一版开始（不选：现行规则）">
        <Select
          allowClear
          options={[...options]}
          onOpenChange={(shown) => {
            if (shown) void fill();
          }}
        />
      </Form.Item>
    </SubmitForm>
  );
}
