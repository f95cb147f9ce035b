import { policyOn } from '#modules/policy/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { paymentDue } from '../../domain/payments/deadline.ts';
import { missingPapers } from '../../domain/payments/papers.ts';
import {
  type PaymentRefusal,
  type PaymentSeat,
  type PaymentState,
  type PaymentStep,
  type PaymentWay,
  paymentStepNames,
  seatInTurn,
  seatNames,
  stateWords,
  takePaymentStep,
} from '../../domain/payments/payment-steps.ts';
import { paymentsProblems } from '../../problems-payments.ts';
import { authorise } from '../ledger/post.ts';
import type { ContractRow } from '../works/contract-sight.ts';
import { proposedLines, wantedOf } from './assign.ts';
import { requiredPapers } from './basis.query.ts';
import { showPayment } from './detail.query.ts';
import { checkAvailable } from './draft.ts';
import {
  actorOn,
  linesOf,
  lockedPayment,
  type PaymentRow,
  takeSeat,
  wayOf,
  writeLines,
} from './payment-row.ts';

type Input = { id: string; version: number; step: PaymentStep; note: string; to?: PaymentSeat | undefined };

function refuse(way: PaymentWay, step: PaymentStep, refusal: PaymentRefusal, seat?: PaymentSeat): never {
  const turn = seatInTurn(way);
  const names = {
    state: stateWords(way),
    step: paymentStepNames[step],
    seat: seatNames[seat ?? (step === 'withdraw' ? 'drafter' : (turn ?? 'drafter'))],
  };
  const codes = {
    role: 'funding.payments.role',
    organisation: 'funding.payments.organisation',
    state: 'funding.payments.state',
    'reason-missing': 'funding.payments.reason',
    'same-person': 'funding.payments.same-person',
    target: 'funding.payments.target',
  } as const;
  const at = { 'reason-missing': 'note', target: 'to' }[refusal as string];
  throw problem(paymentsProblems, codes[refusal], names, at === undefined ? {} : { at });
}

/** Hands in: papers complete, amounts still there, sources proposed; the term of payment begins. */
async function handIn(ctx: Ctx, row: PaymentRow, contract: ContractRow) {
  const required = (await requiredPapers(ctx, contract))[row.kind];
  const attached = await ctx.tx
    .selectFrom('fundingPaymentPaper')
    .select('paper')
    .where('paymentId', '=', row.id)
    .execute();
  const missing = missingPapers(required, attached);
  if (missing.length > 0)
    throw problem(paymentsProblems, 'funding.payments.papers', {
      papers: missing.map((one) => one.title).join('、'),
    });
  await checkAvailable(ctx, contract, row.kind, await wantedOf(ctx, row));
  await writeLines(ctx, row, await proposedLines(ctx, contract, row));
  const { values } = await policyOn(ctx.tx, contract.regionCode, ctx.today);
  const clock = { days: contract.terms.termDays, unit: values['payment.deadlines'].unit };
  return { completeOn: ctx.today, dueOn: paymentDue(ctx.today, clock, values['calendar.holidays']) };
}

/** The last step: the ledger asks earmark, balance, gates, contract and measured work, and refuses in words. */
async function letPay(ctx: Ctx, row: PaymentRow, contract: ContractRow) {
  const lines = await linesOf(ctx, row.id);
  const { authorisationId } = await authorise(ctx, {
    paymentId: row.id,
    contractId: contract.id,
    kind: row.kind,
    payee: contract.terms.supplierName,
    bookedOn: ctx.today,
    lines: lines.map(({ sourceId, estateId, item, amountFen }) => {
      if (sourceId === null) throw problem(paymentsProblems, 'funding.payments.source');
      return { sourceId, estateId, item, amountFen };
    }),
  });
  return { authorisationId };
}

async function effectOf(
  ctx: Ctx,
  step: PaymentStep,
  to: PaymentState,
  of: { row: PaymentRow; contract: ContractRow },
): Promise<object> {
  if (step === 'submit') return handIn(ctx, of.row, of.contract);
  if (step === 'authorise') return letPay(ctx, of.row, of.contract);
  // back with the drafter it is no longer complete: the term begins anew with the next handing in
  if (step === 'return' && to === 'draft') return { completeOn: null, dueOn: null };
  return {};
}

/** 办理一步: one person, one seat, in the order of the seats; each with note and time. */
export async function takeStep(ctx: Ctx, input: Input) {
  const { row, contract } = await lockedPayment(ctx, input);
  const way = await wayOf(ctx, row);
  const { step, note, to } = input;
  const result = takePaymentStep(way, { step, note, to }, actorOn(ctx, contract));
  if (!result.ok) refuse(way, step, result.refusal, result.seat);
  await takeSeat(ctx, row, result.seat);
  const effect = await effectOf(ctx, step, result.state, { row, contract });
  await ctx.tx
    .insertInto('fundingPaymentStep')
    .values({
      paymentId: row.id,
      regionCode: row.regionCode,
      step,
      seat: result.seat,
      fromState: row.state,
      toState: result.state,
      actorId: ctx.actor.id,
      actorName: ctx.actor.name,
      note,
      at: ctx.now,
    })
    .execute();
  await ctx.tx
    .updateTable('fundingPayment')
    .set({ state: result.state, ...effect, version: row.version + 1, updatedAt: ctx.now })
    .where('id', '=', row.id)
    .execute();
  await ctx.audit({
    action: 'funding.payments.take',
    subjectKind: 'fundingPayment',
    subjectId: row.id,
    regionCode: row.regionCode,
    detail: { step, seat: result.seat, from: row.state, to: result.state },
  });
  return showPayment(ctx, { id: row.id });
}
