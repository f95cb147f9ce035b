import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Ctx } from '#platform/http/context.ts';
import type { JobRun } from '#platform/jobs/worker.ts';
import { problem } from '#shared/problem.ts';
import { yuanText } from '../../domain/household/amount.ts';
import { householdProblems } from '../../problems-households.ts';
import { lockReceipt, voidOne, writeReceipt } from './receipts.ts';
import { audit, findBill, findCollection, found, stale } from './rows.ts';
import { findStatement, holdEstate, type LineRow, proposalOf, type Report } from './statement-rows.ts';

export const commitStatementKind = 'funding.households.statement-commit';
type Part = { readonly billId: string; readonly amountFen: bigint };

/** Posts one line onto bills: a receipt each, in the order of the parts. The caller holds the estate. */
async function postLine(ctx: Ctx, line: LineRow, parts: readonly Part[]): Promise<string[]> {
  const numbers: string[] = [];
  for (const part of parts) {
    const bill = await findBill(ctx.tx, part.billId, true);
    if (bill.estateId !== line.estateId) throw problem(householdProblems, 'funding.households.absent');
    const of = await findCollection(ctx.tx, bill.collectionId);
    const made = await writeReceipt(ctx, of, bill, {
      ...{ amountFen: part.amountFen, receivedOn: line.bookedOn, way: 'bank', payerMasked: line.payerMasked },
      ...{ voucher: `${line.sheet} 第 ${line.row} 行`, key: randomUUID(), lineId: line.id },
    });
    numbers.push(made.number);
  }
  await settle(ctx, line, 'posted');
  return numbers;
}

/** Writes what became of a line; the unique mark keeps a line of another file from counting again. */
const settle = (
  ctx: Ctx,
  line: LineRow,
  state: 'posted' | 'ignored' | 'duplicate',
  reason: string | null = null,
) =>
  ctx.tx
    .updateTable('fundingStatementLine')
    .set({
      ...{ state, ignoredReason: reason, decidedAt: ctx.now, decidedBy: ctx.actor.name },
      version: line.version + 1,
    })
    .where('id', '=', line.id)
    .execute();

async function dealtWith(ctx: Ctx, line: LineRow): Promise<boolean> {
  const other = await ctx.tx
    .selectFrom('fundingStatementLine')
    .select('id')
    .where('estateId', '=', line.estateId)
    .where('mark', '=', line.mark)
    .where('state', 'in', ['posted', 'ignored'])
    .where('id', '<>', line.id)
    .executeTakeFirst();
  return other !== undefined;
}

/** Queues the posting of all lines that matched exactly. */
export async function commitStatement(ctx: Ctx, input: { id: string; version: number }) {
  const row = await findStatement(ctx, input.id, true);
  if (row.version !== input.version) throw stale();
  if (row.state !== 'checked') throw problem(householdProblems, 'funding.households.statement-state');
  const { faults } = row.report as Report;
  if (faults > 0) throw problem(householdProblems, 'funding.households.statement-faulty', { count: faults });
  const jobId = await ctx.enqueue({
    ...{ kind: commitStatementKind, title: `银行流水入账 ${row.fileName}`, regionCode: row.regionCode },
    input: { statementId: row.id },
  });
  const version = row.version + 1;
  await ctx.tx
    .updateTable('fundingStatement')
    .set({ state: 'committing', jobId, version })
    .where('id', '=', row.id)
    .execute();
  await audit(ctx, 'statement-commit', 'statement', row, { job: jobId });
  return { jobId, version };
}

/** Job: posts the exact lines, all of them or none; what another file posted meanwhile is left as a duplicate. */
export async function commitStatementJob(run: JobRun): Promise<{ posted: number; duplicate: number }> {
  const { statementId } = run.input as { statementId: string };
  try {
    return await run.transaction(async (ctx) => {
      const row = await findStatement(ctx, statementId, true);
      if (row.state === 'committed') return { posted: 0, duplicate: 0 };
      await holdEstate(ctx, row.estateId);
      const lines = await ctx.tx
        .selectFrom('fundingStatementLine')
        .selectAll()
        .where('statementId', '=', row.id)
        .where('state', '=', 'open')
        .where('match', '=', 'exact')
        .orderBy('seq')
        .execute();
      let posted = 0;
      let duplicate = 0;
      for (const [n, line] of lines.entries()) {
        if (n % 50 === 0) await run.progress((n / lines.length) * 95, `正在入账 ${n + 1}/${lines.length}`);
        run.signal.throwIfAborted();
        if (await dealtWith(ctx, line)) {
          await settle(ctx, line, 'duplicate');
          duplicate += 1;
        } else {
          await postLine(ctx, line, partsOf(line));
          posted += 1;
        }
      }
      await ctx.tx
        .updateTable('fundingStatement')
        .set({ state: 'committed', committedAt: ctx.now, version: row.version + 1 })
        .where('id', '=', row.id)
        .execute();
      await audit(ctx, 'statement', 'statement', row, { posted, duplicate });
      return { posted, duplicate };
    });
  } catch (fault) {
    await run.transaction(async (ctx) => {
      const row = await findStatement(ctx, statementId, true);
      await ctx.tx
        .updateTable('fundingStatement')
        .set({ state: 'checked', version: row.version + 1 })
        .where('id', '=', statementId)
        .where('state', '=', 'committing')
        .execute();
    });
    throw fault;
  }
}

const partsOf = (line: LineRow): Part[] =>
  proposalOf(line).flatMap((one) =>
    one.billId ? [{ billId: one.billId, amountFen: BigInt(one.amountFen) }] : [],
  );

