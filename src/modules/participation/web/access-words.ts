import type { cardStates, documentKinds } from '../contract-access.ts';
import { refusalKinds } from '../domain/access/refusal-kinds.ts';
import { ballotRefusalKinds } from '../domain/ballot/words.ts';

export type CardState = (typeof cardStates)[number];

export const cardStateNames: Readonly<Record<CardState, string>> = {
  none: '未制卡',
  unused: '未使用',
  redeemed: '已使用',
  expired: '已过期',
  revoked: '已作废',
};

export const cardStateColours: Readonly<Record<CardState, string>> = {
  none: 'default',
  unused: 'processing',
  redeemed: 'success',
  expired: 'warning',
  revoked: 'error',
};

export const documentNames: Readonly<Record<(typeof documentKinds)[number], string>> = {
  idCard: '居民身份证',
  passport: '护照或通行证',
  ownershipBook: '不动产权证',
  organisation: '单位证照与授权书',
};

const kinds: Readonly<Record<string, string>> = {
  ...refusalKinds,
  ...ballotRefusalKinds,
  'visitor.absent': '投票：会话已失效',
  'visitor.not-owner': '投票：未核实业主身份',
};

/** How a refusal is called; a kind this page does not know yet is shown as it is kept. */
export const refusalName = (kind: string): string => kinds[kind] ?? kind;

export const refusalOptions = Object.entries(kinds).map(([value, label]) => ({ value, label }));
