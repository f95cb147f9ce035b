import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { encode } from 'uqr';
import { Facts } from '#ui/basis.tsx';
import { download } from '#ui/download.ts';
import { usePathParams } from '#ui/navigation.tsx';
import { Figure, Figures, Page, Section } from '#ui/page.tsx';
import { dayText, instantText, m2Of, yuanOf } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Answer } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import { householdsActions } from '../contract-households.ts';
import { partKindNames, receiptWayNames } from '../domain/household/words.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { BillActs } from './household-acts.tsx';
import {
  type Bill,
  BillTag,
  decisionNames,
  refundStateNames,
  reliefKindNames,
  reminderWayNames,
} from './household-words.tsx';

/** One part's bill: why so much, what was paid, and everything that happened to it. */
export default function HouseholdBill() {
  const { id = '' } = usePathParams();
  const query = useQuery(fundingQueries.households.bills.show.queryOptions({ input: { id } }));
  const one = query.data;
  return (
    <Page
      title={one ? `${one.estateName} ${one.place}` : '一户的账单'}
      trail={[
        { title: '居民出资', path: '/funding/households' },
        ...(one
          ? [{ title: one.collectionTitle, path: `/funding/households/collections/${one.collectionId}` }]
          : []),
      ]}
      about={one && `账单 ${one.number ?? '未发出'}　业主 ${one.ownerMasked || '未登记'}`}
      actions={one && <BillActs bill={one} />}
    >
      <Answer of={query}>{(found) => <Body bill={found} />}</Answer>
    </Page>
  );
}

function Body({ bill }: { readonly bill: Bill }) {
  return (
    <>
      <Figures>
        <Figure
          label="分摊"
          value={yuanOf(bill.shareFen)}
          unit="元"
          note={`减免 ${yuanOf(bill.reliefFen)} 元`}
        />
        <Figure label="应缴" value={yuanOf(bill.dueFen)} unit="元" note={<BillTag state={bill.state} />} />
        <Figure label="实缴" value={yuanOf(bill.netFen)} unit="元" />
        <Figure
          label="待缴"
          value={yuanOf(bill.leftFen)}
          unit="元"
          note={`逾期 ${yuanOf(bill.overdueFen)} 元`}
        />
      </Figures>
      <Why bill={bill} />
      <Receipts bill={bill} />
      <Decisions bill={bill} />
      <History bill={bill} />
      <Statement bill={bill} />
    </>
  );
}

function Why({ bill }: { readonly bill: Bill }) {
  return (
    <Section title="为什么是这个数">
      <Facts
        facts={[
          {
            label: '用途与面积',
            value: `${partKindNames[bill.kind]}，${m2Of(bill.areaCm2, 2)} ㎡${bill.floor === null ? '' : `，${bill.floor} 层`}`,
          },
          {
            label: '认缴',
            value:
              bill.pledgedFen === null
                ? '未认缴'
                : `${yuanOf(bill.pledgedFen)} 元（${dayText(bill.pledgedOn)}）`,
          },
        ]}
      />
      <Table
        dense
        caption="计算过程"
        rows={bill.why}
        rowKey={(one) => `${one.label}${one.value}`}
        columns={[
          { key: 'label', title: '步骤', render: (one) => one.label },
          { key: 'value', title: '算式', render: (one) => one.value },
          { key: 'basis', title: '依据', render: (one) => one.basis },
        ]}
      />
      {bill.instalments.length > 0 && (
        <Table
          dense
          caption="分期"
          rows={bill.instalments}
          rowKey={(one) => one.dueOn}
          columns={[
            { key: 'dueOn', title: '缴款截止日', render: (one) => dayText(one.dueOn) },
            { key: 'amount', title: '金额（元）', align: 'end', render: (one) => yuanOf(one.amountFen) },
            { key: 'paid', title: '已缴（元）', align: 'end', render: (one) => yuanOf(one.paidFen) },
          ]}
        />
      )}
    </Section>
  );
}

