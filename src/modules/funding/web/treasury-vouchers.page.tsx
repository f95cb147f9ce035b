import { Segmented, Tag } from 'antd';
import { DataTable } from '#ui/data-table.tsx';
import { download } from '#ui/download.ts';
import { pageAnswer } from '#ui/list-state.ts';
import { useSearchText } from '#ui/navigation.tsx';
import { Page } from '#ui/page.tsx';
import { yuanOf } from '#ui/quantity.ts';
import { Nothing } from '#ui/states.tsx';
import type { Column } from '#ui/table.tsx';
import { voucherKindNames, voucherStateNames } from '../domain/allocation/words.ts';
import { exportSearch, listInput } from './allocations-query.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { FinanceImports } from './finance-imports.tsx';

type Input = Parameters<typeof fundingApi.allocations.vouchers.list>[0];
type Row = Awaited<ReturnType<typeof fundingApi.allocations.vouchers.list>>['items'][number];
const colours = { open: 'warning', booked: 'success', setAside: 'default', undone: 'default' } as const;

export const VoucherState = ({ row }: { readonly row: Pick<Row, 'state' | 'caseId'> }) => (
  <>
    <Tag color={colours[row.state]}>{voucherStateNames[row.state]}</Tag>
    {row.caseId && <Tag color="error">违规事项</Tag>}
  </>
);

const columns: readonly Column<Row>[] = [
  { key: 'number', title: '凭证号', width: '10em', sortable: true, render: (row) => row.number },
  { key: 'day', title: '日期', width: '8em', sortable: true, render: (row) => row.day },
  { key: 'kind', title: '类型', render: (row) => voucherKindNames[row.kind] },
  {
    key: 'amountFen',
    title: '金额（元）',
    align: 'end',
    sortable: true,
    render: (row) => yuanOf(row.amountFen),
  },
  {
    key: 'party',
    title: '对方',
    width: '12em',
    render: (row) => (row.kind === 'payment' ? row.payee : row.payer) || '—',
  },
  { key: 'document', title: '指标文号', width: '12em', render: (row) => row.documentNumber ?? '—' },
  { key: 'summary', title: '摘要', optional: true, render: (row) => row.summary || '—' },
  { key: 'source', title: '对应', width: '14em', render: (row) => row.sourceTitle ?? '—' },
  { key: 'state', title: '状态', render: (row) => <VoucherState row={row} /> },
];
const filters = [
  {
    key: 'state',
    label: '状态',
    options: Object.entries(voucherStateNames).map(([value, label]) => ({ value, label })),
  },
  {
    key: 'kind',
    label: '类型',
    options: Object.entries(voucherKindNames).map(([value, label]) => ({ value, label })),
  },
  { key: 'from', label: '自', kind: 'day' as const },
  { key: 'to', label: '至', kind: 'day' as const },
];

/** 国库凭证: what came in and went out by the treasury's own papers, and the desk of those that match nothing. */
export default function TreasuryVouchersPage() {
  const [params, change] = useSearchText();
  const tab = params.get('tab') === 'imports' ? 'imports' : 'list';
  return (
    <Page about="国库到账和支付凭证从文件导入：文号、金额、收款人都相合的自动记账，其余在这里逐张对应。银行已付而没有授权的，照实登记并成为违规事项。">
      <Segmented
        aria-label="内容"
        value={tab}
        options={[
          { value: 'list', label: '凭证台' },
          { value: 'imports', label: '导入文件' },
        ]}
        onChange={(value) =>
          change({ tab: value === 'imports' ? 'imports' : undefined, q: undefined, page: undefined })
        }
        style={{ marginBottom: 16 }}
      />
      {tab === 'imports' ? (
        <FinanceImports kind="voucher" />
      ) : (
        <DataTable<Row>
          name="funding.treasuryVouchers"
          caption="国库凭证"
          searchHint="凭证号、单位、摘要"
          queryKey={[...fundingQueries.allocations.vouchers.key(), 'list']}
          load={async (query, signal) =>
            pageAnswer(await fundingApi.allocations.vouchers.list(listInput(query) as Input, { signal }))
          }
          rowKey={(row) => row.id}
          rowName={(row) => row.number}
          open={(row) => `/funding/treasury-vouchers/${row.id}`}
          columns={columns}
          filters={filters}
          onExport={(query) =>
            download(`/api/funding/treasury-vouchers.xlsx?${exportSearch(query)}`, '国库凭证.xlsx')
          }
          empty={<Nothing text="还没有国库凭证。请在“导入文件”上传。" />}
        />
      )}
    </Page>
  );
}
