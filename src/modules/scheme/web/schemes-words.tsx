import { Tag } from 'antd';
import { classNames } from '../domain/rules/catalogue.ts';
import { type VersionState, versionStateNames } from '../domain/state.ts';
import type { schemeApi } from './api.ts';

export type Scheme = Awaited<ReturnType<typeof schemeApi.schemes.show>>;
export type Version = Scheme['current'];
export type Line = Version['lines'][number];
export type Difference = Awaited<ReturnType<typeof schemeApi.schemes.difference>>;

const colours: Readonly<Record<VersionState, string>> = {
  draft: 'default',
  submitted: 'processing',
  reviewed: 'processing',
  posted: 'processing',
  approved: 'success',
  returned: 'warning',
  cancelled: 'default',
};

export const StateTag = ({ state }: { readonly state: VersionState }) => (
  <Tag color={colours[state]}>{versionStateNames[state]}</Tag>
);

const classColours = { basic: 'processing', improvement: 'success', enhancement: 'default' } as const;

/** Which class an item belongs to, as a word with a colour beside it. */
export const ClassTag = ({ of }: { readonly of: Line['class'] }) => (
  <Tag color={classColours[of]}>{classNames[of]}</Tag>
);

export const optionsOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));
