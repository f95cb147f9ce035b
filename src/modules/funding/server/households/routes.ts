import { implement } from '@orpc/server';
import { z } from 'zod';
import type { RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, door } from '#platform/http/door.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import { downloadRoute, type RawRoute, uploadRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { problem } from '#shared/problem.ts';
import { collectionQuery } from '../../contract-household-collections.ts';
import { billQuery, householdsActions, householdsContract } from '../../contract-households.ts';
import { householdProblems } from '../../problems-households.ts';
import { uploadAgreement } from './agreement-table.ts';
import { findBills, listBills, showBill } from './bills.query.ts';
import { listCollections, showCollection } from './collections.query.ts';
import { createCollection, editCollection, endCollection } from './collections.write.ts';
import { printBills, printReceipt } from './documents.ts';
import { decideDrawdown, listDrawdowns, proposeDrawdown } from './drawdowns.ts';
import { exportBills, exportCollections, exportForBank } from './exports.ts';
import { downloadFile, fileLimitBytes, uploadFile } from './files.ts';
import { showFund, uploadBalances } from './fund.ts';
import { issueCollection } from './issue.ts';
import { pledgeBill, pledgesFromWishes } from './pledges.ts';
import { receiveBill, voidReceipt } from './receipts.ts';
import { decideRefund, listRefunds, payRefund, proposeRefund } from './refunds.ts';
import { decideRelief, listReliefs, proposeRelief } from './reliefs.ts';
import { listReminders, remind } from './reminders.ts';
import { collectionSetup } from './setup.query.ts';
import {
  commitStatement,
  commitStatementJob,
  commitStatementKind,
  ignoreLine,
  matchLine,
  takeBackLine,
  undoStatement,
} from './statement-desk.ts';
import {
  checkStatementJob,
  checkStatementKind,
  statementLimitBytes,
  uploadStatement,
} from './statement-jobs.ts';
import { listLines, listStatements, showStatement } from './statement-rows.ts';

const os = implement(householdsContract).$context<RequestContext>();
const spec = (verb: 'read' | 'edit' | 'approve' | 'bank', kind: DoorSpec['kind']): DoorSpec => ({
  action: `funding.households.${verb}`,
  allowed: householdsActions[`funding.households.${verb}`],
  kind,
});
const read = spec('read', 'read');
const edit = spec('edit', 'write');
const approve = spec('approve', 'write');
const bank = spec('bank', 'write');

/** Each area has its own routes; `server/routes.ts` puts them together. */
export const householdsRoutes = os.router({
  collections: {
    list: os.collections.list.handler(door(read, listCollections)),
    setup: os.collections.setup.handler(door(spec('edit', 'read'), collectionSetup)),
    create: os.collections.create.handler(door(edit, createCollection)),
    show: os.collections.show.handler(door(read, showCollection)),
    edit: os.collections.edit.handler(door(edit, editCollection)),
    issue: os.collections.issue.handler(door(edit, issueCollection)),
    end: os.collections.end.handler(door(edit, endCollection)),
    pledgesFromWishes: os.collections.pledgesFromWishes.handler(door(edit, pledgesFromWishes)),
  },
  bills: {
    list: os.bills.list.handler(door(read, listBills)),
    find: os.bills.find.handler(door(read, findBills)),
    show: os.bills.show.handler(door(read, showBill)),
    pledge: os.bills.pledge.handler(door(edit, pledgeBill)),
    receive: os.bills.receive.handler(door(bank, receiveBill)),
    void: os.bills.void.handler(door(bank, voidReceipt)),
  },
  reliefs: {
    list: os.reliefs.list.handler(door(read, listReliefs)),
    propose: os.reliefs.propose.handler(door(edit, proposeRelief)),
    decide: os.reliefs.decide.handler(door(approve, decideRelief)),
  },
  refunds: {
    list: os.refunds.list.handler(door(read, listRefunds)),
    propose: os.refunds.propose.handler(door(edit, proposeRefund)),
    decide: os.refunds.decide.handler(door(approve, decideRefund)),
    pay: os.refunds.pay.handler(door(bank, payRefund)),
  },
  reminders: {
    list: os.reminders.list.handler(door(read, listReminders)),
    remind: os.reminders.remind.handler(door(edit, remind)),
  },
  bank: {
    list: os.bank.list.handler(door(read, listStatements)),
    show: os.bank.show.handler(door(read, showStatement)),
    lines: os.bank.lines.handler(door(read, listLines)),
    commit: os.bank.commit.handler(door(bank, commitStatement)),
    undo: os.bank.undo.handler(door(bank, undoStatement)),
    match: os.bank.match.handler(door(bank, matchLine)),
    takeBack: os.bank.takeBack.handler(door(bank, takeBackLine)),
    ignore: os.bank.ignore.handler(door(bank, ignoreLine)),
  },
  fund: {
    show: os.fund.show.handler(door(read, showFund)),
    drawdowns: os.fund.drawdowns.handler(door(read, listDrawdowns)),
    propose: os.fund.propose.handler(door(edit, proposeDrawdown)),
    decide: os.fund.decide.handler(door(approve, decideDrawdown)),
  },
});

