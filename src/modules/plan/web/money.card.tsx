import { useQuery } from '@tanstack/react-query';
import { Chart } from '#ui/chart.tsx';
import { AppLink } from '#ui/navigation.tsx';
import { Figure, Figures } from '#ui/page.tsx';
import { wanOf } from '#ui/quantity.ts';
import { Answer, Nothing } from '#ui/states.tsx';
import { planQueries } from './api.ts';
import { wanNumber } from './words.ts';

/** 计划资金: what the plan may spend and what it spends, year by year. */
export default function MoneyCard() {
  const query = useQuery(planQueries.summary.queryOptions());
  return (
    <Answer of={query}>
      {(summary) =>
        summary.run ? (
          <>
            <Figures>
              <Figure label="可用" value={wanOf(summary.budgetFen)} unit="万元" />
              <Figure label="计划使用" value={wanOf(summary.usedFen)} unit="万元" />
            </Figures>
            <Chart
              kind="bar"
              title="各年可用与使用"
              unit="万元"
              height={220}
              categoryName="年度"
              categories={summary.years.map(({ year }) => `${year} 年`)}
              series={[
                { name: '可用', values: summary.years.map((one) => wanNumber(one.budgetFen)) },
                { name: '使用', values: summary.years.map((one) => wanNumber(one.usedFen)) },
              ]}
            />
          </>
        ) : (
          <Nothing text="还没有年度计划">
            <AppLink to="/plan/budget">去填资金盘子</AppLink>
          </Nothing>
        )
      }
    </Answer>
  );
}
