import { estateHead } from '#modules/survey/index.ts';
import type { Tx } from '#platform/database/connect.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download, Upload } from '#platform/http/raw.ts';
import { problem } from '#shared/problem.ts';
import { evidenceKind } from '../../domain/evidence/bytes.ts';
import { voteProblems } from '../../problems-votes.ts';
import { bytesOf } from '../evidence.ts';
import { findVote } from './vote-row.ts';

/** Papers are kept for one estate: a scan of another estate's paper is no evidence of this one's vote. */
const votePaperPurpose = (estateId: string): string => `participation.vote-paper:${estateId}`;
export const voteFileLimitBytes = 20 * 1024 * 1024;

/** Takes in a signed paper: an estate's own rules, a proxy, a representative's opinions. */
export async function uploadVoteFile(ctx: Ctx, upload: Upload, input: { estateId: string }) {
  const { regionCode } = await estateRegion(ctx, input.estateId);
  const mediaType = evidenceKind(await bytesOf(ctx, upload.sha256, 16));
  if (!mediaType) throw problem(voteProblems, 'participation.vote.file-kind');
  const file = await ctx.files.record(ctx.tx, upload, {
    ...{ name: upload.name, mediaType, purpose: votePaperPurpose(input.estateId), regionCode },
    createdBy: ctx.actor.id,
    now: ctx.now,
  });
  await ctx.audit({
    action: 'participation.vote.attach',
    subjectKind: 'file',
    subjectId: file.id,
    regionCode,
    detail: { estate: input.estateId, bytes: upload.sizeBytes },
  });
  return { id: file.id, name: file.name };
}

async function estateRegion(ctx: Ctx, estateId: string): Promise<{ regionCode: string }> {
  const estate = await estateHead(ctx.tx, { id: estateId });
  if (!estate) throw problem(voteProblems, 'participation.vote.estate', {}, { at: 'estateId' });
  return estate;
}

/** Refuses the id of a file that is not a signed paper of the estate. */
export async function checkVoteFile(
  tx: Tx,
  { id, estateId }: { readonly id: string; readonly estateId: string },
  code: 'participation.vote.own-rules-file' | 'participation.proxy.file',
): Promise<void> {
  const file = await tx
    .selectFrom('storedFile')
    .select('id')
    .where('id', '=', id)
    .where('purpose', '=', votePaperPurpose(estateId))
    .executeTakeFirst();
  if (!file) throw problem(voteProblems, code, {}, { at: 'fileId' });
}

/** A signed paper of a vote, with the audit line of who took it. */
export async function downloadVoteFile(ctx: Ctx, input: { id: string; fileId: string }): Promise<Download> {
  const vote = await findVote(ctx.tx, input.id);
  const proxy = await ctx.tx
    .selectFrom('participationProxy')
    .select('id')
    .where('voteId', '=', vote.id)
    .where('fileId', '=', input.fileId)
    .executeTakeFirst();
  if (!proxy && vote.rules.ownRules?.fileId !== input.fileId)
    throw problem(voteProblems, 'participation.proxy.absent');
  const file = await ctx.files.find(ctx.tx, input.fileId);
  await ctx.audit({
    action: 'participation.vote.file',
    subjectKind: 'vote',
    subjectId: vote.id,
    regionCode: vote.regionCode,
    detail: { file: file.id },
  });
  return { name: file.name, mediaType: file.mediaType, body: ctx.files.open(file.sha256) };
}
