import { type Selectable, sql } from 'kysely';
import type { z } from 'zod';
import { estateHead } from '#modules/survey/index.ts';
import type { FundingStatement, FundingStatementLine } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { statementReport, statementStates } from '../../contract-household-bank-shapes.ts';
import type { MatchKind } from '../../domain/household/words.ts';
import { householdProblems } from '../../problems-households.ts';
import { found, placeOf } from './rows.ts';

export type StatementRow = Selectable<FundingStatement>;
export type LineRow = Selectable<FundingStatementLine>;
export type Report = z.output<typeof statementReport>;
export type ProposalPart = {
  readonly billId?: string;
  readonly receiptId?: string;
  readonly amountFen: string;
};

export async function findStatement(ctx: Pick<Ctx, 'tx'>, id: string, lock = false): Promise<StatementRow> {
  const query = ctx.tx.selectFrom('fundingStatement').selectAll().where('id', '=', id);
  const row = found(await (lock ? query.forUpdate() : query).executeTakeFirst());
  // A job cancelled before it began, or given up, cannot say so itself.
  if (row.jobId === null || (row.state !== 'checking' && row.state !== 'committing')) return row;
  const job = await ctx.tx.selectFrom('job').select('state').where('id', '=', row.jobId).executeTakeFirst();
  if (job?.state !== 'cancelled' && job?.state !== 'failed') return row;
  if (row.state === 'committing') return { ...row, state: 'checked' };
  const { code, message } = problem(householdProblems, 'funding.households.statement-cancelled');
  return { ...row, state: 'failed', problem: { code, message } };
}

