import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Input, Pagination, Select } from 'antd';
import { useState } from 'react';
import { type CellValues, EditGrid, type GridColumn, type GridRow } from '#ui/edit-grid.tsx';
import { useSearchText } from '#ui/navigation.tsx';
import { Page } from '#ui/page.tsx';
import { Answer, Nothing } from '#ui/states.tsx';
import { estateFields, type FieldOf, fieldOf } from '../domain/estate-fields.ts';
import { parseValue, valueText } from '../domain/value-text.ts';
import { type EstateItem, type EstatePatch, surveyApi, surveyQueries, useRegions } from './api.ts';
import './survey.css';

const pageSize = 100;
const editable = estateFields.filter(({ key }) => key !== 'regionCode' && key !== 'note');

const gridColumn = (field: FieldOf): GridColumn => ({
  key: field.key,
  title: field.unit && field.kind !== 'year' ? `${field.title}（${field.unit}）` : field.title,
  align: ['count', 'area', 'degrees', 'year'].includes(field.kind) ? 'end' : 'start',
  ...(field.kind === 'text' ? { width: '10em' } : {}),
  ...(field.kind === 'flag' ? { options: ['是', '否'] } : {}),
  ...(field.options ? { options: field.options.map(([, label]) => label) } : {}),
  check: (text) => {
    const parsed = parseValue(field, text);
    return 'fault' in parsed ? parsed.fault : undefined;
  },
});
const columns: readonly GridColumn[] = [
  { key: 'code', title: '编码', fixed: true },
  ...editable.map(gridColumn),
];

const rowOf = (estate: EstateItem): GridRow => {
  const values: Readonly<Record<string, unknown>> = estate.values;
  return {
    key: estate.id,
    values: {
      code: estate.code,
      ...Object.fromEntries(editable.map((field) => [field.key, valueText(field, values[field.key])])),
    },
  };
};

function patchOf(texts: CellValues): EstatePatch {
  const parsed = Object.entries(texts).flatMap(([key, text]) => {
    const field = fieldOf(key);
    const value = field ? parseValue(field, text) : null;
    return value && 'value' in value ? [[key, value.value]] : [];
  });
  return Object.fromEntries(parsed) as EstatePatch;
}

/** 批量编辑: many estates as one spreadsheet. */
export default function EstateGrid() {
  const [params, change] = useSearchText();
  const page = Math.max(1, Math.min(1000, Number(params.get('page')) || 1));
  const region = params.get('region') ?? undefined;
  const search = params.get('q') ?? undefined;
  const [reason, setReason] = useState('');
  const queries = useQueryClient();
  const input = { page, size: pageSize, ...(region ? { region } : {}), ...(search ? { search } : {}) };
  const query = useQuery(
    surveyQueries.estates.list.queryOptions({ input, placeholderData: keepPreviousData }),
  );
  const save = async (changes: readonly { readonly key: string; readonly values: CellValues }[]) => {
    const known = new Map((query.data?.items ?? []).map((estate) => [estate.id, estate]));
    const items = changes.map(({ key, values }) => ({
      id: key,
      version: known.get(key)?.version ?? 0,
      values: patchOf(values),
    }));
    await surveyApi.estates.editMany({ items, reason });
    await queries.invalidateQueries({ queryKey: surveyQueries.key() });
  };
  return (
    <Page about="像电子表格一样改多个小区；可从表格软件复制一块粘贴进来。全部保存或全部不保存，每处改动都留记录。">
      <GridBar region={region} search={search} change={change} reason={reason} setReason={setReason} />
      <Answer of={query}>
        {({ items, total }) =>
          total === 0 ? (
            <Nothing text="没有符合条件的小区" />
          ) : (
            <>
              <EditGrid
                key={JSON.stringify(input)}
                caption="批量编辑小区"
                columns={columns}
                rows={items.map(rowOf)}
                onSave={save}
              />
              <Pagination
                current={page}
                pageSize={pageSize}
                total={total}
                showSizeChanger={false}
                responsive
                onChange={(next) => change({ page: next > 1 ? String(next) : undefined })}
              />
            </>
          )
        }
      </Answer>
    </Page>
  );
}

type BarProps = {
  readonly region: string | undefined;
  readonly search: string | undefined;
  readonly change: (patch: Readonly<Record<string, string | undefined>>) => void;
  readonly reason: string;
  readonly setReason: (text: string) => void;
};

/** Which estates, and on what basis they are changed. */
function GridBar({ region, search, change, reason, setReason }: BarProps) {
  const places = (useRegions().data ?? [])
    .filter(({ level }) => level === 'subdistrict')
    .map(({ code, name }) => ({ value: code, label: name }));
  return (
    <search className="hj-reason-bar">
      <Select
        allowClear
        aria-label="街道（乡镇）"
        placeholder="街道（乡镇）"
        style={{ minWidth: '10em' }}
        options={places}
        value={region ?? null}
        onChange={(value?: string | null) => change({ region: value ?? undefined, page: undefined })}
      />
      <Input.Search
        allowClear
        aria-label="名称、别名、地址或编码的一部分"
        placeholder="名称、地址或编码的一部分"
        defaultValue={search ?? ''}
        style={{ maxWidth: '18em' }}
        onSearch={(text) => change({ q: text.trim() || undefined, page: undefined })}
      />
      <Input
        aria-label="修改的依据"
        placeholder="修改的依据（可不填）"
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
      />
    </search>
  );
}
