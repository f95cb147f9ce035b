import './rules.css';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Tag } from 'antd';
import { useState } from 'react';
import { DataTable } from '#ui/data-table.tsx';
import { download } from '#ui/download.ts';
import { JobProgress } from '#ui/job-progress.tsx';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { Page, Section } from '#ui/page.tsx';
import { instantText, numberText, wanOf, yuanOf } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer, Nothing } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { rulesActions } from '../contract-rules.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { sourceNames } from './rules-words.ts';

type Answered = Awaited<ReturnType<typeof fundingApi.rules.estimates>>;
type Row = Answered['items'][number];

const amountOf = (row: Row, payers: readonly string[]): bigint =>
  row.payers.reduce((all, one) => (payers.includes(one.payer) ? all + BigInt(one.amountFen) : all), 0n);
const perHousehold = (row: Row): string =>
  row.households ? yuanOf(BigInt(row.residentsFen) / BigInt(row.households)) : '—';

const columns: readonly Column<Row>[] = [
  { key: 'name', title: '小区', sortable: true, render: (one) => one.estateName },
  { key: 'subdistrict', title: '街道（乡镇）', render: (one) => one.subdistrictName },
  { key: 'households', title: '户数', align: 'end', render: (one) => numberText(one.households) },
  { key: 'total', title: '费用（万元）', align: 'end', sortable: true, render: (one) => wanOf(one.totalFen) },
  {
    key: 'residents',
    title: '居民（万元）',
    align: 'end',
    sortable: true,
    render: (one) => wanOf(one.residentsFen),
  },
  {
    key: 'utilities',
    title: '专营单位（万元）',
    align: 'end',
    render: (one) => wanOf(amountOf(one, ['utilities'])),
  },
  {
    key: 'others',
    title: '其他各方（万元）',
    align: 'end',
    render: (one) => wanOf(BigInt(one.totalFen) - amountOf(one, ['utilities']) - BigInt(one.residentsFen)),
  },
  { key: 'perHousehold', title: '居民每户（元）', align: 'end', sortable: true, render: perHousehold },
  {
    key: 'source',
    title: '费用来源',
    render: (one) => (
      <>
        <Tag>{sourceNames[one.source]}</Tag>
        {one.issues > 0 && <Tag color="warning">{one.issues} 处未能测算</Tag>}
        {one.stale && <Tag color="error">已过时</Tag>}
      </>
    ),
  },
  { key: 'computedAt', title: '测算时间', optional: true, render: (one) => instantText(one.computedAt) },
];

function asked(query: ListQuery) {
  const { search } = pageInput(query);
  const source = (['catalogue', 'scheme'] as const).find((one) => one === query.filters.source);
  const issues = (['true', 'false'] as const).find((one) => one === query.filters.issues);
  const sort = (['name', 'total', 'residents', 'perHousehold'] as const).find((one) => one === query.sort);
  return {
    ...(search ? { search } : {}),
    ...(source ? { source } : {}),
    ...(issues ? { issues } : {}),
    ...(sort ? { sort, descending: query.descending ? ('true' as const) : ('false' as const) } : {}),
  };
}

const load = async (query: ListQuery, signal: AbortSignal) =>
  pageAnswer(await fundingApi.rules.estimates({ ...pageInput(query), ...asked(query) }, { signal }));

const exportList = (query: ListQuery): Promise<void> =>
  download(`/api/funding/estimates.xlsx?${new URLSearchParams(asked(query))}`, '各小区出资测算.xlsx');

/** 各小区出资测算: who would pay how much of every estate, under the rules that hold. */
export default function EstimatesPage() {
  const [job, setJob] = useState<string>();
  const may = useMay(rulesActions['funding.rules.estimate']);
  const totals = useQuery(fundingQueries.rules.estimates.queryOptions({ input: { size: 1 } }));
  const stale = [fundingQueries.rules.key()];
  const compute = useAct({
    run: () => fundingApi.rules.compute({}),
    after: ({ jobId }) => setJob(jobId),
  });
  const refresh = useAct({ run: async () => undefined, stale });
  const start = may && (
    <Button type="primary" loading={compute.isPending} onClick={() => compute.mutate()}>
      按现行规则重新测算
    </Button>
  );
  return (
    <Page
      about="有方案的按方案，没有方案的按目录单价估算；点进小区看每个数的由来和各户应出多少。"
      actions={
        <>
          <Button onClick={() => window.print()}>打印</Button>
          {start}
        </>
      }
    >
      {job && <JobProgress key={job} id={job} onDone={() => refresh.mutate()} />}
      <Answer of={totals}>{(answer) => <Totals answer={answer} />}</Answer>
      <DataTable<Row>
        name="funding.estimates"
        caption="各小区出资测算"
        queryKey={[...fundingQueries.rules.key(), 'estimates-page']}
        load={load}
        rowKey={(one) => one.estateId}
        rowName={(one) => one.estateName}
        open={(one) => `/funding/estimates/${one.estateId}`}
        columns={columns}
        searchHint="小区名称"
        onExport={exportList}
        filters={[
          {
            key: 'source',
            label: '费用来源',
            options: Object.entries(sourceNames).map(([value, label]) => ({ value, label })),
          },
          {
            key: 'issues',
            label: '未能测算的',
            options: [
              { value: 'true', label: '有' },
              { value: 'false', label: '无' },
            ],
          },
        ]}
        empty={<Nothing text="还没有按现行规则测算过。">{start}</Nothing>}
      />
    </Page>
  );
}

const totalColumns: readonly Column<Answered['payers'][number]>[] = [
  { key: 'title', title: '出资方', render: (one) => one.title },
  { key: 'amount', title: '合计（万元）', align: 'end', render: (one) => wanOf(one.amountFen) },
];

function Totals({ answer }: { readonly answer: Answered }) {
  return (
    <>
      {answer.unverified && (
        <Alert
          type="warning"
          showIcon
          title={`按“${answer.ruleSetTitle}”测算，规则尚待核实，只供比较，不作为依据。`}
        />
      )}
      {answer.missing > 0 && (
        <Alert type="info" showIcon title={`有 ${answer.missing} 个小区还没有按现行规则测算，请重新测算。`} />
      )}
      {answer.payers.length > 0 && (
        <Section title="全部小区合计" about={`依据：${answer.ruleSetTitle}`}>
          <Table
            caption="全部小区合计"
            columns={totalColumns}
            rows={answer.payers}
            rowKey={(one) => one.payer}
          />
        </Section>
      )}
    </>
  );
}
