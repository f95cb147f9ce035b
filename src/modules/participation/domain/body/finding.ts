import type { Day } from '#shared/day.ts';
import { addDays } from '#shared/working-days.ts';

export const severities = ['note', 'defect', 'danger'] as const;
export type Severity = (typeof severities)[number];
export const severityNames: Readonly<Record<Severity, string>> = {
  note: '建议',
  defect: '缺陷',
  danger: '隐患',
};
export type FindingState = 'open' | 'answered' | 'accepted';
export const findingStateNames: Readonly<Record<FindingState, string>> = {
  open: '待整改',
  answered: '待验收',
  accepted: '已验收',
};

/** Where a finding of a site visit stands: an answer counts only once an inspector accepts it (五(七)). */
export const findingState = (one: {
  readonly answered: boolean;
  readonly accepted: boolean;
}): FindingState => (one.accepted ? 'accepted' : one.answered ? 'answered' : 'open');

/** By when a finding is to be answered, by its severity. */
export const findingDue = (found: Day, severity: Severity, days: Readonly<Record<Severity, number>>): Day =>
  addDays(found, days[severity]);

export const isOverdue = (
  one: { readonly dueOn: string | null; readonly state: FindingState },
  today: Day,
): boolean => one.state === 'open' && one.dueOn !== null && one.dueOn < today;

export const visitKinds = ['openDay', 'siteVisit'] as const;
export type VisitKind = (typeof visitKinds)[number];
export const visitNames: Readonly<Record<VisitKind, string>> = { openDay: '开放日', siteVisit: '现场查看' };
