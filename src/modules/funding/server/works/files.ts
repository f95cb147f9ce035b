import path from 'node:path';
import type { Tx } from '#platform/database/connect.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download, Upload } from '#platform/http/raw.ts';
import { problem } from '#shared/problem.ts';
import { worksProblems } from '../../problems-works.ts';
import { contractsInSight, isOutside } from './contract-sight.ts';

export const paperLimitBytes = 20 * 1024 * 1024;
const purpose = 'funding.paper';
const mediaTypes: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.pdf': 'application/pdf',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Keeps an uploaded paper of a contract, gate, measurement or request, in the region it concerns. */
export async function keepPaper(
  ctx: Ctx,
  upload: Upload,
  of: { readonly regionCode: string; readonly subjectKind: string; readonly subjectId: string },
): Promise<{ id: string; name: string }> {
  const mediaType = mediaTypes[path.extname(upload.name).toLowerCase()];
  if (!mediaType) throw problem(worksProblems, 'funding.works.file-kind');
  const file = await ctx.files.record(ctx.tx, upload, {
    name: upload.name,
    mediaType,
    purpose,
    regionCode: of.regionCode,
    createdBy: ctx.actor.id,
    now: ctx.now,
  });
  await ctx.audit({
    action: 'funding.works.attach',
    subjectKind: of.subjectKind,
    subjectId: of.subjectId,
    regionCode: of.regionCode,
    detail: { file: file.id, bytes: upload.sizeBytes },
  });
  return { id: file.id, name: file.name };
}

/** Takes in a paper of a project: a contract, a gate's document, a measurement sheet. */
export async function uploadProjectPaper(
  ctx: Ctx,
  upload: Upload,
  input: { projectId: string },
): Promise<{ id: string; name: string }> {
  const project = await ctx.tx
    .selectFrom('projectsProject')
    .select(['id', 'regionCode'])
    .where('id', '=', input.projectId)
    .executeTakeFirst();
  if (!project) throw problem(worksProblems, 'funding.works.project');
  if (isOutside(ctx.actor)) {
    const own = await contractsInSight(ctx)
      .select('c.id')
      .where('c.projectId', '=', project.id)
      .executeTakeFirst();
    if (!own) throw problem(worksProblems, 'funding.works.project');
  }
  return keepPaper(ctx, upload, {
    regionCode: project.regionCode,
    subjectKind: 'project',
    subjectId: project.id,
  });
}

/** Contracts in sight one of whose papers the file is. */
async function belongsToSeen(ctx: Ctx, fileId: string): Promise<boolean> {
  const seen = contractsInSight(ctx).select('c.id');
  const rows = await ctx.tx
    .selectFrom('fundingContract as f')
    .select('f.id')
    .where('f.id', 'in', seen)
    .where((row) =>
      row.or([
        row('f.fileId', '=', fileId),
        row(
          'f.id',
          'in',
          row.selectFrom('fundingMeasurement').select('contractId').where('fileId', '=', fileId),
        ),
        row(
          'f.id',
          'in',
          row
            .selectFrom('fundingPayment as p')
            .innerJoin('fundingPaymentPaper as a', 'a.paymentId', 'p.id')
            .select('p.contractId')
            .where('a.fileId', '=', fileId),
        ),
      ]),
    )
    .limit(1)
    .execute();
  return rows.length > 0;
}

/** Hands out a paper; people from outside get those of their own contracts and their own uploads. */
export async function downloadPaper(ctx: Ctx, input: { id: string }): Promise<Download> {
  const file = await ctx.files.find(ctx.tx, input.id);
  const own = await ctx.tx
    .selectFrom('storedFile')
    .select('createdBy')
    .where('id', '=', file.id)
    .executeTakeFirst();
  const seen =
    !isOutside(ctx.actor) || own?.createdBy === ctx.actor.id || (await belongsToSeen(ctx, file.id));
  if (file.purpose !== purpose || !seen) throw problem(worksProblems, 'funding.works.file');
  return { name: file.name, mediaType: file.mediaType, body: ctx.files.open(file.sha256) };
}

/** Names of papers by id; those out of sight are left out. */
export async function paperNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('storedFile')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .where('purpose', '=', purpose)
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Refuses a file that is no paper of ours in sight. */
export async function checkPaper(tx: Tx, id: string | null, at: string): Promise<void> {
  if (id !== null && !(await paperNames(tx, [id])).has(id))
    throw problem(worksProblems, 'funding.works.file', {}, { at });
}
