import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Tx } from '#platform/database/connect.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download, Upload } from '#platform/http/raw.ts';
import { problem } from '#shared/problem.ts';
import { householdProblems } from '../../problems-households.ts';
import { audit, livingEstate } from './rows.ts';

export const fileLimitBytes = 20 * 1024 * 1024;
const purpose = 'funding.households';
const mediaTypes: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Takes in a signed agreement, a proof of hardship, a voucher: a document of one estate's contributions. */
export async function uploadFile(ctx: Ctx, upload: Upload, input: { estateId: string }) {
  const mediaType = mediaTypes[path.extname(upload.name).toLowerCase()];
  if (!mediaType) throw problem(householdProblems, 'funding.households.file-kind');
  const estate = await livingEstate(ctx.tx, input.estateId);
  const file = await ctx.files.record(ctx.tx, upload, {
    ...{ name: upload.name, mediaType, purpose: `${purpose}:${estate.id}`, regionCode: estate.regionCode },
    ...{ createdBy: ctx.actor.id, now: ctx.now },
  });
  await audit(ctx, 'attach', 'file', { id: file.id, regionCode: estate.regionCode }, { estate: estate.id });
  return { id: file.id, name: file.name };
}

/** A document handed in for this estate, or its refusal. */
export async function fileOf(tx: Tx, estateId: string, id: string, at = 'fileId') {
  const row = await tx
    .selectFrom('storedFile')
    .select(['id', 'sha256', 'name'])
    .where('id', '=', id)
    .where('purpose', '=', `${purpose}:${estateId}`)
    .executeTakeFirst();
  if (!row) throw problem(householdProblems, 'funding.households.file', {}, { at });
  return row;
}

/** Documents may name people and their means: every look leaves a line. */
export async function downloadFile(ctx: Ctx, input: { id: string }): Promise<Download> {
  const file = await ctx.files.find(ctx.tx, input.id);
  if (!file.purpose.startsWith(`${purpose}:`)) throw problem(householdProblems, 'funding.households.absent');
  const { regionCode } = await ctx.tx
    .selectFrom('storedFile')
    .select('regionCode')
    .where('id', '=', file.id)
    .executeTakeFirstOrThrow();
  await audit(ctx, 'open-file', 'file', { id: file.id, regionCode }, { purpose: file.purpose });
  return { name: file.name, mediaType: file.mediaType, body: ctx.files.open(file.sha256) };
}

/** The bytes of a table just handed in, and their hash. */
export async function bytesOf(upload: Upload): Promise<{ bytes: Buffer; sha256: string }> {
  const bytes = await readFile(upload.path);
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}
