import { writeTables } from '#platform/documents/xlsx-write/table.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import { annotatedLedger } from './annotate-ledger.ts';
import { findImport, ledgerSource, readSource } from './import-read.ts';

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const baseName = (name: string): string => name.replace(/\.[^.]+$/, '');

/** The file exactly as it was handed in. */
export async function originalFile(ctx: Ctx, input: { id: string }): Promise<Download> {
  const row = await findImport(ctx, input.id);
  const file = await ctx.files.find(ctx.tx, row.fileId);
  return { name: file.name, mediaType: file.mediaType, body: ctx.files.open(file.sha256) };
}

/** The workbook again with every fault listed in front, coloured and commented. */
export async function annotatedCopy(ctx: Ctx, input: { id: string }): Promise<Download> {
  const source = await ledgerSource(ctx, input.id);
  const { workbook, reading } = await readSource(source);
  const faults = await ctx.tx
    .selectFrom('surveyImportRow')
    .select(['row', 'issues'])
    .where('importId', '=', input.id)
    .where('kind', '=', 'estate')
    .execute();
  // The kept issues also say what the present estates have against a row (another region, matched twice).
  const byRow = new Map(faults.map(({ row, issues }) => [row, issues]));
  const estates = reading.estates.map((entry) => ({
    ...entry,
    issues: (byRow.get(entry.row) as typeof entry.issues | undefined) ?? entry.issues,
  }));
  return {
    name: `${baseName(source.row.fileName)}（批注）.xlsx`,
    mediaType: xlsxType,
    body: await annotatedLedger({ workbook, reading: { ...reading, estates } }),
  };
}

type Issue = { cell: string; message: string };

/** Rows that were not registered, with their cells as written and the reasons. */
export async function rejectedRows(ctx: Ctx, input: { id: string }): Promise<Download> {
  const row = await findImport(ctx, input.id);
  const refused = await ctx.tx
    .selectFrom('surveyImportRow')
    .selectAll()
    .where('importId', '=', row.id)
    .where('action', '=', 'refused')
    .orderBy('kind', 'desc')
    .orderBy('seq')
    .execute();
  const kept = await ctx.tx
    .selectFrom('surveyRawRow')
    .select(['sheet', 'row', 'cells'])
    .where('importId', '=', row.id)
    .where('sheet', '=', row.sheet ?? '')
    .where('row', 'in', [0, ...refused.filter(({ kind }) => kind === 'estate').map((each) => each.row)])
    .execute();
  const raw = new Map(kept.map(({ row: at, cells }) => [at, cells as Record<string, string>]));
  const kinds: Readonly<Record<string, string>> = { estate: '小区', building: '楼栋', household: '入户意愿' };
  const body = await writeTables([
    {
      sheet: '不予登记的行',
      title: `${row.fileName}：不予登记的行`,
      columns: [
        { title: '类别', width: 10 },
        { title: '行号', width: 8 },
        { title: '小区', width: 24 },
        { title: '原因', width: 60 },
        { title: '原文', width: 80 },
      ],
      rows: refused.map((each) => [
        kinds[each.kind] ?? '',
        each.row,
        each.name ?? '',
        (each.issues as Issue[]).map(({ cell, message }) => `${cell}：${message}`).join('\n'),
        each.kind === 'estate' ? Object.values(raw.get(each.row) ?? {}).join(' | ') : '',
      ]),
    },
  ]);
  return { name: `${baseName(row.fileName)}（不予登记）.xlsx`, mediaType: xlsxType, body };
}
