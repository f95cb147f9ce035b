import './plan.css';
import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { AppLink, usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { numberText } from '#ui/quantity.ts';
import { Answer, Nothing } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import type { RunView } from '../contract-shapes.ts';
import { planQueries } from './api.ts';
import { RunActions } from './run-actions.tsx';
import { RunCharts } from './run-charts.tsx';
import { RunEstates } from './run-estates.tsx';
import { RunHead } from './run-head.tsx';
import { runTitle } from './words.ts';
import { YearTable } from './year-table.tsx';

/** One solve: what came out, how good it is proved to be, where the money goes, and every estate's reason. */
export default function RunPage() {
  const { id = '' } = usePathParams();
  const query = useQuery(planQueries.runs.show.queryOptions({ input: { id } }));
  const run = query.data;
  return (
    <Page
      title={run ? runTitle(run) : undefined}
      trail={[{ title: '年度计划', path: '/plan/runs' }]}
      about={
        run?.publishedVersion
          ? `已发布为第 ${run.publishedVersion} 版（${run.publishedBy}：${run.publishNote}），内容已冻结。`
          : '尚未发布；测算结果已冻结，如需调整请改条件后重新测算。'
      }
      actions={run && <RunActions run={run} />}
    >
      <Answer of={query}>{(data) => <RunBody run={data} />}</Answer>
    </Page>
  );
}

function RunBody({ run }: { readonly run: RunView }) {
  return (
    <>
      <RunHead run={run} />
      {run.status === 'infeasible' ? (
        <Conflicts run={run} />
      ) : (
        <>
          <RunCharts run={run} />
          <Section title="分年度">
            <YearTable run={run} />
          </Section>
          <LeftOut run={run} />
        </>
      )}
      <Section title="小区" about="点开一个小区，看每一年各差在哪里；在那里可以指定或禁止年份，再重新测算。">
        <RunEstates run={run} />
      </Section>
    </>
  );
}

function Conflicts({ run }: { readonly run: RunView }) {
  return (
    <Section
      title="互相冲突的条件"
      about="下面几条不能同时满足，放宽任何一条就解开这一处冲突；如果还有别处冲突，重新测算时会接着指出。"
    >
      <ul className="hj-conflicts">
        {run.conflicts.map((one) => (
          <li key={one.limit}>
            <Alert type="error" showIcon title={one.text} />
          </li>
        ))}
      </ul>
      <AppLink to="/plan/limits">去改指定年份</AppLink>　<AppLink to="/plan/budget">去改资金盘子</AppLink>
    </Section>
  );
}

const shownFirst = 10;

function LeftOut({ run }: { readonly run: RunView }) {
  const rows = run.leftMust;
  return (
    <Section
      title={`没有列入的必改小区（${rows.length} 个）`}
      about="方案二要求 2000 年前建成的确保完成；列不进的逐个写明原因。"
      actions={
        rows.length > shownFirst && (
          <AppLink to={`/plan/runs/${run.id}?target=must&year=none`}>在下面的列表中查看全部</AppLink>
        )
      }
    >
      <Table
        dense
        caption="没有列入的必改小区"
        rows={rows.slice(0, shownFirst)}
        rowKey={(row) => row.estateId}
        rowName={(row) => row.name}
        open={(row) => `/plan/runs/${run.id}/estates/${row.estateId}`}
        empty={<Nothing text="符合条件的必改小区全部列入" />}
        columns={[
          { key: 'name', title: '小区', render: (row) => row.name, width: '10em' },
          { key: 'place', title: '街道（乡镇）', render: (row) => row.subdistrictName, width: '8em' },
          { key: 'households', title: '户数', align: 'end', render: (row) => numberText(row.households) },
          {
            key: 'why',
            title: '为何没有列入',
            width: '30em',
            render: (row) => <span className="hj-plan-why">{row.why}</span>,
          },
        ]}
      />
      {rows.length > shownFirst && (
        <p className="hj-about">另有 {rows.length - shownFirst} 个，见下面的小区列表。</p>
      )}
    </Section>
  );
}
