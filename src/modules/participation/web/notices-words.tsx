import { Tag } from 'antd';
import { numberText } from '#ui/quantity.ts';
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
