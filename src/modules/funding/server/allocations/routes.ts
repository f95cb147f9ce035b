import { implement } from '@orpc/server';
import type { RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, door } from '#platform/http/door.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import type { RawRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { problem } from '#shared/problem.ts';
import { allocationsActions, allocationsContract } from '../../contract-allocations.ts';
import { allocationProblems } from '../../problems-allocations.ts';
import { calculatorsRoutes } from './calculators/routes.ts';
import { checkImportKind, commitImportKind } from './imports/import-files.ts';
import { checkImportJob, commitImport, commitImportJob } from './imports/import-jobs.ts';
import { listImports, showImport } from './imports/import-row.ts';
import { undoImport } from './imports/undo.ts';
import { carryIndicator, recallIndicator } from './indicators/acts.ts';
import { listIndicators, showIndicator } from './indicators/indicators.query.ts';
import { allocationFiles } from './raw-routes.ts';
import { listAccounts, saveAccount } from './reconciliations/accounts.ts';
import { listReconciliations, showReconciliation } from './reconciliations/reconciliations.query.ts';
import {
  explainItem,
  matchLine,
  prepareReconciliation,
  removeReconciliation,
  sendBackReconciliation,
  signReconciliation,
} from './reconciliations/steps.ts';
import { adjustLine } from './schemes/adjust.ts';
import { createScheme, proposeAgain } from './schemes/propose.ts';
import { listSchemes, schemeChoices, showSchemeById } from './schemes/schemes.query.ts';
import {
  approveScheme,
  publishScheme,
  revokeScheme,
  sendBackScheme,
  submitScheme,
  withdrawScheme,
} from './schemes/steps.ts';
import { bookVoucher, reopenVoucher, setAsideVoucher } from './vouchers/book.ts';
import { listVouchers, showVoucher } from './vouchers/vouchers.query.ts';

const os = implement(allocationsContract).$context<RequestContext>();
type Action = keyof typeof allocationsActions;
const spec = (action: Action, kind: DoorSpec['kind']): DoorSpec => ({
  ...{ action, allowed: allocationsActions[action], kind },
});
const read = spec('funding.allocations.read', 'read');
const write = (verb: Action extends `funding.allocations.${infer V}` ? V : never): DoorSpec =>
  spec(`funding.allocations.${verb}`, 'write');

export const allocationsRoutes = os.router({
  calculators: calculatorsRoutes,
  imports: {
    list: os.imports.list.handler(door(read, listImports)),
    show: os.imports.show.handler(door(read, showImport)),
    commit: os.imports.commit.handler(door(write('import'), commitImport)),
    undo: os.imports.undo.handler(door(write('import'), undoImport)),
  },
  indicators: {
    list: os.indicators.list.handler(door(read, listIndicators)),
    show: os.indicators.show.handler(door(read, showIndicator)),
    carry: os.indicators.carry.handler(door(write('act'), carryIndicator)),
    recall: os.indicators.recall.handler(door(write('act'), recallIndicator)),
  },
  vouchers: {
    list: os.vouchers.list.handler(door(read, listVouchers)),
    show: os.vouchers.show.handler(door(read, showVoucher)),
    book: os.vouchers.book.handler(door(write('book'), bookVoucher)),
    setAside: os.vouchers.setAside.handler(door(write('book'), setAsideVoucher)),
    reopen: os.vouchers.reopen.handler(door(write('book'), reopenVoucher)),
  },
  schemes: {
    list: os.schemes.list.handler(door(read, listSchemes)),
    choices: os.schemes.choices.handler(door(read, schemeChoices)),
    show: os.schemes.show.handler(door(read, showSchemeById)),
    create: os.schemes.create.handler(door(write('propose'), createScheme)),
    propose: os.schemes.propose.handler(door(write('propose'), proposeAgain)),
    adjust: os.schemes.adjust.handler(door(write('propose'), adjustLine)),
    submit: os.schemes.submit.handler(door(write('propose'), submitScheme)),
    sendBack: os.schemes.sendBack.handler(door(write('approve'), sendBackScheme)),
    approve: os.schemes.approve.handler(door(write('approve'), approveScheme)),
    revoke: os.schemes.revoke.handler(door(write('approve'), revokeScheme)),
    publish: os.schemes.publish.handler(door(write('publish'), publishScheme)),
    withdraw: os.schemes.withdraw.handler(door(write('propose'), withdrawScheme)),
  },
  reconciliations: {
    accounts: os.reconciliations.accounts.handler(door(read, listAccounts)),
    saveAccount: os.reconciliations.saveAccount.handler(door(write('reconcile'), saveAccount)),
    list: os.reconciliations.list.handler(door(read, listReconciliations)),
    show: os.reconciliations.show.handler(door(read, showReconciliation)),
    match: os.reconciliations.match.handler(door(write('reconcile'), matchLine)),
    explain: os.reconciliations.explain.handler(door(write('reconcile'), explainItem)),
    prepare: os.reconciliations.prepare.handler(door(write('reconcile'), prepareReconciliation)),
    sendBack: os.reconciliations.sendBack.handler(door(write('sign'), sendBackReconciliation)),
    sign: os.reconciliations.sign.handler(door(write('sign'), signReconciliation)),
    remove: os.reconciliations.remove.handler(door(write('reconcile'), removeReconciliation)),
  },
});
export const allocationsRawRoutes: readonly RawRoute[] = allocationFiles(
  read,
  write('import'),
  write('reconcile'),
);
export const allocationsJobs: JobKinds = {
  [checkImportKind]: checkImportJob,
  [commitImportKind]: commitImportJob,
};
export const allocationsConstraints: ConstraintProblems = {
  funding_indicator_line_key: () => problem(allocationProblems, 'funding.import.line-known'),
  funding_treasury_voucher_number_key: () => problem(allocationProblems, 'funding.import.line-known'),
  funding_finance_import_file_key: () => problem(allocationProblems, 'funding.import.line-known'),
  funding_account_title_key: () => problem(allocationProblems, 'funding.account.title'),
  funding_reconciliation_month_key: () => problem(allocationProblems, 'funding.reconciliation.month-known'),
};
