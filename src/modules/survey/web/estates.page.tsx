import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { DataTable, type FilterField } from '#ui/data-table.tsx';
import { download } from '#ui/download.ts';
import { FormDialog } from '#ui/form.tsx';
import { AppLink, useGo } from '#ui/navigation.tsx';
import { Page } from '#ui/page.tsx';
import { instantText, numberText, unknownText } from '#ui/quantity.ts';
import { useMay } from '#ui/session.tsx';
import { Nothing } from '#ui/states.tsx';
import type { Column } from '#ui/table.tsx';
import { surveyActions } from '../contract.ts';
import { estateFields, type FieldOf } from '../domain/estate-fields.ts';
import { valueText } from '../domain/value-text.ts';
import { type EstateItem, surveyQueries, useRegions } from './api.ts';
import './survey.css';
import { EstateForm } from './estate-form.tsx';
import { estateAsk, estatesKey, loadEstates } from './estate-list.ts';
import { MergeDialog } from './merge-dialog.tsx';

/** Columns shown from the start; every other field can be chosen. */
const shown: ReadonlySet<string> = new Set(['builtYear', 'floorAreaM2', 'buildings', 'households', 'land']);
const sortable: ReadonlySet<string> = new Set(['builtYear', 'floorAreaM2', 'households']);
const numeric: ReadonlySet<string> = new Set(['count', 'area']);

function fieldColumn(field: FieldOf): Column<EstateItem> {
  const right = numeric.has(field.kind) || field.kind === 'year';
  return {
    key: field.key,
    title: field.unit && numeric.has(field.kind) ? `${field.title}（${field.unit}）` : field.title,
    align: right ? 'end' : 'start',
    sortable: sortable.has(field.key),
    optional: !shown.has(field.key),
    render: ({ values }) => {
      const value = values[field.key];
      if (typeof value === 'number' && numeric.has(field.kind)) return numberText(value, 2);
      return valueText(field, value) || unknownText;
    },
  };
}

const columns: readonly Column<EstateItem>[] = [
  { key: 'name', title: '小区', width: '12em', sortable: true, render: (one) => one.values.name },
  { key: 'subdistrict', title: '街道（乡镇）', render: (one) => one.subdistrictName || unknownText },
  ...estateFields.filter(({ key }) => key !== 'name' && key !== 'regionCode').map(fieldColumn),
  {
    key: 'completeness',
    title: '完整度',
    align: 'end',
    sortable: true,
    render: (one) => `${one.completeness}%`,
  },
  { key: 'code', title: '小区编码', sortable: true, optional: true, render: (one) => one.code },
  {
    key: 'updatedAt',
    title: '最近修改',
    sortable: true,
    optional: true,
    render: (one) => `${one.updatedBy} ${instantText(one.updatedAt)}`,
  },
];

function useFilters(): readonly FilterField[] {
  const regions = useRegions().data ?? [];
  const places = regions
    .filter(({ level }) => level === 'subdistrict' || level === 'community')
    .map(({ code, name, level }) => ({ value: code, label: level === 'community' ? `　${name}` : name }));
  return [
    { key: 'region', label: '街道或社区', options: places },
    { key: 'yearFrom', label: '建成年份从' },
    { key: 'yearTo', label: '建成年份到' },
    {
      key: 'land',
      label: '土地性质',
      options: [
        { value: 'state', label: '国有' },
        { value: 'collective', label: '集体' },
        { value: 'unknown', label: '未填' },
      ],
    },
    {
      key: 'completeness',
      label: '完整度',
      options: [
        { value: 'full', label: '齐全（100%）' },
        { value: 'middle', label: '60% 至 99%' },
        { value: 'low', label: '不足 60%' },
      ],
    },
    { key: 'archived', label: '是否停用', options: [{ value: 'true', label: '只看已停用' }] },
  ];
}

/** 小区台账: every estate of one's region. */
export default function Estates() {
  const filters = useFilters();
  const mayEdit = useMay(surveyActions['survey.edit']);
  const mayMerge = useMay(surveyActions['survey.merge']);
  const { message } = App.useApp();
  const [merging, setMerging] = useState<readonly [string, string]>();
  const [creating, setCreating] = useState(false);
  const merge = (keys: readonly string[]) => {
    const [one, two, three] = keys;
    if (one && two && !three) setMerging([one, two]);
    else void message.info('请选中两个重复的小区再合并。');
  };
  return (
    <Page about="本辖区的老旧小区摸底数据。每个数都能看到出自哪个文件的哪一格，或是谁在何时改的。">
      <DataTable<EstateItem>
        name="survey.estates"
        caption="小区台账"
        queryKey={estatesKey}
        load={loadEstates}
        rowKey={(one) => one.id}
        rowName={(one) => one.values.name}
        open={(one) => `/survey/estates/${one.id}`}
        columns={columns}
        filters={filters}
        searchHint="名称、别名、地址或编码的一部分"
        onExport={(query) =>
          download(`/api/survey/export?${new URLSearchParams(estateAsk(query))}`, '小区台账.xlsx')
        }
        bulk={mayMerge ? [{ key: 'merge', label: '合并重复小区', run: merge }] : []}
        tools={mayEdit && <Button onClick={() => setCreating(true)}>登记小区</Button>}
        empty={
          <Nothing text="还没有小区">
            {mayEdit && <AppLink to="/survey/imports">去导入摸底台账</AppLink>}
          </Nothing>
        }
      />
      {merging && <MergeDialog ids={merging} close={() => setMerging(undefined)} />}
      <CreateDialog open={creating} close={() => setCreating(false)} />
    </Page>
  );
}

function CreateDialog({ open, close }: { readonly open: boolean; readonly close: () => void }) {
  const go = useGo();
  const queries = useQueryClient();
  return (
    <FormDialog title="登记小区" open={open} onClose={close} width={760}>
      <EstateForm
        onCancel={close}
        onSaved={(estate) => {
          void queries.invalidateQueries({ queryKey: surveyQueries.key() });
          go(`/survey/estates/${estate.id}`);
        }}
      />
    </FormDialog>
  );
}
