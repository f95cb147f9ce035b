import type { WalkCase } from './route-walk-cases.ts';

export const ballotsWalk: Readonly<Record<string, WalkCase>> = {
  'participation.ballots.accept': { own: '凭住户卡的会话，不凭账号；越界由投票测试逐项拒绝' },
};
