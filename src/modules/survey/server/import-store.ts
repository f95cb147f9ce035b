import type { Insertable } from 'kysely';
import type { SurveyImportRow, SurveyRawRow } from '#platform/database/tables.ts';
import type { Sheet } from '#platform/documents/workbook.ts';
import type { Ctx } from '#platform/http/context.ts';
import { addressOf } from '../domain/grid.ts';
import type { LedgerIssue } from '../domain/ledger.ts';
import type { PreparedUnit } from '../domain/prepare-units.ts';
import type { ImportPlan } from './import-plan.ts';
import type { ImportRow, ReadLedger } from './import-read.ts';

const chunk = 1_000;
/** Headings of columns that tell who lives there; what stands below them is not kept as rows. */
const personal = /^(?:业主|户主|房主|产权人|住户|居民)(?:姓名|名称)?$|姓名|联系人|电话|手机|联系方式|身份证/;
const headingRows = 30;

/** Keeps every cell of every sheet as read, once per import. */
export async function storeRawRows(ctx: Ctx, row: ImportRow, read: ReadLedger): Promise<void> {
  const kept = await ctx.tx
    .selectFrom('surveyRawRow')
    .select('row')
    .where('importId', '=', row.id)
    .limit(1)
    .executeTakeFirst();
  if (kept) return;
  const households = new Set(read.reading.households.sheets);
  for (const sheet of read.workbook.sheets) {
    const hidden = households.has(sheet.name) ? personalColumns(sheet) : new Set<number>();
    let lines: Insertable<SurveyRawRow>[] = [];
    for (const source of sheet.rows) {
      const cells = source.cells
        .filter((cell) => !hidden.has(cell.column) || source.row <= read.reading.headerRows.top)
        .map((cell) => [addressOf(source.row, cell.column), cell.text]);
      lines.push({
        importId: row.id,
        sheet: sheet.name,
        row: source.row,
        regionCode: row.regionCode,
        cells: JSON.stringify(Object.fromEntries(cells)).replaceAll('\\u0000', ''),
      });
      if (lines.length === chunk) {
        await ctx.tx.insertInto('surveyRawRow').values(lines).execute();
        lines = [];
      }
    }
    if (lines.length > 0) await ctx.tx.insertInto('surveyRawRow').values(lines).execute();
  }
}

function personalColumns(sheet: Sheet): Set<number> {
  const columns = new Set<number>();
  for (const row of sheet.rows.slice(0, headingRows))
    for (const cell of row.cells)
      if (cell.text.length <= 12 && personal.test(cell.text.replace(/\s/g, ''))) columns.add(cell.column);
  return columns;
}

const worst = (issues: readonly LedgerIssue[]): LedgerIssue['severity'] | null =>
  (['rejected', 'corrected', 'warning'] as const).find((severity) =>
    issues.some((issue) => issue.severity === severity),
  ) ?? null;

/** Keeps what the reader made of each estate row, and of each building or household row with a fault. */
export async function storeRows(ctx: Ctx, row: ImportRow, plan: ImportPlan): Promise<void> {
  await ctx.tx.deleteFrom('surveyImportRow').where('importId', '=', row.id).execute();
  const base = { importId: row.id, regionCode: row.regionCode };
  const estates = plan.rows.map(
    (each, seq): Insertable<SurveyImportRow> => ({
      ...base,
      kind: 'estate',
      seq,
      row: each.row,
      name: each.name,
      verdict: each.verdict,
      reading: JSON.stringify({ regionCode: each.regionCode, patch: each.patch }),
      issues: JSON.stringify(each.issues),
      issueCodes: [...new Set(each.issues.map((issue) => issue.code))],
      severity: worst(each.issues),
      action: each.action,
      estateId: each.estateId,
      difference: JSON.stringify(each.difference),
    }),
  );
  const units = (
    kind: 'building' | 'household',
    all: readonly PreparedUnit<{
      readonly sheet: string;
      readonly row: number;
      readonly estate: string | null;
    }>[],
  ) =>
    all.flatMap(({ unit, verdict, issues, target }, seq): Insertable<SurveyImportRow>[] =>
      issues.length === 0
        ? []
        : [
            {
              ...base,
              kind,
              seq,
              row: unit.row,
              name: unit.estate,
              verdict,
              reading: JSON.stringify({ sheet: unit.sheet }),
              issues: JSON.stringify(issues),
              issueCodes: [...new Set(issues.map((issue) => issue.code))],
              severity: worst(issues),
              action: target ? 'new' : 'refused',
              estateId: target && 'estateId' in target ? target.estateId : null,
              difference: '[]',
            },
          ],
    );
  const lines = [...estates, ...units('building', plan.buildings), ...units('household', plan.households)];
  for (let i = 0; i < lines.length; i += chunk)
    await ctx.tx
      .insertInto('surveyImportRow')
      .values(lines.slice(i, i + chunk))
      .execute();
}
