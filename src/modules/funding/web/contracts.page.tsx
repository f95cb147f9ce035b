import { Button } from 'antd';
import { DataTable } from '#ui/data-table.tsx';
import { download } from '#ui/download.ts';
import { type ListQuery, pageAnswer, pageInput } from '#ui/list-state.ts';
import { useGo } from '#ui/navigation.tsx';
import { Page } from '#ui/page.tsx';
import { dayText, yuanOf } from '#ui/quantity.ts';
import { useMay } from '#ui/session.tsx';
import { Nothing } from '#ui/states.tsx';
import type { Column } from '#ui/table.tsx';
import { worksActions } from '../contract-works.ts';
import { contractKindNames } from '../domain/works/contract-kind.ts';
import { fundingApi, fundingQueries } from './api.ts';
import { type Contract, oneOf, optionsOf } from './works-words.tsx';

const marks = {
  owing: '有应付未授权',
  retention: '有质保金未返还',
  unmeasured: '尚未计量',
  sme: '中小企业',
} as const;
const sorts = { signedOn: true, amount: true, number: true } as const;
const end = { align: 'end', width: '9em' } as const;

const columns: readonly Column<Contract>[] = [
  { key: 'title', title: '合同名称', render: (one) => one.title, width: '14em' },
  { key: 'number', title: '编号', render: (one) => one.number, sortable: true, width: '8em' },
  { key: 'kind', title: '类别', render: (one) => contractKindNames[one.kind], width: '7em' },
  { key: 'project', title: '项目', render: (one) => one.projectName, width: '10em' },
  { key: 'supplier', title: '签约单位', render: (one) => one.supplierName, width: '12em' },
  { key: 'signedOn', title: '签订', render: (one) => dayText(one.signedOn), sortable: true, width: '9em' },
  { key: 'amount', title: '金额（元）', render: (one) => yuanOf(one.amountFen), sortable: true, ...end },
  { key: 'measured', title: '已计量（元）', render: (one) => yuanOf(one.measuredFen), ...end },
  { key: 'payable', title: '应付（元）', render: (one) => yuanOf(one.payableFen), ...end },
  { key: 'paid', title: '已付（元）', render: (one) => yuanOf(one.paidFen), ...end },
  {
    key: 'authorised',
    title: '已授权（元）',
    render: (one) => yuanOf(one.authorisedFen),
    optional: true,
    ...end,
  },
  {
    key: 'retention',
    title: '质保金（元）',
    render: (one) => yuanOf(one.retentionFen),
    optional: true,
    ...end,
  },
  { key: 'supervisor', title: '监理单位', render: (one) => one.supervisorName ?? '—', optional: true },
  { key: 'sme', title: '中小企业', render: (one) => (one.sme ? '是' : '否'), optional: true },
];

function asked(query: ListQuery) {
  const kind = oneOf(contractKindNames, query.filters.kind);
  const mark = oneOf(marks, query.filters.mark);
  const sort = oneOf(sorts, query.sort);
  return {
    ...(query.search ? { search: query.search } : {}),
    ...(kind ? { kind } : {}),
    ...(mark ? { mark } : {}),
    ...(sort ? { sort, descending: `${query.descending}` } : {}),
  };
}

const load = async (query: ListQuery, signal: AbortSignal) =>
  pageAnswer(await fundingApi.works.list({ ...pageInput(query), ...asked(query) }, { signal }));

const save = (query: ListQuery) =>
  download(`/api/funding/contracts.xlsx?${new URLSearchParams(asked(query))}`, '合同台账.xlsx');

/** 合同: what was signed with whom, what of it is done, owed and paid. */
export default function Contracts() {
  const may = useMay(worksActions['funding.works.sign']);
  const go = useGo();
  const add = may && (
    <Button type="primary" onClick={() => go('/funding/contracts/new')}>
      登记合同
    </Button>
  );
  return (
    <Page about="先有批准的方案和落实的资金，后有合同；合同数量、已计量、应付与已付并排可查。">
      <DataTable<Contract>
        name="funding.contracts"
        caption="合同"
        queryKey={[...fundingQueries.works.key(), 'page']}
        load={load}
        rowKey={(one) => one.id}
        rowName={(one) => one.title}
        open={(one) => `/funding/contracts/${one.id}`}
        columns={columns}
        searchHint="合同、编号、单位或项目"
        defaultSort="-signedOn"
        tools={add}
        onExport={save}
        empty={<Nothing text="还没有合同">{add}</Nothing>}
        filters={[
          { key: 'kind', label: '类别', options: optionsOf(contractKindNames) },
          { key: 'mark', label: '情况', options: optionsOf(marks) },
        ]}
      />
    </Page>
  );
}
