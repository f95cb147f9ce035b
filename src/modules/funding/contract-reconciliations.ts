import { oc } from '@orpc/contract';
import { z } from 'zod';
import { pageShape } from './contract-finance-imports.ts';

export const reconciliationStates = ['open', 'prepared', 'signed'] as const;
export const noteKinds = ['outstanding', 'timing', 'missing', 'error'] as const;
export const noteSides = ['bank', 'book', 'opening'] as const;
const fen = z.string();
export const monthShape = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, '应为月份，形如 2022-05');
const note = z.string().trim().min(1, '请写明').max(500);
const accountShape = z.object({
  id: z.uuid(),
  title: z.string(),
  bank: z.string(),
  tail: z.string(),
  subChannels: z.array(z.string()),
  subChannelTitles: z.array(z.string()),
  version: z.number().int(),
  /** Newest month reconciled and signed. */
  signedTo: z.string().nullable(),
  /** Cash of its sources in the ledger. */
  bookFen: fen,
});
const headShape = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  accountTitle: z.string(),
  month: z.string(),
  state: z.enum(reconciliationStates),
  fileName: z.string(),
  closingFen: fen,
  preparedBy: z.string().nullable(),
  signedBy: z.string().nullable(),
  signedAt: z.iso.datetime().nullable(),
  version: z.number().int(),
});
const itemNote = z.object({ kind: z.enum(noteKinds), note: z.string() }).nullable();
const bankItem = z.object({
  ...{ id: z.uuid(), month: z.string(), cell: z.string(), day: z.string(), amountFen: fen },
  ...{ party: z.string(), summary: z.string(), voucher: z.string(), serial: z.string() },
  postingId: z.uuid().nullable(),
  note: itemNote,
});
const bookItem = z.object({
  ...{ postingId: z.uuid(), day: z.string(), kind: z.string(), amountFen: fen },
  ...{ party: z.string(), voucher: z.string(), sourceTitle: z.string() },
  note: itemNote,
});
const figuresShape = z.object({
  ...{ bankOpeningFen: fen, bankClosingFen: fen, bookClosingFen: fen },
  /** What bank and ledger differed by before the first month reconciled here. */
  openingDifferenceFen: fen,
  openingNote: itemNote,
  ...{ bankOnlyFen: fen, bookOnlyFen: fen, adjustedBankFen: fen, adjustedBookFen: fen, differenceFen: fen },
  unexplained: z.number().int(),
});
export const reconciliationShape = headShape.extend({
  figures: figuresShape,
  /** Lines of the month, and older ones still without a posting. */
  bank: z.array(bankItem),
  /** Postings of the account's cash without a line of a statement. */
  book: z.array(bookItem),
});
const accountInput = z.strictObject({
  id: z.uuid().nullable().default(null),
  version: z.int().default(0),
  title: z.string().trim().min(1, '请填写名称').max(60),
  bank: z.string().trim().max(60).default(''),
  tail: z
    .string()
    .regex(/^[0-9A-Za-z]{0,4}$/, '只填账号末四位')
    .default(''),
  subChannels: z.array(z.string().max(40)).min(1, '请选择归入的资金渠道').max(30),
});
const path = '/funding/reconciliations' as const;
const one = { id: z.uuid(), version: z.number().int() };
const versionShape = z.object({ version: z.number().int() });
const noteInput = z.strictObject({
  ...one,
  side: z.enum(noteSides),
  ref: z.string().max(60),
  kind: z.enum(noteKinds),
  note,
});

/** 对账: statement lines against the ledger's cash, per account and month, signed by two. */
export const reconciliationsContract = {
  accounts: oc
    .route({ method: 'GET', path: '/funding/accounts', summary: '资金账户' })
    .output(z.array(accountShape)),
  saveAccount: oc
    .route({ method: 'POST', path: '/funding/accounts', summary: '登记或修改资金账户' })
    .input(accountInput)
    .output(z.object({ id: z.uuid() })),
  list: oc
    .route({ method: 'GET', path, summary: '对账记录' })
    .input(
      z.object({
        accountId: z.uuid().optional(),
        state: z.enum(reconciliationStates).optional(),
        ...pageShape,
      }),
    )
    .output(z.object({ total: z.number().int(), items: z.array(headShape) })),
  show: oc
    .route({ method: 'GET', path: `${path}/{id}`, summary: '一个账户一个月的对账' })
    .input(z.object({ id: z.uuid() }))
    .output(reconciliationShape),
  match: oc
    .route({ method: 'POST', path: `${path}/{id}/match`, summary: '对账单行对应到账上记录，或解除' })
    .input(z.strictObject({ ...one, lineId: z.uuid(), postingId: z.uuid().nullable() }))
    .output(versionShape),
  explain: oc
    .route({ method: 'POST', path: `${path}/{id}/explain`, summary: '说明未达账项' })
    .input(noteInput)
    .output(versionShape),
  prepare: oc
    .route({ method: 'POST', path: `${path}/{id}/prepare`, summary: '编制完成，提交复核' })
    .input(z.strictObject(one))
    .output(versionShape),
  sendBack: oc
    .route({ method: 'POST', path: `${path}/{id}/send-back`, summary: '退回编制' })
    .input(z.strictObject({ ...one, reason: note }))
    .output(versionShape),
  sign: oc
    .route({ method: 'POST', path: `${path}/{id}/sign`, summary: '复核签字' })
    .input(z.strictObject(one))
    .output(versionShape),
  remove: oc
    .route({ method: 'POST', path: `${path}/{id}/remove`, summary: '删除未签字的对账' })
    .input(z.strictObject({ ...one, reason: note }))
    .output(z.object({})),
};

export type AccountInput = z.output<typeof accountInput>;
export type NoteInput = z.output<typeof noteInput>;
export type ReconciliationHead = z.output<typeof headShape>;
export type ReconciliationView = z.output<typeof reconciliationShape>;
export type BankItem = z.output<typeof bankItem>;
export type BookItem = z.output<typeof bookItem>;
