import './wishes.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { surveyContract } from '#modules/survey/contract.ts';
import { makeClient } from '#ui/client.ts';
import { DataTable } from '#ui/data-table.tsx';
import { download } from '#ui/download.ts';
import { chosen, FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { useGo } from '#ui/navigation.tsx';
import { Page } from '#ui/page.tsx';
import { dayText } from '#ui/quantity.ts';
import { useMay } from '#ui/session.tsx';
import { Nothing } from '#ui/states.tsx';
import type { Column } from '#ui/table.tsx';
import { wishesActions } from '../contract-wishes.ts';
import { stateNames } from '../contract-wishes-shapes.ts';
import { purposeNames } from '../domain/questionnaire/templates.ts';
import { participationApi, participationQueries } from './api.ts';
import { OwnTemplates } from './wishes-templates.tsx';
import { CoverageText, StateTag, type WishesItem, wordOptions } from './wishes-words.tsx';

const surveyApi = makeClient(surveyContract);
const sorts = ['title', 'createdAt', 'opensOn', 'closesOn', 'answered'];

function askOf(query: ListQuery): Record<string, string> {
  const ask: Record<string, string> = { ...query.filters };
  if (query.search) ask.search = query.search;
  if (query.sort && sorts.includes(query.sort)) {
    ask.sort = query.sort;
    ask.descending = String(query.descending);
  }
  return ask;
}

async function load(query: ListQuery, signal: AbortSignal) {
  const input = { ...askOf(query), ...pageInput(query) } as Parameters<
    typeof participationApi.wishes.list
  >[0];
  return pageAnswer(await participationApi.wishes.list(input, { signal }));
}

const columns: readonly Column<WishesItem>[] = [
  { key: 'title', title: '名称', sortable: true, render: (one) => one.title, width: '14em' },
  { key: 'estate', title: '小区', render: (one) => one.estateName },
  { key: 'subdistrict', title: '街道（乡镇）', render: (one) => one.subdistrictName, optional: true },
  { key: 'purpose', title: '用途', render: (one) => purposeNames[one.purpose] },
  { key: 'state', title: '状态', render: (one) => <StateTag one={one} /> },
  { key: 'opensOn', title: '开始', sortable: true, render: (one) => dayText(one.opensOn) },
  { key: 'closesOn', title: '截止', sortable: true, render: (one) => dayText(one.closesOn) },
  { key: 'answered', title: '答复 / 总户数', sortable: true, render: (one) => <CoverageText one={one} /> },
];

/** 意愿征询: every survey with its state and how many households answered. */
export default function WishesList() {
  const [open, setOpen] = useState(false);
  const may = useMay(wishesActions['participation.wishes.design']);
  const make = may && (
    <Button type="primary" onClick={() => setOpen(true)}>
      新建征询
    </Button>
  );
  return (
    <Page
      about="征询住户的改造意愿、内容、出资和满意度。意愿征询不是依法表决，二者分开记录，互不相混。"
      actions={make}
    >
      <DataTable<WishesItem>
        name="participation.wishes"
        caption="意愿征询"
        queryKey={[...participationQueries.wishes.list.key(), 'page']}
        load={load}
        rowKey={(one) => one.id}
        rowName={(one) => one.title}
        open={(one) => `/participation/wishes/${one.id}`}
        columns={columns}
        searchHint="征询名称或小区名称的一部分"
        defaultSort="-createdAt"
        onExport={(query) =>
          download(`/api/participation/wishes.xlsx?${new URLSearchParams(askOf(query))}`, '意愿征询.xlsx')
        }
        filters={[
          { key: 'state', label: '状态', options: wordOptions(stateNames) },
          { key: 'purpose', label: '用途', options: wordOptions(purposeNames) },
          { key: 'overdue', label: '过期', options: [{ value: 'true', label: '已过截止日期' }] },
        ]}
        empty={<Nothing text="还没有意愿征询。选一个小区和一份模板，几分钟就能开始。">{make}</Nothing>}
      />
      {may && <OwnTemplates />}
      <FormDialog title="新建意愿征询" open={open} onClose={() => setOpen(false)}>
        <CreateForm close={() => setOpen(false)} />
      </FormDialog>
    </Page>
  );
}

type Values = { readonly estateId: string; readonly template: number; readonly title: string };

function CreateForm({ close }: { readonly close: () => void }) {
  const go = useGo();
  const queries = useQueryClient();
  const [key] = useState(() => crypto.randomUUID());
  const templates = useQuery(participationQueries.wishes.templates.list.queryOptions());
  const submit = async ({ estateId, template, title }: Values) => {
    const found = templates.data?.[template];
    if (!found) return;
    const { purpose, questions } = found;
    const made = await participationApi.wishes.create({ estateId, title, purpose, questions, key });
    await queries.invalidateQueries({ queryKey: participationQueries.wishes.key() });
    close();
    go(`/participation/wishes/${made.id}/design`);
  };
  return (
    <SubmitForm<Values> submitText="建立草稿，去设计问卷" onSubmit={submit} onCancel={close}>
      <EstateItem />
      <Form.Item name="template" label="模板" rules={[chosen('模板')]}>
        <Select
          loading={templates.isPending}
          options={(templates.data ?? []).map((one, n) => ({
            value: n,
            label: `${one.name}（${one.questions.length} 题${one.id ? '，本地模板' : ''}）`,
          }))}
        />
      </Form.Item>
      <Form.Item name="title" label="名称" rules={[needed('名称')]} extra="住户看到的就是这个名称">
        <Input maxLength={60} />
      </Form.Item>
    </SubmitForm>
  );
}

/** The estate, searched on the server by part of its name. */
function EstateItem() {
  const [search, setSearch] = useState('');
  const found = useQuery({
    queryKey: ['wishes.estates', search],
    queryFn: ({ signal }) => surveyApi.estates.list({ size: 50, ...(search ? { search } : {}) }, { signal }),
  });
  return (
    <Form.Item name="estateId" label="小区" rules={[chosen('小区')]}>
      <Select
        showSearch={{ filterOption: false, onSearch: setSearch }}
        loading={found.isPending}
        placeholder="输入小区名称的一部分"
        options={(found.data?.items ?? []).map((one) => ({
          value: one.id,
          label: `${one.values.name}（${one.subdistrictName}）`,
        }))}
      />
    </Form.Item>
  );
}
