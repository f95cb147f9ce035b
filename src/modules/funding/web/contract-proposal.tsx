import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { yuanOf } from '#ui/quantity.ts';
import { Failure } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import { fundingApi, fundingQueries } from './api.ts';

type Props = {
  readonly projectId: string;
  readonly lines: readonly { readonly lineId: string; readonly amountFen: string }[];
};

/** Which arranged money the lines would take, with reasons; what no source covers is said in red. */
export function ProposalTable({ projectId, lines }: Props) {
  const asked = lines
    .filter((line) => /^\d{1,16}$/.test(line.amountFen))
    .map(({ lineId, amountFen }) => ({ lineId, amountFen }));
  const proposal = useQuery({
    queryKey: [...fundingQueries.works.key(), 'propose', projectId, asked],
    queryFn: () => fundingApi.works.propose({ projectId, lines: asked }),
    enabled: asked.length > 0,
    placeholderData: (before) => before,
  });
  if (asked.length === 0) return null;
  if (proposal.error) return <Failure error={proposal.error} />;
  if (!proposal.data) return null;
  const { short } = proposal.data;
  return (
    <>
      <h3>资金来源</h3>
      <p className="hj-about">按用途限定从已安排的资金中选取，先到期的先用。</p>
      <Table
        caption="建议的资金来源"
        rows={proposal.data.lines}
        rowKey={(one) => `${one.sourceId} ${one.estateId} ${one.item}`}
        dense
        columns={[
          { key: 'source', title: '来源', render: (one) => `${one.sourceTitle}（${one.documentNumber}）` },
          { key: 'for', title: '用于', render: (one) => `${one.estateName} · ${one.itemTitle}` },
          { key: 'amount', title: '金额（元）', align: 'end', render: (one) => yuanOf(one.amountFen) },
          { key: 'left', title: '余下（元）', align: 'end', render: (one) => yuanOf(one.leftFen) },
          { key: 'why', title: '理由', render: (one) => one.reason },
        ]}
      />
      {short.map((one) => (
        <Alert
          key={`${one.estateName} ${one.itemTitle}`}
          className="hj-form-problem"
          type="error"
          showIcon
          title={`${one.estateName}“${one.itemTitle}”还有 ${yuanOf(one.amountFen)} 元没有安排资金，不能签约`}
        />
      ))}
    </>
  );
}
