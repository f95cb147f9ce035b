import { randomUUID } from 'node:crypto';
import type { WalkCase } from './route-walk-cases.ts';
import type { VoteFixtures } from './route-walk-participation-votes.ts';

const row = (tail: string, payload?: object): WalkCase => ({
  kind: 'row',
  request: ({ voteId }: VoteFixtures) => ({
    url: `/api/participation/votes/${voteId}/${tail}`,
    ...(payload ? { payload } : {}),
  }),
});

export const ballotsWalk: Readonly<Record<string, WalkCase>> = {
  'participation.ballots.accept': { own: '凭住户卡的会话，不凭账号；越界由投票测试逐项拒绝' },
  'participation.desk.enter': row('entries', {
    channel: 'paper',
    signed: true,
    entries: [{ key: randomUUID(), entitlementId: randomUUID(), choices: { m1: 'for' } }],
  }),
  'participation.desk.doors': row('doors?size=200'),
  'participation.desk.deliver': row('deliveries', { entitlementIds: [randomUUID()], status: 'delivered' }),
};
