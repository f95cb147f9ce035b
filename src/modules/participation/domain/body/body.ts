import type { Day } from '#shared/day.ts';
import { addDays } from '#shared/working-days.ts';

export const bodyKinds = [
  'ownersAssembly',
  'ownersCommittee',
  'managementCommittee',
  'residentsMeeting',
  'partyBranch',
] as const;
export type BodyKind = (typeof bodyKinds)[number];
export const bodyNames: Readonly<Record<BodyKind, string>> = {
  ownersAssembly: '业主大会',
  ownersCommittee: '业主委员会',
  managementCommittee: '物业管理委员会',
  residentsMeeting: '居民议事会',
  partyBranch: '小区党支部',
};

/** Whom a member stands for. */
export const seats = ['owner', 'subdistrict', 'residentsCommittee', 'party', 'developer', 'other'] as const;
export type Seat = (typeof seats)[number];
export const seatNames: Readonly<Record<Seat, string>> = {
  owner: '业主',
  subdistrict: '街道（乡镇）',
  residentsCommittee: '居（村）委会',
  party: '党组织',
  developer: '建设单位',
  other: '其他',
};
export const posts = ['chair', 'deputy', 'secretary', 'member'] as const;
export type Post = (typeof posts)[number];
export const postNames: Readonly<Record<Post, string>> = {
  chair: '主任（召集人、书记）',
  deputy: '副主任',
  secretary: '秘书（委员兼）',
  member: '成员',
};

export type Member = { readonly seat: Seat; readonly post: Post };

/** Figures of the pack; `ownerShare` such as 1/2 or 0.5, reached when equal (民法典 1259). */
export type CommitteeRule = {
  readonly minMembers: number;
  readonly odd: boolean;
  readonly ownerShare: string;
  readonly chairs: readonly string[];
};

export type BodyFault = { readonly clause: string; readonly message: string };

/** A share as a fraction of integers: `0.5` is 5/10, `1/2` is 1/2, `1` is 1/1. */
function fraction(text: string): readonly [bigint, bigint] {
  const [whole = '0', over] = text.split('/');
  if (over !== undefined) return [BigInt(whole), BigInt(over)];
  const [units = '0', decimals = ''] = whole.split('.');
  return [BigInt(units + decimals), 10n ** BigInt(decimals.length)];
}

const committeeClause = '聊城市、山东省物业管理条例（物业管理委员会的组成）';

/** What is wrong with the membership of a 物管会: odd, at least seven, owners at least half, chaired from outside. */
export function committeeFaults(members: readonly Member[], rule: CommitteeRule): BodyFault[] {
  const faults: BodyFault[] = [];
  const say = (message: string) => faults.push({ clause: committeeClause, message });
  if (members.length < rule.minMembers) say(`成员 ${members.length} 人，应不少于 ${rule.minMembers} 人`);
  if (rule.odd && members.length % 2 === 0) say(`成员 ${members.length} 人，应为单数`);
  const owners = members.filter((one) => one.seat === 'owner').length;
  const [part, whole] = fraction(rule.ownerShare);
  if (BigInt(owners) * whole < part * BigInt(members.length))
    say(`业主代表 ${owners} 人，应不少于成员的 ${rule.ownerShare}`);
  const chairs = members.filter((one) => one.post === 'chair');
  if (chairs.length !== 1) say(`主任 ${chairs.length} 人，应有一人`);
  else if (chairs.some((one) => !rule.chairs.includes(one.seat)))
    say('主任应由街道（乡镇）或居（村）委会的代表担任');
  return faults;
}

/** Where a term stands on a day. */
export type TermState = 'open' | 'running' | 'soon' | 'over' | 'ended';
export const termNames: Readonly<Record<TermState, string>> = {
  open: '未定任期',
  running: '任期内',
  soon: '即将届满',
  over: '已届满',
  ended: '已终止',
};
export function termState(
  one: { readonly termUntil: string | null; readonly endedOn: string | null },
  today: Day,
  warnDays: number,
): TermState {
  if (one.endedOn !== null) return 'ended';
  if (one.termUntil === null) return 'open';
  if (one.termUntil < today) return 'over';
  return one.termUntil <= addDays(today, warnDays) ? 'soon' : 'running';
}
