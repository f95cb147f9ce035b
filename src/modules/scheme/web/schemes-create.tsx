import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { projectsContract } from '#modules/projects/contract.ts';
import { surveyContract } from '#modules/survey/contract.ts';
import { makeClient, makeQueries } from '#ui/client.ts';
import { chosen, FormDialog, needed, SubmitForm } from '#ui/form.tsx';
import { useGo } from '#ui/navigation.tsx';
import { numberText } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { SearchSelect, type SearchSelectProps } from '#ui/search-select.tsx';
import { schemeApi, schemeQueries } from './api.ts';

const surveyQueries = makeQueries(makeClient(surveyContract));
const projectsQueries = makeQueries(makeClient(projectsContract));
type Values = {
  readonly title: string;
  readonly estateIds: string[];
  readonly projectId?: string;
  readonly from: 'survey' | 'nothing' | 'copy';
  readonly copyOf?: string;
};

/** Picks estates by typing parts of their names; made to stand in a `Form.Item`. */
function EstatesSelect(props: {
  readonly id?: string;
  readonly value?: string[];
  readonly onChange?: (ids: string[]) => void;
}) {
  const [search, setSearch] = useState('');
  const [known, setKnown] = useState<ReadonlyMap<string, string>>(new Map());
  const { data, isFetching } = useQuery(
    surveyQueries.estates.list.queryOptions({
      input: { size: 50, sort: 'name', ...(search ? { search } : {}) },
      placeholderData: keepPreviousData,
    }),
  );
  const found = (data?.items ?? []).map((one) => ({
    value: one.id,
    label: `${one.values.name}（${one.subdistrictName}，${numberText(one.values.households)} 户）`,
  }));
  // A chosen estate keeps its name when the search has moved on.
  const kept = (props.value ?? [])
    .filter((id) => !found.some(({ value }) => value === id))
    .map((id) => ({ value: id, label: known.get(id) ?? id }));
  return (
    <Select
      {...(props.id ? { id: props.id } : {})}
      {...(props.value ? { value: props.value } : {})}
      mode="multiple"
      onChange={(ids: string[]) => {
        setKnown((now) => new Map([...now, ...found.map(({ value, label }) => [value, label] as const)]));
        props.onChange?.(ids);
      }}
      showSearch={{ filterOption: false, onSearch: (text) => setSearch(text.slice(0, 50)) }}
      loading={isFetching}
      placeholder="输入小区名称查找，可选多个"
      notFoundContent="没有名称相符的小区"
      options={[...found, ...kept]}
    />
  );
}

function useSchemes(search: string) {
  const { data, isFetching } = useQuery(
    schemeQueries.schemes.list.queryOptions({
      input: { size: 50, ...(search ? { search } : {}) },
      placeholderData: keepPreviousData,
    }),
  );
  return {
    loading: isFetching,
    options: (data?.items ?? []).map(({ id, title }) => ({ value: id, label: title })),
  };
}
const SchemeSelect = (props: SearchSelectProps) => (
  <SearchSelect {...props} useOptions={useSchemes} placeholder="输入方案名称查找" nothing="没有相符的方案" />
);

function useProjects(search: string) {
  const { data, isFetching } = useQuery(
    projectsQueries.projects.list.queryOptions({
      input: { page: 1, size: 50, state: 'approved', ...(search ? { search } : {}) },
      placeholderData: keepPreviousData,
    }),
  );
  return {
    loading: isFetching,
    options: (data?.items ?? []).map(({ id, name, code }) => ({ value: id, label: `${name}（${code}）` })),
  };
}
const ProjectSelect = (props: SearchSelectProps) => (
  <SearchSelect {...props} allowClear useOptions={useProjects} placeholder="不限" nothing="没有相符的项目" />
);

function Fields() {
  const from = Form.useWatch<Values['from'] | undefined>('from');
  return (
    <>
      <Form.Item
        name="estateIds"
        label="小区"
        rules={[chosen('小区')]}
        extra="选多个小区时为一个片区设计，各小区分列附件。"
      >
        <EstatesSelect />
      </Form.Item>
      <Form.Item name="title" label="方案名称" rules={[needed('方案名称')]}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="projectId" label="所属项目（可不填）">
        <ProjectSelect />
      </Form.Item>
      <Form.Item name="from" label="初稿">
        <Radio.Group
          options={[
            { value: 'survey', label: '按摸底现状和居民选择' },
            { value: 'copy', label: '照另一份方案' },
            { value: 'nothing', label: '空白' },
          ]}
        />
      </Form.Item>
      {from === 'copy' && (
        <Form.Item name="copyOf" label="照哪一份" rules={[chosen('方案')]}>
          <SchemeSelect />
        </Form.Item>
      )}
    </>
  );
}

/** Starts a scheme and opens it. */
export function CreateScheme({ open, close }: { readonly open: boolean; readonly close: () => void }) {
  const go = useGo();
  const act = useAct({
    run: (values: Values) =>
      schemeApi.schemes.create({
        title: values.title,
        estateIds: values.estateIds,
        projectId: values.projectId ?? null,
        from: values.from,
        copyOf: values.from === 'copy' ? (values.copyOf ?? null) : null,
      }),
    done: (made) => `已拟出初稿，共 ${made.current.lines.length} 行`,
    stale: [schemeQueries.schemes.key()],
    after: (made) => go(`/scheme/schemes/${made.id}`),
    quiet: true,
  });
  return (
    <FormDialog title="编制方案" open={open} onClose={close}>
      <SubmitForm<Values>
        initial={{ from: 'survey' }}
        submitText="编制"
        onSubmit={act.mutateAsync}
        onCancel={close}
      >
        <Fields />
      </SubmitForm>
    </FormDialog>
  );
}
