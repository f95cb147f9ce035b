import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { Facts } from '#ui/basis.tsx';
import { download } from '#ui/download.ts';
import { AppLink, usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { dayText, yuanOf } from '#ui/quantity.ts';
import { Answer } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { chainStepNames } from '../contract-chain.ts';
import { type fundingApi, fundingQueries } from './api.ts';

type Chain = Awaited<ReturnType<typeof fundingApi.overview.chain>>;
type Step = Chain['steps'][number];
type Link = Step['links'][number];

/** 审计链: one payment from the owners' vote to the receipt whose fen were paid, and what is missing on the way. */
export default function ChainPage() {
  const { paymentId = '' } = usePathParams();
  const query = useQuery(fundingQueries.overview.chain.queryOptions({ input: { id: paymentId } }));
  const { data } = query;
  return (
    <Page
      title={data ? `审计链：${data.kindText} ${data.number}` : '审计链'}
      about="从业主表决到收款凭证，逐环列出文号、日期、金额和经办人；缺哪一环写明。审计员查看留痕。"
      trail={[{ title: '用款申请', path: '/funding/payments' }]}
      actions={
        data && (
          <>
            <Button
              onClick={() =>
                void download(`/api/funding/overview/chains/${data.id}/chain.xlsx`, '审计链.xlsx')
              }
            >
              导出 .xlsx
            </Button>
            <Button onClick={() => window.print()}>打印</Button>
          </>
        )
      }
    >
      <Answer of={query}>{(chain) => <Body chain={chain} />}</Answer>
    </Page>
  );
}

function Body({ chain }: { readonly chain: Chain }) {
  const gaps = chain.steps.reduce((sum, { gaps: missing }) => sum + missing.length, 0);
  return (
    <>
      <Alert
        type={gaps > 0 ? 'warning' : 'success'}
        showIcon
        title={gaps > 0 ? `有 ${gaps} 处缺失，见各环节。` : '各环节齐全。'}
      />
      <Section title="用款">
        <Facts
          facts={[
            { label: '款项', value: chain.kindText },
            { label: '收款单位', value: chain.payee },
            { label: '金额', value: `${yuanOf(chain.amountFen)} 元` },
            { label: '已付', value: `${yuanOf(chain.paidFen)} 元` },
          ]}
        />
      </Section>
      {chain.steps.map((step, n) => (
        <StepSection key={step.step} step={step} place={n + 1} />
      ))}
    </>
  );
}

const columns: readonly Column<Link>[] = [
  {
    key: 'title',
    title: '内容',
    render: (one) => (one.path ? <AppLink to={one.path}>{one.title}</AppLink> : one.title),
  },
  { key: 'number', title: '编号', render: (one) => one.number || '—' },
  { key: 'day', title: '日期', render: (one) => dayText(one.day) },
  { key: 'amount', title: '金额（元）', align: 'end', render: (one) => yuanOf(one.amountFen) },
  { key: 'by', title: '经办', render: (one) => one.by || '—' },
  { key: 'note', title: '说明', render: (one) => one.note || '—' },
];

function StepSection({ step, place }: { readonly step: Step; readonly place: number }) {
  const title = `${place}. ${chainStepNames[step.step]}`;
  return (
    <Section title={title}>
      {step.links.length > 0 && (
        <Table
          caption={chainStepNames[step.step]}
          columns={columns}
          rows={step.links}
          rowKey={(one) => one.key}
        />
      )}
      {step.remark && <p>{step.remark}</p>}
      {step.gaps.map((gap) => (
        <Alert key={gap} type="warning" showIcon title={gap} />
      ))}
    </Section>
  );
}
