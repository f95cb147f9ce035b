import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { maskName, ownerKindOf } from '#modules/survey/index.ts';
import { readDocument } from '#platform/documents/read-document.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Upload } from '#platform/http/raw.ts';
import type { JobRun } from '#platform/jobs/worker.ts';
import { Problem, problem } from '#shared/problem.ts';
import { maskAccount, maskMemo } from '../../domain/household/mask-memo.ts';
import type { Match, Matcher } from '../../domain/household/match.ts';
import { readStatement, type StatementLine } from '../../domain/household/read-statement.ts';
import { householdProblems } from '../../problems-households.ts';
import { audit, livingEstate } from './rows.ts';
import { matcherOf } from './statement-match.ts';
import { findStatement, holdEstate, type Report } from './statement-rows.ts';

export const statementLimitBytes = 20 * 1024 * 1024;
export const checkStatementKind = 'funding.households.statement-check';
const fileField = 'funding_statement.file';
export const lineFields = {
  payer: 'funding_statement_line.payer',
  memo: 'funding_statement_line.memo',
} as const;
const mostLines = 20_000;
const mostIssues = 500;

/** Takes a bank's statement in, sealed at once, and queues its check; nothing is posted. */
export async function uploadStatement(ctx: Ctx, upload: Upload, input: { estateId: string }) {
  const bytes = await readFile(upload.path).catch(() => null);
  if (!bytes) throw problem(householdProblems, 'funding.households.statement-cancelled');
  const known = await sql<{ known: boolean }>`select stored_file_known(${upload.sha256}) as known`.execute(
    ctx.tx,
  );
  if (known.rows[0]?.known !== true) await rm(upload.path, { force: true });
  const { id: estateId, regionCode } = await livingEstate(ctx.tx, input.estateId);
  const text = ctx.vault.seal(fileField, bytes.toString('base64'));
  const sealed = await ctx.files.receive(Readable.from([text]), text.length);
  const file = await ctx.files.record(ctx.tx, sealed, {
    ...{ name: upload.name, mediaType: 'application/octet-stream', purpose: 'funding.statement' },
    ...{ regionCode, createdBy: ctx.actor.id, now: ctx.now },
  });
  const id = randomUUID();
  const jobId = await ctx.enqueue({
    ...{
      kind: checkStatementKind,
      title: `核对银行流水 ${upload.name}`,
      input: { statementId: id },
      regionCode,
    },
  });
  await ctx.tx
    .insertInto('fundingStatement')
    .values({
      ...{ id, estateId, regionCode, fileId: file.id, fileName: upload.name, state: 'checking', jobId },
      ...{ createdAt: ctx.now, createdById: ctx.actor.id, createdBy: ctx.actor.name },
    })
    .execute();
  await audit(
    ctx,
    'statement-upload',
    'statement',
    { id, regionCode },
    { estate: estateId, bytes: upload.sizeBytes },
  );
  return { id, jobId };
}

type Judged = {
  readonly line: StatementLine;
  readonly match: Match;
  readonly duplicate: boolean;
  readonly mark: Buffer;
};

/** Each line matched against what is still open; lines dealt with in another file are duplicates. */
async function judge(ctx: Ctx, estateId: string, lines: readonly StatementLine[]): Promise<Judged[]> {
  await holdEstate(ctx, estateId);
  const known = new Set(
    (
      await ctx.tx
        .selectFrom('fundingStatementLine')
        .select('mark')
        .where('estateId', '=', estateId)
        .where('state', 'in', ['posted', 'ignored'])
        .execute()
    ).map((row) => row.mark.toString('hex')),
  );
  const matcher: Matcher = await matcherOf(ctx, estateId);
  return lines.map((line) => {
    const mark = ctx.vault.mark('bank.line', line.identity);
    const duplicate = known.has(mark.toString('hex'));
    const payerMasked = maskOf(line.payer);
    const match: Match = duplicate
      ? { kind: 'none', parts: [], reasons: ['这一笔在别的流水中已经处理过'] }
      : matcher.match({ ...line, payerMasked, text: `${line.memo} ${line.payer}` });
    return { line, match, duplicate, mark };
  });
}
const maskOf = (name: string): string => (name.trim() === '' ? '' : maskName(name, ownerKindOf(name)));

