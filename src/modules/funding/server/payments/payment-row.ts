import type { Selectable } from 'kysely';
import type { FundingPayment, FundingPaymentLine } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { PaymentKind } from '../../domain/payments/papers.ts';
import type {
  PaymentActor,
  PaymentSeat,
  PaymentState,
  PaymentWay,
} from '../../domain/payments/payment-steps.ts';
import { paymentsProblems } from '../../problems-payments.ts';
import { type ContractRow, contractRow, sideOf } from '../works/contract-sight.ts';
import { paymentsInSight } from './rows.query.ts';

export type PaymentRow = Selectable<FundingPayment> & {
  readonly kind: PaymentKind;
  readonly state: PaymentState;
};
export type LineRow = Selectable<FundingPaymentLine>;

/** A request in sight with its contract. Throws `funding.payments.absent`. */
export async function paymentRow(
  ctx: Pick<Ctx, 'tx' | 'actor'>,
  id: string,
): Promise<{ row: PaymentRow; contract: ContractRow }> {
  const seen = await paymentsInSight(ctx).select('y.id').where('y.id', '=', id).executeTakeFirst();
  if (!seen) throw problem(paymentsProblems, 'funding.payments.absent');
  const row = await ctx.tx
    .selectFrom('fundingPayment')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const contract = await contractRow(ctx, row.contractId);
  return { row: { ...row, kind: row.kind as PaymentKind, state: row.state as PaymentState }, contract };
}

/** The same, locked, and as the caller saw it. Throws `funding.payments.stale`. */
export async function lockedPayment(ctx: Ctx, input: { id: string; version: number }) {
  const seen = await paymentsInSight(ctx).select('y.id').where('y.id', '=', input.id).executeTakeFirst();
  if (!seen) throw problem(paymentsProblems, 'funding.payments.absent');
  await ctx.tx
    .selectFrom('fundingPayment')
    .select('id')
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirst();
  const found = await paymentRow(ctx, input.id);
  if (found.row.version !== input.version) throw problem(paymentsProblems, 'funding.payments.stale');
  return found;
}

/** Who sat where, and how far it is. */
export async function wayOf(ctx: Pick<Ctx, 'tx'>, row: PaymentRow): Promise<PaymentWay> {
  const hands = await ctx.tx
    .selectFrom('fundingPaymentHand')
    .select(['actorId', 'seat'])
    .where('paymentId', '=', row.id)
    .execute();
  return {
    state: row.state,
    supervised: row.supervised,
    hands: hands.map((hand) => ({ actorId: hand.actorId, seat: hand.seat as PaymentSeat })),
  };
}

export const actorOn = (ctx: Pick<Ctx, 'actor'>, contract: ContractRow): PaymentActor => ({
  id: ctx.actor.id,
  roles: ctx.actor.roles,
  side: sideOf(ctx.actor, contract.terms),
});

export const linesOf = (ctx: Pick<Ctx, 'tx'>, id: string): Promise<LineRow[]> =>
  ctx.tx
    .selectFrom('fundingPaymentLine')
    .selectAll()
    .where('paymentId', '=', id)
    .orderBy('position')
    .execute();

/** Replaces the lines of a request. */
export async function writeLines(
  ctx: Pick<Ctx, 'tx'>,
  payment: { readonly id: string; readonly regionCode: string },
  lines: readonly {
    readonly estateId: string;
    readonly item: string;
    readonly sourceId: string | null;
    readonly amountFen: bigint;
    readonly reason: string;
  }[],
): Promise<void> {
  await ctx.tx.deleteFrom('fundingPaymentLine').where('paymentId', '=', payment.id).execute();
  await ctx.tx
    .insertInto('fundingPaymentLine')
    .values(
      lines.map(({ estateId, item, sourceId, amountFen, reason }, position) => ({
        ...{ estateId, item, sourceId, amountFen, reason, position },
        paymentId: payment.id,
        regionCode: payment.regionCode,
      })),
    )
    .execute();
}

/** A person takes a seat of a request; the same person on another one is refused by the key, as a sentence. */
export async function takeSeat(
  ctx: Ctx,
  payment: { readonly id: string; readonly regionCode: string },
  seat: PaymentSeat,
): Promise<void> {
  await ctx.tx
    .insertInto('fundingPaymentHand')
    .values({ paymentId: payment.id, actorId: ctx.actor.id, seat, regionCode: payment.regionCode })
    .onConflict((conflict) => conflict.constraint('funding_payment_hand_seat_key').doNothing())
    .execute();
}
