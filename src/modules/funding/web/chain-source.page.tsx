import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { download } from '#ui/download.ts';
import { AppLink, usePathParams } from '#ui/navigation.tsx';
import { Figure, Figures, Page, Section } from '#ui/page.tsx';
import { dayText, yuanOf } from '#ui/quantity.ts';
import { Answer, Nothing } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { type fundingApi, fundingQueries } from './api.ts';

type Uses = Awaited<ReturnType<typeof fundingApi.overview.uses>>;
type Receipt = Uses['receipts'][number];
type Use = Receipt['uses'][number];

/** 逐分去向: under each receipt of a source the payments it paid for. */
export default function ChainSourcePage() {
  const { id = '' } = usePathParams();
  const query = useQuery(fundingQueries.overview.uses.queryOptions({ input: { id } }));
  const { data } = query;
  return (
    <Page
      title={data ? `逐分去向：${data.documentNumber}` : '逐分去向'}
      about="先到账的先使用，每一分钱对应到一笔支付；冲正的收支不列。审计员查看留痕。"
      trail={[{ title: '资金总览', path: '/funding' }]}
      actions={
        data && (
          <>
            <Button
              onClick={() =>
                void download(`/api/funding/overview/sources/${id}/statement.xlsx`, '资金明细.xlsx')
              }
            >
              审计明细 .xlsx
            </Button>
            <Button onClick={() => window.print()}>打印</Button>
          </>
        )
      }
    >
      <Answer of={query}>{(uses) => <Body uses={uses} />}</Answer>
    </Page>
  );
}

function Body({ uses }: { readonly uses: Uses }) {
  return (
    <>
      <Section title="数额">
        <Figures>
          <Figure label="下达指标" value={yuanOf(uses.grantedFen)} unit="元" />
          <Figure label="到账" value={yuanOf(uses.receivedFen)} unit="元" />
          <Figure label="已使用" value={yuanOf(uses.usedFen)} unit="元" />
          <Figure label="未使用" value={yuanOf(uses.unusedFen)} unit="元" />
        </Figures>
      </Section>
      {uses.uncoveredFen !== '0' && (
        <Alert type="error" showIcon title={`有 ${yuanOf(uses.uncoveredFen)} 元支付没有对应的收款。`} />
      )}
      {uses.capped && <Alert type="info" showIcon title="只列出前面的对应，全部见审计明细 .xlsx。" />}
      <Section title={uses.title}>
        <ul>
          {uses.earmark.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </Section>
      {uses.receipts.length === 0 && <Nothing text="还没有到账。" />}
      {uses.receipts.map((receipt) => (
        <ReceiptSection key={receipt.postingId} receipt={receipt} />
      ))}
    </>
  );
}

const columns: readonly Column<Use>[] = [
  {
    key: 'number',
    title: '付款凭证',
    render: (one) => <AppLink to={`/funding/postings/${one.postingId}`}>{one.number || '记账'}</AppLink>,
  },
  { key: 'day', title: '日期', render: (one) => dayText(one.day) },
  { key: 'kind', title: '类别', render: (one) => one.kindText },
  { key: 'party', title: '收款方', render: (one) => one.party || '—' },
  { key: 'purpose', title: '用途', render: (one) => one.purpose },
  { key: 'amount', title: '金额（元）', align: 'end', render: (one) => yuanOf(one.amountFen) },
  {
    key: 'chain',
    title: '审计链',
    render: (one) =>
      one.chainId ? (
        <AppLink to={`/funding/chain/${one.chainId}`}>
          审计链<span className="hj-hidden">{one.number}</span>
        </AppLink>
      ) : (
        '—'
      ),
  },
];

function ReceiptSection({ receipt }: { readonly receipt: Receipt }) {
  const title = `收款凭证 ${receipt.number}`;
  return (
    <Section
      title={title}
      about={`${dayText(receipt.day)}，${receipt.party}拨入 ${yuanOf(receipt.amountFen)} 元，未使用 ${yuanOf(receipt.unusedFen)} 元`}
    >
      {receipt.uses.length === 0 ? (
        <Nothing text="还没有使用。" />
      ) : (
        <Table
          caption={title}
          columns={columns}
          rows={receipt.uses}
          rowKey={(one) => `${receipt.postingId}:${one.postingId}`}
        />
      )}
    </Section>
  );
}
