import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Descriptions } from 'antd';
import { AppLink, usePathParams } from '#ui/navigation.tsx';
import { Page, Section } from '#ui/page.tsx';
import { dayText, instantText } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { ledgerActions } from '../contract-ledger.ts';
import { accountNames, postingKindNames, yuanText } from '../domain/ledger/words.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { Yuan } from './ledger-words.tsx';

type View = Awaited<ReturnType<typeof fundingApi.ledger.posting>>;
type Entry = View['entries'][number];

const columns: readonly Column<Entry>[] = [
  {
    key: 'source',
    title: '资金来源',
    render: (one) => <AppLink to={`/funding/sources/${one.sourceId}`}>{one.source}</AppLink>,
  },
  { key: 'account', title: '科目', render: (one) => accountNames[one.account] },
  {
    key: 'place',
    title: '小区、内容',
    render: (one) => [one.estate, one.item].filter(Boolean).join('，') || '—',
  },
  { key: 'contract', title: '合同', render: (one) => one.contract ?? '—' },
  { key: 'amount', title: '金额（元）', align: 'end', render: (one) => <Yuan fen={one.amountFen} /> },
  {
    key: 'after',
    title: '记后余额（元）',
    align: 'end',
    render: (one) => <Yuan fen={one.balanceAfterFen} />,
  },
];

/** One voucher of the books with its entries; wrong ones are reversed with a reason. */
export default function PostingPage() {
  const { id = '' } = usePathParams();
  const query = useQuery(fundingQueries.ledger.posting.queryOptions({ input: { id } }));
  const title = query.data
    ? `${postingKindNames[query.data.kind] ?? query.data.kind} ${query.data.bookedOn}`
    : '记账凭证';
  return (
    <Page
      title={title}
      trail={[{ title: '记账', path: '/funding/postings' }]}
      actions={
        <>
          {query.data && <Reverse view={query.data} />}
          <Button onClick={() => window.print()}>打印</Button>
        </>
      }
    >
      <Answer of={query}>{(view) => <Body view={view} />}</Answer>
    </Page>
  );
}

function Body({ view }: { readonly view: View }) {
  const rows = [
    { key: 'amount', label: '金额', children: `${yuanText(BigInt(view.amountFen))} 元` },
    { key: 'document', label: '凭证（文）号', children: view.documentNumber || '—' },
    { key: 'documentOn', label: '凭证日期', children: dayText(view.documentOn) },
    { key: 'party', label: '往来单位', children: view.party || '—' },
    { key: 'reason', label: '摘要', children: view.reason || '—' },
    { key: 'by', label: '经办', children: `${view.byName}，${instantText(view.at)}` },
    { key: 'hash', label: '附件指纹', children: view.fileHash?.slice(0, 16) ?? '未附文件' },
  ];
  return (
    <>
      {view.reversedById && (
        <Alert
          type="warning"
          showIcon
          title={
            <>
              这笔记账已冲正，见<AppLink to={`/funding/postings/${view.reversedById}`}>冲正凭证</AppLink>。
            </>
          }
        />
      )}
      {view.reversesId && (
        <Alert
          type="info"
          showIcon
          title={
            <>
              这是对<AppLink to={`/funding/postings/${view.reversesId}`}>原记账</AppLink>的冲正。
            </>
          }
        />
      )}
      <Section title="凭证">
        <Descriptions size="small" column={{ xs: 1, md: 2 }} items={rows} />
      </Section>
      <Section title="分录" about="增加为正，减少为负，每一册合计为零。">
        <Table
          caption="分录"
          columns={columns}
          rows={view.entries}
          rowKey={(one) => one.id}
          empty="这笔记账没有分录"
        />
      </Section>
    </>
  );
}

function Reverse({ view }: { readonly view: View }) {
  const confirm = useConfirm();
  const may = useMay(ledgerActions['funding.ledger.reverse']);
  const act = useAct({
    run: (reason: string) => fundingApi.ledger.reverse({ id: view.id, reason }),
    done: '已冲正',
    stale: [fundingQueries.ledger.key()],
    quiet: true,
  });
  if (!may || view.reversedById || ['reverse', 'carry'].includes(view.kind)) return null;
  const ask = () =>
    confirm({
      title: '冲正这笔记账',
      text: '按今天的日期记一笔相反的凭证，只能冲正一次，不能撤销。',
      okText: '冲正',
      reasonLabel: '理由',
      danger: true,
      run: act.mutateAsync,
    });
  return (
    <Button danger onClick={ask}>
      冲正
    </Button>
  );
}
