import './wishes.css';
import { Tag } from 'antd';
import { percentText } from '#ui/quantity.ts';
import { stateNames } from '../contract-wishes-shapes.ts';
import type { participationApi } from './api.ts';

export type WishesDetail = Awaited<ReturnType<typeof participationApi.wishes.show>>;
export type WishesItem = Awaited<ReturnType<typeof participationApi.wishes.list>>['items'][number];
export type WishesFigures = Awaited<ReturnType<typeof participationApi.wishes.figures>>['figures'];
type State = WishesItem['state'];

const colours: Readonly<Record<State, string>> = {
  draft: 'default',
  open: 'processing',
  closed: 'success',
  cancelled: 'error',
};

export const StateTag = ({ one }: { readonly one: { readonly state: State; readonly overdue: boolean } }) => (
  <>
    <Tag color={colours[one.state]}>{stateNames[one.state]}</Tag>
    {one.overdue && <Tag color="error">已过截止日期</Tag>}
  </>
);

const metNames = { yes: '达到', no: '未达到', unknown: '无法判断' } as const;
const metColours = { yes: 'success', no: 'warning', unknown: 'default' } as const;

type Covered = Pick<WishesItem, 'answered' | 'households' | 'met'>;

/** 120 / 160（75%）达到. */
export const CoverageText = ({ one }: { readonly one: Covered }) => (
  <>
    {one.answered} / {one.households ?? '户数不详'}
    {one.households ? `（${percentText(one.answered / one.households)}）` : ''}{' '}
    <Tag color={metColours[one.met]}>{metNames[one.met]}</Tag>
  </>
);

/** The options of a choice out of a table of names. */
export const wordOptions = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));
