import { oc } from '@orpc/contract';
import { z } from 'zod';
import { defineActions, roles } from '#shared/actor.ts';
import { bankContract } from './contract-household-bank.ts';
import { collectionsContract } from './contract-household-collections.ts';
import { fundContract } from './contract-household-fund.ts';
import {
  billRowShape,
  billShape,
  day,
  fenInput,
  idInput,
  optionalText,
  paging,
  positiveFen,
  refundShape,
  reliefShape,
  reminderShape,
  text,
  version,
} from './contract-household-shapes.ts';
import { billStates, receiptWays, reliefKinds, reminderWays } from './domain/household/words.ts';

const clerks = ['administrator', 'taskForce', 'subdistrictClerk', 'communityClerk'] as const;
const seconds = ['administrator', 'taskForce', 'subdistrictClerk', 'finance'] as const;

/** Who may see residents' contributions, prepare them, decide as the second person, and work with the bank. */
export const householdsActions = defineActions({
  'funding.households.read': roles,
  'funding.households.edit': clerks,
  'funding.households.approve': seconds,
  'funding.households.bank': seconds,
});

const base = '/funding/households' as const;
export const billQuery = {
  search: z.string().trim().max(50).optional(),
  building: z.string().max(40).optional(),
  state: z.enum(billStates).optional(),
  sort: z.enum(['place', 'share', 'left', 'overdue']).default('place'),
  descending: z.stringbool().default(false),
};
const decideInput = z.strictObject({
  id: z.uuid(),
  version,
  approve: z.boolean(),
  note: optionalText('意见', 300),
});
const page = z.object(paging);
const openQuery = page.extend({ open: z.stringbool().default(true), estateId: z.uuid().optional() });
const changed = z.object({ id: z.uuid(), version: z.number().int() });
const many = <T extends z.ZodType>(item: T) => z.object({ total: z.number().int(), items: z.array(item) });

const bills = {
  list: oc
    .route({ method: 'GET', path: `${base}/collections/{id}/bills`, summary: '各户的分摊与缴款' })
    .input(z.object({ id: z.uuid(), ...paging, ...billQuery }))
    .output(many(billRowShape)),
  find: oc
    .route({ method: 'GET', path: `${base}/bills`, summary: '按房号或账单号在一个小区找账单' })
    .input(z.object({ estateId: z.uuid(), search: z.string().trim().min(1).max(50) }))
    .output(z.array(billRowShape)),
  show: oc
    .route({ method: 'GET', path: `${base}/bills/{id}`, summary: '一户的账单、收据、减免、退款与催缴' })
    .input(idInput)
    .output(billShape),
  pledge: oc
    .route({ method: 'POST', path: `${base}/bills/{id}/pledge`, summary: '登记认缴' })
    .input(
      z.strictObject({
        id: z.uuid(),
        version,
        amountFen: fenInput,
        source: z.enum(['wish', 'agreement']),
        signedOn: day,
        fileId: z.uuid().nullable().default(null),
      }),
    )
    .output(changed),
  receive: oc
    .route({ method: 'POST', path: `${base}/bills/{id}/receipts`, summary: '登记收款并开收据' })
    .input(
      z.strictObject({
        id: z.uuid(),
        key: z.uuid(),
        amountFen: positiveFen,
        receivedOn: day,
        way: z.enum(receiptWays).exclude(['bank']),
        payer: text('缴款人', 60),
        voucher: text('凭证号', 60),
        allowOver: z.boolean().default(false),
      }),
    )
    .output(z.object({ id: z.uuid(), number: z.string(), again: z.boolean() })),
  void: oc
    .route({ method: 'POST', path: `${base}/receipts/{id}/void`, summary: '作废收据，账上冲正' })
    .input(z.strictObject({ id: z.uuid(), reason: text('原因', 300) }))
    .output(z.object({ id: z.uuid() })),
};

const reliefs = {
  list: oc
    .route({ method: 'GET', path: `${base}/reliefs`, summary: '减免申请' })
    .input(openQuery)
    .output(many(reliefShape)),
  propose: oc
    .route({ method: 'POST', path: `${base}/bills/{id}/reliefs`, summary: '提出免缴或困难减免' })
    .input(
      z.strictObject({
        id: z.uuid(),
        kind: z.enum(reliefKinds),
        amountFen: positiveFen,
        subChannel: z.string().max(40),
        reason: text('理由', 500),
        fileId: z.uuid('请上传证明材料'),
      }),
    )
    .output(changed),
  decide: oc
    .route({ method: 'POST', path: `${base}/reliefs/{id}/decide`, summary: '批准或不同意减免' })
    .input(decideInput)
    .output(changed),
};

const refunds = {
  list: oc
    .route({ method: 'GET', path: `${base}/refunds`, summary: '退款申请' })
    .input(openQuery)
    .output(many(refundShape)),
  propose: oc
    .route({ method: 'POST', path: `${base}/bills/{id}/refunds`, summary: '提出退款' })
    .input(
      z.strictObject({
        id: z.uuid(),
        amountFen: positiveFen,
        reason: text('理由', 500),
        fileId: z.uuid().nullable().default(null),
      }),
    )
    .output(changed),
  decide: oc
    .route({ method: 'POST', path: `${base}/refunds/{id}/decide`, summary: '批准或不同意退款' })
    .input(decideInput)
    .output(changed),
  pay: oc
    .route({ method: 'POST', path: `${base}/refunds/{id}/pay`, summary: '登记已退付并记账' })
    .input(z.strictObject({ id: z.uuid(), version, paidOn: day, voucher: text('凭证号', 60) }))
    .output(changed),
};

const reminders = {
  list: oc
    .route({ method: 'GET', path: `${base}/collections/{id}/reminders`, summary: '催缴记录' })
    .input(page.extend({ id: z.uuid() }))
    .output(many(reminderShape)),
  remind: oc
    .route({ method: 'POST', path: `${base}/collections/{id}/reminders`, summary: '登记一批催缴' })
    .input(
      z.strictObject({
        id: z.uuid(),
        batchId: z.uuid(),
        /** Empty: every part in arrears. */
        billIds: z.array(z.uuid()).max(5000).default([]),
        way: z.enum(reminderWays),
        remindedOn: day,
        note: optionalText('说明', 200),
      }),
    )
    .output(z.object({ reminded: z.number().int() })),
};

/** Requests and answers of the area `households`. */
export const householdsContract = {
  collections: collectionsContract,
  bills,
  reliefs,
  refunds,
  reminders,
  bank: bankContract,
  fund: fundContract,
};
