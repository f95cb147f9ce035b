import { Tag } from 'antd';
import { DataTable } from '#ui/data-table.tsx';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { AppLink } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { numberText, percentText } from '#ui/quantity.ts';
import { Nothing } from '#ui/states.tsx';
import type { Column } from '#ui/table.tsx';
import { participationApi, participationQueries } from './api.ts';
import { AttentionList } from './attention-list.tsx';
import { OverviewFigures } from './overview-figures.tsx';

type Row = Awaited<ReturnType<typeof participationApi.overview.funnel>>['items'][number];
type Step = Row['wishes'];

const stateNames: Readonly<Record<string, string>> = {
  draft: '拟定中',
  roll: '名册公示',
  announced: '已公告',
  open: '进行中',
  closed: '已结束',
  posted: '已公示结果',
};

function StepCell({ step, of, path }: { readonly step: Step; readonly of: number; readonly path: string }) {
  if (!step) return <span>—</span>;
  return (
    <AppLink to={`${path}/${step.id}`}>
      {stateNames[step.state] ?? step.state}
      {step.state !== 'draft' && of > 0 && `，${step.done} / ${of}（${percentText(step.done / of, 0)}）`}
    </AppLink>
  );
}

const columns: readonly Column<Row>[] = [
  { key: 'name', title: '小区', sortable: true, render: (one) => one.estateName },
  { key: 'code', title: '编码', sortable: true, optional: true, render: (one) => one.estateCode },
  {
    key: 'households',
    title: '户数',
    align: 'end',
    sortable: true,
    render: (one) => numberText(one.households),
  },
  {
    key: 'parts',
    title: '花名册',
    align: 'end',
    render: (one) => (one.parts > 0 ? `${numberText(one.parts)} 套` : '未导入'),
  },
  {
    key: 'cards',
    title: '住户卡',
    align: 'end',
    render: (one) => (one.cards > 0 ? `已用 ${one.redeemed} / ${one.cards}` : '未发'),
  },
  {
    key: 'wishes',
    title: '意愿征询',
    render: (one) => <StepCell step={one.wishes} of={one.wishes?.of ?? 0} path="/participation/wishes" />,
  },
  {
    key: 'choice',
    title: '内容选择',
    render: (one) => <StepCell step={one.choice} of={one.parts} path="/participation/choices" />,
  },
  {
    key: 'vote',
    title: '依法表决',
    render: (one) => <StepCell step={one.vote} of={one.vote?.of ?? one.parts} path="/participation/votes" />,
  },
  {
    key: 'objections',
    title: '待答复异议',
    align: 'end',
    render: (one) => (
      <>
        {one.openObjections}
        {one.overdueObjections > 0 && <Tag color="error">逾期 {one.overdueObjections}</Tag>}
      </>
    ),
  },
];

const stages = [
  { value: 'noRoll', label: '没有花名册' },
  { value: 'noCards', label: '有花名册，未发住户卡' },
  { value: 'noWishes', label: '没有意愿征询' },
  { value: 'wishesOpen', label: '正在征询意愿' },
  { value: 'choiceOpen', label: '正在选择内容' },
  { value: 'voteOpen', label: '正在依法表决' },
  { value: 'objections', label: '有待答复异议' },
] as const;

async function load(query: ListQuery, signal: AbortSignal) {
  const stage = stages.find((one) => one.value === query.filters.stage)?.value;
  const sort = (['name', 'code', 'households'] as const).find((one) => one === query.sort);
  const input = {
    ...pageInput(query),
    ...(stage ? { stage } : {}),
    ...(sort ? { sort, descending: query.descending ? 'true' : 'false' } : {}),
  };
  return pageAnswer(await participationApi.overview.funnel(input, { signal }));
}

/** 民意总览: what is open, what is overdue, how far each estate has come. */
export default function OverviewPage() {
  return (
    <Page about="从花名册、住户卡到意愿征询、内容选择、依法表决，每个小区走到哪一步，哪些事项到期。">
      <Section title="进展">
        <OverviewFigures />
      </Section>
      <AttentionList />
      <Section title="各小区">
        <DataTable<Row>
          name="participation.funnel"
          caption="各小区进展"
          queryKey={[...participationQueries.overview.key(), 'funnel']}
          load={load}
          rowKey={(one) => one.estateId}
          rowName={(one) => one.estateName}
          columns={columns}
          searchHint="小区名称"
          filters={[{ key: 'stage', label: '走到哪一步', options: stages }]}
          empty={<Nothing text="还没有登记小区。先在“摸底”导入台账。" />}
        />
      </Section>
    </Page>
  );
}
