import path from 'node:path';
import type { Tx } from '#platform/database/connect.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download, Upload } from '#platform/http/raw.ts';
import { problem } from '#shared/problem.ts';
import { noticeProblems } from '../../problems-notices.ts';
import { livingEstate } from './estate-of.ts';

export const attachmentLimitBytes = 20 * 1024 * 1024;
const purpose = 'participation.attachment';
const mediaTypes: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.pdf': 'application/pdf',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Takes in a photo or paper of an estate's notice, meeting, visit or finding; named by its id afterwards. */
export async function uploadAttachment(
  ctx: Ctx,
  upload: Upload,
  input: { estateId: string },
): Promise<{ id: string; name: string }> {
  const mediaType = mediaTypes[path.extname(upload.name).toLowerCase()];
  if (!mediaType) throw problem(noticeProblems, 'participation.attachment.kind');
  const estate = await livingEstate(ctx.tx, input.estateId);
  const file = await ctx.files.record(ctx.tx, upload, {
    name: upload.name,
    mediaType,
    purpose,
    regionCode: estate.regionCode,
    createdBy: ctx.actor.id,
    now: ctx.now,
  });
  await ctx.audit({
    action: 'participation.attach',
    subjectKind: 'file',
    subjectId: file.id,
    regionCode: estate.regionCode,
    detail: { estate: estate.id, bytes: upload.sizeBytes },
  });
  return { id: file.id, name: file.name };
}

export async function downloadAttachment(ctx: Ctx, input: { id: string }): Promise<Download> {
  const file = await ctx.files.find(ctx.tx, input.id);
  if (file.purpose !== purpose) throw problem(noticeProblems, 'participation.attachment.absent');
  return { name: file.name, mediaType: file.mediaType, body: ctx.files.open(file.sha256) };
}

/** Names of attachments, in the order given; those out of sight are left out. */
export async function attachmentNames(
  tx: Tx,
  ids: readonly string[],
): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('storedFile')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .where('purpose', '=', purpose)
    .execute();
  const names = new Map(rows.map((row) => [row.id, row.name]));
  return ids.flatMap((id) => {
    const name = names.get(id);
    return name === undefined ? [] : [{ id, name }];
  });
}

/** Refuses a list that names a file which is none of ours; answers it without repeats. */
export async function checkAttachments(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const distinct = [...new Set(ids)];
  if ((await attachmentNames(tx, distinct)).length !== distinct.length)
    throw problem(noticeProblems, 'participation.attachment.absent', {}, { at: 'fileIds' });
  return distinct;
}
