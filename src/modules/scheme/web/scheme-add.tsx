import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { Unverified } from '#ui/basis.tsx';
import { FormDialog } from '#ui/form.tsx';
import { yuanOf } from '#ui/quantity.ts';
import { Answer } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { type schemeApi, schemeQueries } from './api.ts';
import type { DraftLine } from './scheme-draft.ts';
import { ClassTag, type Scheme } from './schemes-words.tsx';

type Suggestions = Awaited<ReturnType<typeof schemeApi.schemes.suggestions>>;
type Item = Suggestions['items'][number];
type Props = {
  readonly scheme: Scheme;
  readonly open: boolean;
  readonly close: () => void;
  readonly lines: readonly DraftLine[];
  readonly add: (lines: readonly DraftLine[]) => void;
};

const lineFrom = (one: Item): DraftLine => ({
  ...{ key: crypto.randomUUID(), id: null, estateId: one.estateId, item: one.item },
  ...{ itemTitle: one.itemTitle, class: one.class, trade: one.trade, place: '', unit: one.unit },
  ...{ quantity: one.quantity ?? '', why: one.why, priceBasis: one.priceBasis, note: '' },
  price: String(Number(one.unitPrice) / 100),
});
const keyOf = (one: Pick<Item, 'estateId' | 'item'>) => `${one.estateId}|${one.item}`;

/** What survey and residents call for, and everything else of the catalogue, to be added as lines. */
export function AddLines({ scheme, open, close, lines, add }: Props) {
  return (
    <FormDialog title="添加内容" open={open} onClose={close} width={960}>
      <Body scheme={scheme} lines={lines} add={add} close={close} />
    </FormDialog>
  );
}

function Body({ scheme, lines, add, close }: Omit<Props, 'open'>) {
  const query = useQuery(schemeQueries.schemes.suggestions.queryOptions({ input: { id: scheme.id } }));
  return (
    <Answer of={query}>
      {(found) => <Choose found={found} scheme={scheme} lines={lines} add={add} close={close} />}
    </Answer>
  );
}

function Choose({ found, scheme, lines, add, close }: Omit<Props, 'open'> & { readonly found: Suggestions }) {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const [search, setSearch] = useState('');
  const [estate, setEstate] = useState<string>();
  const [all, setAll] = useState(false);
  const present = new Set(lines.map(keyOf));
  const rows = found.items.filter(
    (one) =>
      (all || (one.suggested && !present.has(keyOf(one)))) &&
      (!estate || one.estateId === estate) &&
      one.itemTitle.includes(search.trim()),
  );
  const names = new Map(scheme.estates.map((one) => [one.id, one.name]));
  return (
    <>
      <div className="hj-toolbar">
        <Input.Search
          aria-label="查找内容"
          placeholder="内容名称的一部分"
          allowClear
          onChange={(event) => setSearch(event.target.value)}
        />
        {scheme.estates.length > 1 && (
          <Select
            aria-label="小区"
            placeholder="小区"
            allowClear
            options={scheme.estates.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(value?: string) => setEstate(value)}
          />
        )}
        <Checkbox checked={all} onChange={(event) => setAll(event.target.checked)}>
          显示整个目录
        </Checkbox>
      </div>
      <Table
        caption="可添加的内容"
        columns={columnsOf(present, scheme.estates.length > 1 ? names : null)}
        rows={rows}
        rowKey={keyOf}
        rowName={(one) => one.itemTitle}
        selection={{ keys, set: setKeys }}
        dense
        empty={all ? '没有相符的内容' : '建议的内容都已列入。打开“显示整个目录”可另选。'}
      />
      <div className="hj-form-buttons">
        <Button
          type="primary"
          disabled={keys.size === 0}
          onClick={() => {
            add(found.items.filter((one) => keys.has(keyOf(one))).map(lineFrom));
            close();
          }}
        >
          添加 {keys.size} 项
        </Button>
        <Button onClick={close}>取消</Button>
      </div>
    </>
  );
}

const columnsOf = (
  present: ReadonlySet<string>,
  names: ReadonlyMap<string, string> | null,
): Column<Item>[] => [
  {
    key: 'title',
    title: '内容',
    render: (one) => `${one.itemTitle}${present.has(keyOf(one)) ? '（已列入）' : ''}`,
  },
  ...(names ? [{ key: 'estate', title: '小区', render: (one: Item) => names.get(one.estateId) ?? '' }] : []),
  { key: 'class', title: '类别', render: (one) => <ClassTag of={one.class} /> },
  { key: 'why', title: '为什么', render: (one) => one.why },
  {
    key: 'quantity',
    title: '数量',
    align: 'end',
    render: (one) => (one.quantity === null ? '待填' : `${one.quantity} ${one.unit}`),
  },
  {
    key: 'price',
    title: '单价（元）',
    align: 'end',
    render: (one) => (
      <>
        {yuanOf(one.unitPrice)} {!one.priceVerified && <Unverified />}
      </>
    ),
  },
];
