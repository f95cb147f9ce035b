import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { Section } from '#ui/page.tsx';
import { dayText, instantText, wanOf } from '#ui/quantity.ts';
import { Answer, Nothing } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { type schemeApi, schemeQueries } from './api.ts';
import { DifferenceView } from './scheme-difference.tsx';
import { type Scheme, StateTag } from './schemes-words.tsx';

type Listed = Awaited<ReturnType<typeof schemeApi.schemes.versions>>[number];
const originNames = { new: '新编', reopened: '退回修改', copied: '照他案编', variation: '变更' } as const;

const columns: readonly Column<Listed>[] = [
  { key: 'number', title: '版次', render: (one) => `第 ${one.number} 版` },
  { key: 'origin', title: '由来', render: (one) => originNames[one.origin] },
  { key: 'state', title: '状态', render: (one) => <StateTag state={one.state} /> },
  { key: 'lines', title: '行数', align: 'end', render: (one) => one.lineCount },
  { key: 'total', title: '总投资（万元）', align: 'end', render: (one) => wanOf(one.total) },
  { key: 'created', title: '形成', render: (one) => `${one.createdBy} ${instantText(one.createdAt)}` },
  { key: 'approved', title: '批准', render: (one) => dayText(one.approvedOn) },
  { key: 'reason', title: '退回理由', render: (one) => one.returnedReason ?? '—' },
  { key: 'hash', title: '指纹', render: (one) => one.hash?.slice(0, 12) ?? '—' },
];

/** Every version of a scheme and what changed between any two. */
export function SchemeVersions({ scheme }: { readonly scheme: Scheme }) {
  const query = useQuery(schemeQueries.schemes.versions.queryOptions({ input: { id: scheme.id } }));
  return (
    <Answer of={query}>
      {(versions) => (
        <>
          <Section title="各版本" about="提交后的版本不再改动；退回修改和批准后的变更都另成一版。">
            <Table caption="各版本" columns={columns} rows={versions} rowKey={(one) => String(one.number)} />
          </Section>
          <Section title="版本差异">
            {versions.length < 2 ? (
              <Nothing text="只有一个版本，还没有可比较的" />
            ) : (
              <Compare id={scheme.id} versions={versions} />
            )}
          </Section>
        </>
      )}
    </Answer>
  );
}

function Compare({ id, versions }: { readonly id: string; readonly versions: readonly Listed[] }) {
  const [from, setFrom] = useState(versions[1]?.number ?? 1);
  const [to, setTo] = useState(versions[0]?.number ?? 1);
  const query = useQuery(schemeQueries.schemes.difference.queryOptions({ input: { id, from, to } }));
  const options = versions.map(({ number }) => ({ value: number, label: `第 ${number} 版` }));
  return (
    <>
      <div className="hj-toolbar">
        <Select
          aria-label="从哪一版"
          value={from}
          options={options}
          onChange={(value: number) => setFrom(value)}
        />
        <span>到</span>
        <Select
          aria-label="到哪一版"
          value={to}
          options={options}
          onChange={(value: number) => setTo(value)}
        />
      </div>
      <Answer of={query}>{(difference) => <DifferenceView difference={difference} />}</Answer>
    </>
  );
}
