import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { Section } from '#ui/page.tsx';
import { Answer, Nothing } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { compareBooks, type RuleChange } from '../domain/rule/compare.ts';
import { fundingQueries } from './api.ts';
import { type RuleSet, wordsOf } from './rules-words.ts';

const kindNames = { added: '新增', removed: '删去', changed: '改动' } as const;
const columns: readonly Column<RuleChange>[] = [
  { key: 'title', title: '规则', render: (one) => one.title || one.id },
  { key: 'kind', title: '变化', render: (one) => kindNames[one.kind] },
  {
    key: 'fields',
    title: '从 → 到',
    render: (one) =>
      one.fields.map(({ name, before, after }) => (
        <div key={name}>
          {name}：{before || '（空）'} → {after || '（空）'}
        </div>
      )),
  },
];

/** What this version changes in another one; by default in what holds now. */
export function RulesCompare({ set }: { readonly set: RuleSet }) {
  const [against, setAgainst] = useState<string>();
  const list = useQuery(fundingQueries.rules.list.queryOptions({ input: { size: 50 } }));
  const holding = useQuery(fundingQueries.rules.inForce.queryOptions({ enabled: against === undefined }));
  const other = useQuery(
    fundingQueries.rules.show.queryOptions({ input: { id: against ?? '' }, enabled: against !== undefined }),
  );
  const options = (list.data?.items ?? [])
    .filter(({ id }) => id !== set.id)
    .map(({ id, number, title }) => ({ value: id, label: `第 ${number} 版 ${title}` }));
  return (
    <Section
      title="与另一版比较"
      about="按已保存的内容比较。"
      actions={
        <Select
          aria-label="与哪一版比较"
          allowClear
          placeholder="现行规则"
          style={{ minWidth: '16em' }}
          options={options}
          value={against ?? null}
          onChange={(id: string | null | undefined) => setAgainst(id ?? undefined)}
        />
      }
    >
      {against === undefined ? (
        <Answer of={holding}>{({ book }) => <Changes before={book} set={set} />}</Answer>
      ) : (
        <Answer of={other}>{({ book }) => <Changes before={book} set={set} />}</Answer>
      )}
    </Section>
  );
}

function Changes({ before, set }: { readonly before: RuleSet['book']; readonly set: RuleSet }) {
  const { payers, items } = wordsOf(set.world);
  const titles = new Map([...items, ...[...payers].map(([id, { title }]) => [id, title] as const)]);
  const changes = compareBooks(before, set.book, titles);
  if (changes.length === 0) return <Nothing text="两版没有差别" />;
  return (
    <Table caption="两版的差别" columns={columns} rows={changes} rowKey={(one) => one.id || 'divisions'} />
  );
}
