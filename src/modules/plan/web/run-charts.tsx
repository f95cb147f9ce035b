import { Segmented } from 'antd';
import { useState } from 'react';
import { Chart } from '#ui/chart.tsx';
import { Section } from '#ui/page.tsx';
import type { RunView } from '../contract-shapes.ts';
import { wanNumber } from './words.ts';

const units = [
  { value: 'households', label: '按户数' },
  { value: 'estates', label: '按小区数' },
] as const;

/** Money by year and source, and estates or households by subdistrict and year. */
export function RunCharts({ run }: { readonly run: RunView }) {
  const [unit, setUnit] = useState<'households' | 'estates'>('households');
  const years = [...new Set(run.money.map((one) => one.year))];
  const sources = [...new Set(run.money.map((one) => one.source))];
  const usedOf = (source: string, year: number): number =>
    wanNumber(run.money.find((one) => one.source === source && one.year === year)?.usedFen ?? '0');
  const used = sources.filter((source) => years.some((year) => usedOf(source, year) > 0));
  const titleOf = (source: string) => run.money.find((one) => one.source === source)?.title ?? source;
  return (
    <div className="hj-cards hj-plan-charts">
      <Section title="资金使用" span={6}>
        <Chart
          kind="stacked"
          title="各年各渠道使用资金"
          unit="万元"
          decimals={2}
          categoryName="年度"
          categories={years.map((year) => `${year} 年`)}
          series={used.map((source) => ({
            name: titleOf(source),
            values: years.map((year) => usedOf(source, year)),
          }))}
        />
      </Section>
      <Section
        title="街道与年度"
        span={6}
        actions={
          <Segmented aria-label="计量" options={[...units]} value={unit} onChange={(next) => setUnit(next)} />
        }
      >
        <Chart
          kind="stacked"
          title="各街道各年开工"
          unit={unit === 'households' ? '户' : '个'}
          categoryName="街道（乡镇）"
          categories={run.bySubdistrict.map((one) => one.name)}
          series={run.years.map((year) => ({
            name: `${year} 年`,
            values: run.bySubdistrict.map((one) => one.years.find((each) => each.year === year)?.[unit] ?? 0),
          }))}
        />
      </Section>
    </div>
  );
}
