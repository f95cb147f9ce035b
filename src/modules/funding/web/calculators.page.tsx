import { useQuery } from '@tanstack/react-query';
import { Alert, Segmented } from 'antd';
import { useSearchText } from '#ui/navigation.tsx';
import { Page } from '#ui/page.tsx';
import { Answer } from '#ui/states.tsx';
import { fundingQueries } from './api.ts';
import { CentralCalculator } from './calculator-central.tsx';
import { AreaCalculator, CostCalculator, LiftCalculator } from './calculator-subsidies.tsx';

const tabs = [
  { value: 'central', label: '中央补助分配' },
  { value: 'area', label: '按面积奖补' },
  { value: 'cost', label: '按决算价奖补' },
  { value: 'lift', label: '加装电梯' },
] as const;
type Tab = (typeof tabs)[number]['value'];

/** 计算器: other places' published rules on figures of one's own, every step shown. Nothing is stored. */
export default function CalculatorsPage() {
  const query = useQuery(fundingQueries.allocations.calculators.show.queryOptions());
  const [params, change] = useSearchText();
  const tab: Tab = tabs.find(({ value }) => value === params.get('tab'))?.value ?? 'central';
  return (
    <Page about="按已公布的规则试算，逐步列出公式、数据和结果，精确到分；只试算，不保存，不记账。">
      <Answer of={query}>
        {(rules) => (
          <>
            <Alert
              type={rules.ownEntered ? 'info' : 'warning'}
              showIcon
              title={
                rules.ownEntered
                  ? '本区规则已录入，可在各计算器中选用；其余为外地模板。'
                  : '以下都是上级或外地的规则（模板），不是本区依据。本区的奖补规则待核：取得文件后在政策参数“本区奖补规则”中录入。'
              }
            />
            <Segmented
              aria-label="计算器"
              value={tab}
              options={[...tabs]}
              onChange={(value) => change({ tab: value === 'central' ? undefined : value })}
              style={{ marginBlock: 16, maxWidth: '100%', overflowX: 'auto' }}
            />
            {tab === 'central' && <CentralCalculator rules={rules.central} />}
            {tab === 'area' && <AreaCalculator rules={rules.byArea} />}
            {tab === 'cost' && <CostCalculator rules={rules.byCost} />}
            {tab === 'lift' && <LiftCalculator rules={rules.lift} />}
          </>
        )}
      </Answer>
    </Page>
  );
}
