import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { DataTable } from '#ui/data-table.tsx';
import { download } from '#ui/download.ts';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { AppLink, useGo } from '#ui/navigation.tsx';
import { Figure, Figures, Page } from '#ui/page.tsx';
import { dayText, yuanOf } from '#ui/quantity.ts';
import { useMay } from '#ui/session.tsx';
import { Nothing } from '#ui/states.tsx';
import type { Column } from '#ui/table.tsx';
import { paymentsActions } from '../contract-payments.ts';
import { paymentKindNames } from '../domain/ledger/words.ts';
import { paymentStateNames } from '../domain/payments/payment-steps.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { oneOf, optionsOf, type Payment } from './works-words.tsx';

const marks = { mine: '待我办理', late: '逾期未付', sme: '欠付中小企业' } as const;
const sorts = { createdAt: true, dueOn: true, amount: true } as const;

const columns: readonly Column<Payment>[] = [
  { key: 'number', title: '编号', render: (one) => one.number, width: '11em' },
  { key: 'kind', title: '款项', render: (one) => paymentKindNames[one.kind], width: '6em' },
  { key: 'contract', title: '合同', render: (one) => one.contractTitle, width: '12em' },
  { key: 'supplier', title: '收款单位', render: (one) => one.supplierName, width: '12em' },
  {
    key: 'amount',
    title: '金额（元）',
    render: (one) => yuanOf(one.amountFen),
    sortable: true,
    align: 'end',
    width: '9em',
  },
  { key: 'state', title: '状态', render: (one) => one.stateText, width: '11em' },
  { key: 'dueOn', title: '付款期限', render: (one) => <Due payment={one} />, sortable: true, width: '10em' },
  { key: 'createdAt', title: '起草', render: (one) => dayText(one.createdAt), sortable: true, width: '9em' },
  { key: 'project', title: '项目', render: (one) => one.projectName, optional: true },
  { key: 'paid', title: '已付（元）', render: (one) => yuanOf(one.paidFen), align: 'end', optional: true },
  { key: 'by', title: '申请人', render: (one) => one.createdBy, optional: true },
  { key: 'sme', title: '中小企业', render: (one) => (one.sme ? '是' : '否'), optional: true },
];

function Due({ payment }: { readonly payment: Payment }) {
  return (
    <>
      {dayText(payment.dueOn)} {payment.lateDays > 0 && <Tag color="error">逾期 {payment.lateDays} 天</Tag>}
    </>
  );
}

function asked(query: ListQuery) {
  const kind = oneOf(paymentKindNames, query.filters.kind);
  const state = oneOf(paymentStateNames, query.filters.state);
  const mark = oneOf(marks, query.filters.mark);
  const sort = oneOf(sorts, query.sort);
  return {
    ...(query.search ? { search: query.search } : {}),
    ...(kind ? { kind } : {}),
    ...(state ? { state } : {}),
    ...(mark ? { mark } : {}),
    ...(sort ? { sort, descending: `${query.descending}` } : {}),
  };
}

const load = async (query: ListQuery, signal: AbortSignal) =>
  pageAnswer(await fundingApi.payments.list({ ...pageInput(query), ...asked(query) }, { signal }));

const save = (query: ListQuery) =>
  download(`/api/funding/payments.xlsx?${new URLSearchParams(asked(query))}`, '用款申请.xlsx');

/** 用款申请: what waits for whom, what is late, and what small firms are owed. */
export default function Payments() {
  const may = useMay(paymentsActions['funding.payments.draft']);
  const go = useGo();
  const add = may && (
    <Button type="primary" onClick={() => go('/funding/payments/new')}>
      起草用款申请
    </Button>
  );
  return (
    <Page about="参建单位或专班起草，监理、街道、专班逐级审核，财政授权；每一步由不同的人办理。">
      <Counts />
      <DataTable<Payment>
        name="funding.payments"
        caption="用款申请"
        queryKey={[...fundingQueries.payments.key(), 'page']}
        load={load}
        rowKey={(one) => one.id}
        rowName={(one) => one.number}
        open={(one) => `/funding/payments/${one.id}`}
        columns={columns}
        searchHint="编号、合同、单位或项目"
        defaultSort="-createdAt"
        tools={add}
        onExport={save}
        empty={<Nothing text="还没有用款申请">{add}</Nothing>}
        filters={[
          { key: 'mark', label: '情况', options: optionsOf(marks) },
          { key: 'state', label: '状态', options: optionsOf(paymentStateNames) },
          { key: 'kind', label: '款项', options: optionsOf(paymentKindNames) },
        ]}
      />
    </Page>
  );
}

function Counts() {
  const query = useQuery(fundingQueries.payments.list.queryOptions({ input: { page: 1, size: 1 } }));
  if (!query.data) return null;
  const { mine, late, lateFen, sme, smeFen } = query.data.counts;
  return (
    <Figures>
      <Figure label="待我办理" value={<AppLink to="/funding/payments?mark=mine">{mine}</AppLink>} unit="份" />
      <Figure
        label="逾期未付"
        value={<AppLink to="/funding/payments?mark=late">{late}</AppLink>}
        unit="份"
        note={`${yuanOf(lateFen)} 元`}
      />
      <Figure
        label="欠付中小企业"
        value={<AppLink to="/funding/payments?mark=sme">{sme}</AppLink>}
        unit="份"
        note={`${yuanOf(smeFen)} 元，含未到期`}
      />
    </Figures>
  );
}
