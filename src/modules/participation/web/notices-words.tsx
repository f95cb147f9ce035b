import { Tag } from 'antd';
import { numberText } from '#ui/quantity.ts';
import type { NoticeKind } from '../domain/notice/notice.ts';
import type { participationApi } from './api.ts';

type Api = typeof participationApi;
export type Notice = Awaited<ReturnType<Api['notices']['list']>>['items'][number];
export type NoticeDetail = Awaited<ReturnType<Api['notices']['show']>>;
export type Objection = Awaited<ReturnType<Api['objections']['list']>>['items'][number];
export type ObjectionDetail = Awaited<ReturnType<Api['objections']['show']>>;

export const optionsOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

/** The value of a filter when it is one of the names, else nothing. */
export const oneOf = <T extends string>(
  names: Readonly<Record<T, string>>,
  value: string | undefined,
): T | undefined => (value !== undefined && Object.hasOwn(names, value) ? (value as T) : undefined);

/** Today in China, as the server counts days. */
export const chinaToday = (): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());

export const addDaysText = (day: string, days: number): string => {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
};

/** 逾期 beside a day, in words and colour. */
export const OverdueTag = ({ overdue }: { readonly overdue: boolean }) =>
  overdue ? <Tag color="error">逾期</Tag> : null;

/** 件 with its figure. */
export const piecesText = (n: number): string => `${numberText(n)} 件`;

/** What a notice was posted for, as a page of the console; objections to a roll lead to the roll itself. */
export function noticeSubject(one: {
  readonly kind: NoticeKind;
  readonly subjectId: string | null;
}): { readonly label: string; readonly path: string } | null {
  if (one.subjectId === null) return null;
  const vote = `/participation/votes/${one.subjectId}`;
  if (one.kind === 'roll') return { label: '查看表决名册', path: `${vote}/roll` };
  if (one.kind === 'vote' || one.kind === 'result') return { label: '查看表决', path: vote };
  if (one.kind === 'choice')
    return { label: '查看改造内容选择', path: `/participation/choices/${one.subjectId}` };
  return null;
}
