import type { Role } from '#shared/actor.ts';

/**
 * The way of a payment request (用款申请): drafted by the firm, or by the task force on its behalf, then checked seat by
 * seat and authorised by finance. Nobody ever sits on two seats of one request.
 */
export const paymentStates = [
  'draft',
  'submitted',
  'supervisorChecked',
  'subdistrictChecked',
  'taskForceChecked',
  'authorised',
  'paid',
  'withdrawn',
  'refused',
] as const;
export type PaymentState = (typeof paymentStates)[number];

export const paymentStateNames: Readonly<Record<PaymentState, string>> = {
  draft: '起草中',
  submitted: '已提交，待监理审核',
  supervisorChecked: '监理已审，待街道审核',
  subdistrictChecked: '街道已审，待专班审核',
  taskForceChecked: '专班已审，待财政授权',
  authorised: '已授权，待支付',
  paid: '已支付',
  withdrawn: '已撤回',
  refused: '不予支付',
};

/** Seats in the order in which a request passes them; one person, one seat. */
export const paymentSeats = ['drafter', 'supervisor', 'subdistrict', 'taskForce', 'finance'] as const;
export type PaymentSeat = (typeof paymentSeats)[number];

export const seatNames: Readonly<Record<PaymentSeat, string>> = {
  drafter: '申请人',
  supervisor: '监理单位',
  subdistrict: '街道（乡镇）',
  taskForce: '工作专班',
  finance: '财政部门',
};

const seatRoles: Readonly<Record<PaymentSeat, readonly Role[]>> = {
  drafter: ['firm', 'taskForce'],
  supervisor: ['siteSupervisor'],
  subdistrict: ['subdistrictClerk'],
  taskForce: ['taskForce'],
  finance: ['finance'],
};

export const paymentSteps = ['submit', 'check', 'authorise', 'return', 'withdraw', 'refuse'] as const;
export type PaymentStep = (typeof paymentSteps)[number];

export const paymentStepNames: Readonly<Record<PaymentStep, string>> = {
  submit: '提交',
  check: '审核通过',
  authorise: '授权支付',
  return: '退回',
  withdraw: '撤回',
  refuse: '不予支付',
};

/** State in which a seat has the turn, and the state its passing leads to. */
const turns: Readonly<Record<PaymentSeat, { readonly at: PaymentState; readonly to: PaymentState }>> = {
  drafter: { at: 'draft', to: 'submitted' },
  supervisor: { at: 'submitted', to: 'supervisorChecked' },
  subdistrict: { at: 'supervisorChecked', to: 'subdistrictChecked' },
  taskForce: { at: 'subdistrictChecked', to: 'taskForceChecked' },
  finance: { at: 'taskForceChecked', to: 'authorised' },
};

/** What the way depends on besides the state. */
export type PaymentWay = {
  readonly state: PaymentState;
  /** Contracts of design or site supervision have no site supervisor over them: that seat falls away. */
  readonly supervised: boolean;
  /** Everybody who ever sat on a seat of this request, in any round. */
  readonly hands: readonly { readonly actorId: string; readonly seat: PaymentSeat }[];
};

export type PaymentActor = {
  readonly id: string;
  readonly roles: readonly Role[];
  /** What of the contract the actor's organisation is; null: neither. */
  readonly side: 'supplier' | 'supervisor' | null;
};

/** The seats of a request in their order. */
export const seatsOf = (way: Pick<PaymentWay, 'supervised'>): readonly PaymentSeat[] =>
  paymentSeats.filter((seat) => seat !== 'supervisor' || way.supervised);

/** State at which a seat has the turn: with no supervisor the subdistrict takes the request as it was submitted. */
const turnAt = (seat: PaymentSeat, way: Pick<PaymentWay, 'supervised'>): PaymentState =>
  seat === 'subdistrict' && !way.supervised ? 'submitted' : turns[seat].at;

/** Whose turn it is; null when the way has ended. */
export const seatInTurn = (way: Pick<PaymentWay, 'state' | 'supervised'>): PaymentSeat | null =>
  seatsOf(way).find((seat) => turnAt(seat, way) === way.state) ?? null;

