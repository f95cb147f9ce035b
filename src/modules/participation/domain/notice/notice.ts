import type { Day } from '#shared/day.ts';
import { addDays } from '#shared/working-days.ts';

export const noticeKinds = ['scheme', 'roll', 'vote', 'result', 'choice', 'other'] as const;
export type NoticeKind = (typeof noticeKinds)[number];
export const noticeNames: Readonly<Record<NoticeKind, string>> = {
  scheme: '改造方案公示',
  roll: '表决名册公示',
  vote: '表决公告',
  result: '表决结果公示',
  choice: '改造内容选择公示',
  other: '其他公示',
};
export const noticeStates = ['draft', 'posted', 'withdrawn'] as const;
export type NoticeState = (typeof noticeStates)[number];

/** Least days of each kind, from the pack. */
export type NoticeDays = Readonly<Record<NoticeKind, number>>;

/** First day on which a notice posted then may end: the day of posting is not counted (民法典 201). */
export const earliestUntil = (posted: Day, kind: NoticeKind, days: NoticeDays): Day =>
  addDays(posted, days[kind]);

/** Where a notice stands on a day. */
export type NoticePhase = 'draft' | 'coming' | 'running' | 'ended' | 'withdrawn';
export const noticePhaseNames: Readonly<Record<NoticePhase, string>> = {
  draft: '草稿',
  coming: '待公示',
  running: '公示中',
  ended: '期满',
  withdrawn: '已撤回',
};
export function noticePhase(
  one: { readonly state: NoticeState; readonly postedOn: string; readonly until: string },
  today: Day,
): NoticePhase {
  if (one.state !== 'posted') return one.state;
  if (today < one.postedOn) return 'coming';
  return today <= one.until ? 'running' : 'ended';
}