/** The statement's estate, held: lines of one account are judged one after another. */
export async function holdEstate(ctx: Pick<Ctx, 'tx'>, estateId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(7150340, hashtext(${estateId}))`.execute(ctx.tx);
}

export const proposalOf = (row: Pick<LineRow, 'proposal'>): ProposalPart[] =>
  row.proposal as unknown as ProposalPart[];

async function present(ctx: Ctx, row: StatementRow, issues: boolean) {
  const report = row.report as Report | null;
  const lines = await ctx.tx
    .selectFrom('fundingStatementLine')
    .select((one) => [
      'state',
      one.fn.countAll<bigint>().as('count'),
      one.fn.sum<string>('amountFen').as('fen'),
    ])
    .where('statementId', '=', row.id)
    .groupBy('state')
    .execute();
  const of = (state: string) => lines.find((one) => one.state === state);
  return {
    ...{ id: row.id, estateId: row.estateId, fileName: row.fileName, jobId: row.jobId, version: row.version },
    estateName: (await estateHead(ctx.tx, { id: row.estateId }))?.name ?? '',
    state: row.state as (typeof statementStates)[number],
    problem: row.problem as { code: string; message: string } | null,
    report: report && (issues ? report : { ...report, issues: [] }),
    posted: Number(of('posted')?.count ?? 0),
    postedFen: of('posted')?.fen ?? '0',
    open: Number(of('open')?.count ?? 0),
    ...{ createdBy: row.createdBy, createdAt: row.createdAt.toISOString(), undoReason: row.undoReason },
    committedAt: row.committedAt?.toISOString() ?? null,
    undoneAt: row.undoneAt?.toISOString() ?? null,
  };
}

export const showStatement = async (ctx: Ctx, input: { id: string }) =>
  present(ctx, await findStatement(ctx, input.id), true);

export async function listStatements(
  ctx: Ctx,
  input: { page: number; size: number; estateId?: string | undefined },
) {
  let query = ctx.tx.selectFrom('fundingStatement');
  if (input.estateId) query = query.where('estateId', '=', input.estateId);
  const { total } = await query
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await query
    .select('id')
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  const items = [];
  for (const { id } of rows) items.push(await present(ctx, await findStatement(ctx, id), false));
  return { total: Number(total), items };
}

type LinesInput = {
  readonly id: string;
  readonly page: number;
  readonly size: number;
  readonly match?: MatchKind | undefined;
  readonly state?: 'open' | 'posted' | 'ignored' | 'duplicate' | 'undone' | undefined;
};

/** Lines as the desk shows them: what is posted with its receipts, what is open with its proposal. */
export async function listLines(ctx: Ctx, input: LinesInput) {
  await findStatement(ctx, input.id);
  let query = ctx.tx.selectFrom('fundingStatementLine').where('statementId', '=', input.id);
  if (input.match) query = query.where('match', '=', input.match);
  if (input.state) query = query.where('state', '=', input.state);
  const { total } = await query
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await query
    .selectAll()
    .orderBy('seq')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  const parts = await partsOfLines(ctx, rows);
  return {
    total: Number(total),
    items: rows.map((row) => ({
      ...{ id: row.id, seq: row.seq, sheet: row.sheet, row: row.row, bookedOn: row.bookedOn },
      ...{ direction: row.direction as 'in' | 'out', amountFen: row.amountFen.toString() },
      ...{ payerMasked: row.payerMasked, accountMasked: row.accountMasked, memoMasked: row.memoMasked },
      ...{ match: row.match as MatchKind, reasons: row.reasons, parts: parts.get(row.id) ?? [] },
      state: row.state as 'open' | 'posted' | 'ignored' | 'duplicate' | 'undone',
      ...{ ignoredReason: row.ignoredReason, decidedBy: row.decidedBy, version: row.version },
    })),
  };
}

async function partsOfLines(ctx: Ctx, lines: readonly LineRow[]) {
  const ids = lines.map((line) => line.id);
  const receipts =
    ids.length === 0
      ? []
      : await ctx.tx
          .selectFrom('fundingReceipt as r')
          .innerJoin('fundingBill as b', 'b.id', 'r.billId')
          .select([
            'r.id',
            'r.lineId',
            'r.number',
            'r.amountFen',
            'b.id as billId',
            'b.building',
            'b.entrance',
            'b.room',
          ])
          .where('r.lineId', 'in', ids)
          .where('r.voidedAt', 'is', null)
          .execute();
  const posted = Map.groupBy(receipts, (one) => one.lineId ?? '');
  const asked = lines.flatMap((line) => (posted.has(line.id) ? [] : proposalOf(line)));
  const bills = await named(
    ctx,
    'bill',
    asked.flatMap((one) => one.billId ?? []),
  );
  const taken = await named(
    ctx,
    'receipt',
    asked.flatMap((one) => one.receiptId ?? []),
  );
  return new Map(
    lines.map((line) => [
      line.id,
      posted.get(line.id)?.map((one) => ({
        ...{
          billId: one.billId,
          place: placeOf(one),
          amountFen: one.amountFen.toString(),
          receiptNumber: one.number,
        },
      })) ??
        proposalOf(line).flatMap((one) => {
          const at = bills.get(one.billId ?? '') ?? taken.get(one.receiptId ?? '');
          return at
            ? [{ billId: at.billId, place: placeOf(at), amountFen: one.amountFen, receiptNumber: at.number }]
            : [];
        }),
    ]),
  );
}

type Named = { billId: string; building: string; entrance: string; room: string; number: string | null };

async function named(ctx: Ctx, by: 'bill' | 'receipt', ids: readonly string[]): Promise<Map<string, Named>> {
  if (ids.length === 0) return new Map();
  const rows =
    by === 'bill'
      ? (
          await ctx.tx
            .selectFrom('fundingBill')
            .select(['id', 'building', 'entrance', 'room'])
            .where('id', 'in', [...ids])
            .execute()
        ).map((row) => ({ ...row, billId: row.id, number: null as string | null }))
      : await ctx.tx
          .selectFrom('fundingReceipt as r')
          .innerJoin('fundingBill as b', 'b.id', 'r.billId')
          .select(['r.id', 'r.number', 'b.id as billId', 'b.building', 'b.entrance', 'b.room'])
          .where('r.id', 'in', [...ids])
          .execute();
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}
