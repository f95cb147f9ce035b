import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { readDocument } from '#platform/documents/read-document.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Upload } from '#platform/http/raw.ts';
import { problem } from '#shared/problem.ts';
import { monthShape } from '../../../contract-reconciliations.ts';
import { readStatement, type StatementLine } from '../../../domain/allocation/read-statement.ts';
import { pairMovements } from '../../../domain/allocation/reconcile.ts';
import { allocationProblems } from '../../../problems-allocations.ts';
import { type AccountRow, findAccount, firstOf, monthEnds, openPostings } from './movements.query.ts';

export const statementLimitBytes = 10 * 1024 * 1024;
export const statementInput = z.strictObject({
  accountId: z.uuid(),
  month: monthShape,
  /** Balance before the first line, in fen; needed where neither the statement nor the month before tells it. */
  openingFen: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z
      .string()
      .regex(/^-?\d{1,15}$/, '应为金额')
      .transform(BigInt)
      .optional(),
  ),
});
type Input = z.output<typeof statementInput>;

/** Takes a month's statement in and pairs what is beyond doubt. @throws Problem documents.*, funding.reconciliation.* */
export async function uploadStatement(ctx: Ctx, upload: Upload, input: Input): Promise<{ id: string }> {
  const account = await findAccount(ctx, input.accountId);
  const { next } = monthEnds(input.month);
  if (next > ctx.today)
    throw problem(allocationProblems, 'funding.reconciliation.month', { month: input.month });
  await refuseOutOfOrder(ctx, account.id, input.month);
  const { sheets } = await readDocument(await readFile(upload.path), upload.name);
  const reading = readStatement(sheets, input.month);
  if (!reading.found) throw problem(allocationProblems, 'funding.reconciliation.head');
  const [first] = reading.faults;
  if (first) {
    const values = { count: reading.faults.length, cell: first.cell, message: first.message };
    const more = { at: first.cell, details: reading.faults.slice(0, 500) };
    throw problem(allocationProblems, 'funding.reconciliation.faulty', values, more);
  }
  const openingFen = input.openingFen ?? (await openingOf(ctx, account.id, input.month, reading.lines));
  const id = await store(ctx, upload, account, input.month, openingFen, reading.lines);
  const paired = await pairOpen(ctx, account, input.month);
  await ctx.audit({
    ...{ action: 'funding.allocations.statement', subjectKind: 'reconciliation', subjectId: id },
    ...{ regionCode: account.regionCode },
    detail: { account: account.title, month: input.month, lines: reading.lines.length, paired },
  });
  return { id };
}

async function refuseOutOfOrder(ctx: Ctx, accountId: string, month: string): Promise<void> {
  const later = await ctx.tx
    .selectFrom('fundingReconciliation')
    .select('month')
    .where('accountId', '=', accountId)
    .where('month', '>=', month)
    .orderBy('month')
    .limit(1)
    .executeTakeFirst();
  if (later?.month === month) throw problem(allocationProblems, 'funding.reconciliation.month-known');
  if (later) throw problem(allocationProblems, 'funding.reconciliation.order', { month });
}

const oldestFirst = (lines: readonly StatementLine[]): readonly StatementLine[] =>
  (lines[0]?.day ?? '') > (lines.at(-1)?.day ?? '') ? [...lines].reverse() : lines;

/** From the statement's own balance, else the closing of the month before, else nothing. */
async function openingOf(
  ctx: Ctx,
  accountId: string,
  month: string,
  lines: readonly StatementLine[],
): Promise<bigint> {
  const first = oldestFirst(lines)[0];
  if (first && first.balanceFen !== null) return first.balanceFen - first.amountFen;
  const before = await ctx.tx
    .selectFrom('fundingReconciliation')
    .select('closingFen')
    .where('accountId', '=', accountId)
    .where('month', '<', month)
    .orderBy('month', 'desc')
    .limit(1)
    .executeTakeFirst();
  return before?.closingFen ?? 0n;
}

async function store(
  ctx: Ctx,
  upload: Upload,
  account: AccountRow,
  month: string,
  openingFen: bigint,
  lines: readonly StatementLine[],
): Promise<string> {
  const { regionCode } = account;
  const file = await ctx.files.record(ctx.tx, upload, {
    ...{ name: upload.name, mediaType: 'application/octet-stream', purpose: 'funding.statement' },
    ...{ regionCode, createdBy: ctx.actor.id, now: ctx.now },
  });
  const id = randomUUID();
  const closingFen = lines.reduce((sum, one) => sum + one.amountFen, openingFen);
  await ctx.tx
    .insertInto('fundingReconciliation')
    .values({
      ...{ id, regionCode, accountId: account.id, month, fileId: file.id, fileName: upload.name },
      ...{ fileHash: upload.sha256, openingFen, closingFen, state: 'open' },
      ...{ createdBy: ctx.actor.name, createdAt: ctx.now },
    })
    .execute();
  const rows = oldestFirst(lines).map((line, position) => ({
    ...{ id: randomUUID(), reconciliationId: id, regionCode, position, cell: `${line.sheet} ${line.cell}` },
    ...{ day: line.day, amountFen: line.amountFen, serial: line.serial, party: line.party },
    ...{ summary: line.summary, voucher: line.voucher },
  }));
  for (let at = 0; at < rows.length; at += 1000)
    await ctx.tx
      .insertInto('fundingTreasuryStatementLine')
      .values(rows.slice(at, at + 1000))
      .execute();
  return id;
}

/** Pairs unpaired lines, older months' too, with open postings; answers how many. */
async function pairOpen(ctx: Ctx, account: AccountRow, month: string): Promise<number> {
  const first = await firstOf(ctx, account.id);
  const from = monthEnds(first?.month ?? month).first;
  const book = await openPostings(ctx, account, from, monthEnds(month).next);
  const bank = await ctx.tx
    .selectFrom('fundingTreasuryStatementLine as l')
    .innerJoin('fundingReconciliation as r', 'r.id', 'l.reconciliationId')
    .select(['l.id', 'l.day', 'l.amountFen', 'l.voucher', 'l.summary'])
    .where('r.accountId', '=', account.id)
    .where('l.postingId', 'is', null)
    .orderBy('l.day')
    .orderBy('l.position')
    .execute();
  const pairs = pairMovements(bank, book);
  for (const [lineId, postingId] of pairs)
    await ctx.tx
      .updateTable('fundingTreasuryStatementLine')
      .set({ postingId })
      .where('id', '=', lineId)
      .execute();
  return pairs.size;
}
