import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { regionsIn } from '#modules/identity/index.ts';
import { readDocument } from '#platform/documents/read-document.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { ImportOutcome } from '../contract-imports.ts';
import { commitRead } from './import-commit.ts';
import { findImport, understandWorkbook } from './import-read.ts';
import { storeRawRows } from './import-store.ts';
import { ledgerLimitBytes } from './imports.ts';
import { ledgerParams } from './ledger-params.ts';

/**
 * Takes a ledger in and commits it in the caller's transaction, as upload, check and commit do together: the file,
 * its rows as read, provenance and audit line are kept the same. For loading a demo or another system's data.
 * @throws Problem documents.*, survey.no-estate-sheet
 */
export async function importLedger(
  ctx: Ctx,
  file: { readonly name: string; readonly bytes: Buffer },
): Promise<{ importId: string; outcome: ImportOutcome }> {
  const workbook = await readDocument(file.bytes, file.name);
  const read = understandWorkbook(workbook, ledgerParams(ctx.today, await regionsIn(ctx, '')), {});
  const bytes = await ctx.files.receive(Readable.from([file.bytes]), ledgerLimitBytes);
  const regionCode = ctx.actor.scope;
  const stored = await ctx.files.record(ctx.tx, bytes, {
    name: file.name,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    purpose: 'survey.import',
    regionCode,
    createdBy: ctx.actor.id,
    now: ctx.now,
  });
  const importId = randomUUID();
  await ctx.tx
    .insertInto('surveyImport')
    .values({
      id: importId,
      regionCode,
      fileId: stored.id,
      fileName: file.name,
      state: 'committing',
      sheet: read.reading.sheet,
      createdBy: ctx.actor.id,
      createdByName: ctx.actor.name,
      createdAt: ctx.now,
    })
    .execute();
  const row = await findImport(ctx, importId, true);
  await storeRawRows(ctx, row, read);
  const outcome = await commitRead(ctx, row, read, true, () => Promise.resolve());
  return { importId, outcome };
}
