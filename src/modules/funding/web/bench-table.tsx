import { App, Button, Checkbox, Input, Modal, Select } from 'antd';
import { useMemo, useState } from 'react';
import { Unverified } from '#ui/basis.tsx';
import { download } from '#ui/download.ts';
import { Figure, Figures, Section } from '#ui/page.tsx';
import { sentenceOf } from '#ui/problem-error.ts';
import { wanOf, yuanOf } from '#ui/quantity.ts';
import { type Column, Table } from '#ui/table.tsx';
import type { Estimate } from '../domain/rule/estimate.ts';
import { payerIndex } from '../domain/rule/payers.ts';
import type { RuleWorld } from '../domain/rule/types.ts';
import { whyLine } from '../domain/rule/why.ts';
import type { BenchRow } from './use-bench.ts';

/** Signed 万元. */
function Moved({ fen }: { readonly fen: bigint }) {
  if (fen === 0n) return '—';
  return (
    <span className={fen > 0n ? 'rules-up' : 'rules-down'}>
      {fen > 0n ? '+' : ''}
      {wanOf(fen)}
    </span>
  );
}

type PayerRow = {
  readonly id: string;
  readonly title: string;
  readonly channel: string;
  readonly before: bigint;
  readonly after: bigint;
};

const payerColumns: readonly Column<PayerRow>[] = [
  { key: 'title', title: '出资方', render: (one) => one.title },
  { key: 'channel', title: '渠道', render: (one) => one.channel },
  { key: 'before', title: '现行（万元）', align: 'end', render: (one) => wanOf(one.before) },
  { key: 'after', title: '试算（万元）', align: 'end', render: (one) => wanOf(one.after) },
  {
    key: 'moved',
    title: '变化（万元）',
    align: 'end',
    render: (one) => <Moved fen={one.after - one.before} />,
  },
];

const sumOf = (rows: readonly BenchRow[], of: (row: BenchRow) => Estimate, payer: string): bigint =>
  rows.reduce((all, row) => all + (of(row).totals.get(payer) ?? 0n), 0n);

type Props = { readonly rows: readonly BenchRow[]; readonly world: RuleWorld };

/** Sums per payer over all estates, before and after. */
export function BenchPayers({ rows, world }: Props) {
  const payers = useMemo(
    () =>
      [...payerIndex(world).values()]
        .map(({ id, title, channel }) => ({
          ...{ id, title, channel: world.channels.find((one) => one.id === channel)?.title ?? channel },
          before: sumOf(rows, (row) => row.before, id),
          after: sumOf(rows, (row) => row.after, id),
        }))
        .filter(({ before, after }) => before > 0n || after > 0n),
    [rows, world],
  );
  const changed = rows.filter(({ shiftedFen }) => shiftedFen > 0n).length;
  const households = rows.reduce((all, { estate }) => all + (estate.facts.households ?? 0), 0);
  const residents = payers.find(({ id }) => id === 'residents');
  const perHousehold = (fen: bigint) => (households > 0 ? yuanOf(fen / BigInt(households)) : '—');
  return (
    <Section title="各渠道合计">
      <Figures>
        <Figure label="有变化的小区" value={String(changed)} unit={`/ ${rows.length} 个`} />
        <Figure label="居民每户平均（现行）" value={perHousehold(residents?.before ?? 0n)} unit="元" />
        <Figure label="居民每户平均（试算）" value={perHousehold(residents?.after ?? 0n)} unit="元" />
      </Figures>
      <Table
        caption="各渠道合计"
        columns={payerColumns}
        rows={payers}
        rowKey={(one) => one.id}
        empty="没有可测算的小区"
      />
    </Section>
  );
}

const perHousehold = (row: BenchRow, of: Estimate): bigint | null => {
  const { households } = row.estate.facts;
  return households ? (of.totals.get('residents') ?? 0n) / BigInt(households) : null;
};

const sorts: Readonly<Record<string, (a: BenchRow, b: BenchRow) => number>> = {
  name: (a, b) => a.estate.name.localeCompare(b.estate.name, 'zh-CN'),
  total: (a, b) => (a.after.totalFen < b.after.totalFen ? -1 : 1),
  moved: (a, b) => (a.movedFen < b.movedFen ? -1 : 1),
  shifted: (a, b) => (a.shiftedFen < b.shiftedFen ? -1 : 1),
};

