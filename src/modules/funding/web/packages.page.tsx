import { Button, Form, Input, Tag } from 'antd';
import { useState } from 'react';
import { DataTable } from '#ui/data-table.tsx';
import { download } from '#ui/download.ts';
import { FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { useGo } from '#ui/navigation.tsx';
import { Page } from '#ui/page.tsx';
import { instantText, numberText } from '#ui/quantity.ts';
import { useMay, useUser } from '#ui/session.tsx';
import { Nothing } from '#ui/states.tsx';
import type { Column } from '#ui/table.tsx';
import { packagesActions } from '../contract-packages.ts';
import { irrText, packageStateNames } from '../domain/package/words.ts';
import { fundingApi, fundingQueries } from './api.ts';

type Row = Awaited<ReturnType<typeof fundingApi.packages.list>>['items'][number];

/** Fen as a number of 万元 with two decimals. */
export const wanNumber = (fen: number): string => numberText(fen / 1_000_000, 2);

export function Balance({ balanced }: { readonly balanced: boolean }) {
  return balanced ? <Tag color="success">平衡</Tag> : <Tag color="warning">不平衡</Tag>;
}

const columns: readonly Column<Row>[] = [
  { key: 'title', title: '名称', sortable: true, render: (one) => one.title },
  { key: 'state', title: '状态', render: (one) => <Tag>{packageStateNames[one.state]}</Tag> },
  { key: 'balanced', title: '能否平衡', render: (one) => <Balance balanced={one.figures.balanced} /> },
  { key: 'facilities', title: '设施', align: 'end', render: (one) => one.facilities },
  { key: 'estates', title: '小区', align: 'end', render: (one) => one.estates },
  { key: 'invest', title: '投资（万元）', align: 'end', render: (one) => wanNumber(one.figures.investFen) },
  { key: 'npv', title: '净现值（万元）', align: 'end', render: (one) => wanNumber(one.figures.npvFromStart) },
  { key: 'gap', title: '缺口（万元）', align: 'end', render: (one) => wanNumber(one.figures.gap) },
  { key: 'irr', title: '内部收益率', optional: true, render: (one) => irrText(one.figures.irr) },
  { key: 'editedBy', title: '编制人', optional: true, render: (one) => one.editedBy },
  { key: 'editedAt', title: '最后修改', sortable: true, render: (one) => instantText(one.editedAt) },
];

function filtersOf(query: ListQuery) {
  const state = (['draft', 'adopted', 'archived'] as const).find((one) => one === query.filters.state);
  const balanced = (['true', 'false'] as const).find((one) => one === query.filters.balanced);
  const sort = (['editedAt', 'title'] as const).find((one) => one === query.sort);
  const order = sort ? { sort, descending: query.descending ? ('true' as const) : ('false' as const) } : {};
  return { ...(state ? { state } : {}), ...(balanced ? { balanced } : {}), ...order };
}

const load = async (query: ListQuery, signal: AbortSignal) =>
  pageAnswer(await fundingApi.packages.list({ ...pageInput(query), ...filtersOf(query) }, { signal }));

function exportList(query: ListQuery): Promise<void> {
  const { search } = pageInput(query);
  const asked = new URLSearchParams({ ...(search ? { search } : {}), ...filtersOf(query) });
  return download(`/api/funding/packages/export?${asked}`, '社会资本项目包.xlsx');
}

/** 社会资本项目包: facilities across estates that are to carry themselves. */
export default function PackagesPage() {
  const [open, setOpen] = useState(false);
  const edits = useMay(packagesActions['funding.packages.edit']);
  const start = (
    <Button type="primary" onClick={() => setOpen(true)}>
      新建项目包
    </Button>
  );
  return (
    <Page
      about="把各小区的停车、充电、养老、托育等设施打包，测算投资与收益能否平衡，缺口多少，怎样补上（五(六)、六(五)）。"
      actions={edits && start}
    >
      <DataTable<Row>
        name="funding.packages"
        caption="社会资本项目包"
        queryKey={[...fundingQueries.packages.key(), 'page']}
        load={load}
        rowKey={(one) => one.id}
        rowName={(one) => one.title}
        open={(one) => `/funding/packages/${one.id}`}
        columns={columns}
        defaultSort="-editedAt"
        searchHint="名称"
        onExport={exportList}
        filters={[
          {
            key: 'state',
            label: '状态',
            options: Object.entries(packageStateNames).map(([value, label]) => ({ value, label })),
          },
          {
            key: 'balanced',
            label: '能否平衡',
            options: [
              { value: 'true', label: '平衡' },
              { value: 'false', label: '不平衡' },
            ],
          },
        ]}
        empty={<Nothing text="还没有项目包。新建后逐项填写设施，系统随即测算。">{edits && start}</Nothing>}
      />
      <FormDialog title="新建项目包" open={open} onClose={() => setOpen(false)}>
        <StartForm copyOf={null} submitText="新建" close={() => setOpen(false)} />
      </FormDialog>
    </Page>
  );
}

type StartProps = {
  readonly copyOf: string | null;
  readonly submitText: string;
  readonly close: () => void;
};

/** A name is enough to begin, empty or as a copy. */
export function StartForm({ copyOf, submitText, close }: StartProps) {
  const go = useGo();
  const { scope } = useUser();
  const submit = async ({ title }: { title: string }) => {
    const made = await fundingApi.packages.create({ title, regionCode: scope, copyOf });
    close();
    go(`/funding/packages/${made.id}`);
  };
  return (
    <SubmitForm<{ title: string }> submitText={submitText} onSubmit={submit} onCancel={close}>
      <Form.Item name="title" label="名称" rules={[needed('名称')]}>
        <Input maxLength={60} placeholder="例如：振兴街道停车充电项目包" />
      </Form.Item>
    </SubmitForm>
  );
}