/** An open line of a committed statement, held with its estate. */
async function lockLine(ctx: Ctx, id: string, version: number): Promise<LineRow> {
  const { estateId } = found(
    await ctx.tx.selectFrom('fundingStatementLine').selectAll().where('id', '=', id).executeTakeFirst(),
  );
  await holdEstate(ctx, estateId);
  const line = found(
    await ctx.tx
      .selectFrom('fundingStatementLine')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst(),
  );
  const statement = await findStatement(ctx, line.statementId);
  if (statement.state !== 'committed') throw problem(householdProblems, 'funding.households.statement-state');
  if (line.state !== 'open') throw problem(householdProblems, 'funding.households.line-state');
  if (line.version !== version) throw stale();
  if (await dealtWith(ctx, line)) throw problem(householdProblems, 'funding.households.line-known');
  return line;
}

/** Matches a line by hand, to one part or several; every fen of it goes somewhere, or nothing does. */
export async function matchLine(ctx: Ctx, input: { id: string; version: number; parts: readonly Part[] }) {
  const line = await lockLine(ctx, input.id, input.version);
  if (line.direction !== 'in') throw problem(householdProblems, 'funding.households.line-direction');
  const sum = input.parts.reduce((all, one) => all + one.amountFen, 0n);
  if (sum !== line.amountFen) {
    const values = { sum: yuanText(sum), amount: yuanText(line.amountFen) };
    throw problem(householdProblems, 'funding.households.line-sum', values, { at: 'parts' });
  }
  const receipts = await postLine(ctx, line, input.parts);
  await audit(ctx, 'match', 'statementLine', line, { receipts, sum, of: line.amountFen });
  return { receipts };
}

/** A returned payment: the receipts it takes back are voided, and reversed in the ledger. */
export async function takeBackLine(ctx: Ctx, input: { id: string; version: number }) {
  const line = await lockLine(ctx, input.id, input.version);
  const ids = proposalOf(line).flatMap((one) => one.receiptId ?? []);
  if (line.direction !== 'out' || ids.length === 0)
    throw problem(householdProblems, 'funding.households.line-direction');
  const receipts: string[] = [];
  for (const id of ids) {
    const receipt = await lockReceipt(ctx, id);
    await voidOne(ctx, receipt, `银行 ${line.bookedOn} 退回`);
    receipts.push(receipt.number);
  }
  await settle(ctx, line, 'posted');
  await audit(ctx, 'take-back', 'statementLine', line, { receipts });
  return { receipts };
}

export async function ignoreLine(ctx: Ctx, input: { id: string; version: number; reason: string }) {
  const line = await lockLine(ctx, input.id, input.version);
  await settle(ctx, line, 'ignored', input.reason);
  await audit(ctx, 'ignore', 'statementLine', line, { reason: input.reason });
  return { id: line.id };
}

/** Lines of a statement whose money the bank sent back whole; of one sent back in part the rest must be voided first. */
async function takenBack(ctx: Ctx, statementId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string; living: boolean }>`select l.id,
      exists (select from funding_receipt r where r.line_id = l.id and r.voided_at is null) as living
    from funding_statement_line l where l.statement_id = ${statementId}::uuid and l.state = 'posted' and l.direction = 'in'
      and exists (select from funding_receipt r join funding_statement_line o
        on o.estate_id = r.estate_id and o.direction = 'out' and o.state = 'posted'
        and o.proposal @> jsonb_build_array(jsonb_build_object('receiptId', r.id)) where r.line_id = l.id)`.execute(
    ctx.tx,
  );
  if (rows.some((line) => line.living)) throw problem(householdProblems, 'funding.households.line-returned');
  return rows.map((line) => line.id);
}

/** Takes a committed statement back: its receipts voided and reversed, its lines free to come in again. */
export async function undoStatement(ctx: Ctx, input: { id: string; version: number; reason: string }) {
  const row = await findStatement(ctx, input.id, true);
  if (row.version !== input.version) throw stale();
  if (row.state !== 'committed') throw problem(householdProblems, 'funding.households.statement-state');
  await holdEstate(ctx, row.estateId);
  const kept = await takenBack(ctx, row.id);
  const receipts = await ctx.tx
    .selectFrom('fundingReceipt as r')
    .innerJoin('fundingStatementLine as l', 'l.id', 'r.lineId')
    .select('r.id')
    .where('l.statementId', '=', row.id)
    .where('r.voidedAt', 'is', null)
    .orderBy('r.number')
    .execute();
  for (const { id } of receipts) await voidOne(ctx, await lockReceipt(ctx, id), `撤销流水：${input.reason}`);
  await ctx.tx
    .updateTable('fundingStatementLine')
    .set({ state: 'undone', decidedAt: ctx.now, decidedBy: ctx.actor.name })
    .where('statementId', '=', row.id)
    .where('state', 'in', ['open', 'posted', 'ignored'])
    // a payment the bank took back stays taken back, and the line it came by stays dealt with
    .where((line) => line.or([line('direction', '=', 'in'), line('state', '<>', 'posted')]))
    .$if(kept.length > 0, (query) => query.where('id', 'not in', kept))
    .execute();
  const version = row.version + 1;
  await ctx.tx
    .updateTable('fundingStatement')
    .set({ state: 'undone', undoneAt: ctx.now, undoReason: input.reason, version })
    .where('id', '=', row.id)
    .execute();
  await audit(ctx, 'statement-undo', 'statement', row, { voided: receipts.length, reason: input.reason });
  return { voided: receipts.length, version };
}
