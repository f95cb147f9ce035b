import './plan.css';
import { useQuery } from '@tanstack/react-query';
import { Facts } from '#ui/basis.tsx';
import { usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { numberText, wanM2Of, wanOf } from '#ui/quantity.ts';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import { planActions } from '../contract.ts';
import { type planApi, planQueries } from './api.ts';
import { LimitList } from './limit-list.tsx';
import { SetLimit } from './set-limit.tsx';
import { startText, targetNames } from './words.ts';

type Detail = Awaited<ReturnType<typeof planApi.runs.estate>>;
const eligibleNames = { yes: '符合', no: '不符合', unknown: '尚不能认定' } as const;

/** One estate of a run: 为何是这一年, what stands against each other year, and the years people set for it. */
export default function RunEstatePage() {
  const { id = '', estateId = '' } = usePathParams();
  const query = useQuery(planQueries.runs.estate.queryOptions({ input: { id, estateId } }));
  const edits = useMay(planActions['plan.limit.edit']);
  const estate = query.data;
  return (
    <Page
      title={estate?.name}
      about={estate && `${estate.subdistrictName} · ${startText(estate.start, estate.done)}`}
      trail={[
        { title: '年度计划', path: '/plan/runs' },
        { title: '测算结果', path: `/plan/runs/${id}` },
      ]}
      actions={edits && <SetLimit estateIds={[estateId]} />}
    >
      <Answer of={query}>
        {(one) => (
          <>
            <Section title={one.start === null ? '为何没有列入' : '为何是这一年'}>
              <p className="hj-plan-answer">{one.why}</p>
              <Facts facts={factsOf(one)} />
            </Section>
            {one.trials.length > 0 && <Trials estate={one} />}
            <Section title="指定年份与补录">
              <LimitList limits={one.limits} />
            </Section>
          </>
        )}
      </Answer>
    </Page>
  );
}

const factsOf = (one: Detail) => [
  { label: '类别', value: one.target ? targetNames[one.target] : '—' },
  { label: '方案三', value: eligibleNames[one.eligible] },
  { label: '得分', value: numberText(one.score, 2) },
  { label: '位次', value: numberText(one.rank) },
  { label: '楼栋数', value: numberText(one.buildings) },
  { label: '户数', value: numberText(one.households) },
  { label: '建筑面积', value: `${wanM2Of(one.floorAreaCm2)} 万㎡` },
  { label: '资金需求', value: `${wanOf(one.needFen)} 万元` },
];

function Trials({ estate }: { readonly estate: Detail }) {
  return (
    <Section title="换一年试试" about="其他小区都不动，只把这个小区放到那一年，会碰到什么。">
      <Table
        dense
        caption="逐年试排"
        rows={estate.trials}
        rowKey={(row) => String(row.year)}
        columns={[
          { key: 'year', title: '年份', width: '6em', render: (row) => `${row.year} 年` },
          {
            key: 'barriers',
            title: '碰到的限制',
            render: (row) =>
              row.barriers.length === 0 ? '排得下，但全区总效益不会更高' : row.barriers.join('；'),
          },
        ]}
      />
    </Section>
  );
}
