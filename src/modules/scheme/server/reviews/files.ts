import path from 'node:path';
import { sql } from 'kysely';
import type { Ctx } from '#platform/http/context.ts';
import type { Download, Upload } from '#platform/http/raw.ts';
import { problem } from '#shared/problem.ts';
import { reviewProblems } from '../../problems-reviews.ts';
import { inOffice, type OpinionRow, standingOf } from './standing.ts';

export const filePurpose = 'scheme.opinion';
export const opinionFileLimit = 20 * 1024 * 1024;
const mediaTypes: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
};

/** Takes in the paper of a unit's opinion. */
export async function uploadOpinionFile(
  ctx: Ctx,
  upload: Upload,
  input: { schemeId: string },
): Promise<{ id: string; name: string }> {
  const mediaType = mediaTypes[path.extname(upload.name).toLowerCase()];
  if (!mediaType) throw problem(reviewProblems, 'scheme.review.file-kind');
  const { scheme } = await standingOf(ctx, input.schemeId);
  const file = await ctx.files.record(ctx.tx, upload, {
    ...{ name: upload.name, mediaType, purpose: filePurpose, regionCode: scheme.regionCode },
    ...{ createdBy: ctx.actor.id, now: ctx.now },
  });
  await ctx.audit({
    action: 'scheme.review.attach',
    ...{ subjectKind: 'scheme', subjectId: scheme.id, regionCode: scheme.regionCode },
    detail: { file: file.id, bytes: upload.sizeBytes },
  });
  return { id: file.id, name: file.name };
}

/** The files of an opinion's paper for whoever may read it: an office any, a unit those of its own seats or its own making. */
export async function downloadOpinionFile(ctx: Ctx, input: { id: string }): Promise<Download> {
  const file = await ctx.tx
    .selectFrom('storedFile')
    .selectAll()
    .where('id', '=', input.id)
    .where('purpose', '=', filePurpose)
    .executeTakeFirst();
  if (!file || !(inOffice(ctx.actor) || file.createdBy === ctx.actor.id || (await ofOwnSeat(ctx, file.id))))
    throw problem(reviewProblems, 'scheme.review.file');
  return { name: file.name, mediaType: file.mediaType, body: ctx.files.open(file.sha256) };
}

async function ofOwnSeat(ctx: Ctx, fileId: string): Promise<boolean> {
  if (ctx.actor.organisationId === null) return false;
  const row = await ctx.tx
    .selectFrom('schemeOpinion')
    .select('id')
    .where('organisationId', '=', ctx.actor.organisationId)
    .where(sql<boolean>`file_ids @> ${JSON.stringify([fileId])}::jsonb`)
    .executeTakeFirst();
  return row !== undefined;
}

/** Refuses files that are none of ours, or that somebody of a unit did not bring in; answers them without repeats. */
export async function checkFiles(ctx: Ctx, row: OpinionRow, ids: readonly string[]): Promise<string[]> {
  const distinct = [...new Set(ids)];
  if (distinct.length === 0) return distinct;
  const rows = await ctx.tx
    .selectFrom('storedFile')
    .select(['id', 'createdBy'])
    .where('id', 'in', distinct)
    .where('purpose', '=', filePurpose)
    .where('regionCode', '=', row.regionCode)
    .execute();
  const kept = row.fileIds as unknown as readonly string[];
  const allowed = rows.filter(
    (file) => inOffice(ctx.actor) || file.createdBy === ctx.actor.id || kept.includes(file.id),
  );
  if (allowed.length !== distinct.length)
    throw problem(reviewProblems, 'scheme.review.file', {}, { at: 'fileIds' });
  return distinct;
}
