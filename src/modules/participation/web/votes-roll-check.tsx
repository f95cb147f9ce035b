import { useQuery } from '@tanstack/react-query';
import { Alert, Tag } from 'antd';
import { Figure, Figures } from '#ui/page.tsx';
import { m2Of, numberText } from '#ui/quantity.ts';
import { Answer } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import type { VoteScope } from '../domain/vote/state.ts';
import { participationQueries } from './api.ts';

type Props = {
  readonly estateId: string;
  readonly scope: VoteScope;
  readonly building?: string | null | undefined;
  readonly entrance?: string | null | undefined;
};

/** What the roll would be, with every fault and every part that carries no vote. */
export function RollCheck({ estateId, scope, building, entrance }: Props) {
  const input = {
    ...{ estateId, scope },
    ...(building ? { building } : {}),
    ...(entrance ? { entrance } : {}),
  };
  const query = useQuery(participationQueries.votes.preview.queryOptions({ input }));
  return (
    <Answer of={query}>
      {({ sums, faults, excluded }) => {
        const blocking = faults.filter((one) => one.blocking).length;
        return (
          <>
            <Figures>
              <Figure label="专有部分" value={numberText(sums.parts)} unit="个" />
              <Figure label="业主（按人计）" value={numberText(sums.heads)} unit="人" />
              <Figure label="面积合计" value={m2Of(sums.areaCm2, 2)} unit="㎡" />
              <Figure label="未售出（合为一人）" value={numberText(sums.unsoldParts)} unit="个" />
              <Figure label="暂不能投票" value={numberText(sums.unable)} unit="个" note="计入总数" />
            </Figures>
            <Alert
              showIcon
              type={blocking > 0 ? 'error' : faults.length > 0 ? 'warning' : 'success'}
              title={
                blocking > 0
                  ? `有 ${blocking} 处问题必须先在摸底中改正，才能公示名册`
                  : faults.length > 0
                    ? `有 ${faults.length} 处提醒，不妨碍公示`
                    : '没有问题，可以公示'
              }
            />
            {faults.length > 0 && (
              <Table
                caption="名册的问题"
                rowKey={(one) => `${one.partId}${one.code}`}
                rows={faults.slice(0, 200)}
                columns={[
                  { key: 'place', title: '房屋', render: (one) => one.place },
                  {
                    key: 'kind',
                    title: '',
                    render: (one) => (
                      <Tag color={one.blocking ? 'error' : 'warning'}>
                        {one.blocking ? '必须改正' : '提醒'}
                      </Tag>
                    ),
                  },
                  { key: 'message', title: '问题', render: (one) => one.message },
                ]}
              />
            )}
            {excluded.length > 0 && (
              <details>
                <summary>不计入名册的 {excluded.length} 处</summary>
                <ul>
                  {excluded.map((one) => (
                    <li key={one.partId}>
                      {one.place}：{one.reason}
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </>
        );
      }}
    </Answer>
  );
}
