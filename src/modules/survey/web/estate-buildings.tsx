import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { type CellValues, EditGrid, type GridColumn, type GridRow } from '#ui/edit-grid.tsx';
import { Section } from '#ui/page.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer, Nothing } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import { surveyActions } from '../contract.ts';
import type { FieldKind, FieldOf } from '../domain/estate-fields.ts';
import { parseValue, valueText } from '../domain/value-text.ts';
import { type EstateDetail, surveyApi, surveyQueries } from './api.ts';

type Building = Awaited<ReturnType<typeof surveyApi.buildings.list>>[number];
type Items = Parameters<typeof surveyApi.buildings.save>[0]['items'];

const fields: readonly { readonly key: keyof Building; readonly title: string; readonly kind: FieldKind }[] =
  [
    { key: 'name', title: '楼号', kind: 'text' },
    { key: 'builtYear', title: '建成年份', kind: 'year' },
    { key: 'floors', title: '层数', kind: 'count' },
    { key: 'entrances', title: '单元数', kind: 'count' },
    { key: 'households', title: '户数', kind: 'count' },
    { key: 'floorAreaM2', title: '建筑面积（㎡）', kind: 'area' },
    { key: 'structure', title: '结构形式', kind: 'text' },
    { key: 'roofKind', title: '屋面形式', kind: 'text' },
    { key: 'elevators', title: '电梯数', kind: 'count' },
    { key: 'insulation', title: '外墙保温', kind: 'flag' },
  ];

/** A building's field in the form the parser of values takes. */
const asField = ({ title, kind }: (typeof fields)[number]): FieldOf => ({
  key: 'address',
  title,
  group: '规模',
  kind,
});

const columns: readonly GridColumn[] = [
  ...fields.map(
    (field): GridColumn => ({
      key: field.key,
      title: field.title,
      align: field.kind === 'text' || field.kind === 'flag' ? 'start' : 'end',
      ...(field.kind === 'flag' ? { options: ['是', '否'] } : {}),
      check: (text) => {
        if (field.key === 'name' && text.trim() === '') return '请填写楼号';
        const parsed = parseValue(asField(field), text);
        return 'fault' in parsed ? parsed.fault : undefined;
      },
    }),
  ),
  { key: 'source', title: '来源', fixed: true },
];

const textsOf = (building: Building): CellValues => ({
  ...Object.fromEntries(fields.map((field) => [field.key, valueText(asField(field), building[field.key])])),
  source: building.source,
});

function itemsOf(
  changes: readonly { readonly key: string; readonly values: CellValues }[],
  buildings: readonly Building[],
): Items {
  return changes.map(({ key, values }) => {
    const known = buildings.find((building) => building.id === key);
    const parsed = fields.flatMap((field) => {
      const text = values[field.key];
      if (text === undefined) return [];
      const value = parseValue(asField(field), text);
      return 'value' in value ? [[field.key, value.value]] : [];
    });
    return {
      id: known?.id ?? null,
      version: known?.version ?? 0,
      values: Object.fromEntries(parsed) as Items[number]['values'],
    };
  });
}

const emptyRow = (at: number): GridRow => ({ key: `new-${at}`, values: {} });

/** 楼栋: one line per building, edited like a spreadsheet by those who may. */
export function EstateBuildings({ one }: { readonly one: EstateDetail }) {
  const query = useQuery(surveyQueries.buildings.list.queryOptions({ input: { id: one.id } }));
  const mayEdit = useMay(surveyActions['survey.edit']) && !one.archived;
  return (
    <Section title="楼栋">
      <Answer of={query}>
        {(buildings) =>
          mayEdit ? <Grid one={one} buildings={buildings} /> : <Plain buildings={buildings} />
        }
      </Answer>
    </Section>
  );
}

function Plain({ buildings }: { readonly buildings: readonly Building[] }) {
  return (
    <Table
      dense
      caption="楼栋"
      rows={buildings}
      rowKey={(building) => building.id}
      empty={<Nothing text="没有楼栋记录" />}
      columns={columns.map(({ key, title, align }) => ({
        key,
        title,
        ...(align ? { align } : {}),
        render: (building: Building) => textsOf(building)[key] || '—',
      }))}
    />
  );
}

type GridProps = { readonly one: EstateDetail; readonly buildings: readonly Building[] };

function Grid({ one, buildings }: GridProps) {
  const queries = useQueryClient();
  const [fresh, setFresh] = useState(0);
  const [reason, setReason] = useState('');
  const rows = [
    ...buildings.map((building): GridRow => ({ key: building.id, values: textsOf(building) })),
    ...Array.from({ length: fresh }, (_, at) => emptyRow(at)),
  ];
  const save = async (changes: readonly { readonly key: string; readonly values: CellValues }[]) => {
    await surveyApi.buildings.save({ id: one.id, items: itemsOf(changes, buildings), reason });
    setFresh(0);
    await queries.invalidateQueries({ queryKey: surveyQueries.key() });
  };
  return (
    <>
      <div className="hj-reason-bar">
        <Button onClick={() => setFresh(fresh + 5)}>添 5 行</Button>
        <Input
          aria-label="修改的依据"
          placeholder="修改的依据（可不填）"
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      {rows.length === 0 ? (
        <Nothing text="没有楼栋记录，可添行填写或随台账导入" />
      ) : (
        <EditGrid caption="楼栋" columns={columns} rows={rows} onSave={save} />
      )}
    </>
  );
}
