import type { Insertable } from 'kysely';
import type { SurveyRollRow } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { PreparedRoll } from '../../domain/roll/prepare-roll.ts';
import { lineAction } from './roll-report.ts';
import type { RollImportRow } from './roll-source.ts';

export const rollRowField = 'survey_roll_row.cells';
const chunk = 1_000;

/** What a row replaced, by which an undo brings it back. */
export type RollBefore = {
  /** Version of the part once the roll was written; a later one was changed by somebody and stays. */
  readonly version: number;
  readonly columns: Readonly<Record<string, unknown>> | null;
  readonly owners: readonly string[];
  readonly nominated: string | null;
};
export type Written = { readonly partId: string; readonly before: RollBefore | null };

/** Keeps every row of a roll, its cells sealed, with what becomes of it; a second check or the commit replaces them. */
export async function storeRollRows(
  ctx: Ctx,
  row: RollImportRow,
  plan: PreparedRoll,
  written: ReadonlyMap<number, Written> = new Map(),
): Promise<void> {
  await ctx.tx.deleteFrom('surveyRollRow').where('importId', '=', row.id).execute();
  const { regionCode } = row;
  for (let i = 0; i < plan.lines.length; i += chunk) {
    const lines = plan.lines.slice(i, i + chunk).map((line): Insertable<SurveyRollRow> => {
      const part = line.part === null ? null : plan.parts[line.part];
      const done = line.part === null ? undefined : written.get(line.part);
      return {
        importId: row.id,
        seq: line.seq,
        sheet: line.sheet,
        row: line.row,
        regionCode,
        cellsSealed: ctx.vault.seal(rollRowField, JSON.stringify(line.cells)),
        verdict: line.verdict,
        action: lineAction(plan, line),
        place: line.place,
        issues: JSON.stringify(line.issues),
        difference: JSON.stringify(line.first ? (part?.differences ?? []) : []),
        partId: done?.partId ?? part?.stored?.id ?? null,
        before: line.first && done?.before ? JSON.stringify(done.before) : null,
      };
    });
    await ctx.tx.insertInto('surveyRollRow').values(lines).execute();
  }
}
