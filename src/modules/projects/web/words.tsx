import { Tag } from 'antd';
import type { Target } from '../domain/built.ts';
import type { Verdict } from '../domain/facts.ts';

export const verdictNames: Readonly<Record<Verdict, string>> = { yes: '符合', no: '不符合', unknown: '未知' };
export const targetNames: Readonly<Record<Target, string>> = { must: '必改', aspire: '力争' };
export const opinionNames = { support: '支持', oppose: '不支持' } as const;
export const projectStateNames = { approved: '已批准', cancelled: '已撤销' } as const;

const colours: Readonly<Record<Verdict, string>> = { yes: 'success', no: 'error', unknown: 'warning' };

/** A verdict as a word with a colour beside it. */
export const VerdictTag = ({ verdict }: { readonly verdict: Verdict }) => (
  <Tag color={colours[verdict]}>{verdictNames[verdict]}</Tag>
);

/** 必改 or 力争; — where the estate is neither. */
export const TargetTag = ({ target }: { readonly target: Target | null }) =>
  target === null ? (
    '—'
  ) : (
    <Tag color={target === 'must' ? 'processing' : 'default'}>{targetNames[target]}</Tag>
  );

/** The options of a choice out of a table of names. */
export const optionsOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));
