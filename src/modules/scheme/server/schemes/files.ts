import { randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import type { Ctx } from '#platform/http/context.ts';
import type { Download, Upload } from '#platform/http/raw.ts';
import { problem } from '#shared/problem.ts';
import type { fileQuery } from '../../contract-schemes.ts';
import { schemesProblems } from '../../problems-schemes.ts';
import { auditScheme, estateIdsOf, schemeRow } from './keep.ts';
import { type Detail, presentScheme } from './present.ts';

export const fileLimitBytes = 50 * 1024 * 1024;
const purpose = 'scheme.file';
const zip = [0x50, 0x4b, 0x03, 0x04];

/** Extension → media type and how such a file begins; a dxf is text and begins with anything. */
const kinds: Readonly<Record<string, { readonly type: string; readonly head: readonly number[] | null }>> = {
  '.jpg': { type: 'image/jpeg', head: [0xff, 0xd8, 0xff] },
  '.jpeg': { type: 'image/jpeg', head: [0xff, 0xd8, 0xff] },
  '.png': { type: 'image/png', head: [0x89, 0x50, 0x4e, 0x47] },
  '.webp': { type: 'image/webp', head: [0x52, 0x49, 0x46, 0x46] },
  '.pdf': { type: 'application/pdf', head: [0x25, 0x50, 0x44, 0x46] },
  '.docx': { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', head: zip },
  '.xlsx': { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', head: zip },
  '.dwg': { type: 'application/acad', head: [0x41, 0x43, 0x31, 0x30] },
  '.dxf': { type: 'application/dxf', head: null },
};

async function mediaTypeOf(upload: Upload): Promise<string> {
  const ext = path.extname(upload.name).toLowerCase();
  const kind = kinds[ext];
  if (!kind) throw problem(schemesProblems, 'scheme.file.kind');
  const { head } = kind;
  if (head) {
    const file = await open(upload.path);
    try {
      const { buffer } = await file.read(Buffer.alloc(head.length), 0, head.length, 0);
      if (!head.every((byte, at) => buffer[at] === byte))
        throw problem(schemesProblems, 'scheme.file.content', { ext });
    } finally {
      await file.close();
    }
  }
  return kind.type;
}

/** Takes a drawing or paper of a scheme in; it belongs to the version that is the newest now. */
export async function uploadFile(
  ctx: Ctx,
  upload: Upload,
  input: z.output<typeof fileQuery>,
): Promise<Detail> {
  const mediaType = await mediaTypeOf(upload);
  const scheme = await schemeRow(ctx, input.id, true);
  if (input.estateId && !(await estateIdsOf(ctx.tx, scheme.id)).includes(input.estateId))
    throw problem(schemesProblems, 'scheme.scheme.estate');
  const file = await ctx.files.record(ctx.tx, upload, {
    ...{ name: upload.name, mediaType, purpose, regionCode: scheme.regionCode },
    ...{ createdBy: ctx.actor.id, now: ctx.now },
  });
  const id = randomUUID();
  await ctx.tx
    .insertInto('schemeFile')
    .values({
      ...{ id, schemeId: scheme.id, estateId: input.estateId ?? null, regionCode: scheme.regionCode },
      ...{ fileId: file.id, kind: input.kind, title: input.title, versionNumber: scheme.currentNumber },
      ...{ addedAt: ctx.now, addedBy: ctx.actor.name },
    })
    .execute();
  const detail = { file: file.id, kind: input.kind, bytes: upload.sizeBytes };
  await auditScheme(ctx, scheme, 'scheme.schemes.attach', detail);
  return presentScheme(ctx, scheme);
}

const fileRow = async (ctx: Ctx, id: string) => {
  const row = await ctx.tx
    .selectFrom('schemeFile')
    .selectAll()
    .where('id', '=', id)
    .where('removedAt', 'is', null)
    .executeTakeFirst();
  if (!row) throw problem(schemesProblems, 'scheme.file.absent');
  return row;
};

export async function downloadFile(ctx: Ctx, input: { id: string }): Promise<Download> {
  const row = await fileRow(ctx, input.id);
  const file = await ctx.files.find(ctx.tx, row.fileId);
  return { name: file.name, mediaType: file.mediaType, body: ctx.files.open(file.sha256) };
}

/** Takes a file off the scheme; its bytes stay, for whoever has to show what was there. */
export async function removeFile(ctx: Ctx, input: { id: string; reason: string }): Promise<Detail> {
  const row = await fileRow(ctx, input.id);
  const scheme = await schemeRow(ctx, row.schemeId, true);
  await ctx.tx
    .updateTable('schemeFile')
    .set({ removedAt: ctx.now, removedBy: ctx.actor.name, removeReason: input.reason })
    .where('id', '=', row.id)
    .execute();
  await auditScheme(ctx, scheme, 'scheme.schemes.attach', { removed: row.fileId, reason: input.reason });
  return presentScheme(ctx, scheme);
}
