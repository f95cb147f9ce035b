export const objectionStates = ['open', 'assigned', 'answered', 'withdrawn'] as const;
export type ObjectionState = (typeof objectionStates)[number];
export const objectionStateNames: Readonly<Record<ObjectionState, string>> = {
  open: '待分办',
  assigned: '办理中',
  answered: '已答复',
  withdrawn: '已撤回',
};
export const channels = ['online', 'paper', 'door', 'meeting', 'hotline'] as const;
export type Channel = (typeof channels)[number];
export const channelNames: Readonly<Record<Channel, string>> = {
  online: '网上',
  paper: '书面',
  door: '入户',
  meeting: '会议',
  hotline: '热线',
};

export const objectionSteps = [
  'assign',
  'answer',
  'publish',
  'unpublish',
  'withdraw',
  'dispute',
  'settle',
] as const;
export type ObjectionStep = (typeof objectionSteps)[number];
export const objectionStepNames: Readonly<Record<ObjectionStep, string>> = {
  assign: '分办',
  answer: '答复',
  publish: '公开',
  unpublish: '撤下公开',
  withdraw: '撤回',
  dispute: '列为争议',
  settle: '了结争议',
};

/** What decides which step may come next. */
export type Standing = {
  readonly state: ObjectionState;
  readonly published: boolean;
  /** Marked as making the estate disputed. */
  readonly disputed: boolean;
  /** That mark is settled. */
  readonly settled: boolean;
};

/** Whether it holds the estate: marked, not settled (五(二)). */
export const isHolding = (one: Standing): boolean => one.disputed && !one.settled;

/** The steps open to an objection. A published answer is taken down before it is changed or withdrawn. */
export function nextSteps(one: Standing): ObjectionStep[] {
  const live = one.state === 'open' || one.state === 'assigned';
  const steps: ObjectionStep[] = [];
  if (live) steps.push('assign');
  if (live || (one.state === 'answered' && !one.published)) steps.push('answer');
  if (one.state === 'answered' && !one.published) steps.push('publish');
  if (one.published) steps.push('unpublish');
  if (one.state !== 'withdrawn' && !one.published) steps.push('withdraw');
  if (one.state !== 'withdrawn' && !isHolding(one)) steps.push('dispute');
  if (isHolding(one)) steps.push('settle');
  return steps;
}

/** The number a resident is given: 异议-estate-place in the order of the estate. */
export const objectionNumber = (estateCode: string, n: number): string => `YY-${estateCode}-${n}`;
