import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { readDocument } from '#platform/documents/read-document.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { JobRun } from '#platform/jobs/worker.ts';
import { Problem, problem } from '#shared/problem.ts';
import type { ImportOutcome, ImportReport } from '../../../contract-ballot-imports.ts';
import type { EntriesInput } from '../../../contract-ballots.ts';
import { readBallotSheets, type SheetLine, type SheetReading } from '../../../domain/ballot/read-sheet.ts';
import { ballotProblems } from '../../../problems-ballots.ts';
import { enterBallots, faultsOfLot } from '../accept/enter-ballots.ts';
import { findVote, mattersOf } from '../vote-row.ts';
import { commitImportKind, importFileField, refuseShut } from './import-files.ts';
import { findImport, type ImportRow } from './import-row.ts';

const mostLines = 5_000;
const mostIssues = 2_000;
const alreadyVoted = 'participation.ballot.already-voted';
type Read = { readonly row: ImportRow; readonly reading: SheetReading; readonly notes: readonly string[] };

const importIdOf = (run: JobRun): string => (run.input as { importId: string }).importId;

/** Opens the sealed table and reads it against the vote's roll and matters. */
async function readImport(run: JobRun): Promise<Read> {
  const id = importIdOf(run);
  const { row, path, paper, doors } = await run.transaction(async (ctx) => {
    const found = await findImport(ctx, id);
    const vote = await findVote(ctx.tx, found.voteId);
    return {
      row: found,
      path: (await ctx.files.find(ctx.tx, found.fileId)).path,
      paper: {
        matters: await mattersOf(ctx.tx, vote.id),
        follow: vote.rules.follow === 'count-with-majority',
      },
      doors: await ctx.tx
        .selectFrom('participationEntitlement')
        .select(['id', 'paperNumber', 'building', 'entrance', 'room'])
        .where('voteId', '=', vote.id)
        .execute(),
    };
  });
  const sealed = await readFile(path);
  const bytes = Buffer.from(run.services.vault.open(importFileField, sealed), 'base64');
  const workbook = await readDocument(bytes, row.fileName);
  const reading = readBallotSheets(workbook.sheets, paper, doors);
  if (!reading.found) throw problem(ballotProblems, 'participation.ballot.import-head');
  if (reading.lines.length > mostLines)
    throw problem(ballotProblems, 'participation.ballot.import-large', { most: mostLines });
  return { row, reading, notes: workbook.notes };
}

const lotOf = (row: ImportRow, lines: readonly SheetLine[]): EntriesInput => ({
  ...{ id: row.voteId, channel: row.channel as EntriesInput['channel'], signed: true, fileId: row.scanId },
  entries: lines.map(({ door, choices }) => ({
    ...{ key: randomUUID(), entitlementId: door.id, choices: { ...choices } },
    ...{ proxyId: null, fileId: null, replaces: null, reason: '' },
  })),
});

/** What is wrong as things stand now: with the cells, and with what the vote has already. */
async function judgeImport(ctx: Ctx, { row, reading, notes }: Read) {
  const lot = lotOf(row, reading.lines);
  const faults = lot.entries.length > 0 ? await faultsOfLot(ctx, lot) : new Map<number, Problem>();
  const late = [...faults].flatMap(([n, { code, message }]) => {
    const line = reading.lines[n];
    return line ? [{ sheet: line.sheet, cell: line.cell, code, message }] : [];
  });
  const voted = late.filter(({ code }) => code === alreadyVoted).length;
  const issues = [...reading.faults, ...late];
  const report: ImportReport = {
    ...{ ready: reading.lines.length - faults.size, voted, blank: reading.blank },
    ...{ faults: issues.length - voted, issues: issues.slice(0, mostIssues), notes: [...notes] },
  };
  return { lot, faults, report };
}

/** Job: reads a table of ballots and keeps what is wrong with it; no ballot is entered. */
export async function checkImportJob(run: JobRun): Promise<{ importId: string }> {
  const importId = importIdOf(run);
  try {
    await run.progress(10, '正在读取表格');
    const read = await readImport(run);
    await run.progress(60, `读到 ${read.reading.lines.length} 张票，正在核对`);
    run.signal.throwIfAborted();
    await run.transaction(async (ctx) => {
      const row = await findImport(ctx, importId, true);
      if (row.state !== 'checking') return;
      const { report } = await judgeImport(ctx, read);
      await write(ctx, row, { state: 'checked', report: JSON.stringify(report), problem: null });
    });
    return { importId };
  } catch (fault) {
    await keepFailure(run, importId, fault);
    throw fault;
  }
}