function Receipts({ bill }: { readonly bill: Bill }) {
  const banks = useMay(householdsActions['funding.households.bank']);
  const ask = useConfirm();
  const stale = [fundingQueries.households.key()];
  const gone = useAct({
    run: (input: { id: string; reason: string }) => fundingApi.households.bills.void(input),
    ...{ stale, done: '已作废并冲正', quiet: true },
  });
  const print = useAct({
    run: (one: Bill['receipts'][number]) =>
      download(`/api/funding/households/receipts/${one.id}/receipt.docx`, `收据-${one.number}.docx`),
  });
  return (
    <Section title="收据">
      <Table
        caption="收据"
        rows={bill.receipts}
        rowKey={(one) => one.id}
        empty="还没有收款"
        columns={[
          { key: 'number', title: '编号', render: (one) => one.number },
          { key: 'day', title: '日期', render: (one) => dayText(one.receivedOn) },
          { key: 'amount', title: '金额（元）', align: 'end', render: (one) => yuanOf(one.amountFen) },
          { key: 'way', title: '方式', render: (one) => receiptWayNames[one.way] },
          { key: 'payer', title: '缴款人', render: (one) => one.payerMasked || '未写明' },
          { key: 'by', title: '经手', render: (one) => one.createdBy },
          {
            key: 'acts',
            title: '办理',
            render: (one) =>
              one.voidedAt ? (
                <Tag>已作废：{one.voidReason}</Tag>
              ) : (
                banks && (
                  <>
                    <Button size="small" onClick={() => print.mutate(one)}>
                      打印
                    </Button>{' '}
                    <Button
                      size="small"
                      danger
                      onClick={() =>
                        ask({
                          title: `作废收据 ${one.number}？`,
                          text: '编号保留，账上冲正；不能恢复。',
                          ...{ okText: '作废', reasonLabel: '原因', danger: true },
                          run: (reason) => gone.mutateAsync({ id: one.id, reason }),
                        })
                      }
                    >
                      作废
                    </Button>
                  </>
                )
              ),
          },
        ]}
      />
    </Section>
  );
}

function Decisions({ bill }: { readonly bill: Bill }) {
  const rows = [
    ...bill.reliefs.map((one) => ({
      ...{
        id: one.id,
        what: `${reliefKindNames[one.kind]}（${one.subChannelTitle}承担）`,
        amountFen: one.amountFen,
      },
      ...{
        reason: one.reason,
        state: decisionNames[one.state],
        by: one.proposedBy,
        decidedBy: one.decidedBy,
      },
    })),
    ...bill.refunds.map((one) => ({
      ...{ id: one.id, what: '退款', amountFen: one.amountFen, reason: one.reason },
      ...{ state: refundStateNames[one.state], by: one.proposedBy, decidedBy: one.decidedBy },
    })),
  ];
  if (rows.length === 0) return null;
  return (
    <Section title="减免与退款">
      <Table
        dense
        caption="减免与退款"
        rows={rows}
        rowKey={(one) => one.id}
        columns={[
          { key: 'what', title: '事项', render: (one) => one.what },
          { key: 'amount', title: '金额（元）', align: 'end', render: (one) => yuanOf(one.amountFen) },
          { key: 'reason', title: '理由', render: (one) => one.reason },
          { key: 'state', title: '状态', render: (one) => one.state },
          { key: 'by', title: '提出', render: (one) => one.by },
          { key: 'decidedBy', title: '批准', render: (one) => one.decidedBy ?? '—' },
        ]}
      />
    </Section>
  );
}

function History({ bill }: { readonly bill: Bill }) {
  return (
    <Section title="经过">
      <ol>
        {bill.history.map((one) => (
          <li key={`${one.at}${one.what}`}>
            {instantText(one.at)} {one.by}：{one.what}
          </li>
        ))}
        {bill.reminders.map((one) => (
          <li key={one.id}>
            {dayText(one.remindedOn)} {one.createdBy}：催缴 {yuanOf(one.amountFen)} 元（
            {reminderWayNames[one.way]}）
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** The way to the resident's own page; who opens it needs the card of the part. */
function Statement({ bill }: { readonly bill: Bill }) {
  const address = `${window.location.origin}/r/${bill.estateCode}/share`;
  const { data, size } = encode(address, { ecc: 'M', border: 2 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <Section title="居民查看" about="居民凭住户卡进入后，扫码可看本户的计算过程、分期、收据和怎么缴。">
      <svg
        viewBox={`0 0 ${size} ${size}`}
        width="140"
        role="img"
        aria-label="我家的分摊与缴款的二维码"
        shapeRendering="crispEdges"
      >
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
      <p>{address}</p>
      <Button className="hj-no-print" onClick={() => window.print()}>
        打印这一页
      </Button>
    </Section>
  );
}
