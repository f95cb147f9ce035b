import { Button, Form, Tag } from 'antd';
import { useState } from 'react';
import { DataTable } from '#ui/data-table.tsx';
import { chosen, FormDialog, SubmitForm } from '#ui/form.tsx';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { useGo } from '#ui/navigation.tsx';
import { Page } from '#ui/page.tsx';
import { dayText, percentText, wanOf } from '#ui/quantity.ts';
import { useMay } from '#ui/session.tsx';
import { Nothing } from '#ui/states.tsx';
import type { Column } from '#ui/table.tsx';
import { choiceActions } from '../contract-choices.ts';
import { choiceStateNames, ruleNames } from '../domain/choice/words.ts';
import { participationApi, participationQueries } from './api.ts';
import { EstateSelect } from './estate-select.tsx';

type Row = Awaited<ReturnType<typeof participationApi.choices.list>>['items'][number];

export function ChoiceState({ of: { state, overdue } }: { readonly of: Pick<Row, 'state' | 'overdue'> }) {
  if (overdue) return <Tag color="error">已到期，待计票</Tag>;
  return <Tag color={state === 'open' ? 'processing' : 'default'}>{choiceStateNames[state]}</Tag>;
}

const columns: readonly Column<Row>[] = [
  { key: 'title', title: '标题', sortable: true, render: (one) => one.title },
  { key: 'estate', title: '小区', render: (one) => one.estateName },
  { key: 'subdistrict', title: '街道（乡镇）', optional: true, render: (one) => one.subdistrictName },
  { key: 'state', title: '状态', render: (one) => <ChoiceState of={one} /> },
  { key: 'closesOn', title: '截止', sortable: true, render: (one) => dayText(one.closesOn) },
  {
    key: 'turnout',
    title: '已选户数',
    align: 'end',
    render: (one) =>
      `${one.ballots} / ${one.doors}${one.doors > 0 ? `（${percentText(one.ballots / one.doors, 0)}）` : ''}`,
  },
  { key: 'budget', title: '预算（万元）', align: 'end', render: (one) => wanOf(one.budget) },
  { key: 'rule', title: '计票办法', optional: true, render: (one) => ruleNames[one.rule] },
];

const states = [
  ...Object.entries(choiceStateNames).map(([value, label]) => ({ value, label })),
  { value: 'overdue', label: '已到期，待计票' },
];

async function load(query: ListQuery, signal: AbortSignal) {
  const state = (['draft', 'open', 'closed', 'cancelled', 'overdue'] as const).find(
    (one) => one === query.filters.state,
  );
  const sort = (['createdAt', 'title', 'closesOn'] as const).find((one) => one === query.sort);
  const input = {
    ...pageInput(query),
    ...(state ? { state } : {}),
    ...(sort ? { sort, descending: query.descending ? 'true' : 'false' } : {}),
  };
  return pageAnswer(await participationApi.choices.list(input, { signal }));
}

/** 改造内容选择: what residents are asked to choose, estate by estate. */
export default function ChoicesPage() {
  const [open, setOpen] = useState(false);
  const edits = useMay(choiceActions['participation.choice.edit']);
  const start = (
    <Button type="primary" onClick={() => setOpen(true)}>
      拟定内容选择
    </Button>
  );
  return (
    <Page
      about="基础类内容先行列入，完善类、提升类由居民在预算内选择；每项列入或不列入都说明理由，两种计票办法的结果一并公布。"
      actions={edits && start}
    >
      <DataTable<Row>
        name="participation.choices"
        caption="改造内容选择"
        queryKey={[...participationQueries.choices.key(), 'page']}
        load={load}
        rowKey={(one) => one.id}
        rowName={(one) => one.title}
        open={(one) => `/participation/choices/${one.id}`}
        columns={columns}
        searchHint="标题或小区"
        filters={[{ key: 'state', label: '状态', options: states }]}
        empty={
          <Nothing text="还没有内容选择。选定小区后，按目录和单价自动拟出菜单。">{edits && start}</Nothing>
        }
      />
      <FormDialog title="拟定内容选择" open={open} onClose={() => setOpen(false)}>
        <StartForm close={() => setOpen(false)} />
      </FormDialog>
    </Page>
  );
}

/** An estate is enough: the menu comes from the catalogue, the prices and the ledger, and is edited afterwards. */
function StartForm({ close }: { readonly close: () => void }) {
  const go = useGo();
  const submit = async ({ estateId }: { estateId: string }) => {
    const menu = await participationApi.choices.suggest({ estateId });
    const items = menu.items
      .filter((item) => item.suggested && item.cost !== null)
      .map(({ suggested: _suggested, why: _why, cost, ...item }) => ({ ...item, cost: cost ?? '0' }));
    const made = await participationApi.choices.create({
      estateId,
      title: '改造内容选择',
      items,
      budget: menu.budget ?? '0',
      rule: menu.rule,
      completion: menu.completion,
      caps: {},
      incompatible: [],
    });
    close();
    go(`/participation/choices/${made.id}`);
  };
  return (
    <SubmitForm<{ estateId: string }> submitText="按目录拟出菜单" onSubmit={submit} onCancel={close}>
      <Form.Item name="estateId" label="小区" rules={[chosen('小区')]}>
        <EstateSelect />
      </Form.Item>
    </SubmitForm>
  );
}
