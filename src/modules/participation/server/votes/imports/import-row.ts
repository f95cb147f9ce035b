import type { Selectable } from 'kysely';
import type { ParticipationBallotImport } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { ImportHead, ImportOutcome, ImportReport } from '../../../contract-ballot-imports.ts';
import { ballotProblems } from '../../../problems-ballots.ts';
import { findVote } from '../vote-row.ts';

export type ImportRow = Selectable<ParticipationBallotImport>;

/** One table of ballots the transaction may see. */
export async function findImport(ctx: Pick<Ctx, 'tx'>, id: string, lock = false): Promise<ImportRow> {
  const query = ctx.tx.selectFrom('participationBallotImport').selectAll().where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw problem(ballotProblems, 'participation.ballot.import-absent');
  return settledImport(ctx, row);
}

/** A job cancelled before it began, or given up, cannot say so itself. */
async function settledImport(ctx: Pick<Ctx, 'tx'>, row: ImportRow): Promise<ImportRow> {
  if (row.jobId === null || (row.state !== 'checking' && row.state !== 'committing')) return row;
  const job = await ctx.tx.selectFrom('job').select('state').where('id', '=', row.jobId).executeTakeFirst();
  if (job?.state !== 'cancelled' && job?.state !== 'failed') return row;
  if (row.state === 'committing') return { ...row, state: 'checked' };
  const { code, message } = problem(ballotProblems, 'participation.ballot.import-cancelled');
  return { ...row, state: 'failed', problem: { code, message } };
}

const present = (row: ImportRow): ImportHead => ({
  ...{ id: row.id, voteId: row.voteId, fileName: row.fileName, version: row.version, jobId: row.jobId },
  channel: row.channel as ImportHead['channel'],
  state: row.state as ImportHead['state'],
  createdBy: row.createdByName,
  createdAt: row.createdAt.toISOString(),
  committedAt: row.committedAt?.toISOString() ?? null,
  problem: row.problem as ImportHead['problem'],
  report: row.report as ImportReport | null,
  outcome: row.outcome as ImportOutcome | null,
});

export const showImport = async (ctx: Ctx, input: { id: string }): Promise<ImportHead> =>
  present(await findImport(ctx, input.id));

/** Tables handed in for a vote, newest first; the issues are on the import itself. */
export async function listImports(ctx: Ctx, input: { id: string; page: number; size: number }) {
  await findVote(ctx.tx, input.id);
  const mine = ctx.tx.selectFrom('participationBallotImport').where('voteId', '=', input.id);
  const { total } = await mine
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await mine
    .selectAll()
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  const items: ImportHead[] = [];
  for (const row of rows) {
    const one = present(await settledImport(ctx, row));
    items.push({ ...one, report: one.report && { ...one.report, issues: [] } });
  }
  return { total: Number(total), items };
}