/** Queues the entering of a checked table. */
export async function commitImport(ctx: Ctx, input: { id: string; version: number; leaveVoted: boolean }) {
  const row = await findImport(ctx, input.id, true);
  if (row.version !== input.version) throw problem(ballotProblems, 'participation.ballot.import-stale');
  if (row.state !== 'checked') throw problem(ballotProblems, 'participation.ballot.import-state');
  refuseShut(ctx, await findVote(ctx.tx, row.voteId));
  refuseFaulty(row.report as ImportReport, input.leaveVoted);
  const jobId = await ctx.enqueue({
    ...{ kind: commitImportKind, title: `成批登记 ${row.fileName}`, regionCode: row.regionCode },
    input: { importId: row.id, leaveVoted: input.leaveVoted },
  });
  await write(ctx, row, { state: 'committing', jobId });
  await auditImport(ctx, row, 'participation.ballot.import-commit', { leaveVoted: input.leaveVoted });
  return { jobId, version: row.version + 1 };
}

function refuseFaulty(report: ImportReport, leaveVoted: boolean): void {
  const count = report.faults + (leaveVoted ? 0 : report.voted);
  if (count > 0) throw problem(ballotProblems, 'participation.ballot.import-faulty', { count });
  if (report.ready === 0) throw problem(ballotProblems, 'participation.ballot.import-empty');
}

/**
 * Job: enters a checked table, all of it or nothing, as entries at the desk are. What came in between (a door that
 * voted by another way, the closing) is judged again behind the vote's lock.
 */
export async function commitImportJob(run: JobRun): Promise<ImportOutcome | { faults: number }> {
  const importId = importIdOf(run);
  const { leaveVoted } = run.input as { leaveVoted: boolean };
  try {
    await run.progress(10, '正在读取表格');
    const read = await readImport(run);
    await run.progress(50, '正在登记');
    run.signal.throwIfAborted();
    return await run.transaction(async (ctx) => {
      const row = await findImport(ctx, importId, true);
      if (row.state === 'committed') return row.outcome as ImportOutcome;
      const { lot, faults, report } = await judgeImport(ctx, read);
      if (report.faults > 0 || report.ready === 0 || (report.voted > 0 && !leaveVoted)) {
        await write(ctx, row, { state: 'checked', report: JSON.stringify(report) });
        return { faults: report.faults + report.voted };
      }
      const entries = lot.entries.filter((_entry, n) => !faults.has(n));
      const { receipts } = await enterBallots(ctx, { ...lot, entries });
      run.signal.throwIfAborted();
      const outcome: ImportOutcome = {
        ...{ entered: receipts.length, left: report.voted },
        ...{ firstSeq: receipts[0]?.seq ?? null, lastSeq: receipts.at(-1)?.seq ?? null },
      };
      const change = { report: JSON.stringify(report), outcome: JSON.stringify(outcome) };
      await write(ctx, row, { state: 'committed', committedAt: ctx.now, ...change });
      await auditImport(ctx, row, 'participation.ballot.import', outcome);
      return outcome;
    });
  } catch (fault) {
    await run.transaction(async (ctx) => {
      const row = await findImport(ctx, importId, true);
      if (row.state === 'committing') await write(ctx, row, { state: 'checked' });
    });
    throw fault;
  }
}

type Change = {
  state: string;
  report?: string;
  outcome?: string;
  problem?: string | null;
  jobId?: string;
  committedAt?: Date;
};
const write = (ctx: Ctx, row: ImportRow, change: Change) =>
  ctx.tx
    .updateTable('participationBallotImport')
    .set({ ...change, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();

const auditImport = (ctx: Ctx, row: ImportRow, action: string, detail: Readonly<Record<string, unknown>>) =>
  ctx.audit({
    ...{ action, subjectKind: 'ballotImport', subjectId: row.id, regionCode: row.regionCode, detail },
  });

/** Says on the import itself why it could not be read. */
async function keepFailure(run: JobRun, importId: string, fault: unknown): Promise<void> {
  const code = `participation.ballot.import-${run.signal.aborted ? 'cancelled' : 'fault'}` as const;
  const known = fault instanceof Problem ? fault : problem(ballotProblems, code);
  const told = JSON.stringify({ code: known.code, message: known.message });
  await run.transaction(async (ctx) => {
    const row = await findImport(ctx, importId, true);
    if (row.state === 'checking') await write(ctx, row, { state: 'failed', problem: told });
  });
}
