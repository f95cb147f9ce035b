import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { writeTable } from '#platform/documents/xlsx-write/table.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download, Upload } from '#platform/http/raw.ts';
import { problem } from '#shared/problem.ts';
import type { importChannels } from '../../../contract-ballot-imports.ts';
import { matterHead, sheetHeads } from '../../../domain/ballot/read-sheet.ts';
import { ballotProblems } from '../../../problems-ballots.ts';
import { listDoors } from '../accept/doors.query.ts';
import { acceptingAt } from '../accept/lock-vote.ts';
import { findVote, mattersOf, type VoteRow } from '../vote-row.ts';

export const importFileField = 'participation_ballot_import.file';
export const importLimitBytes = 10 * 1024 * 1024;
export const checkImportKind = 'participation.ballots.check';
export const commitImportKind = 'participation.ballots.commit';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const most = 100_000;

/** Refuses at once what the job would refuse later. */
export function refuseShut(ctx: Ctx, vote: VoteRow): void {
  const window = { state: vote.state, opensAt: vote.opensAt?.getTime() ?? null };
  const times = { closesAt: vote.closesAt?.getTime() ?? null, lastAt: vote.lastAt?.getTime() ?? null };
  const at = acceptingAt({ ...window, ...times }, ctx.now);
  if ('fault' in at) throw at.fault;
}

/** The form to fill in: every door that has not voted yet, a column per matter. */
export async function importTemplate(ctx: Ctx, input: { id: string }): Promise<Download> {
  const vote = await findVote(ctx.tx, input.id);
  const matters = await mattersOf(ctx.tx, vote.id);
  const { items } = await listDoors(ctx, {
    ...{ id: vote.id, voted: false, sort: 'place', descending: false, page: 1, size: most },
  });
  const follow = vote.rules.follow === 'count-with-majority' ? '、从众' : '';
  const body = await writeTable({
    sheet: '登记票',
    title: `${vote.title}：成批登记`,
    notes: [
      `填 赞成（或 同意、√）、反对（或 不同意、×）、弃权${follow}；整行留空表示没有收回，不登记。票号不要改。`,
      '一份表对应一批签字的票，上传时另附这一批的扫描件。填好的表含每户的选择，用后请删除。',
    ],
    columns: [
      { title: sheetHeads.no, width: 14 },
      { title: sheetHeads.building },
      { title: sheetHeads.entrance },
      { title: sheetHeads.room },
      { title: '业主', width: 16 },
      ...matters.map((matter, n) => ({ title: matterHead(matter, n), width: 20 })),
    ],
    rows: items.map((one) => [one.paperNumber, one.building, one.entrance, one.room, one.ownerMasked]),
  });
  await ctx.audit({
    action: 'participation.ballot.import-template',
    subjectKind: 'vote',
    subjectId: vote.id,
    regionCode: vote.regionCode,
    detail: { doors: items.length },
  });
  return { name: `${vote.number}-成批登记.xlsx`, mediaType: xlsx, body };
}

export type ImportUpload = {
  readonly id: string;
  readonly channel: (typeof importChannels)[number];
  readonly scanId: string;
  readonly signed: boolean;
};

/** Takes a table of signed ballots in and queues its check; no ballot is entered. */
export async function uploadImport(ctx: Ctx, upload: Upload, input: ImportUpload) {
  const bytes = await takeClear(ctx, upload);
  const vote = await findVote(ctx.tx, input.id);
  refuseShut(ctx, vote);
  if (!input.signed) throw problem(ballotProblems, 'participation.ballot.unsigned');
  const scan = await ctx.tx
    .selectFrom('participationScan')
    .select('fileId')
    .where('fileId', '=', input.scanId)
    .where('voteId', '=', vote.id)
    .executeTakeFirst();
  if (!scan) throw problem(ballotProblems, 'participation.ballot.paper-other', {}, { at: 'scanId' });
  const text = ctx.vault.seal(importFileField, bytes.toString('base64'));
  const sealed = await ctx.files.receive(Readable.from([text]), text.length);
  const { regionCode } = vote;
  const file = await ctx.files.record(ctx.tx, sealed, {
    ...{ name: upload.name, mediaType: 'application/octet-stream', purpose: 'participation.ballot-import' },
    ...{ regionCode, createdBy: ctx.actor.id, now: ctx.now },
  });
  const id = randomUUID();
  const jobId = await ctx.enqueue({
    ...{ kind: checkImportKind, title: `核对成批登记 ${vote.number}`, input: { importId: id }, regionCode },
  });
  await ctx.tx
    .insertInto('participationBallotImport')
    .values({
      ...{ id, voteId: vote.id, regionCode, fileId: file.id, fileName: upload.name },
      ...{ channel: input.channel, scanId: scan.fileId, state: 'checking', jobId },
      ...{ createdBy: ctx.actor.id, createdByName: ctx.actor.name, createdAt: ctx.now },
    })
    .execute();
  await ctx.audit({
    action: 'participation.ballot.import-upload',
    subjectKind: 'ballotImport',
    subjectId: id,
    regionCode,
    detail: { vote: vote.id, channel: input.channel, bytes: upload.sizeBytes },
  });
  return { id, jobId };
}

/** The bytes as handed in; they say who chose what and do not stay on disk in clear. */
async function takeClear(ctx: Ctx, upload: Upload): Promise<Buffer> {
  const bytes = await readFile(upload.path).catch(() => null);
  if (!bytes) throw problem(ballotProblems, 'participation.ballot.import-cancelled');
  const asked = await sql<{ known: boolean }>`select stored_file_known(${upload.sha256}) as known`.execute(
    ctx.tx,
  );
  if (asked.rows[0]?.known !== true) await rm(upload.path, { force: true });
  return bytes;
}
