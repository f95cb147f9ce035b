import { useQuery } from '@tanstack/react-query';
import { Button, Segmented, Select } from 'antd';
import { Chart } from '#ui/chart.tsx';
import { download } from '#ui/download.ts';
import { AppLink, useSearchText } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { wanOf } from '#ui/quantity.ts';
import { Answer, Nothing } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { ratios, stageNames } from '../domain/overview/stages.ts';
import { fundingQueries } from './api.ts';
import { type Overview, ratioText, StageFigures, stages } from './overview-stages.tsx';

const cuts = [
  { value: 'channel', label: '渠道' },
  { value: 'subChannel', label: '细分渠道' },
  { value: 'subdistrict', label: '街道' },
  { value: 'estate', label: '小区' },
  { value: 'project', label: '项目' },
  { value: 'year', label: '年度' },
] as const;
type Cut = (typeof cuts)[number]['value'];
type Row = Overview['rows'][number];

/** What the address asks for: cut, channel, year, subdistrict, project. */
function useAsked() {
  const [params, change] = useSearchText();
  const by = cuts.find(({ value }) => value === params.get('by'))?.value ?? 'channel';
  const pick = (name: string) => params.get(name) ?? undefined;
  const filters = {
    channel: pick('channel'),
    year: pick('year'),
    subdistrict: pick('subdistrict'),
    projectId: pick('projectId'),
  };
  const set = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
  return { by, set, change };
}

const filterNames: Readonly<Record<string, string>> = {
  channel: '渠道',
  year: '年度',
  subdistrict: '街道',
  projectId: '项目',
};
/** A row of one cut, opened, is a filter of the next. */
const deeper: Readonly<Partial<Record<Cut, { filter: string; by: Cut }>>> = {
  channel: { filter: 'channel', by: 'subChannel' },
  subdistrict: { filter: 'subdistrict', by: 'estate' },
  project: { filter: 'projectId', by: 'estate' },
  year: { filter: 'year', by: 'channel' },
};

/** 资金总览: every stage of money side by side, by any cut, down to the source. */
export default function OverviewPage() {
  const { by, set, change } = useAsked();
  const query = useQuery(fundingQueries.overview.show.queryOptions({ input: { by, ...set } }));
  const asked = new URLSearchParams({ by, ...set });
  return (
    <Page
      about="预算、安排、到位、签约、产值、应付、已付并列（五(五)、六(一)至(六)）；实物投入单列，不与资金相加。"
      actions={
        <>
          <Button onClick={() => void download(`/api/funding/overview/export?${asked}`, '资金总览.xlsx')}>
            导出
          </Button>
          <Button onClick={() => window.print()}>打印</Button>
        </>
      }
    >
      <Answer of={query}>
        {(overview) => (
          <>
            <Section title="合计" actions={<Filters set={set} change={change} years={overview.years} />}>
              <StageFigures total={overview.total} />
            </Section>
            <Section
              title="分项"
              actions={
                <Segmented
                  aria-label="按什么分"
                  value={by}
                  options={cuts.map((one) => ({ ...one }))}
                  onChange={(next) => change({ by: next })}
                />
              }
            >
              <Cuts overview={overview} by={by} change={change} />
            </Section>
          </>
        )}
      </Answer>
    </Page>
  );
}

type FiltersProps = {
  readonly set: Readonly<Record<string, string | undefined>>;
  readonly change: ReturnType<typeof useSearchText>[1];
  readonly years: readonly number[];
};

function Filters({ set, change, years }: FiltersProps) {
  return (
    <>
      <Select
        aria-label="预算年度"
        placeholder="全部年度"
        allowClear
        style={{ minWidth: 120 }}
        value={set.year ?? null}
        options={years.map((year) => ({ value: String(year), label: `${year} 年` }))}
        onChange={(year: string | null) => change({ year: year ?? undefined })}
      />
      {Object.entries(set)
        .filter(([name]) => name !== 'year')
        .map(([name]) => (
          <Button key={name} onClick={() => change({ [name]: undefined })}>
            取消按{filterNames[name]}筛选
          </Button>
        ))}
    </>
  );
}

type CutsProps = {
  readonly overview: Overview;
  readonly by: Cut;
  readonly change: ReturnType<typeof useSearchText>[1];
};

function Cuts({ overview: { rows }, by, change }: CutsProps) {
  const next = deeper[by];
  const columns: readonly Column<Row>[] = [
    {
      key: 'title',
      title: cuts.find(({ value }) => value === by)?.label ?? '',
      render: (one) =>
        next ? (
          <Button type="link" onClick={() => change({ [next.filter]: one.key, by: next.by })}>
            {one.title}
          </Button>
        ) : (
          one.title
        ),
    },
    ...stages.map((stage) => ({
      key: stage,
      title: `${stageNames[stage]}（万元）`,
      align: 'end' as const,
      render: (one: Row) => wanOf(one[stage]),
    })),
    ...ratios.map(({ title, of, over }) => ({
      key: title,
      title,
      align: 'end' as const,
      render: (one: Row) => ratioText(one, of, over),
    })),
  ];
  if (rows.length === 0)
    return (
      <Nothing text="还没有资金安排到这里。">
        <AppLink to="/funding/sources">登记资金来源</AppLink>
      </Nothing>
    );
  const shown = rows.slice(0, 12);
  const amount = (fen: string | null) => (fen === null ? null : Number(fen) / 1_000_000);
  return (
    <>
      <Chart
        kind="bar"
        title="各环节资金"
        unit="万元"
        decimals={2}
        categories={shown.map(({ title }) => title)}
        series={(['arranged', 'committed', 'measured', 'paid'] as const).map((stage) => ({
          name: stageNames[stage],
          values: shown.map((row) => amount(row[stage])),
        }))}
      />
      <Table dense caption="分项资金" columns={columns} rows={rows} rowKey={(one) => one.key} />
    </>
  );
}
