import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import { maskName, ownerKindOf } from '#modules/survey/index.ts';
import type { FundingReceipt } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { yuanText } from '../../domain/household/amount.ts';
import type { receiptWays } from '../../domain/household/words.ts';
import { householdProblems } from '../../problems-households.ts';
import { nextNumber, numberText } from './collections.write.ts';
import { postReceipt, postVoid } from './ledger-door.ts';
import { standingOf } from './present.ts';
import {
  audit,
  type BillRow,
  type CollectionRow,
  findBill,
  findCollection,
  mustBe,
  netOf,
  notLater,
} from './rows.ts';

type Way = (typeof receiptWays)[number];
type ReceiptRow = Selectable<FundingReceipt>;

export const presentReceipt = (row: ReceiptRow) => ({
  ...{ id: row.id, number: row.number, amountFen: row.amountFen.toString(), receivedOn: row.receivedOn },
  ...{ way: row.way as Way, payerMasked: row.payerMasked, voucher: row.voucher, createdBy: row.createdBy },
  createdAt: row.createdAt.toISOString(),
  voidedAt: row.voidedAt?.toISOString() ?? null,
  voidReason: row.voidReason,
});

export type NewReceipt = {
  readonly amountFen: bigint;
  readonly receivedOn: string;
  readonly way: Way;
  readonly payerMasked: string;
  readonly voucher: string;
  readonly key: string;
  readonly lineId: string | null;
};

/** Writes one receipt and its posting; the caller holds the bill's row. */
export async function writeReceipt(ctx: Ctx, of: CollectionRow, bill: BillRow, input: NewReceipt) {
  mustBe(of, ['issued', 'closed'], '收款');
  if (bill.dueFen === null || of.sourceId === null)
    throw problem(householdProblems, 'funding.households.not-due');
  const running = await nextNumber(ctx, 'SJ', bill.regionCode);
  const number = numberText('SJ', bill.regionCode, ctx.today, running);
  const postingId = await postReceipt(ctx, {
    ...{ sourceId: of.sourceId, amountFen: input.amountFen, bookedOn: input.receivedOn },
    ...{ voucherNumber: number, fileId: null, payer: input.payerMasked || '未写明' },
  });
  const id = randomUUID();
  await ctx.tx
    .insertInto('fundingReceipt')
    .values({
      ...{ id, billId: bill.id, collectionId: of.id, estateId: bill.estateId, regionCode: bill.regionCode },
      ...{ ...input, number, postingId, createdAt: ctx.now, createdBy: ctx.actor.name },
    })
    .execute();
  return { id, number };
}

type ReceiveInput = {
  readonly id: string;
  readonly key: string;
  readonly amountFen: bigint;
  readonly receivedOn: string;
  readonly way: 'cash' | 'transfer';
  readonly payer: string;
  readonly voucher: string;
  readonly allowOver: boolean;
};

/** Money taken at the counter; the same key twice is one receipt. */
export async function receiveBill(ctx: Ctx, input: ReceiveInput) {
  const bill = await findBill(ctx.tx, input.id, true);
  const of = await findCollection(ctx.tx, bill.collectionId);
  notLater(input.receivedOn, ctx.today, 'receivedOn');
  const before = await ctx.tx
    .selectFrom('fundingReceipt')
    .select(['id', 'number', 'amountFen'])
    .where('billId', '=', bill.id)
    .where('key', '=', input.key)
    .executeTakeFirst();
  if (before) {
    if (before.amountFen !== input.amountFen) throw problem(householdProblems, 'funding.households.key-used');
    await audit(ctx, 'receive-again', 'bill', bill, { receipt: before.number });
    return { id: before.id, number: before.number, again: true };
  }
  const { leftFen } = standingOf(bill, of.instalments, ctx.today);
  if (input.amountFen > leftFen && !input.allowOver && bill.dueFen !== null) {
    const values = { amount: yuanText(input.amountFen), left: yuanText(leftFen) };
    throw problem(householdProblems, 'funding.households.over', values, { at: 'amountFen' });
  }
  const made = await writeReceipt(ctx, of, bill, {
    ...{ amountFen: input.amountFen, receivedOn: input.receivedOn, way: input.way, key: input.key },
    ...{ payerMasked: maskName(input.payer, ownerKindOf(input.payer)), voucher: input.voucher, lineId: null },
  });
  await audit(ctx, 'receive', 'bill', bill, {
    receipt: made.number,
    amount: input.amountFen,
    way: input.way,
  });
  return { ...made, again: false };
}

/** Voids one receipt, its posting reversed; the number stays taken. Of receipts of a bank line the line opens again. */
export async function voidOne(ctx: Ctx, row: ReceiptRow, reason: string): Promise<void> {
  if (row.voidedAt) throw problem(householdProblems, 'funding.households.receipt-voided');
  const bill = await findBill(ctx.tx, row.billId, true);
  if (netOf(bill) < row.amountFen) throw problem(householdProblems, 'funding.households.receipt-refunded');
  const voidPostingId = await postVoid(ctx, row.postingId, `${row.number} 作废：${reason}`);
  await ctx.tx
    .updateTable('fundingReceipt')
    .set({ voidedAt: ctx.now, voidedBy: ctx.actor.name, voidReason: reason, voidPostingId })
    .where('id', '=', row.id)
    .execute();
}

export async function lockReceipt(ctx: Ctx, id: string): Promise<ReceiptRow> {
  const row = await ctx.tx
    .selectFrom('fundingReceipt')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw problem(householdProblems, 'funding.households.absent');
  return row;
}

export async function voidReceipt(ctx: Ctx, input: { id: string; reason: string }) {
  const row = await lockReceipt(ctx, input.id);
  await voidOne(ctx, row, input.reason);
  if (row.lineId) {
    const rest = await ctx.tx
      .selectFrom('fundingReceipt')
      .select('id')
      .where('lineId', '=', row.lineId)
      .where('voidedAt', 'is', null)
      .executeTakeFirst();
    if (!rest)
      await ctx.tx
        .updateTable('fundingStatementLine')
        .set((line) => ({
          state: 'open',
          match: 'none',
          reasons: ['收据已作废，重新匹配'],
          proposal: '[]',
          version: line('version', '+', 1),
        }))
        .where('id', '=', row.lineId)
        .execute();
  }
  await audit(ctx, 'void', 'receipt', row, { number: row.number, reason: input.reason });
  return { id: row.id };
}
