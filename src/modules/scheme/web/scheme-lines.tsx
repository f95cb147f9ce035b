import { Button, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { yuanOf } from '#ui/quantity.ts';
import { type Column, Table } from '#ui/table.tsx';
import { milliFromText } from '../domain/lines/line.ts';
import { type DraftLine, fenOfYuan } from './scheme-draft.ts';
import { ClassTag, type Scheme } from './schemes-words.tsx';

type Props = {
  readonly lines: readonly DraftLine[];
  readonly estates: Scheme['estates'];
  readonly worksBy: ReadonlyMap<string, bigint>;
  readonly amounts: ReadonlyMap<string, bigint>;
  /** Absent: read only. */
  readonly change?: ((lines: readonly DraftLine[]) => void) | undefined;
};
type Field = 'itemTitle' | 'trade' | 'place' | 'quantity' | 'unit' | 'price' | 'note';

/** The lines of a scheme, editable in their cells where `change` is given. */
export function SchemeLines(props: Props) {
  const { lines, change } = props;
  return (
    <div className="scheme-lines">
      <Table
        caption="改造内容"
        columns={columnsOf(props)}
        rows={lines}
        rowKey={(line) => line.key}
        rowName={(line) => line.itemTitle}
        dense
        empty={change ? '还没有内容。点“添加内容”，按建议或目录选取。' : '没有内容'}
      />
    </div>
  );
}

type Cells = {
  readonly text: (line: DraftLine, field: Field, label: string, bad?: boolean) => ReactNode;
  readonly figure: (line: DraftLine, field: Field, label: string, bad: boolean) => ReactNode;
  readonly set: (key: string, patch: Partial<DraftLine>) => void;
};

/** Cells that are fields where the lines may be changed, and plain text where not. */
function cellsOf({ lines, change }: Props): Cells {
  const set: Cells['set'] = (key, patch) =>
    change?.(lines.map((line) => (line.key === key ? { ...line, ...patch } : line)));
  const text: Cells['text'] = (line, field, label, bad = false) =>
    change ? (
      <Input
        aria-label={`${line.itemTitle}的${label}`}
        value={line[field]}
        status={bad ? 'error' : ''}
        maxLength={field === 'note' ? 500 : field === 'place' ? 100 : 40}
        {...(field === 'quantity' || field === 'price' ? { inputMode: 'decimal' as const } : {})}
        onChange={(event) => set(line.key, { [field]: event.target.value })}
      />
    ) : (
      line[field] || '—'
    );
  const figure: Cells['figure'] = (line, field, label, bad) => (
    <span className="scheme-narrow">{text(line, field, label, bad)}</span>
  );
  return { text, figure, set };
}

const blank = (text: string): boolean => text.trim() === '';

function estateColumn({ estates, change }: Props, set: Cells['set']): Column<DraftLine>[] {
  if (estates.length < 2) return [];
  const names = new Map(estates.map((one) => [one.id, one.name]));
  const render = (line: DraftLine) =>
    change && line.id === null ? (
      <Select
        aria-label={`${line.itemTitle}的小区`}
        value={line.estateId}
        options={estates.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(estateId: string) => set(line.key, { estateId })}
      />
    ) : (
      (names.get(line.estateId) ?? '')
    );
  return [{ key: 'estate', title: '小区', render }];
}

const moneyColumns = ({ worksBy, amounts }: Props): Column<DraftLine>[] => [
  { key: 'works', title: '工程费（元）', align: 'end', render: (line) => yuanOf(worksBy.get(line.key)) },
  { key: 'amount', title: '含分摊（元）', align: 'end', render: (line) => yuanOf(amounts.get(line.key)) },
];

const whyColumn: Column<DraftLine> = {
  key: 'why',
  title: '理由与依据',
  width: '16em',
  render: (line) => (
    <div className="scheme-why">
      {line.why || '—'}
      {line.priceBasis && <div>单价：{line.priceBasis}</div>}
    </div>
  ),
};

function columnsOf(props: Props): Column<DraftLine>[] {
  const { lines, change } = props;
  const { text, figure, set } = cellsOf(props);
  return [
    {
      key: 'title',
      title: '内容',
      width: '9em',
      render: (line) => (
        <>
          {text(line, 'itemTitle', '名称', blank(line.itemTitle))} <ClassTag of={line.class} />
        </>
      ),
    },
    ...estateColumn(props, set),
    { key: 'place', title: '部位', width: '9em', render: (line) => text(line, 'place', '部位') },
    {
      key: 'trade',
      title: '专业',
      width: '6em',
      render: (line) => text(line, 'trade', '专业', blank(line.trade)),
    },
    {
      key: 'quantity',
      title: '数量',
      align: 'end',
      render: (line) => figure(line, 'quantity', '数量', milliFromText(line.quantity) === null),
    },
    {
      key: 'unit',
      title: '单位',
      width: '5em',
      render: (line) => text(line, 'unit', '单位', blank(line.unit)),
    },
    {
      key: 'price',
      title: '单价（元）',
      align: 'end',
      render: (line) => figure(line, 'price', '单价', fenOfYuan(line.price) === null),
    },
    ...moneyColumns(props),
    ...(change ? [actsOf(lines, change)] : []),
    whyColumn,
    { key: 'note', title: '备注', width: '9em', render: (line) => text(line, 'note', '备注') },
  ];
}

const actsOf = (
  lines: readonly DraftLine[],
  change: (lines: readonly DraftLine[]) => void,
): Column<DraftLine> => ({
  key: 'acts',
  title: '操作',
  render: (line) => (
    <>
      <Button
        size="small"
        type="link"
        aria-label={`复制${line.itemTitle}`}
        onClick={() => {
          const at = lines.indexOf(line) + 1;
          const twin = { ...line, key: crypto.randomUUID(), id: null };
          change([...lines.slice(0, at), twin, ...lines.slice(at)]);
        }}
      >
        复制
      </Button>
      <Button
        size="small"
        type="link"
        danger
        aria-label={`删除${line.itemTitle}`}
        onClick={() => change(lines.filter((one) => one.key !== line.key))}
      >
        删除
      </Button>
    </>
  ),
});
