import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { Unverified } from '#ui/basis.tsx';
import { Chart } from '#ui/chart.tsx';
import { download } from '#ui/download.ts';
import { History } from '#ui/history.tsx';
import { AppLink } from '#ui/navigation.tsx';
import { Figure, Figures, Page, Section } from '#ui/page.tsx';
import { sentenceOf } from '#ui/problem-error.ts';
import { wanOf } from '#ui/quantity.ts';
import { useMay, useUser } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { planActions } from '../contract.ts';
import { className } from '../domain/names.ts';
import { planQueries } from './api.ts';
import { type BudgetView, CapacityGrid, ChannelGrid } from './budget-grids.tsx';
import { BudgetImport } from './budget-import.tsx';
import { wanNumber } from './words.ts';

const sumOf = (view: BudgetView, year?: number): bigint =>
  view.channels.reduce(
    (all, { amounts }) =>
      Object.entries(amounts)
        .filter(([one]) => year === undefined || Number(one) === year)
        .reduce((sum, [, fen]) => sum + BigInt(fen), all),
    0n,
  );

/** 资金盘子: money by channel and year, what each channel may pay for, and how much each subdistrict can build. */
export default function BudgetPage() {
  const query = useQuery(planQueries.budget.show.queryOptions());
  const district = useUser().scope.length <= 6;
  const edits = useMay(planActions['plan.budget.edit']) && district;
  return (
    <Page
      about="各渠道各年能用多少钱、能用在哪一类、余额能不能结转到下一年；各街道每年能改造多少户。测算只在这个盘子里安排。"
      actions={edits && <DownloadButton />}
    >
      <Answer of={query}>
        {(view) => (
          <>
            <Totals view={view} />
            <Section
              title="按渠道和年度（万元）"
              about="渠道、可用于哪一类和能否结转取自政策参数，可在此调整；空白为没有。"
            >
              <ChannelGrid view={view} edits={edits} />
            </Section>
            <Section title="各街道施工能力（户）" about="每年最多同时开工多少户；空白为不限。">
              <CapacityGrid view={view} edits={edits} />
            </Section>
            {edits && (
              <Section title="导入文件" about="YAML 或 .xlsx。先看会改动什么，确认后才保存。">
                <BudgetImport />
              </Section>
            )}
            {district && <HistorySection />}
          </>
        )}
      </Answer>
    </Page>
  );
}

function DownloadButton() {
  const { message } = App.useApp();
  const get = () =>
    download('/api/plan/budget.xlsx', '资金盘子.xlsx').catch((error: unknown) => {
      void message.error(sentenceOf(error), 6);
    });
  return <Button onClick={() => void get()}>下载为 .xlsx（可填后导入）</Button>;
}

function Totals({ view }: { readonly view: BudgetView }) {
  const used = view.channels.filter(({ amounts }) => Object.values(amounts).some((fen) => fen !== '0'));
  return (
    <Section title="合计">
      <Figures>
        <Figure label="各年合计" value={wanOf(sumOf(view))} unit="万元" />
        <Figure
          label="有资金的渠道"
          value={used.length}
          unit="个"
          note={`共 ${view.channels.length} 个渠道`}
        />
        <Figure
          label="单位面积费用"
          value={Object.values(view.unitCost)
            .reduce((sum, yuan) => sum + Number(yuan), 0)
            .toFixed(2)}
          unit="元/㎡"
          note={
            <>
              {Object.entries(view.unitCost)
                .map(([id, yuan]) => `${className({}, id)} ${yuan}`)
                .join('、')}{' '}
              {view.unitCostUnverified && <Unverified />}{' '}
              <AppLink to="/policy/parameters/cost.unit">看依据</AppLink>
            </>
          }
        />
      </Figures>
      <Chart
        kind="stacked"
        title="各年资金"
        unit="万元"
        decimals={2}
        categoryName="年度"
        categories={view.years.map((year) => `${year} 年`)}
        series={used.map(({ title, amounts }) => ({
          name: title,
          values: view.years.map((year) => wanNumber(amounts[year] ?? '0')),
        }))}
      />
    </Section>
  );
}

/** An import changes dozens of cells; the first ones tell enough here. */
const shownFields = 8;

const headOf = ({ note, fields }: { readonly note: string; readonly fields: readonly unknown[] }): string => {
  const more = fields.length > shownFields ? `（共 ${fields.length} 处，列出前 ${shownFields} 处）` : '';
  return `${note || '修改资金盘子'}${more}`;
};

function HistorySection() {
  const query = useQuery(planQueries.budget.history.queryOptions());
  return (
    <Section title="修改记录">
      <Answer of={query}>
        {(lines) => (
          <History
            changes={lines.map((line) => ({
              id: line.id,
              when: line.at,
              who: line.by,
              what: headOf(line),
              fields: line.fields.slice(0, shownFields),
            }))}
          />
        )}
      </Answer>
    </Section>
  );
}
