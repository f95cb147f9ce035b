import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Select, Tag } from 'antd';
import { useState } from 'react';
import { Unverified } from '#ui/basis.tsx';
import { DataTable } from '#ui/data-table.tsx';
import { chosen, FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { pageAnswer } from '#ui/list-state.ts';
import { useGo } from '#ui/navigation.tsx';
import { Page } from '#ui/page.tsx';
import { instantText, wanOf } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useMay, useUser } from '#ui/session.tsx';
import { Answer, Nothing } from '#ui/states.tsx';
import type { Column } from '#ui/table.tsx';
import { allocationsActions } from '../contract-allocations.ts';
import { listInput } from './allocations-query.ts';
import { allocationStateNames } from './allocations-words.ts';
import { fundingApi, fundingQueries } from './api.ts';

type Input_ = Parameters<typeof fundingApi.allocations.schemes.list>[0];
type Row = Awaited<ReturnType<typeof fundingApi.allocations.schemes.list>>['items'][number];
const colours = {
  ...{ draft: 'default', submitted: 'processing', approved: 'success' },
  ...{ published: 'success', withdrawn: 'default' },
} as const;
export const AllocationState = ({ state }: { readonly state: Row['state'] }) => (
  <Tag color={colours[state]}>{allocationStateNames[state]}</Tag>
);

const columns: readonly Column<Row>[] = [
  { key: 'title', title: '方案', width: '18em', render: (row) => row.title },
  { key: 'code', title: '编号', width: '9em', render: (row) => row.code },
  { key: 'state', title: '状态', render: (row) => <AllocationState state={row.state} /> },
  { key: 'amount', title: '安排（万元）', align: 'end', render: (row) => wanOf(row.amountFen) },
  {
    key: 'difference',
    title: '与规则之差（万元）',
    align: 'end',
    render: (row) => wanOf(String(BigInt(row.amountFen) - BigInt(row.proposedFen))),
  },
  { key: 'approval', title: '批准', render: (row) => row.approvalNumber ?? '—' },
  { key: 'by', title: '提出人', render: (row) => `${row.createdBy} ${instantText(row.createdAt)}` },
];

/** 资金使用方案 of the task force, 六(四). */
export default function AllocationSchemesPage() {
  const [open, setOpen] = useState(false);
  const district = useUser().scope.length === 6;
  const may = useMay(allocationsActions['funding.allocations.propose']) && district;
  const start = may && (
    <Button type="primary" onClick={() => setOpen(true)}>
      提出方案
    </Button>
  );
  return (
    <Page
      about="工作专班统筹上级补助和财政资金：按规则提出建议，逐行可调整并写明理由，另一人批准的同时在账上安排，然后公布。六(四)"
      actions={start}
    >
      <DataTable<Row>
        name="funding.allocations"
        caption="资金使用方案"
        searchHint="名称或编号"
        queryKey={[...fundingQueries.allocations.schemes.key(), 'list']}
        load={async (query, signal) =>
          pageAnswer(await fundingApi.allocations.schemes.list(listInput(query) as Input_, { signal }))
        }
        rowKey={(row) => row.id}
        rowName={(row) => row.title}
        open={(row) => `/funding/allocations/${row.id}`}
        columns={columns}
        filters={[
          {
            key: 'state',
            label: '状态',
            options: Object.entries(allocationStateNames).map(([value, label]) => ({ value, label })),
          },
        ]}
        empty={<Nothing text="还没有资金使用方案。">{start}</Nothing>}
      />
      <FormDialog title="提出资金使用方案" open={open} onClose={() => setOpen(false)} width={760}>
        <Create close={() => setOpen(false)} />
      </FormDialog>
    </Page>
  );
}

type Values = { title: string; note?: string; sourceIds: string[]; projectIds: string[] };

function Create({ close }: { readonly close: () => void }) {
  const go = useGo();
  const query = useQuery(fundingQueries.allocations.schemes.choices.queryOptions({ staleTime: 0 }));
  const create = useAct({
    run: (values: Values) => fundingApi.allocations.schemes.create({ ...values, note: values.note ?? '' }),
    stale: [fundingQueries.allocations.schemes.key()],
    after: ({ id }) => go(`/funding/allocations/${id}`),
    quiet: true,
  });
  return (
    <Answer of={query}>
      {({ sources, projects, unverified }) => (
        <SubmitForm<Values>
          submitText="按规则提出"
          onSubmit={(values) => create.mutateAsync(values)}
          onCancel={close}
        >
          {unverified && (
            <Alert
              type="info"
              showIcon
              title={
                <>
                  建议权重是软件缺省 <Unverified />
                  ，可以在方案里改；文件有规定的请在政策参数中录入。
                </>
              }
            />
          )}
          <Form.Item label="名称" name="title" rules={[needed('名称')]}>
            <Input maxLength={120} placeholder="2026 年第一批老旧小区改造资金使用方案" />
          </Form.Item>
          <Form.Item label="资金来源（有余额、未到期）" name="sourceIds" rules={[chosen('资金来源')]}>
            <Select
              mode="multiple"
              optionFilterProp="label"
              options={sources.map((one) => ({
                value: one.sourceId,
                label: `${one.documentNumber} ${one.title}：${wanOf(one.availableFen)} 万元`,
              }))}
            />
          </Form.Item>
          <Form.Item
            label="项目（按批准的方案计算需求）"
            name="projectIds"
            rules={[chosen('项目')]}
            extra="没有批准方案的小区不能安排资金。"
          >
            <Select
              mode="multiple"
              optionFilterProp="label"
              options={projects.map((one) => ({
                value: one.projectId,
                disabled: one.needFen === '0',
                label: `${one.name}（${one.estates} 个小区${one.without.length > 0 ? `，${one.without.length} 个没有批准的方案` : ''}）：缺 ${wanOf(one.needFen)} 万元`,
              }))}
            />
          </Form.Item>
          <Form.Item label="说明" name="note">
            <Input.TextArea maxLength={1000} rows={2} />
          </Form.Item>
        </SubmitForm>
      )}
    </Answer>
  );
}
