import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outsideRoles, type Role, roles } from '#shared/actor.ts';
import {
  type PaymentActor,
  type PaymentOrder,
  type PaymentSeat,
  type PaymentState,
  type PaymentWay,
  paymentSeats,
  paymentSteps,
  paymentStepsFor,
  returnTargets,
  seatInTurn,
  seatsOf,
  takePaymentStep,
} from './payment-steps.ts';

const ordinary = (state: PaymentState): PaymentWay => ({ state, supervised: true, hands: [] });
const actor = (id: string, role: Role, side: PaymentActor['side'] = null): PaymentActor => ({
  id,
  roles: [role],
  side,
});
const firm = actor('f', 'firm', 'supplier');
const supervisor = actor('s', 'siteSupervisor', 'supervisor');
const clerk = actor('c', 'subdistrictClerk');
const taskForce = actor('t', 'taskForce');
const finance = actor('m', 'finance');

type Walk = { way: PaymentWay; done: string[] };
const go = (walk: Walk, order: PaymentOrder, by: PaymentActor): Walk => {
  const result = takePaymentStep(walk.way, order, by);
  if (!result.ok) return walk;
  const hands = [...walk.way.hands, { actorId: by.id, seat: result.seat }];
  return { way: { ...walk.way, state: result.state, hands }, done: [...walk.done, order.step] };
};

describe('用款申请的路（九：两人以上，同一人不得兼两道）', () => {
  it('依次经过五席，到授权为止', () => {
    let walk: Walk = { way: ordinary('draft'), done: [] };
    walk = go(walk, { step: 'submit', note: '' }, firm);
    for (const by of [supervisor, clerk, taskForce]) walk = go(walk, { step: 'check', note: '' }, by);
    walk = go(walk, { step: 'authorise', note: '' }, finance);
    expect(walk.way.state).toBe('authorised');
    expect(seatInTurn(walk.way)).toBeNull();
  });

  it('没有监理的合同（设计、监理），由街道接着审', () => {
    const way: PaymentWay = { state: 'submitted', supervised: false, hands: [] };
    expect(seatInTurn(way)).toBe('subdistrict');
    expect(takePaymentStep(way, { step: 'check', note: '' }, clerk)).toMatchObject({
      ok: true,
      state: 'subdistrictChecked',
    });
    expect(takePaymentStep(way, { step: 'check', note: '' }, supervisor)).toMatchObject({ ok: false });
    expect(returnTargets({ ...way, state: 'taskForceChecked' })).toEqual([
      'drafter',
      'subdistrict',
      'taskForce',
    ]);
    expect(
      takePaymentStep(
        { ...way, state: 'taskForceChecked' },
        { step: 'return', note: '补材料', to: 'subdistrict' },
        finance,
      ),
    ).toMatchObject({ ok: true, state: 'submitted' });
  });

  it('别的单位的项目经理、监理不能办', () => {
    expect(
      takePaymentStep(ordinary('draft'), { step: 'submit', note: '' }, actor('x', 'firm')),
    ).toMatchObject({
      refusal: 'organisation',
    });
    expect(
      takePaymentStep(
        ordinary('submitted'),
        { step: 'check', note: '' },
        actor('x', 'siteSupervisor', 'supplier'),
      ),
    ).toMatchObject({ refusal: 'organisation' });
  });

  it('专班代拟的，须由专班另一人审核', () => {
    const way = { ...ordinary('subdistrictChecked'), hands: [{ actorId: 't', seat: 'drafter' as const }] };
    expect(takePaymentStep(way, { step: 'check', note: '' }, taskForce)).toMatchObject({
      refusal: 'same-person',
      seat: 'drafter',
    });
    expect(takePaymentStep(way, { step: 'check', note: '' }, actor('t2', 'taskForce'))).toMatchObject({
      ok: true,
    });
  });

  it('退回、撤回、不予支付须写明理由；退回只到前面的席位', () => {
    const way = ordinary('taskForceChecked');
    expect(takePaymentStep(way, { step: 'return', note: ' ', to: 'drafter' }, finance)).toMatchObject({
      refusal: 'reason-missing',
    });
    expect(takePaymentStep(way, { step: 'return', note: '数量不符', to: 'finance' }, finance)).toMatchObject({
      refusal: 'target',
    });
    expect(takePaymentStep(way, { step: 'refuse', note: '重复申请' }, finance)).toMatchObject({
      state: 'refused',
    });
    expect(
      takePaymentStep(ordinary('submitted'), { step: 'refuse', note: '不符' }, supervisor),
    ).toMatchObject({
      refusal: 'state',
    });
    expect(takePaymentStep(ordinary('authorised'), { step: 'withdraw', note: '不要了' }, firm)).toMatchObject(
      {
        refusal: 'state',
      },
    );
  });

  const people = fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    roles: fc.uniqueArray(fc.constantFrom<Role>(...roles, ...outsideRoles), { minLength: 1, maxLength: 4 }),
    side: fc.constantFrom<PaymentActor['side']>('supplier', 'supervisor', null),
  });
  const orders = fc.record({
    step: fc.constantFrom(...paymentSteps),
    note: fc.constantFrom('', '理由'),
    to: fc.constantFrom<PaymentSeat | undefined>(undefined, ...paymentSeats),
  });

  it('任意的人任意地走：没有人坐过两席，授权的每席各是一人', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(orders, people), { maxLength: 60 }),
        fc.boolean(),
        (course, supervised) => {
          let walk: Walk = { way: { state: 'draft', supervised, hands: [] }, done: [] };
          for (const [order, by] of course) walk = go(walk, order, by);
          const seats = new Map<string, Set<PaymentSeat>>();
          for (const hand of walk.way.hands)
            seats.set(hand.actorId, (seats.get(hand.actorId) ?? new Set()).add(hand.seat));
          for (const held of seats.values()) expect(held.size).toBe(1);
          if (walk.way.state !== 'authorised') return;
          const needed = seatsOf(walk.way);
          expect(new Set(walk.way.hands.map((hand) => hand.seat))).toEqual(new Set(needed));
          expect(seats.size).toBeGreaterThanOrEqual(needed.length);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('提供的步骤都能走，没有提供的都走不通', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<PaymentState>(
          'draft',
          'submitted',
          'subdistrictChecked',
          'taskForceChecked',
          'paid',
          'refused',
        ),
        fc.boolean(),
        people,
        (state, supervised, by) => {
          const way: PaymentWay = { state, supervised, hands: [] };
          const offered = paymentStepsFor(way, by);
          for (const step of paymentSteps) {
            const to = returnTargets(way)[0];
            const result = takePaymentStep(way, { step, note: '理由', to }, by);
            expect(result.ok).toBe(offered.includes(step));
          }
        },
      ),
    );
  });
});
