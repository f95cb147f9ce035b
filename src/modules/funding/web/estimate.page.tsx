import './rules.css';
import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { Facts, Unverified } from '#ui/basis.tsx';
import { DataTable } from '#ui/data-table.tsx';
import { download } from '#ui/download.ts';
import { pageAnswer, pageInput } from '#ui/list-state.ts';
import { usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { sentenceOf } from '#ui/problem-error.ts';
import { m2Of, numberText, wanOf, yuanOf } from '#ui/quantity.ts';
import { Answer } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { fundingApi, fundingQueries } from './api.ts';
import { EstimateNetworks } from './estimate-networks.tsx';
import { renovationNames, sourceNames } from './rules-words.ts';

export type EstimateView = Awaited<ReturnType<typeof fundingApi.rules.estimate>>;
type Line = EstimateView['lines'][number];
type PartRow = Awaited<ReturnType<typeof fundingApi.rules.parts>>['items'][number];

/** One estate: who pays what, why every amount is what it is, and what each part would owe. */
export default function EstimatePage() {
  const { estateId = '' } = usePathParams();
  const { message } = App.useApp();
  const query = useQuery(fundingQueries.rules.estimate.queryOptions({ input: { estateId } }));
  const save = () =>
    download(`/api/funding/estimates/${estateId}/estimate.xlsx`, '出资测算.xlsx').catch((error: unknown) => {
      void message.error(sentenceOf(error));
    });
  return (
    <Page
      title={query.data ? `${query.data.estateName}出资测算` : '出资测算'}
      trail={[{ title: '各小区出资测算', path: '/funding/estimates' }]}
      actions={
        <>
          <Button onClick={() => void save()}>导出</Button>
          <Button onClick={() => window.print()}>打印</Button>
        </>
      }
    >
      <Answer of={query}>{(one) => <Body one={one} />}</Answer>
    </Page>
  );
}

const WhyList = ({ why }: { readonly why: readonly string[] }) => (
  <details>
    <summary>为什么是这个数</summary>
    <ul className="rules-why">
      {why.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  </details>
);

const lineColumns: readonly Column<Line>[] = [
  { key: 'title', title: '内容', render: (one) => one.title },
  { key: 'class', title: '类别', render: (one) => renovationNames[one.class] },
  { key: 'amount', title: '费用（元）', align: 'end', render: (one) => yuanOf(one.amountFen) },
  {
    key: 'payers',
    title: '由谁出（元）',
    render: (one) =>
      one.payers.length === 0
        ? '未能测算'
        : one.payers.map(({ payer, title, amountFen }) => (
            <div key={payer}>
              {title} {yuanOf(amountFen)}
            </div>
          )),
  },
  { key: 'rule', title: '规则', render: (one) => one.rule ?? '—' },
  { key: 'why', title: '理由', render: (one) => <WhyList why={one.why} /> },
];

const partColumns: readonly Column<PartRow>[] = [
  { key: 'place', title: '位置', render: (one) => one.place },
  { key: 'floor', title: '楼层', align: 'end', render: (one) => numberText(one.floor) },
  { key: 'area', title: '面积（㎡）', align: 'end', render: (one) => m2Of(one.areaCm2, 2) },
  {
    key: 'amount',
    title: '应出（元）',
    align: 'end',
    render: (one) => (one.amountFen === null ? '未能分摊' : yuanOf(one.amountFen)),
  },
  { key: 'why', title: '理由', render: (one) => <WhyList why={one.why} /> },
];

function Body({ one }: { readonly one: EstimateView }) {
  return (
    <>
      {one.unverified.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`测算依据以下待核的内容，只供比较：${one.unverified.join('、')}。`}
        />
      )}
      {one.issues.length > 0 && <Alert type="info" showIcon title={one.issues.join('；')} />}
      <Section title="合计">
        <Facts
          facts={[
            { label: '费用合计', value: `${wanOf(one.totalFen)} 万元（${sourceNames[one.source]}）` },
            ...one.payers.map(({ title, amountFen }) => ({
              label: title,
              value: `${wanOf(amountFen)} 万元`,
            })),
            { label: '户数', value: numberText(one.households) },
            {
              label: '所依据的规则',
              value: (
                <>
                  {one.ruleSetTitle} {one.unverified.length > 0 && <Unverified />}
                </>
              ),
            },
            { label: '规则的指纹', value: one.bookHash.slice(0, 16) },
          ]}
        />
      </Section>
      <Section title="各项由谁出">
        <Table caption="各项由谁出" columns={lineColumns} rows={one.lines} rowKey={(line) => line.id} />
      </Section>
      <EstimateNetworks one={one} />
      <Section
        title="各户应出"
        about={one.divisions.map(({ owedFen, why }) => `居民应出 ${yuanOf(owedFen)} 元，${why}`).join('；')}
      >
        <DataTable<PartRow>
          name="funding.estimateParts"
          caption="各户应出"
          queryKey={[...fundingQueries.rules.key(), 'parts', one.estateId]}
          load={async (query, signal) =>
            pageAnswer(
              await fundingApi.rules.parts({ estateId: one.estateId, ...pageInput(query) }, { signal }),
            )
          }
          rowKey={(part) => part.partId}
          columns={partColumns}
          searchHint="楼栋、单元或房号"
        />
      </Section>
    </>
  );
}
