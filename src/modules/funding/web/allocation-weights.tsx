import { Button, InputNumber, Space } from 'antd';
import { useState } from 'react';
import { Section } from '#ui/page.tsx';
import { useAct } from '#ui/queries.tsx';
import { useConfirm } from '#ui/reason-dialog.tsx';
import { weightIds } from '../domain/allocation/propose.ts';
import type { Allocation } from './allocation-scheme.page.tsx';
import { fundingApi, fundingQueries } from './api.ts';

const names: Readonly<Record<(typeof weightIds)[number], string>> = {
  area: '建筑面积',
  households: '户数',
  buildings: '楼栋数',
  estates: '小区数',
  classNeed: '可用类别的需求',
  gap: '资金缺口',
};

/** The weights of the rule; proposing again drops what was adjusted by hand. */
export function AllocationWeights({ one }: { readonly one: Allocation }) {
  const [weights, setWeights] = useState(one.weights);
  const ask = useConfirm();
  const total = weightIds.reduce((sum, id) => sum + weights[id], 0);
  const propose = useAct({
    run: () => fundingApi.allocations.schemes.propose({ id: one.id, version: one.version, weights }),
    ...{ stale: [fundingQueries.key()], done: '已重新提出建议。', quiet: true },
  });
  return (
    <Section
      title="按规则提出"
      about="每个来源按权重分给符合用途的小区，以需求为上限，分满的让给别人；小区内按各项需求分摊。限制严的来源先用。"
      actions={
        <Button
          disabled={total !== 100}
          onClick={() =>
            ask({
              title: '重新按规则提出',
              text: '重新查看来源余额和需求；手工调整过的行全部作废。',
              okText: '重新提出',
              run: () => propose.mutateAsync(),
            })
          }
        >
          重新提出
        </Button>
      }
    >
      <Space wrap>
        {weightIds.map((id) => (
          <InputNumber
            key={id}
            aria-label={names[id]}
            prefix={names[id]}
            min={0}
            max={100}
            precision={0}
            value={weights[id]}
            style={{ width: 200 }}
            onChange={(value) => setWeights({ ...weights, [id]: value ?? 0 })}
          />
        ))}
        <span role="status">
          合计 {total}
          {total === 100 ? '' : '，应为 100'}
        </span>
      </Space>
    </Section>
  );
}
