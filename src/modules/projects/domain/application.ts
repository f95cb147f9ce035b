import type { Role } from '#shared/actor.ts';

/**
 * The way in is bottom-up (clause 五(二), 自下而上): the community applies, the subdistrict gives its
 * opinion, the task force accepts or returns with a reason.
 */
export const applicationStates = ['submitted', 'opined', 'accepted', 'returned', 'withdrawn'] as const;
export type ApplicationState = (typeof applicationStates)[number];

export const stateNames: Readonly<Record<ApplicationState, string>> = {
  submitted: '社区已申请，待街道意见',
  opined: '街道已出具意见，待专班受理',
  accepted: '专班已受理',
  returned: '已退回',
  withdrawn: '已撤回',
};

export const applicationSteps = [
  'apply',
  'opine',
  'accept',
  'return',
  'resubmit',
  'withdraw',
  'revoke',
] as const;
export type ApplicationStep = (typeof applicationSteps)[number];

export const stepNames: Readonly<Record<ApplicationStep, string>> = {
  apply: '社区申请',
  opine: '街道意见',
  accept: '专班受理',
  return: '专班退回',
  resubmit: '社区重新申请',
  withdraw: '社区撤回',
  revoke: '撤销受理',
};

type Transition = {
  /** States it may start from; null is an estate without a running application. */
  readonly from: readonly (ApplicationState | null)[];
  readonly to: ApplicationState;
  readonly roles: readonly Role[];
  /** Whether a written reason (or opinion) must come with it. */
  readonly needsText: boolean;
};

const community: readonly Role[] = ['communityClerk', 'subdistrictClerk'];
const taskForce: readonly Role[] = ['taskForce', 'administrator'];

/** Who may take which step, from where, to where. A subdistrict may file on behalf of a community. */
export const transitions: Readonly<Record<ApplicationStep, Transition>> = {
  apply: { from: [null, 'withdrawn'], to: 'submitted', roles: community, needsText: false },
  opine: { from: ['submitted'], to: 'opined', roles: ['subdistrictClerk'], needsText: true },
  accept: { from: ['opined'], to: 'accepted', roles: taskForce, needsText: false },
  return: { from: ['submitted', 'opined'], to: 'returned', roles: taskForce, needsText: true },
  resubmit: { from: ['returned'], to: 'submitted', roles: community, needsText: false },
  withdraw: { from: ['submitted', 'opined', 'returned'], to: 'withdrawn', roles: community, needsText: true },
  revoke: { from: ['accepted'], to: 'returned', roles: taskForce, needsText: true },
};

/** What has to be known of the estate besides the state, for acceptance and its revocation. */
export type ApplicationStanding = {
  readonly eligible: 'yes' | 'no' | 'unknown';
  readonly opinion: 'support' | 'oppose' | null;
  readonly disputeOpen: boolean;
  readonly inProject: boolean;
};

export type StepRefusal =
  | 'role'
  | 'state'
  | 'text-missing'
  | 'not-eligible'
  | 'eligibility-unknown'
  | 'opposed'
  | 'dispute-open'
  | 'in-project';
export type StepResult =
  | { readonly ok: true; readonly state: ApplicationState }
  | { readonly ok: false; readonly refusal: StepRefusal };

const refused = (refusal: StepRefusal): StepResult => ({ ok: false, refusal });

/**
 * Takes one step of an application, or tells why it may not be taken. Acceptance demands a clear yes on
 * clause 三, a supporting opinion and no open dispute; an acceptance is not revoked under a running project.
 */
export function takeStep(
  state: ApplicationState | null,
  step: ApplicationStep,
  by: { readonly roles: readonly Role[]; readonly text: string },
  standing: ApplicationStanding,
): StepResult {
  const transition = transitions[step];
  if (!by.roles.some((role) => transition.roles.includes(role))) return refused('role');
  if (!transition.from.includes(state)) return refused('state');
  if (transition.needsText && by.text.trim() === '') return refused('text-missing');
  if (step === 'accept') {
    if (standing.eligible === 'no') return refused('not-eligible');
    if (standing.eligible === 'unknown') return refused('eligibility-unknown');
    if (standing.opinion !== 'support') return refused('opposed');
    if (standing.disputeOpen) return refused('dispute-open');
  }
  if (step === 'revoke' && standing.inProject) return refused('in-project');
  return { ok: true, state: transition.to };
}

/** The steps the roles may take from a state; what the screen offers. */
export const stepsFrom = (state: ApplicationState | null, roles: readonly Role[]): ApplicationStep[] =>
  applicationSteps.filter(
    (step) =>
      transitions[step].from.includes(state) && roles.some((role) => transitions[step].roles.includes(role)),
  );
