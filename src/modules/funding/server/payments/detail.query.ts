import type { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { may } from '#shared/actor.ts';
import { type paymentDetail, paymentsActions } from '../../contract-payments.ts';
import { lateInterest } from '../../domain/payments/deadline.ts';
import { missingPapers, type RequiredPaper, wagesPart } from '../../domain/payments/papers.ts';
import {
  type PaymentSeat,
  type PaymentState,
  type PaymentStep,
  paymentStepsFor,
  returnTargets,
  seatInTurn,
  seatsOf,
} from '../../domain/payments/payment-steps.ts';
import { noteAuditorRead } from '../overview/note-read.ts';
import { type ContractRow, isOutside } from '../works/contract-sight.ts';
import { paperNames } from '../works/files.ts';
import { estateNames, itemNames } from '../works/names.query.ts';
import { requiredPapers } from './basis.query.ts';
import { paymentHoldings } from './holdings.query.ts';
import { actorOn, linesOf, type PaymentRow, paymentRow, wayOf } from './payment-row.ts';
import { orderedPayments, type PaymentView, presentPayment } from './rows.query.ts';

export type PaymentDetail = z.infer<typeof paymentDetail>;

async function viewOf(ctx: Ctx, id: string): Promise<PaymentView> {
  const row = await orderedPayments(ctx, { sort: 'createdAt', descending: true })
    .where('y.id', '=', id)
    .executeTakeFirstOrThrow();
  return presentPayment(ctx, row);
}

async function presentLines(ctx: Ctx, id: string): Promise<PaymentDetail['lines']> {
  const lines = await linesOf(ctx, id);
  const ids = [...new Set(lines.flatMap((line) => line.sourceId ?? []))];
  const sources = ids.length
    ? await ctx.tx
        .selectFrom('fundingSource')
        .select(['id', 'title', 'documentNumber'])
        .where('id', 'in', ids)
        .execute()
    : [];
  const nameOf = await estateNames(
    ctx,
    lines.map((line) => line.estateId),
  );
  const itemOf = await itemNames(ctx);
  return lines.map((line) => {
    const source = sources.find((one) => one.id === line.sourceId);
    return {
      estateId: line.estateId,
      estateName: nameOf(line.estateId),
      item: line.item,
      itemTitle: itemOf(line.item),
      sourceId: line.sourceId,
      sourceTitle: source?.title ?? null,
      documentNumber: source?.documentNumber ?? null,
      amountFen: String(line.amountFen),
      reason: line.reason,
    };
  });
}

async function papersPart(ctx: Ctx, row: PaymentRow, required: readonly RequiredPaper[]) {
  const rows = await ctx.tx
    .selectFrom('fundingPaymentPaper')
    .select(['paper', 'fileId'])
    .where('paymentId', '=', row.id)
    .orderBy('addedAt')
    .execute();
  const names = await paperNames(
    ctx.tx,
    rows.map((one) => one.fileId),
  );
  const others = [...new Set(rows.map((one) => one.paper))]
    .filter((id) => id !== 'other' && !required.some((one) => one.id === id))
    .map((id) => ({ id, title: id }));
  const filesOf = (id: string) =>
    rows
      .filter((one) => one.paper === id)
      .map((one) => ({ id: one.fileId, name: names.get(one.fileId) ?? '文件' }));
  const listed = [...required.map((one) => ({ ...one, required: true }))];
  const extra = [...others, { id: 'other', title: '其他材料' }].map((one) => ({ ...one, required: false }));
  return {
    papers: [...listed, ...extra].map((one) => ({ ...one, files: filesOf(one.id) })),
    missing: missingPapers(required, rows).map((one) => one.title),
  };
}

async function stepsPart(ctx: Ctx, row: PaymentRow) {
  const steps = await ctx.tx
    .selectFrom('fundingPaymentStep')
    .selectAll()
    .where('paymentId', '=', row.id)
    .orderBy('id', 'desc')
    .execute();
  const seats = seatsOf(row).map((seat) => ({
    seat,
    by: [...new Set(steps.filter((step) => step.seat === seat).map((step) => step.actorName))],
  }));
  return {
    steps: steps.map((step) => ({
      id: String(step.id),
      step: step.step as PaymentStep,
      seat: step.seat as PaymentSeat,
      state: step.toState as PaymentState,
      by: step.actorName,
      note: step.note,
      at: step.at.toISOString(),
    })),
    seats,
  };
}

/** Term of payment, and what paying late has cost by the law's own rate. */
async function clockPart(ctx: Ctx, contract: ContractRow, view: PaymentView) {
  const { values, pack } = await policyOn(ctx.tx, contract.regionCode, ctx.today);
  const rate = values['payment.interest'].dailyPerTenThousand;
  const owed = BigInt(view.amountFen) - BigInt(view.paidFen);
  const entry = pack.parameters.find((one) => one.id === 'payment.interest');
  return {
    termDays: contract.terms.termDays,
    termUnit: values['payment.deadlines'].unit,
    interestFen: String(lateInterest(owed, view.lateDays, rate)),
    interestRate: rate,
    interestUnverified: entry?.unverified === true || entry?.provenance === 'assumed',
  };
}

function wagesOf(contract: ContractRow, row: PaymentRow): PaymentDetail['wages'] {
  const { wagesAccount, wagesBp } = contract.terms;
  if (wagesBp === 0 || row.kind !== 'progress') return null;
  const { wagesFen, restFen } = wagesPart(row.amountFen, wagesBp);
  return { account: wagesAccount, shareBp: wagesBp, wagesFen: String(wagesFen), restFen: String(restFen) };
}

/** Sources to choose from; people outside the offices see none of it. */
async function holdingsPart(
  ctx: Ctx,
  contract: ContractRow,
  row: PaymentRow,
): Promise<PaymentDetail['holdings']> {
  if (isOutside(ctx.actor)) return [];
  const lines = await linesOf(ctx, row.id);
  const uses = new Map(lines.map(({ estateId, item }) => [`${estateId} ${item}`, { estateId, item }]));
  const holdings = await paymentHoldings(ctx, contract, row.kind, [...uses.values()]);
  return holdings.map((one) => ({ ...one, heldFen: String(one.heldFen) }));
}

const assignable: readonly PaymentState[] = [
  'submitted',
  'supervisorChecked',
  'subdistrictChecked',
  'taskForceChecked',
];

/** One request with everything a checker needs to judge it. */
export async function showPayment(ctx: Ctx, input: { id: string }): Promise<PaymentDetail> {
  const { row, contract } = await paymentRow(ctx, input.id);
  const view = await viewOf(ctx, row.id);
  const way = await wayOf(ctx, row);
  const actor = actorOn(ctx, contract);
  const next = paymentStepsFor(way, actor);
  const required = (await requiredPapers(ctx, contract))[row.kind];
  const turn = seatInTurn(way);
  return {
    ...view,
    note: row.note,
    supervised: row.supervised,
    authorisationId: row.authorisationId,
    ...(await clockPart(ctx, contract, view)),
    wages: wagesOf(contract, row),
    lines: await presentLines(ctx, row.id),
    ...(await papersPart(ctx, row, required)),
    holdings: await holdingsPart(ctx, contract, row),
    ...(await stepsPart(ctx, row)),
    next,
    returnTo: next.includes('return') ? [...returnTargets(way)] : [],
    mayEdit: turn === 'drafter' && next.includes('submit'),
    mayAssign: assignable.includes(row.state) && may(ctx.actor, paymentsActions['funding.payments.assign']),
  };
}

/** One request as asked for by a person; an auditor's look is noted. */
export async function lookAtPayment(ctx: Ctx, input: { id: string }): Promise<PaymentDetail> {
  const { row } = await paymentRow(ctx, input.id);
  const { id, regionCode } = row;
  noteAuditorRead(ctx, { action: 'funding.payments.read', kind: 'payment', id, regionCode });
  return showPayment(ctx, input);
}
