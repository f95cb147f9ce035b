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

/** What was refused of ballots, online or at the desk, and how it is called on the page 异常尝试. */
export const ballotRefusalKinds: Readonly<Record<string, string>> = {
  'ballot.vote-absent': '投票：没有这次表决',
  'ballot.not-open': '投票：还没有开始',
  'ballot.closed': '投票：截止之后',
  'ballot.cancelled': '投票：表决已取消',
  'ballot.other-estate': '投票：别的小区的住户码',
  'ballot.not-on-roll': '投票：不在表决名册',
  'ballot.owner-removed': '投票：已不是业主',
  'ballot.not-yours': '投票：不是本人的投票权',
  'ballot.unknown-matter': '投票：没有这个事项',
  'ballot.missing-matter': '投票：有事项未选',
  'ballot.follow-not-offered': '投票：规约没有约定从众',
  'ballot.all-blank': '登记：空白票',
  'ballot.key-used': '投票：重发的内容不一致',
  'ballot.busy': '投票：人多稍候',
  'ballot.entitlement-absent': '登记：名册上没有这一户',
  'ballot.twice-in-one': '登记：同一户出现两次',
  'ballot.already-voted': '登记：这一户已有票',
  'ballot.reason-missing': '登记：替换没有写原因',
  'ballot.unsigned': '登记：没有核对签字',
  'ballot.paper-missing': '登记：没有扫描件',
  'ballot.paper-kind': '登记：扫描件格式不对',
  'ballot.paper-other': '登记：扫描件不属于这次表决',
  'ballot.proxy-missing': '登记：没有委托书',
  'ballot.proxy-invalid': '登记：委托书无效',
  'ballot.not-nominated': '登记：共有未推选行使表决权的人',
  'ballot.owner-unknown': '登记：没有登记业主',
  'ballot.entries': '登记：整批有误',
};

/** States of a table of ballots handed in. */
export const importStateNames = {
  checking: '正在核对',
  checked: '已核对',
  failed: '没有读成',
  committing: '正在登记',
  committed: '已登记',
} as const;