const columnsOf = (why: (row: BenchRow) => void): readonly Column<BenchRow>[] => [
  { key: 'name', title: '小区', sortable: true, render: ({ estate }) => estate.name },
  { key: 'subdistrict', title: '街道（乡镇）', render: ({ estate }) => estate.subdistrictName },
  {
    key: 'total',
    title: '费用（万元）',
    align: 'end',
    sortable: true,
    render: ({ after }) => wanOf(after.totalFen),
  },
  {
    key: 'before',
    title: '居民现行（万元）',
    align: 'end',
    render: ({ before }) => wanOf(before.totals.get('residents') ?? 0n),
  },
  {
    key: 'after',
    title: '居民试算（万元）',
    align: 'end',
    render: ({ after }) => wanOf(after.totals.get('residents') ?? 0n),
  },
  {
    key: 'moved',
    title: '居民变化（万元）',
    align: 'end',
    sortable: true,
    render: ({ movedFen }) => <Moved fen={movedFen} />,
  },
  {
    key: 'household',
    title: '每户（元）',
    align: 'end',
    render: (row) => {
      const [was, now] = [perHousehold(row, row.before), perHousehold(row, row.after)];
      return was === null || now === null ? '—' : `${yuanOf(was)} → ${yuanOf(now)}`;
    },
  },
  {
    key: 'shifted',
    title: '换人出的（万元）',
    align: 'end',
    sortable: true,
    render: ({ shiftedFen }) => wanOf(shiftedFen),
  },
  {
    key: 'why',
    title: '理由',
    render: (row) => (
      <Button size="small" onClick={() => why(row)} aria-label={`${row.estate.name}：为什么是这个数`}>
        为什么
      </Button>
    ),
  },
];

const step = 100;

/** Estates before and after, searched, filtered and sorted here: all of them are in the browser already. */
export function BenchTable({ rows, world, exportId }: Props & { readonly exportId: string | null }) {
  const { message } = App.useApp();
  const [search, setSearch] = useState('');
  const [subdistrict, setSubdistrict] = useState<string>();
  const [moving, setMoving] = useState(false);
  const [sort, setSort] = useState({ key: 'shifted', descending: true });
  const [shown, setShown] = useState(step);
  const [asked, setAsked] = useState<BenchRow>();
  const found = useMemo(() => {
    const order = sorts[sort.key] ?? (() => 0);
    const sign = sort.descending ? -1 : 1;
    return rows
      .filter(({ estate }) => estate.name.includes(search))
      .filter(({ estate }) => subdistrict === undefined || estate.subdistrictName === subdistrict)
      .filter(({ shiftedFen }) => !moving || shiftedFen > 0n)
      .sort((a, b) => sign * order(a, b));
  }, [rows, search, subdistrict, moving, sort]);
  const places = [...new Set(rows.map(({ estate }) => estate.subdistrictName).filter(Boolean))];
  const save = () =>
    download(`/api/funding/rule-sets/${exportId}/bench.xlsx`, '出资规则试算.xlsx').catch((error: unknown) => {
      void message.error(sentenceOf(error));
    });
  return (
    <Section
      title="各小区"
      actions={exportId !== null && <Button onClick={() => void save()}>导出（按已存的草案）</Button>}
    >
      <div className="rules-tools hj-no-print">
        <Input.Search
          aria-label="按小区名称查找"
          placeholder="小区名称"
          allowClear
          style={{ width: '16em' }}
          onChange={(event) => setSearch(event.target.value.trim())}
        />
        <Select
          aria-label="街道（乡镇）"
          allowClear
          placeholder="全部街道（乡镇）"
          style={{ minWidth: '12em' }}
          options={places.map((value) => ({ value, label: value }))}
          value={subdistrict ?? null}
          onChange={(value: string | null | undefined) => setSubdistrict(value ?? undefined)}
        />
        <Checkbox checked={moving} onChange={(event) => setMoving(event.target.checked)}>
          只看有变化的
        </Checkbox>
      </div>
      <Table
        caption="各小区试算"
        columns={columnsOf(setAsked)}
        rows={found.slice(0, shown)}
        rowKey={({ estate }) => estate.id}
        sort={sort}
        onSort={(key) => setSort((now) => ({ key, descending: now.key === key ? !now.descending : true }))}
        empty="没有符合条件的小区"
      />
      <p role="status">
        共 {found.length} 个小区{found.length > shown && `，列出前 ${shown} 个`}
      </p>
      {found.length > shown && <Button onClick={() => setShown(shown + step)}>再列 {step} 个</Button>}
      {asked && <Why row={asked} world={world} close={() => setAsked(undefined)} />}
    </Section>
  );
}

type WhyProps = { readonly row: BenchRow; readonly world: RuleWorld; readonly close: () => void };

/** 为什么是这个数: rule, clause, inputs, formula and rounding of every line. */
function Why({ row, world, close }: WhyProps) {
  const words = {
    items: new Map(world.items.map(({ id, title }) => [id, title])),
    payers: new Map([...payerIndex(world)].map(([id, { title }]) => [id, title])),
  };
  return (
    <Modal open title={`${row.estate.name}：为什么是这个数`} width={860} footer={null} onCancel={close}>
      {row.after.source === 'catalogue' && (
        <p>
          还没有方案，按目录单价估算 <Unverified />
        </p>
      )}
      {row.after.shares.map((one) => {
        const [head, ...more] = whyLine(one, words);
        return (
          <section key={one.line.id}>
            <h4>{head}</h4>
            <ul className="rules-why">
              {more.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </section>
        );
      })}
      {row.after.issues.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </Modal>
  );
}
