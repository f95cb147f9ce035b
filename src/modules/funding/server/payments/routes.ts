import { implement } from '@orpc/server';
import { z } from 'zod';
import type { RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, door } from '#platform/http/door.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import { downloadRoute, type RawRoute, uploadRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { problem } from '#shared/problem.ts';
import { paymentQuery, paymentsActions, paymentsContract } from '../../contract-payments.ts';
import { paymentsProblems } from '../../problems-payments.ts';
import { paperLimitBytes } from '../works/files.ts';
import { assignSources } from './assign.ts';
import { paymentBasis } from './basis.query.ts';
import { lookAtPayment } from './detail.query.ts';
import { createPayment, editPayment } from './draft.ts';
import { detachPaper, uploadPaymentPaper } from './papers.ts';
import { exportPayments, paymentOrder } from './payment-paper.ts';
import { listPayments } from './rows.query.ts';
import { takeStep } from './take.ts';

const os = implement(paymentsContract).$context<RequestContext>();
const spec = (action: keyof typeof paymentsActions, kind: DoorSpec['kind']): DoorSpec => ({
  action,
  allowed: paymentsActions[action],
  kind,
});
const read = spec('funding.payments.read', 'read');
const draft = spec('funding.payments.draft', 'write');
const attach = spec('funding.payments.attach', 'write');

export const paymentsRoutes = os.router({
  list: os.list.handler(door(read, listPayments)),
  show: os.show.handler(door(read, lookAtPayment)),
  basis: os.basis.handler(door(read, paymentBasis)),
  create: os.create.handler(door(draft, createPayment)),
  edit: os.edit.handler(door(draft, editPayment)),
  assign: os.assign.handler(door(spec('funding.payments.assign', 'write'), assignSources)),
  detach: os.detach.handler(door(attach, detachPaper)),
  take: os.take.handler(door(spec('funding.payments.take', 'write'), takeStep)),
});

const one = z.object({ id: z.uuid() });
export const paymentsRawRoutes: readonly RawRoute[] = [
  uploadRoute({
    url: '/api/funding/payment-papers',
    summary: '上传用款申请的材料',
    spec: attach,
    limitBytes: paperLimitBytes,
    input: one.extend({ paper: z.string().regex(/^[a-z][A-Za-z]{0,39}$/) }),
    run: uploadPaymentPaper,
  }),
  downloadRoute({
    url: '/api/funding/payments/:id/order.docx',
    summary: '下载付款审批单',
    spec: read,
    input: one,
    run: paymentOrder,
  }),
  downloadRoute({
    url: '/api/funding/payments.xlsx',
    summary: '导出用款申请',
    spec: read,
    input: paymentQuery,
    run: exportPayments,
  }),
];

const refused = (code: keyof typeof paymentsProblems) => () => problem(paymentsProblems, code);
export const paymentsJobs: JobKinds = {};
export const paymentsConstraints: ConstraintProblems = {
  funding_payment_hand_pkey: refused('funding.payments.two-seats'),
  funding_payment_step_hand: refused('funding.payments.two-seats'),
  funding_payment_step_follows: refused('funding.payments.out-of-turn'),
  funding_payment_follows: refused('funding.payments.out-of-turn'),
};
