import { Chart } from '#ui/chart.tsx';
import { Figure, Figures, Section } from '#ui/page.tsx';
import { numberText } from '#ui/quantity.ts';
import { type Column, Table } from '#ui/table.tsx';
import type { Facility, YearFlow } from '../domain/package/facility.ts';
import { appraise, byInvestor, type Limits, type Package, packageYears } from '../domain/package/package.ts';
import { type Remedy, remedies } from '../domain/package/remedies.ts';
import { type Moves, type SensitivityRow, sensitivity } from '../domain/package/sensitivity.ts';
import { irrText } from '../domain/package/words.ts';
import { Balance, wanNumber } from './packages.page.tsx';

type Props = { readonly pack: Package; readonly limits: Limits; readonly moves: Moves };

const years = (count: number | null): string => (count === null ? '收不回' : `${numberText(count, 1)} 年`);

/** What one remedy asks, in a sentence. */
function remedyText(remedy: Remedy, facilities: readonly Facility[]): string {
  if (remedy.kind === 'grant') return `首年再补助 ${wanNumber(remedy.fen)} 万元`;
  if (remedy.kind === 'price') return `各项收费标准提高到现在的 ${numberText(remedy.points / 100, 2)}%`;
  if (remedy.kind === 'longer') return `各项特许经营期都延长 ${remedy.years} 年`;
  if (remedy.kind === 'borrow') return `借款不超过首笔投资的 ${numberText(remedy.share / 100, 2)}%`;
  const names = facilities.filter(({ id }) => remedy.ids.includes(id)).map(({ title }) => `“${title}”`);
  return `不做${names.join('、')}`;
}

/** Everything that follows from the package as it stands on the screen, saved or not. */
export function PackageResults({ pack, limits, moves }: Props) {
  const result = appraise(pack, limits);
  const ways = remedies(pack, limits);
  return (
    <>
      <Section
        title="结论"
        about={`折现率 ${pack.rate / 100}%；首年的收支算在期初；偿债覆盖不低于 ${limits.cover / 10_000} 倍；未计税。`}
      >
        <Figures>
          <Figure label="能否平衡" value={<Balance balanced={result.balanced} />} />
          <Figure label="净现值" value={wanNumber(result.npvFromStart)} unit="万元" />
          <Figure label="资金缺口" value={wanNumber(result.gap)} unit="万元" />
          <Figure label="内部收益率" value={irrText(result.irr)} />
          <Figure label="静态回收期" value={years(result.payback)} />
          <Figure label="动态回收期" value={years(result.discountedPayback)} />
          {pack.debt && (
            <Figure
              label="偿债覆盖最低"
              value={result.cover === null || result.cover === undefined ? '—' : numberText(result.cover, 2)}
              unit="倍"
            />
          )}
        </Figures>
        {!result.balanced && (
          <div className="hj-remedies">
            <h3>怎样能平衡（任选一种，逐一试算过）</h3>
            {ways.length > 0 ? (
              <ul>
                {ways.map((way) => (
                  <li key={way.kind}>{remedyText(way, pack.facilities)}</li>
                ))}
              </ul>
            ) : (
              <p>单独用补助、提价、延长年限或去掉设施都不能平衡，需要几种办法并用。</p>
            )}
          </div>
        )}
      </Section>
      <Sensitivity pack={pack} limits={limits} moves={moves} />
      <Years pack={pack} />
      <Investors pack={pack} />
    </>
  );
}

const sides: readonly Column<SensitivityRow>[] = [
  { key: 'title', title: '变动', render: (one) => one.title },
  {
    key: 'worse',
    title: '不利时净现值（万元）',
    align: 'end',
    render: (one) => wanNumber(one.worse.npvFromStart),
  },
  {
    key: 'worseBalance',
    title: '不利时',
    render: (one) => <Balance balanced={one.worse.balanced} />,
  },
  { key: 'gap', title: '不利时缺口（万元）', align: 'end', render: (one) => wanNumber(one.worse.gap) },
  { key: 'irr', title: '不利时内部收益率', render: (one) => irrText(one.worse.irr) },
  {
    key: 'better',
    title: '有利时净现值（万元）',
    align: 'end',
    render: (one) => (one.better ? wanNumber(one.better.npvFromStart) : '—'),
  },
];

function Sensitivity({ pack, limits, moves }: Props) {
  const rows = sensitivity(pack, limits, moves);
  return (
    <Section title="敏感性" about="一次只变一项，按对净现值影响从大到小排列。">
      <Chart
        kind="across"
        title="净现值随各项变动"
        unit="万元"
        decimals={2}
        categoryName="变动"
        categories={rows.map(({ title }) => title)}
        series={[
          { name: '不利', values: rows.map(({ worse }) => worse.npvFromStart / 1_000_000) },
          {
            name: '有利',
            values: rows.map(({ better }) => (better ? better.npvFromStart / 1_000_000 : null)),
          },
        ]}
        height={260}
      />
      <Table dense caption="敏感性" columns={sides} rows={rows} rowKey={(one) => one.id} />
    </Section>
  );
}

const yearColumns: readonly Column<YearFlow & { readonly sum: number }>[] = [
  { key: 'year', title: '年', render: (one) => one.year },
  { key: 'invest', title: '投资（万元）', align: 'end', render: (one) => wanNumber(one.investFen) },
  { key: 'revenue', title: '收入（万元）', align: 'end', render: (one) => wanNumber(one.revenueFen) },
  { key: 'cost', title: '运营成本（万元）', align: 'end', render: (one) => wanNumber(one.costFen) },
  { key: 'net', title: '净现金流（万元）', align: 'end', render: (one) => wanNumber(one.netFen) },
  { key: 'sum', title: '累计（万元）', align: 'end', render: (one) => wanNumber(one.sum) },
];

function Years({ pack }: { readonly pack: Package }) {
  let sum = pack.grantFen;
  const rows = packageYears(pack.facilities).map((flow) => {
    sum += flow.netFen;
    return { ...flow, sum };
  });
  return (
    <Section title="逐年收支" about={pack.grantFen > 0 ? '首年补助计入累计。' : undefined}>
      <Table
        dense
        caption="逐年收支"
        columns={yearColumns}
        rows={rows}
        rowKey={(one) => String(one.year)}
        empty="添加设施后即有逐年收支"
      />
    </Section>
  );
}

type Investor = ReturnType<typeof byInvestor>[number];
const investorColumns: readonly Column<Investor>[] = [
  { key: 'investor', title: '投资方', render: (one) => one.investor },
  { key: 'invest', title: '投入（万元）', align: 'end', render: (one) => wanNumber(one.investFen) },
  { key: 'return', title: '经营所得（万元）', align: 'end', render: (one) => wanNumber(one.returnFen) },
  { key: 'npv', title: '净现值（万元）', align: 'end', render: (one) => wanNumber(one.npv) },
];

function Investors({ pack }: { readonly pack: Package }) {
  return (
    <Section title="谁投资、谁受益" about="六(五)：各投资方的投入与所得分开列，合计等于整包。">
      <Table
        dense
        caption="各投资方"
        columns={investorColumns}
        rows={byInvestor(pack)}
        rowKey={(one) => one.investor}
        empty="还没有投资方"
      />
    </Section>
  );
}
