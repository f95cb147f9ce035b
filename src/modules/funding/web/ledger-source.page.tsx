import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Descriptions, Tag } from 'antd';
import { AppLink, usePathParams } from '#ui/navigation.tsx';
import { Figure, Figures, Page, Section } from '#ui/page.tsx';
import { dayText, instantText, wanOf } from '#ui/quantity.ts';
import { Answer } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { type Account, accountNames, classNames, sourceStateNames } from '../domain/ledger/words.ts';
import { type fundingApi, fundingQueries } from './api.ts';
import { InKind } from './ledger-in-kind.tsx';
import { SourceActs } from './ledger-source-acts.tsx';
import { Statement } from './ledger-statement.tsx';
import { Trace } from './ledger-trace.tsx';
import { Yuan } from './ledger-words.tsx';

export type SourceView = Awaited<ReturnType<typeof fundingApi.ledger.source>>;
type Cell = SourceView['cells'][number];

const shownAccounts = [
  'arranged',
  'committed',
  'payable',
  'retained',
  'authorised',
  'paid',
  'inKind',
] as const;
const cellColumns = (cash: boolean): readonly Column<Cell>[] => [
  { key: 'estate', title: '小区', render: (one) => one.estate },
  { key: 'project', title: '项目', render: (one) => one.project },
  { key: 'item', title: '内容', render: (one) => one.itemTitle },
  { key: 'contract', title: '合同', render: (one) => one.contract ?? '—' },
  ...shownAccounts
    .filter((account) => (account === 'inKind') !== cash)
    .map(
      (account): Column<Cell> => ({
        key: account,
        title: `${accountNames[account]}（元）`,
        align: 'end',
        render: (one) => <Yuan fen={one.balances[account] ?? '0'} />,
      }),
    ),
];

/** One source: what it may be used for, where its money stands, its statement, and each fen from receipt to use. */
export default function SourcePage() {
  const { id = '' } = usePathParams();
  const query = useQuery(fundingQueries.ledger.source.queryOptions({ input: { id } }));
  return (
    <Page
      title={query.data?.documentNumber ?? '资金来源'}
      about={query.data?.title}
      trail={[{ title: '资金来源', path: '/funding/sources' }]}
      actions={
        <>
          {query.data?.mine && <SourceActs view={query.data} />}
          {query.data?.mine && <AppLink to={`/funding/chain/source/${id}`}>审计明细</AppLink>}
          <Button onClick={() => window.print()}>打印</Button>
        </>
      }
    >
      <Answer of={query}>{(view) => <Body view={view} />}</Answer>
    </Page>
  );
}

function Body({ view }: { readonly view: SourceView }) {
  const total = (account: Account) => view.totals.find((one) => one.account === account)?.balanceFen ?? '0';
  return (
    <>
      {view.violationFen !== '0' && (
        <Alert
          type="error"
          showIcon
          title={`有未了结的违规支付 ${wanOf(view.violationFen)} 万元，见“违规事项”。`}
        />
      )}
      <Section title="余额" about="单位：万元。指标减去已安排的是可用指标；到位资金减去已付的是结存现金。">
        <Figures>
          <Figure label="指标" value={wanOf(view.grantedFen)} unit="万元" />
          {view.cash ? (
            <>
              <Figure label="可用指标" value={wanOf(view.budgetFen)} unit="万元" />
              <Figure label="已安排" value={wanOf(total('arranged'))} unit="万元" note="未签约" />
              <Figure label="已签约" value={wanOf(total('committed'))} unit="万元" note="未计量" />
              <Figure label="应付" value={wanOf(total('payable'))} unit="万元" note="已计量未授权" />
              <Figure label="已付" value={wanOf(view.paidFen)} unit="万元" />
              <Figure label="到位" value={wanOf(view.receivedFen)} unit="万元" />
              <Figure label="结存现金" value={wanOf(view.cashFen)} unit="万元" />
            </>
          ) : (
            <Figure label="已投入" value={wanOf(total('inKind'))} unit="万元" />
          )}
        </Figures>
      </Section>
      <Earmark view={view} />
      <Section title="按小区和内容">
        <Table
          caption="按小区和内容的余额"
          columns={cellColumns(view.cash)}
          rows={view.cells}
          rowKey={(one) => `${one.projectId}${one.estate}${one.item}${one.contract}`}
          empty="还没有安排到小区"
        />
      </Section>
      <Statement source={view} />
      {view.cash ? <Trace id={view.id} /> : <InKind id={view.id} mine={view.mine} />}
    </>
  );
}

/** The earmark in words, with the document it comes from. */
function Earmark({ view }: { readonly view: SourceView }) {
  const rows = [
    { key: 'channel', label: '渠道', children: view.channelTitle },
    { key: 'state', label: '状态', children: <Tag>{sourceStateNames[view.state]}</Tag> },
    { key: 'classes', label: '只可用于', children: view.classes.map((id) => classNames[id]).join('、') },
    { key: 'items', label: '不得用于', children: view.excludedItems.join('、') || '没有限定' },
    {
      key: 'estates',
      label: '限定小区',
      children: view.estates?.map(({ name }) => name).join('、') ?? `行政区划 ${view.regionCode} 内各小区`,
    },
    {
      key: 'year',
      label: '预算年度',
      children: `${view.budgetYear} 年，${view.carry ? '可结转' : '不得结转'}`,
    },
    {
      key: 'expires',
      label: '使用期限',
      children: view.expiresOn ? `至 ${dayText(view.expiresOn)}` : '不限',
    },
    { key: 'form', label: '形式', children: view.cash ? '资金' : '实物、劳务（按价值，不与资金混记）' },
    { key: 'by', label: '登记', children: `${view.createdBy}，${instantText(view.createdAt)}` },
    { key: 'hash', label: '文件指纹', children: view.documentHash?.slice(0, 16) ?? '未附文件' },
  ];
  return (
    <Section title="用途限定（专款专用）">
      <Descriptions size="small" column={{ xs: 1, md: 2 }} items={rows} />
    </Section>
  );
}
