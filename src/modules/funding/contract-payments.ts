import { oc } from '@orpc/contract';
import { z } from 'zod';
import { defineActions, roles } from '#shared/actor.ts';
import { paymentKinds } from './domain/payments/papers.ts';
import { paymentSeats, paymentStates, paymentSteps } from './domain/payments/payment-steps.ts';

const seated = ['firm', 'siteSupervisor', 'subdistrictClerk', 'taskForce', 'finance'] as const;

/** Who sees, drafts and moves payment requests; whose turn it is decides each step, people outside see their own contracts'. */
export const paymentsActions = defineActions({
  'funding.payments.read': [...roles, 'firm', 'siteSupervisor'],
  'funding.payments.draft': ['firm', 'taskForce'],
  'funding.payments.attach': ['firm', 'taskForce'],
  'funding.payments.assign': ['taskForce', 'finance'],
  'funding.payments.take': seated,
});

const text = (limit: number) => z.string().trim().max(limit, `至多 ${limit} 字`);
const fen = z.string().regex(/^\d{1,17}$/, '应为以分计的整数');
const version = z.number().int();
const one = z.object({ id: z.uuid() });
const change = one.extend({ version });
const page = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
};
const kind = z.enum(paymentKinds);
const state = z.enum(paymentStates);
const seat = z.enum(paymentSeats);

const paymentRow = z.object({
  id: z.uuid(),
  number: z.string(),
  contractId: z.uuid(),
  contractNumber: z.string(),
  contractTitle: z.string(),
  projectId: z.uuid(),
  projectName: z.string(),
  supplierName: z.string(),
  sme: z.boolean(),
  kind,
  amountFen: z.string(),
  paidFen: z.string(),
  state,
  /** The state in words, with whom it waits for. */
  stateText: z.string(),
  /** Whose turn it is; null: ended. */
  turn: seat.nullable(),
  completeOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  /** Days after the due day while it is not paid. */
  lateDays: z.number().int(),
  createdBy: z.string(),
  createdAt: z.string(),
  version,
});

const paymentLine = z.object({
  estateId: z.uuid(),
  estateName: z.string(),
  item: z.string(),
  itemTitle: z.string(),
  sourceId: z.uuid().nullable(),
  sourceTitle: z.string().nullable(),
  documentNumber: z.string().nullable(),
  amountFen: z.string(),
  reason: z.string(),
});

const holding = z.object({
  sourceId: z.uuid(),
  title: z.string(),
  documentNumber: z.string(),
  estateId: z.uuid(),
  item: z.string(),
  /** What it holds at the stage the kind of payment draws on. */
  heldFen: z.string(),
  expiresOn: z.string().nullable(),
  /** Why its earmark forbids the item; null: it fits. */
  barred: z.string().nullable(),
});

const paperFile = z.object({ id: z.uuid(), name: z.string() });
export const paymentDetail = paymentRow.extend({
  note: z.string(),
  supervised: z.boolean(),
  authorisationId: z.uuid().nullable(),
  termDays: z.number().int(),
  termUnit: z.enum(['working', 'calendar']),
  /** What paying late has cost so far by the law's own rate; 0 while in time. */
  interestFen: z.string(),
  interestRate: z.number().int(),
  interestUnverified: z.boolean(),
  /** What of it goes to the wages account; null: no such contract. */
  wages: z
    .object({ account: z.string(), shareBp: z.number().int(), wagesFen: z.string(), restFen: z.string() })
    .nullable(),
  lines: z.array(paymentLine),
  papers: z.array(
    z.object({ id: z.string(), title: z.string(), required: z.boolean(), files: z.array(paperFile) }),
  ),
  missing: z.array(z.string()),
  holdings: z.array(holding),
  steps: z.array(
    z.object({
      id: z.string(),
      step: z.enum(paymentSteps),
      seat,
      state,
      by: z.string(),
      note: z.string(),
      at: z.string(),
    }),
  ),
  seats: z.array(z.object({ seat, by: z.array(z.string()) })),
  /** What this user may do next, and where a return may go. */
  next: z.array(z.enum(paymentSteps)),
  returnTo: z.array(seat),
  mayEdit: z.boolean(),
  mayAssign: z.boolean(),
});

const wanted = z.strictObject({ estateId: z.uuid(), item: text(40).min(1), amountFen: fen });
const draftFields = {
  kind,
  note: text(500).default(''),
  lines: z.array(wanted).min(1, '至少一行').max(500, '至多 500 行'),
};

export const paymentQuery = z.object({
  search: text(50).optional(),
  state: state.optional(),
  kind: kind.optional(),
  projectId: z.uuid().optional(),
  contractId: z.uuid().optional(),
  /** `mine`: waiting for the one who asks; `late`: overdue; `sme`: owed to small firms and not paid. */
  mark: z.enum(['mine', 'late', 'sme']).optional(),
  sort: z.enum(['createdAt', 'dueOn', 'amount']).default('createdAt'),
  descending: z.stringbool().default(true),
});

type Path = `/funding/${string}`;
const get = (path: Path, summary: string) => oc.route({ method: 'GET', path, summary });
const post = (path: Path, summary: string) => oc.route({ method: 'POST', path, summary });

/** Requests and answers of the area `payments`. */
export const paymentsContract = {
  list: get('/funding/payments', '用款申请')
    .input(paymentQuery.extend(page))
    .output(
      z.object({
        total: z.number().int(),
        items: z.array(paymentRow),
        counts: z.object({
          mine: z.number().int(),
          late: z.number().int(),
          lateFen: z.string(),
          sme: z.number().int(),
          smeFen: z.string(),
        }),
      }),
    ),
  show: get('/funding/payments/{id}', '一份用款申请').input(one).output(paymentDetail),
  /** What may be asked for of a contract now, per kind, estate and item, and which gates are missing. */
  basis: get('/funding/contracts/{id}/payable', '合同可申请的款项')
    .input(one)
    .output(
      z.object({
        kinds: z.array(
          z.object({
            kind,
            availableFen: z.string(),
            lines: z.array(
              z.object({
                estateId: z.uuid(),
                estateName: z.string(),
                item: z.string(),
                itemTitle: z.string(),
                availableFen: z.string(),
              }),
            ),
            missingGates: z.array(z.string()),
            papers: z.array(z.object({ id: z.string(), title: z.string() })),
          }),
        ),
      }),
    ),
  create: post('/funding/payments', '起草用款申请')
    .input(z.strictObject({ contractId: z.uuid(), ...draftFields }))
    .output(paymentDetail),
  edit: post('/funding/payments/{id}', '修改用款申请草稿')
    .input(z.strictObject({ ...change.shape, ...draftFields }))
    .output(paymentDetail),
  assign: post('/funding/payments/{id}/sources', '指定用款来源')
    .input(
      z.strictObject({
        ...change.shape,
        /** Empty: as the rule proposes. */
        lines: z.array(wanted.extend({ sourceId: z.uuid() })).max(500, '至多 500 行'),
      }),
    )
    .output(paymentDetail),
  detach: post('/funding/payments/{id}/papers/remove', '移除材料')
    .input(z.strictObject({ ...change.shape, paper: text(40).min(1), fileId: z.uuid() }))
    .output(paymentDetail),
  take: post('/funding/payments/{id}/steps', '办理用款申请的一步')
    .input(
      z.strictObject({
        ...change.shape,
        step: z.enum(paymentSteps),
        note: text(500).default(''),
        to: seat.optional(),
      }),
    )
    .output(paymentDetail),
};
