/** The words of a ballot as people read them. */
import type { Choice } from '../tally/vote.ts';

export const channels = ['online', 'paper', 'door', 'meeting', 'proxy', 'representative'] as const;
export type Channel = (typeof channels)[number];
/** Ways in which a worker enters what was signed on paper. */
export const staffChannels = ['paper', 'door', 'meeting', 'proxy', 'representative'] as const;

export const channelNames: Readonly<Record<Channel, string>> = {
  online: '网上',
  paper: '纸质票',
  door: '上门',
  meeting: '会议',
  proxy: '委托',
  representative: '业主代表',
};
export const choiceNames: Readonly<Record<Choice, string>> = {
  for: '赞成',
  against: '反对',
  abstain: '弃权',
  follow: '从众',
};

export const deliveryStates = ['delivered', 'absent', 'refused', 'undeliverable', 'posted'] as const;
export type DeliveryState = (typeof deliveryStates)[number];
export const deliveryNames: Readonly<Record<DeliveryState, string>> = {
  delivered: '已送达',
  absent: '无人在家',
  refused: '拒收',
  undeliverable: '无法送达',
  posted: '已张贴',
};
