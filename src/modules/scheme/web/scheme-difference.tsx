import { Figure, Figures } from '#ui/page.tsx';
import { wanOf, yuanOf } from '#ui/quantity.ts';
import { Nothing } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import type { Difference, Line } from './schemes-words.tsx';

type Row = {
  readonly key: string;
  readonly what: '新增' | '删除' | '修改';
  readonly before: Line | null;
  readonly after: Line | null;
};
const fieldNames: Readonly<Record<Difference['changed'][number]['fields'][number], string>> = {
  itemTitle: '名称',
  class: '类别',
  trade: '专业',
  place: '部位',
  quantityMilli: '数量',
  unit: '单位',
  unitPriceFen: '单价',
  why: '理由',
  priceBasis: '单价依据',
  note: '备注',
};

/** Both values where they differ, the old one struck through and said. */
function Pair({ row, of }: { readonly row: Row; readonly of: (line: Line) => string }) {
  const [before, after] = [row.before && of(row.before), row.after && of(row.after)];
  if (before === after) return after || '—';
  return (
    <>
      {before !== null && <del className="scheme-was">{before || '（空）'}</del>}{' '}
      {after !== null && <ins>{after || '（空）'}</ins>}
    </>
  );
}

/** Differences line by line, with the total before and after. */
export function DifferenceView({ difference }: { readonly difference: Difference }) {
  const fields = new Map(difference.changed.map((one) => [one.after.id, one.fields]));
  const rows: Row[] = [
    ...difference.added.map((line) => ({ key: line.id, what: '新增' as const, before: null, after: line })),
    ...difference.removed.map((line) => ({ key: line.id, what: '删除' as const, before: line, after: null })),
    ...difference.changed.map((one) => ({ key: one.after.id, what: '修改' as const, ...one })),
  ];
  const [before, after] = [BigInt(difference.beforeTotal), BigInt(difference.afterTotal)];
  const columns: readonly Column<Row>[] = [
    { key: 'what', title: '变化', render: (row) => row.what },
    { key: 'title', title: '内容', render: (row) => <Pair row={row} of={(line) => line.itemTitle} /> },
    { key: 'place', title: '部位', render: (row) => <Pair row={row} of={(line) => line.place} /> },
    {
      key: 'quantity',
      title: '数量',
      align: 'end',
      render: (row) => <Pair row={row} of={(line) => `${line.quantity} ${line.unit}`} />,
    },
    {
      key: 'price',
      title: '单价（元）',
      align: 'end',
      render: (row) => <Pair row={row} of={(line) => yuanOf(line.unitPrice)} />,
    },
    {
      key: 'works',
      title: '工程费（元）',
      align: 'end',
      render: (row) => <Pair row={row} of={(line) => yuanOf(line.works)} />,
    },
    {
      key: 'fields',
      title: '改了什么',
      render: (row) => (fields.get(row.key) ?? []).map((field) => fieldNames[field]).join('、') || '—',
    },
  ];
  return (
    <>
      <Figures>
        <Figure label="变化前" value={wanOf(before)} unit="万元" />
        <Figure label="变化后" value={wanOf(after)} unit="万元" />
        <Figure label="增减" value={`${after > before ? '+' : ''}${wanOf(after - before)}`} unit="万元" />
      </Figures>
      {rows.length === 0 ? (
        <Nothing text="各行没有差异" />
      ) : (
        <div className="scheme-changed">
          <Table caption="逐行差异" columns={columns} rows={rows} rowKey={(row) => row.key} dense />
        </div>
      )}
    </>
  );
}