const base = '/api/funding/households';
const one = z.object({ id: z.uuid() });

export const householdsRawRoutes: readonly RawRoute[] = [
  uploadRoute({
    url: `${base}/files`,
    summary: '上传居民出资的文件（协议、证明、凭证）',
    spec: edit,
    limitBytes: fileLimitBytes,
    input: z.object({ estateId: z.uuid() }),
    run: uploadFile,
  }),
  downloadRoute({
    url: `${base}/files/:id`,
    summary: '下载居民出资的文件',
    spec: spec('approve', 'write'),
    input: one,
    run: downloadFile,
  }),
  uploadRoute({
    url: `${base}/collections/:id/agreement`,
    summary: '上传约定的分摊表（金额或权数）',
    spec: edit,
    limitBytes: fileLimitBytes,
    input: one.extend({
      version: z.coerce.number().int().min(1),
      fileId: z.uuid('请先上传签字的约定'),
    }),
    run: uploadAgreement,
  }),
  uploadRoute({
    url: `${base}/statements`,
    summary: '上传银行流水',
    spec: bank,
    limitBytes: statementLimitBytes,
    input: z.object({ estateId: z.uuid() }),
    run: uploadStatement,
  }),
  uploadRoute({
    url: `${base}/fund-balances`,
    summary: '导入维修资金分户余额',
    spec: edit,
    limitBytes: fileLimitBytes,
    input: z.object({ estateId: z.uuid(), asOf: z.iso.date('应为日期，形如 2026-12-07') }),
    run: uploadBalances,
  }),
  downloadRoute({
    url: `${base}/collections.xlsx`,
    summary: '导出居民出资归集列表',
    spec: read,
    input: z.object(collectionQuery),
    run: exportCollections,
  }),
  downloadRoute({
    url: `${base}/collections/:id/bills.xlsx`,
    summary: '导出各户出资',
    spec: read,
    input: one.extend(billQuery),
    run: exportBills,
  }),
  downloadRoute({
    url: `${base}/collections/:id/bank-file`,
    summary: '导出银行代收明细',
    spec: bank,
    input: one.extend({ format: z.enum(['xlsx', 'csv']).default('xlsx') }),
    run: exportForBank,
  }),
  downloadRoute({
    url: `${base}/collections/:id/papers/:paper`,
    summary: '打印缴款通知单或缴款提醒',
    spec: edit,
    input: one.extend({ paper: z.enum(['bills', 'notices']), billId: z.uuid().optional(), ...billQuery }),
    run: printBills,
  }),
  downloadRoute({
    url: `${base}/receipts/:id/receipt.docx`,
    summary: '打印收据',
    spec: spec('bank', 'write'),
    input: one,
    run: printReceipt,
  }),
];

export const householdsJobs: JobKinds = {
  [checkStatementKind]: checkStatementJob,
  [commitStatementKind]: commitStatementJob,
};

const told = (code: keyof typeof householdProblems) => () => problem(householdProblems, code);
export const householdsConstraints: ConstraintProblems = {
  funding_collection_key_key: told('funding.households.key-used'),
  funding_drawdown_key_key: told('funding.households.key-used'),
  funding_receipt_key_key: told('funding.households.key-used'),
  funding_bill_due_needs_basis: told('funding.households.basis-absent'),
  funding_basis_not_passed: told('funding.households.not-passed'),
  funding_basis_frozen: told('funding.households.basis-frozen'),
  funding_collection_frozen: told('funding.households.frozen'),
  funding_collection_sum: told('funding.households.sum'),
  funding_bill_paid_needs_due: told('funding.households.not-due'),
  funding_relief_two_persons: told('funding.households.two-persons'),
  funding_refund_two_persons: told('funding.households.two-persons'),
  funding_drawdown_two_persons: told('funding.households.two-persons'),
  funding_drawdown_not_passed: told('funding.fund.vote'),
  funding_receipt_kept: told('funding.households.receipt-kept'),
  funding_statement_line_mark_key: told('funding.households.line-known'),
  funding_line_within: told('funding.households.line-within'),
};
