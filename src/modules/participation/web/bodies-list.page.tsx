import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
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
import {
  type BodyKind,
  bodyNames,
  type Post,
  postNames,
  type Seat,
  seatNames,
  termNames,
} from '../domain/body/body.ts';
import { participationApi, participationQueries } from './api.ts';
import { EstateSelect } from './estate-select.tsx';
import { oneOf, optionsOf } from './notices-words.tsx';

type Body = Awaited<ReturnType<typeof participationApi.bodies.list>>['items'][number];

async function load(query: ListQuery, signal: AbortSignal) {
  const kind = oneOf(bodyNames, query.filters.kind);
  const term = oneOf(termNames, query.filters.term);
  const input = { ...pageInput(query), ...(kind ? { kind } : {}), ...(term ? { term } : {}) };
  return pageAnswer(await participationApi.bodies.list(input, { signal }));
}

const columns: readonly Column<Body>[] = [
  { key: 'name', title: '名称', render: (one) => one.name, width: '12em' },
  { key: 'estate', title: '小区', render: (one) => one.estateName, width: '9em' },
  { key: 'kind', title: '类别', render: (one) => bodyNames[one.kind], width: '9em' },
  {
    key: 'term',
    title: '任期',
    render: (one) => `${termNames[one.term]}（${dayText(one.termUntil)}）`,
    width: '12em',
  },
  {
    key: 'members',
    title: '成员',
    render: (one) => one.members.map((each) => each.nameMasked).join('、') || '—',
  },
  { key: 'working', title: '正常履职', render: (one) => (one.working ? '是' : '否'), width: '5em' },
  {
    key: 'faults',
    title: '组成问题',
    render: (one) => one.faults.map((each) => `${each.message}（${each.clause}）`).join('；') || '—',
  },
  { key: 'act', title: '办理', render: (one) => <Working body={one} />, width: '9em' },
];

/** 议事组织: who sits where, until when, and whether they work. */
export default function Bodies() {
  const may = useMay(bodyActions['participation.body']);
  const [open, setOpen] = useState(false);
  return (
    <Page about="业主大会、业委会、物管会、居民议事会、小区党支部。业委会认定正常履职的小区在台账中标明（聊城市物业管理条例第五十六条）。">
      <DataTable<Body>
        name="participation.bodies"
        caption="议事组织"
        queryKey={[...participationQueries.bodies.key(), 'page']}
        load={load}
        rowKey={(one) => one.id}
        columns={columns}
        searchHint="名称或小区"
        tools={
          may && (
            <Button type="primary" onClick={() => setOpen(true)}>
              登记组织
            </Button>
          )
        }
        filters={[
          { key: 'kind', label: '类别', options: optionsOf(bodyNames) },
          { key: 'term', label: '任期', options: optionsOf(termNames) },
        ]}
      />
      <FormDialog title="登记议事组织" open={open} onClose={() => setOpen(false)} width={720}>
        <BodyForm close={() => setOpen(false)} />
      </FormDialog>
    </Page>
  );
}

function Working({ body }: { readonly body: Body }) {
  const may = useMay(bodyActions['participation.body.working']);
  const ask = useConfirm();
  const queries = useQueryClient();
  if (!may || body.endedOn) return null;
  const run = async (evidence: string) => {
    const { id, version, working } = body;
    await participationApi.bodies.working({ id, version, working: !working, evidence });
    await queries.invalidateQueries({ queryKey: participationQueries.bodies.key() });
  };
  const title = body.working ? '认定未正常履职' : '认定正常履职';
  return (
    <Button size="small" onClick={() => ask({ title, okText: title, reasonLabel: '依据', run })}>
      {title}
    </Button>
  );
}

type Values = {
  readonly estateId: string;
  readonly kind: BodyKind;
  readonly name: string;
  readonly since: string;
  readonly termUntil?: string;
  readonly members?: { readonly name: string; readonly seat: Seat; readonly post: Post }[];
};

function BodyForm({ close }: { readonly close: () => void }) {
  const queries = useQueryClient();
  return (
    <SubmitForm<Values>
      submitText="登记"
      onCancel={close}
      onSubmit={async ({ termUntil, members = [], ...values }) => {
        await participationApi.bodies.create({ ...values, termUntil: termUntil || null, members });
        await queries.invalidateQueries({ queryKey: participationQueries.bodies.key() });
        close();
      }}
    >
      <Form.Item name="estateId" label="小区" rules={[chosen('小区')]}>
        <EstateSelect />
      </Form.Item>
      <Form.Item name="kind" label="类别" rules={[chosen('类别')]}>
        <Select options={optionsOf(bodyNames)} />
      </Form.Item>
      <Form.Item name="name" label="名称" rules={[needed('名称')]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="since" label="成立日期" rules={[needed('成立日期')]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="termUntil" label="届满日期（可不填）">
        <Input type="date" />
      </Form.Item>
      <Form.List name="members">
        {(fields, { add, remove }) => (
          <fieldset>
            <legend>成员（姓名加密保存）</legend>
            {fields.map(({ key, name }) => (
              <div key={key} className="hj-actions">
                <Form.Item name={[name, 'name']} label="姓名" rules={[needed('姓名')]}>
                  <Input maxLength={50} autoComplete="off" />
                </Form.Item>
                <Form.Item name={[name, 'seat']} label="代表" rules={[chosen('代表')]}>
                  <Select options={optionsOf(seatNames)} style={{ minWidth: '9em' }} />
                </Form.Item>
                <Form.Item name={[name, 'post']} label="职务" rules={[chosen('职务')]}>
                  <Select options={optionsOf(postNames)} style={{ minWidth: '11em' }} />
                </Form.Item>
                <Button onClick={() => remove(name)}>移除</Button>
              </div>
            ))}
            <Button onClick={() => add({ seat: 'owner', post: 'member' })}>添加成员</Button>
          </fieldset>
        )}
      </Form.List>
    </SubmitForm>
  );
}
