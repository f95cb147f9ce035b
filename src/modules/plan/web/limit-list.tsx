import { Button } from 'antd';
import { instantText } from '#ui/quantity.ts';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { useMay } from '#ui/session.tsx';
import { Nothing } from '#ui/states.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { planActions } from '../contract.ts';
import { planApi, planQueries } from './api.ts';
import { kindNames } from './words.ts';

export type Limit = Awaited<ReturnType<typeof planApi.limits.list>>[number];

const columns: readonly Column<Limit>[] = [
  { key: 'estate', title: '小区', render: (one) => one.estateName, width: '10em' },
  { key: 'kind', title: '怎么定', render: (one) => `${kindNames[one.kind]}：${one.year} 年`, width: '11em' },
  { key: 'reason', title: '理由', render: (one) => one.reason, width: '14em' },
  { key: 'by', title: '何人何时', render: (one) => `${one.createdBy} ${instantText(one.createdAt)}` },
  {
    key: 'state',
    title: '状态',
    render: (one) =>
      one.withdrawnAt === null ? '有效' : `已由 ${one.withdrawnBy} 撤回：${one.withdrawReason}`,
  },
];

/** Set years with who, when and why; those in force can be withdrawn. */
export function LimitList({ limits }: { readonly limits: readonly Limit[] }) {
  const edits = useMay(planActions['plan.limit.edit']);
  return (
    <Table
      dense
      caption="指定年份与补录"
      rows={limits}
      rowKey={(one) => one.id}
      columns={[
        ...columns,
        ...(edits
          ? [
              {
                key: 'act',
                title: '操作',
                render: (one: Limit) => one.withdrawnAt === null && <Withdraw limit={one} />,
              },
            ]
          : []),
      ]}
      empty={<Nothing text="没有指定年份，也没有补录" />}
    />
  );
}

function Withdraw({ limit }: { readonly limit: Limit }) {
  const confirm = useConfirm();
  const withdraw = useAct({
    run: (reason: string) => planApi.limits.withdraw({ id: limit.id, reason }),
    done: '已撤回；重新测算后生效',
    stale: [planQueries.limits.key(), planQueries.runs.estate.key()],
    quiet: true,
  });
  return (
    <Button
      size="small"
      onClick={() =>
        confirm({
          title: `撤回 ${limit.estateName} 的${kindNames[limit.kind]}`,
          text: '记录会保留，注明已撤回。',
          okText: '撤回',
          reasonLabel: '撤回理由',
          run: (reason) => withdraw.mutateAsync(reason),
        })
      }
    >
      撤回
    </Button>
  );
}