async function writeLines(
  ctx: Ctx,
  statementId: string,
  estateId: string,
  regionCode: string,
  judged: readonly Judged[],
) {
  await sql`delete from funding_statement_line where statement_id = ${statementId}::uuid`.execute(ctx.tx);
  for (let from = 0; from < judged.length; from += 500)
    await ctx.tx
      .insertInto('fundingStatementLine')
      .values(
        judged.slice(from, from + 500).map(({ line, match, duplicate, mark }, n) => ({
          ...{
            id: randomUUID(),
            statementId,
            estateId,
            regionCode,
            seq: from + n,
            sheet: line.sheet,
            row: line.row,
          },
          ...{ mark, bookedOn: line.bookedOn, direction: line.direction, amountFen: line.amountFen },
          payerSealed: ctx.vault.seal(lineFields.payer, `${line.payer}\u0001${line.account}`),
          payerMasked: maskOf(line.payer),
          accountMasked: maskAccount(line.account),
          memoSealed: ctx.vault.seal(lineFields.memo, line.memo),
          memoMasked: maskMemo(line.memo),
          match: duplicate ? 'duplicate' : match.kind,
          proposal: JSON.stringify(
            match.parts.map((one) => ({ ...one, amountFen: one.amountFen.toString() })),
          ),
          reasons: [...match.reasons],
          state: duplicate ? 'duplicate' : 'open',
        })),
      )
      .execute();
}

function reportOf(
  judged: readonly Judged[],
  reading: { passed: number; faults: readonly { sheet: string; cell: string; message: string }[] },
  notes: readonly string[],
): Report {
  const fen = (of: (one: Judged) => boolean) =>
    judged
      .filter(of)
      .reduce((sum, one) => sum + one.line.amountFen, 0n)
      .toString();
  const count = (of: (one: Judged) => boolean) => judged.filter(of).length;
  const kind = (name: Match['kind']) => (one: Judged) => !one.duplicate && one.match.kind === name;
  return {
    ...{ lines: judged.length, passed: reading.passed, faults: reading.faults.length, notes: [...notes] },
    inFen: fen((one) => one.line.direction === 'in'),
    outFen: fen((one) => one.line.direction === 'out'),
    exact: count(kind('exact')),
    exactFen: fen(kind('exact')),
    probable: count(kind('probable')),
    none: count(kind('none')),
    returned: count(kind('return')),
    duplicate: count((one) => one.duplicate),
    issues: reading.faults.slice(0, mostIssues).map((one) => ({ ...one })),
  };
}

/** Job: reads a statement and matches its lines; what is wrong with it is kept on it. */
export async function checkStatementJob(run: JobRun): Promise<{ statementId: string }> {
  const { statementId } = run.input as { statementId: string };
  try {
    await run.progress(5, '正在读取流水');
    const { row, path } = await run.transaction(async (ctx) => {
      const asked = await findStatement(ctx, statementId);
      return { row: asked, path: (await ctx.files.find(ctx.tx, asked.fileId)).path };
    });
    const bytes = Buffer.from(run.services.vault.open(fileField, await readFile(path)), 'base64');
    const workbook = await readDocument(bytes, row.fileName);
    const reading = readStatement(workbook.sheets);
    if (!reading.found) throw problem(householdProblems, 'funding.households.statement-head');
    if (reading.lines.length + reading.faults.length === 0)
      throw problem(householdProblems, 'funding.households.statement-empty');
    if (reading.lines.length > mostLines)
      throw problem(householdProblems, 'funding.households.statement-large', { most: mostLines });
    await run.progress(40, `正在匹配 ${reading.lines.length} 笔`);
    run.signal.throwIfAborted();
    await run.transaction(async (ctx) => {
      const held = await findStatement(ctx, statementId, true);
      if (held.state !== 'checking') return;
      const judged = await judge(ctx, held.estateId, reading.lines);
      await writeLines(ctx, held.id, held.estateId, held.regionCode, judged);
      run.signal.throwIfAborted();
      const report = JSON.stringify(reportOf(judged, reading, workbook.notes));
      await ctx.tx
        .updateTable('fundingStatement')
        .set({ state: 'checked', report, version: held.version + 1 })
        .where('id', '=', held.id)
        .execute();
    });
    return { statementId };
  } catch (fault) {
    await keepFailure(run, statementId, fault);
    throw fault;
  }
}

async function keepFailure(run: JobRun, statementId: string, fault: unknown): Promise<void> {
  const code = run.signal.aborted
    ? 'funding.households.statement-cancelled'
    : 'funding.households.statement-fault';
  const known = fault instanceof Problem ? fault : problem(householdProblems, code);
  await run.transaction(async (ctx) => {
    const row = await findStatement(ctx, statementId, true);
    if (row.state !== 'checking' && row.state !== 'failed') return;
    await ctx.tx
      .updateTable('fundingStatement')
      .set({
        ...{ state: 'failed', version: row.version + 1 },
        problem: JSON.stringify({ code: known.code, message: known.message }),
      })
      .where('id', '=', statementId)
      .execute();
  });
}
