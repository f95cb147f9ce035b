import { open } from 'node:fs/promises';
import type { Ctx } from '#platform/http/context.ts';
import type { Download, Upload } from '#platform/http/raw.ts';
import { problem } from '#shared/problem.ts';
import { ballotProblems } from '../../../problems-ballots.ts';
import { findVote } from '../vote-row.ts';

const scanPurpose = 'participation.ballot-scan';
const kinds: readonly (readonly [string, string])[] = [
  ['25504446', 'application/pdf'],
  ['ffd8ff', 'image/jpeg'],
  ['89504e47', 'image/png'],
];

/** Takes in the scan of signed ballots of one vote; what its bytes begin with decides what it is, not its name. */
export async function uploadScan(ctx: Ctx, upload: Upload, input: { id: string }) {
  const vote = await findVote(ctx.tx, input.id);
  const start = Buffer.alloc(4);
  const handle = await open(upload.path, 'r');
  try {
    await handle.read(start, 0, 4, 0);
  } finally {
    await handle.close();
  }
  const mediaType = kinds.find(([begin]) => start.toString('hex').startsWith(begin))?.[1];
  if (!mediaType) throw problem(ballotProblems, 'participation.ballot.paper-kind');
  const file = await ctx.files.record(ctx.tx, upload, {
    ...{ name: upload.name, mediaType, purpose: scanPurpose, regionCode: vote.regionCode },
    ...{ createdBy: ctx.actor.id, now: ctx.now },
  });
  await ctx.tx
    .insertInto('participationScan')
    .values({ fileId: file.id, voteId: vote.id, regionCode: vote.regionCode })
    .execute();
  await ctx.audit({
    action: 'participation.ballot.scan-upload',
    subjectKind: 'vote',
    subjectId: vote.id,
    regionCode: vote.regionCode,
    detail: { file: file.id, sha256: file.sha256 },
  });
  return { id: file.id, name: file.name };
}

/** The scan a door's latest ballot was entered from (its own, or that of its lot); who looked is in the audit. */
export async function downloadScan(
  ctx: Ctx,
  input: { id: string; entitlementId: string },
): Promise<Download> {
  const vote = await findVote(ctx.tx, input.id);
  const ballot = await ctx.tx
    .selectFrom('participationBallot')
    .select('fileId')
    .where('voteId', '=', vote.id)
    .where('entitlementId', '=', input.entitlementId)
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  if (!ballot?.fileId) throw problem(ballotProblems, 'participation.ballot.scan-absent');
  const file = await ctx.files.find(ctx.tx, ballot.fileId);
  await ctx.audit({
    action: 'participation.ballot.scan',
    subjectKind: 'vote',
    subjectId: vote.id,
    regionCode: vote.regionCode,
    detail: { file: file.id },
  });
  return { name: file.name, mediaType: file.mediaType, body: ctx.files.open(file.sha256) };
}
