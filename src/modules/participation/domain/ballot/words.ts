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

/** 3号楼2单元301, without repeating what the register already writes into the name. */
export function doorName(place: { building: string; entrance: string; room: string }): string {
  const ended = (text: string, end: string) => (text === '' || text.endsWith(end) ? text : `${text}${end}`);
  const building = /[楼栋幢座]$/.test(place.building) ? place.building : ended(place.building, '号楼');
  return `${building}${ended(place.entrance, '单元')}${place.room}`;
}
