import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { Facts } from '#ui/basis.tsx';
import { usePathParams } from '#ui/navigation.tsx';
import { Figure, Figures, Page, Section } from '#ui/page.tsx';
import { instantText, wanOf, yuanOf } from '#ui/quantity.ts';
import { useMay } from '#ui/session.tsx';
import { Answer, Nothing } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import { allocationsActions } from '../contract-allocations.ts';
import { classNames } from '../domain/calculator/by-area.ts';
import { AllocationActs } from './allocation-acts.tsx';
import { AllocationLines } from './allocation-lines.tsx';
import { AllocationState } from './allocation-schemes.page.tsx';
import { AllocationWeights } from './allocation-weights.tsx';
import { type fundingApi, fundingQueries } from './api.ts';

export type Allocation = Awaited<ReturnType<typeof fundingApi.allocations.schemes.show>>;

/** One allocation scheme: its money, its lines beside the rule's, what stays uncovered, and its way to publication. */
export default function AllocationSchemePage() {
  const { id = '' } = usePathParams();
  const query = useQuery(
    fundingQueries.allocations.schemes.show.queryOptions({ input: { id }, staleTime: 0 }),
  );
  const one = query.data;
  return (
    <Page
      title={one?.title ?? '资金使用方案'}
      trail={[{ title: '资金使用方案', path: '/funding/allocations' }]}
      about={
        one && (
          <>
            <AllocationState state={one.state} /> {one.code}，{one.createdBy} 于 {instantText(one.createdAt)}{' '}
            提出
          </>
        )
      }
      actions={one && <AllocationActs one={one} />}
    >
      <Answer of={query}>{(found) => <Body one={found} />}</Answer>
    </Page>
  );
}

const sum = (list: readonly string[]): string => String(list.reduce((total, fen) => total + BigInt(fen), 0n));

function Body({ one }: { readonly one: Allocation }) {
  const edits = useMay(allocationsActions['funding.allocations.propose']) && one.state === 'draft';
  const available = sum(one.sources.map(({ availableFen }) => availableFen));
  const gap = sum(one.needs.map(({ gapFen }) => gapFen));
  return (
    <>
      {one.note && <Alert type="info" showIcon title={one.note} />}
      <Section title="总数（万元）">
        <Figures>
          <Figure label="可安排" value={wanOf(available)} />
          <Figure label="本次安排" value={wanOf(one.amountFen)} note={`规则建议 ${wanOf(one.proposedFen)}`} />
          <Figure label="来源剩余" value={wanOf(String(BigInt(available) - BigInt(one.amountFen)))} />
          <Figure label="仍缺" value={wanOf(gap)} />
        </Figures>
        {one.approvedBy && (
          <Facts
            facts={[
              {
                label: '批准',
                value: `${one.approvalNumber}，${one.approvedBy} ${instantText(one.approvedAt)}`,
              },
              ...(one.publishedBy
                ? [
                    { label: '公布', value: `${one.publishedBy} ${instantText(one.publishedAt)}` },
                    { label: '校验码', value: <code className="hj-code">{one.hash?.slice(0, 16)}…</code> },
                  ]
                : []),
            ]}
          />
        )}
      </Section>
      <Section title="资金来源">
        <Table
          caption="资金来源"
          rows={one.sources}
          rowKey={(row) => row.sourceId}
          columns={[
            { key: 'number', title: '指标文号', width: '12em', render: (row) => row.documentNumber },
            { key: 'title', title: '来源', width: '14em', render: (row) => row.title },
            {
              key: 'classes',
              title: '可用于',
              render: (row) => row.classes.map((id) => classNames[id]).join('、'),
            },
            {
              key: 'not',
              title: '不得用于',
              render: (row) =>
                row.excludedItems.map((id) => (id === 'lifts' ? '加装电梯' : id)).join('、') || '—',
            },
            { key: 'day', title: '最后使用日', render: (row) => row.lastDay ?? '不限' },
            {
              key: 'available',
              title: '可安排（元）',
              align: 'end',
              render: (row) => yuanOf(row.availableFen),
            },
            {
              key: 'used',
              title: '本次安排（元）',
              align: 'end',
              render: (row) =>
                yuanOf(
                  sum(
                    one.lines.filter((line) => line.sourceId === row.sourceId).map((line) => line.amountFen),
                  ),
                ),
            },
          ]}
        />
      </Section>
      {edits && <AllocationWeights one={one} />}
      <AllocationLines one={one} edits={edits} />
      <Section title="安排之后仍缺" about="批准的方案投资，减去此前和本次的安排。">
        <Table
          dense
          caption="安排之后仍缺"
          rows={one.needs.filter(({ gapFen }) => gapFen !== '0')}
          rowKey={(row) => `${row.projectId}${row.estateId}${row.item}`}
          empty={<Nothing text="没有缺口。" />}
          columns={[
            { key: 'estate', title: '小区', render: (row) => row.estateName },
            {
              key: 'item',
              title: '改造内容',
              render: (row) => `${row.itemTitle}（${classNames[row.itemClass]}）`,
            },
            { key: 'cost', title: '方案投资（元）', align: 'end', render: (row) => yuanOf(row.costFen) },
            {
              key: 'before',
              title: '此前已安排（元）',
              align: 'end',
              render: (row) => yuanOf(row.arrangedFen),
            },
            { key: 'gap', title: '仍缺（元）', align: 'end', render: (row) => yuanOf(row.gapFen) },
          ]}
        />
      </Section>
    </>
  );
}
