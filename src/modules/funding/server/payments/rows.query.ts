import { type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import { containing } from '#platform/database/containing.ts';
import type { Ctx } from '#platform/http/context.ts';
import { may, type Role } from '#shared/actor.ts';
import { day } from '#shared/day.ts';
import type { paymentDetail, paymentQuery } from '../../contract-payments.ts';
import { daysLate } from '../../domain/payments/deadline.ts';
import type { PaymentKind } from '../../domain/payments/papers.ts';
import { type PaymentState, seatInTurn, stateWords } from '../../domain/payments/payment-steps.ts';
import { isOutside } from '../works/contract-sight.ts';

export type PaymentFilter = z.infer<typeof paymentQuery>;
type Detail = z.infer<typeof paymentDetail>;
export type PaymentView = Pick<
  Detail,
  | 'id'
  | 'number'
  | 'contractId'
  | 'contractNumber'
  | 'contractTitle'
  | 'projectId'
  | 'projectName'
  | 'supplierName'
  | 'sme'
  | 'kind'
  | 'amountFen'
  | 'paidFen'
  | 'state'
  | 'stateText'
  | 'turn'
  | 'completeOn'
  | 'dueOn'
  | 'lateDays'
  | 'createdBy'
  | 'createdAt'
  | 'version'
>;

const paid = sql<SqlBool>`coalesce(a.paid_fen, 0) >= y.amount_fen`;
const open: readonly PaymentState[] = [
  'submitted',
  'supervisorChecked',
  'subdistrictChecked',
  'taskForceChecked',
  'authorised',
];
/** Role → states in which the one who has it is in turn. */
const waiting: Partial<Record<Role, readonly SqlState[]>> = {
  firm: [['draft', null]],
  siteSupervisor: [['submitted', true]],
  subdistrictClerk: [
    ['submitted', false],
    ['supervisorChecked', null],
  ],
  taskForce: [
    ['draft', null],
    ['subdistrictChecked', null],
  ],
  finance: [['taskForceChecked', null]],
};
/** State, and whether a supervisor must, must not sit over the contract; null: either. */
type SqlState = readonly [PaymentState, boolean | null];

/** Requests in sight: of the region, and for people outside of the own organisation's contracts. */
export function paymentsInSight(ctx: Pick<Ctx, 'tx' | 'actor'>) {
  const rows = ctx.tx
    .selectFrom('fundingPayment as y')
    .innerJoin('fundingContract as c', 'c.id', 'y.contractId')
    .innerJoin('fundingContractTerms as t', 't.contractId', 'y.contractId')
    .innerJoin('projectsProject as p', 'p.id', 'y.projectId')
    .leftJoin('fundingAuthorisation as a', 'a.id', 'y.authorisationId');
  if (!isOutside(ctx.actor)) return rows;
  const { organisationId } = ctx.actor;
  if (organisationId === null) return rows.where('y.id', 'is', null);
  return rows.where((row) =>
    row.or([
      row('t.supplierId', '=', organisationId),
      // what is still being drafted is the firm's own affair
      row.and([row('t.supervisorId', '=', organisationId), row('y.state', '<>', 'draft')]),
    ]),
  );
}

function mine(ctx: Ctx, rows: ReturnType<typeof paymentsInSight>) {
  const states = ctx.actor.roles.flatMap((role) => waiting[role] ?? []);
  if (states.length === 0) return rows.where('y.id', 'is', null);
  return rows
    .where((row) =>
      row.or(
        states.map(([state, supervised]) =>
          supervised === null
            ? row('y.state', '=', state)
            : row.and([row('y.state', '=', state), row('y.supervised', '=', supervised)]),
        ),
      ),
    )
    .where((row) =>
      // a draft waits for its own drafter
      row.or([row('y.state', '<>', 'draft'), row('y.createdById', '=', ctx.actor.id)]),
    );
}

function marked(ctx: Ctx, filter: PaymentFilter) {
  const rows = paymentsInSight(ctx);
  const { mark } = filter;
  if (mark === 'mine') return mine(ctx, rows);
  const owed = rows.where('y.state', 'in', open).where(sql<SqlBool>`not (${paid})`);
  if (mark === 'late') return owed.where('y.dueOn', '<', ctx.today);
  if (mark === 'sme') return owed.where('t.sme', '=', true);
  return rows;
}

/** Requests as asked for, unordered. */
export function filteredPayments(ctx: Ctx, filter: PaymentFilter) {
  let rows = marked(ctx, filter);
  if (filter.state === 'paid') rows = rows.where('y.state', '=', 'authorised').where(paid);
  else if (filter.state === 'authorised')
    rows = rows.where('y.state', '=', 'authorised').where(sql<SqlBool>`not (${paid})`);
  else if (filter.state) rows = rows.where('y.state', '=', filter.state);
  if (filter.kind) rows = rows.where('y.kind', '=', filter.kind);
  if (filter.projectId) rows = rows.where('y.projectId', '=', filter.projectId);
  if (filter.contractId) rows = rows.where('y.contractId', '=', filter.contractId);
  if (!filter.search) return rows;
  const part = containing(filter.search);
  return rows.where((row) =>
    row.or([
      row('y.number', 'ilike', part),
      row('c.number', 'ilike', part),
      row('c.title', 'ilike', part),
      row('t.supplierName', 'ilike', part),
      row('p.name', 'ilike', part),
    ]),
  );
}

const columns = [
  'y.id',
  'y.number',
  'y.contractId',
  'c.number as contractNumber',
  'c.title as contractTitle',
  'y.projectId',
  'p.name as projectName',
  't.supplierName',
  't.sme',
  'y.kind',
  'y.amountFen',
  'y.state',
  'y.supervised',
  'y.completeOn',
  'y.dueOn',
  'y.createdBy',
  'y.createdAt',
  'y.version',
  'a.paidFen',
] as const;

/** Columns of a list row, in the order asked for. */
export const orderedPayments = (ctx: Ctx, filter: PaymentFilter) => {
  const column = { createdAt: 'y.createdAt', dueOn: 'y.dueOn', amount: 'y.amountFen' } as const;
  return filteredPayments(ctx, filter)
    .select(columns)
    .orderBy(column[filter.sort], (one) =>
      filter.descending ? one.desc().nullsLast() : one.asc().nullsLast(),
    )
    .orderBy('y.id');
};

type Row = Awaited<ReturnType<ReturnType<typeof orderedPayments>['execute']>>[number];

/** A row as lists show it: paid is what the bank reported of the authorisation. */
export function presentPayment(ctx: Pick<Ctx, 'today'>, row: Row): PaymentView {
  const paidFen = row.paidFen ?? 0n;
  const state = (row.state === 'authorised' && paidFen >= row.amountFen ? 'paid' : row.state) as PaymentState;
  const way = { state, supervised: row.supervised };
  const owed = open.includes(state) && row.dueOn !== null;
  const { supervised: _supervised, ...rest } = row;
  return {
    ...rest,
    kind: row.kind as PaymentKind,
    amountFen: String(row.amountFen),
    paidFen: String(paidFen),
    state,
    stateText: stateWords(way),
    turn: seatInTurn(way),
    lateDays: owed && row.dueOn !== null ? daysLate(day(row.dueOn), ctx.today) : 0,
    createdAt: row.createdAt.toISOString(),
  };
}

const counted = (ctx: Ctx, mark: 'mine' | 'late' | 'sme') =>
  filteredPayments(ctx, { mark, sort: 'createdAt', descending: true })
    .select((row) => [
      row.fn.countAll<bigint>().as('count'),
      sql<bigint>`coalesce(sum(y.amount_fen - coalesce(a.paid_fen, 0)), 0)::bigint`.as('fen'),
    ])
    .executeTakeFirstOrThrow();

/** Requests in sight, with what waits for the one who asks, what is late and what is owed to small firms. */
export async function listPayments(ctx: Ctx, input: PaymentFilter & { page: number; size: number }) {
  const { total } = await filteredPayments(ctx, input)
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await orderedPayments(ctx, input)
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  const [waits, late, sme] = [
    await counted(ctx, 'mine'),
    await counted(ctx, 'late'),
    await counted(ctx, 'sme'),
  ];
  return {
    total: Number(total),
    items: rows.map((row) => presentPayment(ctx, row)),
    counts: {
      mine: Number(waits.count),
      late: Number(late.count),
      lateFen: String(late.fen),
      sme: Number(sme.count),
      smeFen: String(sme.fen),
    },
  };
}

/** Whether the actor's roles let them draft for a contract of this side. */
export const mayDraft = (actor: Ctx['actor'], side: 'supplier' | 'supervisor' | null): boolean =>
  may(actor, ['taskForce']) || (may(actor, ['firm']) && side === 'supplier');
