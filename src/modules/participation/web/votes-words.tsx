import { Tag } from 'antd';
import type { VoteState } from '../domain/vote/state.ts';
import { voteStateNames } from '../domain/vote/state.ts';
import type { participationApi } from './api.ts';

export type Vote = Awaited<ReturnType<typeof participationApi.votes.show>>;

const colours: Readonly<Record<VoteState, string>> = {
  draft: 'default',
  roll: 'processing',
  announced: 'processing',
  open: 'warning',
  closed: 'purple',
  posted: 'success',
  cancelled: 'default',
};

export const VoteTag = ({ state }: { readonly state: VoteState }) => (
  <Tag color={colours[state]}>{voteStateNames[state]}</Tag>
);

/** A share cut, never rounded up: 66.66 % is not two thirds. */
export function shareText(part: string | number, whole: string | number): string {
  const all = BigInt(whole);
  if (all === 0n) return '—';
  const cut = (BigInt(part) * 10_000n) / all;
  return `${cut / 100n}.${String(cut % 100n).padStart(2, '0')}%`;
}

export const classNames = { ordinary: '一般事项', special: '特别事项' } as const;
export const channelNames: Readonly<Record<string, string>> = {
  online: '网上',
  paper: '纸质',
  door: '入户',
  meeting: '会议',
  proxy: '委托',
  representative: '业主代表',
};
export const options = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));