/** The state in words; where no supervisor sits, a submitted request waits for the subdistrict. */
export const stateWords = (way: Pick<PaymentWay, 'state' | 'supervised'>): string =>
  way.state === 'submitted' && !way.supervised ? '已提交，待街道审核' : paymentStateNames[way.state];

export type PaymentRefusal = 'role' | 'organisation' | 'state' | 'reason-missing' | 'same-person' | 'target';
export type PaymentResult =
  | { readonly ok: true; readonly state: PaymentState; readonly seat: PaymentSeat }
  | { readonly ok: false; readonly refusal: PaymentRefusal; readonly seat?: PaymentSeat };

const no = (refusal: PaymentRefusal, seat?: PaymentSeat): PaymentResult =>
  seat ? { ok: false, refusal, seat } : { ok: false, refusal };

/** Whether the actor may sit on the seat: by role, for outside people by their organisation, and by having no other. */
function sits(way: PaymentWay, seat: PaymentSeat, actor: PaymentActor): PaymentResult | null {
  if (!actor.roles.some((role) => seatRoles[seat].includes(role))) return no('role');
  const office = actor.roles.some((role) => seatRoles[seat].includes(role) && role === 'taskForce');
  if (seat === 'drafter' && !office && actor.side !== 'supplier') return no('organisation');
  if (seat === 'supervisor' && actor.side !== 'supervisor') return no('organisation');
  const other = way.hands.find((hand) => hand.actorId === actor.id && hand.seat !== seat);
  return other ? no('same-person', other.seat) : null;
}

/** Seats an earlier hand of which a return may go to: those before the one in turn. */
export function returnTargets(way: Pick<PaymentWay, 'state' | 'supervised'>): readonly PaymentSeat[] {
  const seats = seatsOf(way);
  const turn = seatInTurn(way);
  return turn ? seats.slice(0, seats.indexOf(turn)) : [];
}

export type PaymentOrder = {
  readonly step: PaymentStep;
  readonly note: string;
  /** With `return`: the seat that gets the request back. */
  readonly to?: PaymentSeat | undefined;
};

const reasoned: readonly PaymentStep[] = ['return', 'withdraw', 'refuse'];

/**
 * Takes one step, or tells why it may not be taken. A return goes to any earlier seat; a withdrawal is the drafter's, up
 * to the authorisation; a refusal is the task force's or finance's when it is their turn.
 */
export function takePaymentStep(way: PaymentWay, order: PaymentOrder, actor: PaymentActor): PaymentResult {
  const turn = seatInTurn(way);
  if (!turn) return no('state');
  const seat = order.step === 'withdraw' ? 'drafter' : turn;
  const fits = stepSeats[order.step].includes(seat);
  if (!fits) return no('state');
  const barred = sits(way, seat, actor);
  if (barred) return barred;
  if (reasoned.includes(order.step) && order.note.trim() === '') return no('reason-missing');
  if (order.step === 'withdraw') return { ok: true, state: 'withdrawn', seat };
  if (order.step === 'refuse') return { ok: true, state: 'refused', seat };
  if (order.step !== 'return') return { ok: true, state: turns[seat].to, seat };
  if (!order.to || !returnTargets(way).includes(order.to)) return no('target');
  return { ok: true, state: turnAt(order.to, way), seat };
}

const stepSeats: Readonly<Record<PaymentStep, readonly PaymentSeat[]>> = {
  submit: ['drafter'],
  check: ['supervisor', 'subdistrict', 'taskForce'],
  authorise: ['finance'],
  return: ['supervisor', 'subdistrict', 'taskForce', 'finance'],
  withdraw: ['drafter'],
  refuse: ['taskForce', 'finance'],
};

/** The steps the actor may take now; what the screen offers. */
export const paymentStepsFor = (way: PaymentWay, actor: PaymentActor): PaymentStep[] =>
  paymentSteps.filter((step) => {
    const to = returnTargets(way)[0];
    return takePaymentStep(way, { step, note: '—', ...(to ? { to } : {}) }, actor).ok;
  });
