import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import type { Ctx } from '#platform/http/context.ts';
import { Problem, problem } from '#shared/problem.ts';
import { type MatchTarget, surelyMatches } from '../../../domain/allocation/match-voucher.ts';
import type { VoucherLine } from '../../../domain/allocation/read-vouchers.ts';
import { ledgerProblems } from '../../../problems-ledger.ts';
import type { ImportRow } from '../imports/import-row.ts';
import { decide, postVoucher } from './book.ts';
import { authorisationTargets, sourceTargets, type Target } from './targets.query.ts';

type Counts = { booked: number; open: number };

/**
 * Takes vouchers into the desk, in the order of their days so that money comes before it goes, and books those that agree
 * beyond doubt. The rest stay open, and so does one the ledger refuses, with the reason: the others of the file go on.
 */
export async function takeVouchers(
  ctx: Ctx,
  row: ImportRow,
  lines: readonly VoucherLine[],
  check: () => void,
): Promise<Counts> {
  const counts = { booked: 0, open: 0 };
  if (lines.length === 0) return counts;
  const targets = { receipt: await sourceTargets(ctx), payment: await authorisationTargets(ctx) };
  const spent = new Map<string, bigint>();
  const left = (target: Target): Target => ({
    ...target,
    openFen: target.openFen - (spent.get(target.id) ?? 0n),
  });
  const ordered = [...lines].sort((a, b) =>
    a.day === b.day ? (a.kind === b.kind ? 0 : a.kind === 'receipt' ? -1 : 1) : a.day < b.day ? -1 : 1,
  );
  for (const line of ordered) {
    check();
    const id = await insertVoucher(ctx, row, line);
    const sure = line.day <= ctx.today ? surelyMatches(line, targets[line.kind].map(left)) : null;
    if (!sure) {
      counts.open += 1;
      continue;
    }
    if (!(await bookedOrTold(ctx, row, line, id, sure))) {
      counts.open += 1;
      continue;
    }
    spent.set(sure.id, (spent.get(sure.id) ?? 0n) + line.amountFen);
    counts.booked += 1;
  }
  return counts;
}

async function insertVoucher(ctx: Ctx, row: ImportRow, line: VoucherLine): Promise<string> {
  const id = randomUUID();
  await ctx.tx
    .insertInto('fundingTreasuryVoucher')
    .values({
      ...{ id, regionCode: row.regionCode, importId: row.id, cell: `${line.sheet} ${line.cell}` },
      ...{ kind: line.kind, number: line.number, day: line.day, amountFen: line.amountFen },
      ...{ payee: line.payee, payer: line.payer, documentNumber: line.documentNumber },
      ...{
        authorisationNumber: line.authorisationNumber,
        summary: line.summary,
        state: 'open',
        createdAt: ctx.now,
      },
    })
    .execute();
  return id;
}

/** Books one voucher, or leaves it open with what the ledger said; a refusal undoes no more than this one. */
async function bookedOrTold(...args: Parameters<typeof bookSurely>): Promise<boolean> {
  const [ctx, , , id] = args;
  await sql`savepoint funding_voucher_line`.execute(ctx.tx);
  try {
    await bookSurely(...args);
    await sql`release savepoint funding_voucher_line`.execute(ctx.tx);
    return true;
  } catch (fault) {
    const told = refusalOf(fault);
    if (!told) throw fault;
    await sql`rollback to savepoint funding_voucher_line`.execute(ctx.tx);
    await ctx.tx
      .updateTable('fundingTreasuryVoucher')
      .set({ note: `没有自动记账：${told.message}` })
      .where('id', '=', id)
      .execute();
    return false;
  }
}

/** What the ledger refuses in words, or by its own rules in the database (class 23); anything else is a fault. */
function refusalOf(fault: unknown): Problem | null {
  if (fault instanceof Problem) return fault;
  const broken = fault instanceof pg.DatabaseError && fault.code?.startsWith('23');
  return broken ? problem(ledgerProblems, 'funding.ledger.refused') : null;
}

async function bookSurely(
  ctx: Ctx,
  row: ImportRow,
  line: VoucherLine,
  id: string,
  target: MatchTarget & Pick<Target, 'kind'>,
) {
  const where =
    target.kind === 'source'
      ? { sourceId: target.id, authorisationId: null }
      : { sourceId: null, authorisationId: target.id };
  const { postingId, caseId } = await postVoucher(ctx, line, where, row.fileId);
  const change = { state: 'booked', how: 'automatic', ...where, postingId, caseId, note: '' };
  await decide(ctx, { id, regionCode: row.regionCode, version: 1 }, change, 'funding.allocations.book');
}
