import { DataTable } from '#ui/data-table.tsx';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { AppLink } from '#ui/navigation.tsx';
import { Page } from '#ui/page.tsx';
import type { Column } from '#ui/table.tsx';
import { type FiveStep, fiveStepNames, fiveSteps } from '../domain/body/five-steps.ts';
import { participationApi, participationQueries } from './api.ts';
import { oneOf } from './notices-words.tsx';

type Row = Awaited<ReturnType<typeof participationApi.bodies.steps>>['items'][number];

const lackNames = {
  any: '缺少任一环节',
  none: '五个环节齐全',
  ...Object.fromEntries(fiveSteps.map((step) => [step, `缺少${fiveStepNames[step]}`])),
} as Readonly<Record<'any' | 'none' | FiveStep, string>>;

const countOf = (row: Row, step: FiveStep) => row.steps[step] ?? { meetings: 0, visits: 0 };
const reached = (row: Row) =>
  fiveSteps.filter((step) => countOf(row, step).meetings + countOf(row, step).visits > 0).length;

function Cell({ row, step }: { readonly row: Row; readonly step: FiveStep }) {
  const { meetings, visits } = countOf(row, step);
  const query = `estate=${row.estateId}&step=${step}`;
  if (meetings + visits === 0) return '缺';
  return (
    <>
      {meetings > 0 && <AppLink to={`/participation/meetings?${query}`}>会议 {meetings} 次</AppLink>}
      {meetings > 0 && visits > 0 && '，'}
      {visits > 0 && <AppLink to={`/participation/visits?${query}`}>查看 {visits} 次</AppLink>}
    </>
  );
}

const columns: readonly Column<Row>[] = [
  { key: 'estate', title: '小区', render: (one) => one.estateName, width: '12em' },
  ...fiveSteps.map((step) => ({
    key: step,
    title: fiveStepNames[step],
    render: (one: Row) => <Cell row={one} step={step} />,
  })),
  { key: 'all', title: '已有环节', align: 'end', render: (one) => `${reached(one)} / ${fiveSteps.length}` },
];

async function load(query: ListQuery, signal: AbortSignal) {
  const lack = oneOf(lackNames, query.filters.lack);
  const lacking =
    lack === 'any' || lack === 'none'
      ? { incomplete: lack === 'any' ? 'true' : 'false' }
      : lack
        ? { missing: lack }
        : {};
  return pageAnswer(await participationApi.bodies.steps({ ...pageInput(query), ...lacking }, { signal }));
}

/** 五个环节 per estate: where residents took part on record, and where not yet (四(二)3). */
export default function FiveSteps() {
  return (
    <Page about="决策共谋、发展共建、建设共管、效果共评、成果共享（四(二)3）：每个小区各环节有哪些居民参与的会议、开放日和查看。作废的会议、未举行的安排不计。">
      <DataTable<Row>
        name="participation.five-steps"
        caption="五个环节"
        queryKey={[...participationQueries.bodies.key(), 'steps']}
        load={load}
        rowKey={(one) => one.estateId}
        columns={columns}
        searchHint="小区名称"
        filters={[
          {
            key: 'lack',
            label: '缺少',
            options: Object.entries(lackNames).map(([value, label]) => ({ value, label })),
          },
        ]}
      />
    </Page>
  );
}
