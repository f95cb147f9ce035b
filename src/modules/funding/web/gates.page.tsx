import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Select, Tag } from 'antd';
import { useState } from 'react';
import { chosen, FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { AppLink, useSearchText } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { dayText, instantText } from '#ui/quantity.ts';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer, Nothing } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import { worksActions } from '../contract-works.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { chinaToday, type GateBoard, PaperField, PaperLink } from './works-words.tsx';

/** 项目关口: which are passed, by whom, on what paper, and what each payment still misses. */
export default function Gates() {
  const [params, change] = useSearchText();
  const projectId = params.get('project') ?? undefined;
  const projects = useQuery(fundingQueries.works.projects.queryOptions({ input: {} }));
  return (
    <Page about="关口凭文件登记，登记后作为支付的条件；误登的可以撤销，已支付的不受影响。">
      <Section title="项目">
        <Select
          aria-label="项目"
          showSearch
          optionFilterProp="label"
          placeholder="选择项目"
          style={{ width: 'min(32em, 100%)' }}
          value={projectId ?? null}
          options={(projects.data ?? []).map((one) => ({ value: one.id, label: `${one.code} ${one.name}` }))}
          onChange={(id: string) => change({ project: id })}
        />
      </Section>
      {projectId ? <Board key={projectId} projectId={projectId} /> : <Nothing text="请先选择项目" />}
    </Page>
  );
}

function Board({ projectId }: { readonly projectId: string }) {
  const query = useQuery(fundingQueries.works.gates.queryOptions({ input: { id: projectId } }));
  return (
    <Answer of={query}>
      {(board) => (
        <>
          <GateTable board={board} />
          <Section title="各合同还缺什么">
            <Table
              caption="各合同还缺的关口"
              rows={board.contracts}
              rowKey={(one) => one.id}
              empty="这个项目还没有合同"
              columns={[
                {
                  key: 'contract',
                  title: '合同',
                  render: (one) => (
                    <AppLink to={`/funding/contracts/${one.id}`}>{`${one.number} ${one.title}`}</AppLink>
                  ),
                },
                ...(board.contracts[0]?.missing ?? []).map(({ kind, kindTitle }) => ({
                  key: kind,
                  title: kindTitle,
                  render: (one: GateBoard['contracts'][number]) => {
                    const lacks = one.missing.find((other) => other.kind === kind)?.gates ?? [];
                    return lacks.length === 0 ? '齐全' : `缺：${lacks.join('、')}`;
                  },
                })),
              ]}
            />
          </Section>
        </>
      )}
    </Answer>
  );
}

type Fact = GateBoard['gates'][number]['facts'][number];
type GateRow = { readonly key: string; readonly title: string; readonly fact: Fact | null };

function GateTable({ board }: { readonly board: GateBoard }) {
  const may = useMay(worksActions['funding.works.gate']);
  const [open, setOpen] = useState(false);
  const ask = useConfirm();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: fundingQueries.works.key() });
  const revoke = (id: string) =>
    ask({
      title: '撤销关口',
      text: '撤销后，需要这个关口的款项不能再授权；记录与理由保留。',
      okText: '撤销',
      reasonLabel: '撤销理由',
      danger: true,
      run: async (reason) => {
        await fundingApi.works.revokeGate({ id, reason });
        await refresh();
      },
    });
  const rows = board.gates.flatMap((gate): GateRow[] =>
    gate.facts.length > 0
      ? gate.facts.map((fact) => ({ key: fact.id, title: gate.title, fact }))
      : [{ key: gate.gate, title: gate.title, fact: null }],
  );
  return (
    <Section
      title="关口"
      actions={
        may && (
          <Button type="primary" onClick={() => setOpen(true)}>
            登记通过
          </Button>
        )
      }
    >
      <Table
        caption="关口"
        rows={rows}
        rowKey={(one) => one.key}
        columns={[
          { key: 'title', title: '关口', render: (one) => one.title },
          { key: 'state', title: '状态', render: ({ fact }) => <StateTag fact={fact} /> },
          { key: 'day', title: '通过日期', render: ({ fact }) => dayText(fact?.passedOn) },
          { key: 'number', title: '文号', render: ({ fact }) => fact?.documentNumber ?? '—' },
          { key: 'file', title: '文件', render: ({ fact }) => <PaperLink file={fact?.file ?? null} /> },
          {
            key: 'scope',
            title: '适用',
            render: ({ fact }) => (fact ? (fact.contractNumber ?? '整个项目') : '—'),
          },
          {
            key: 'by',
            title: '登记',
            render: ({ fact }) => (fact ? `${fact.by} ${instantText(fact.at)}` : '—'),
          },
          {
            key: 'act',
            title: '',
            render: ({ fact }) =>
              may && fact && fact.revokedAt === null ? (
                <Button size="small" danger onClick={() => revoke(fact.id)}>
                  撤销
                </Button>
              ) : null,
          },
        ]}
      />
      <FormDialog title="登记通过关口" open={open} onClose={() => setOpen(false)}>
        <GateForm
          board={board}
          cancel={() => setOpen(false)}
          done={async () => {
            setOpen(false);
            await refresh();
          }}
        />
      </FormDialog>
    </Section>
  );
}

function StateTag({ fact }: { readonly fact: Fact | null }) {
  if (!fact) return <Tag color="warning">未通过</Tag>;
  if (fact.revokedAt) return <Tag>已撤销：{fact.revokeReason}</Tag>;
  return <Tag color="success">已通过</Tag>;
}

type FormProps = {
  readonly board: GateBoard;
  readonly done: () => Promise<unknown>;
  readonly cancel: () => void;
};
type Values = {
  readonly gate: string;
  readonly contractId?: string;
  readonly passedOn: string;
  readonly documentNumber: string;
  readonly file: { readonly id: string; readonly name: string };
  readonly note?: string;
};

function GateForm({ board, done, cancel }: FormProps) {
  return (
    <SubmitForm<Values>
      initial={{ passedOn: chinaToday() }}
      submitText="登记"
      onCancel={cancel}
      onSubmit={async ({ file, contractId, note = '', ...values }) => {
        const order = { ...values, note, contractId: contractId ?? null, fileId: file.id };
        await fundingApi.works.passGate({ id: board.projectId, ...order });
        await done();
      }}
    >
      <Form.Item name="gate" label="关口" rules={[chosen('关口')]}>
        <Select options={board.gates.map((one) => ({ value: one.gate, label: one.title }))} />
      </Form.Item>
      <Form.Item name="contractId" label="适用合同（不选则整个项目）">
        <Select
          allowClear
          options={board.contracts.map((one) => ({ value: one.id, label: `${one.number} ${one.title}` }))}
        />
      </Form.Item>
      <Form.Item name="passedOn" label="通过日期" rules={[needed('通过日期')]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="documentNumber" label="文号" rules={[needed('文号')]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="file" label="文件" rules={[chosen('文件')]}>
        <PaperField projectId={board.projectId} label="关口文件" />
      </Form.Item>
      <Form.Item name="note" label="说明（可不填）">
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </SubmitForm>
  );
}
