import { sql } from 'kysely';
import type { Ctx } from '#platform/http/context.ts';
import type { RollOutcome } from '../../contract-roll-shapes.ts';
import { changeLine, writeChanges } from '../changes.ts';
import { serialiseOwners } from './owner-row.ts';
import { partLine } from './part-row.ts';
import { presentRollImport } from './roll-imports.query.ts';
import { auditRoll, rollImportIn } from './roll-imports.ts';
import type { RollImportRow } from './roll-source.ts';
import type { RollBefore } from './roll-store.ts';
import type { Filled } from './roll-write.ts';

type Line = { readonly partId: string; readonly before: RollBefore };

/**
 * Takes a committed roll back: parts it registered are archived, those it changed become what they were, owners it
 * brought go. A part somebody has changed since stays as it is and is counted as kept.
 */
export async function undoRoll(ctx: Ctx, input: { id: string; version: number; reason: string }) {
  const row = await rollImportIn(ctx, input, ['committed'], '撤销');
  await serialiseOwners(ctx, row.estateId);
  const { lines, kept } = await untouched(ctx, row);
  const fresh = lines.filter(({ before }) => before.columns === null || before.columns.archived === true);
  const changed = lines.filter((line) => !fresh.includes(line));
  await archiveFresh(ctx, row, fresh, input.reason);
  await restore(ctx, changed);
  await ownersBack(ctx, row, lines);
  const estate = { id: row.estateId, regionCode: row.regionCode };
  await writeChanges(ctx.tx, [
    ...lines.map(({ partId }) =>
      partLine(ctx, { ...estate, id: partId, estateId: row.estateId }, 'undo', input.reason, 'roll', {}),
    ),
    changeLine(ctx, { estate, source: 'undo', reason: input.reason }, 'roll', {
      from: { file: row.fileName, created: fresh.length, changed: changed.length },
    }),
  ]);
  const undone = { archived: fresh.length, restored: changed.length, kept };
  const after = await ctx.tx
    .updateTable('surveyRollImport')
    .set({
      state: 'undone',
      undoneAt: ctx.now,
      undoReason: input.reason,
      outcome: JSON.stringify({ ...(row.outcome as RollOutcome), undone }),
      version: row.version + 1,
    })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await auditRoll(ctx, 'survey.roll.undo', row, { ...undone, reason: input.reason });
  return presentRollImport(ctx, after);
}

/** What the roll wrote and nobody has changed since, locked. */
async function untouched(ctx: Ctx, row: RollImportRow): Promise<{ lines: Line[]; kept: number }> {
  const all = await sql<
    Line & { version: number }
  >`select r.part_id, r.before, p.version from survey_roll_row r
    join survey_part p on p.id = r.part_id where r.import_id = ${row.id} and r.before is not null
    order by p.id for update of p`.execute(ctx.tx);
  const lines = all.rows.filter(({ before, version }) => before.version === version);
  return { lines, kept: all.rows.length - lines.length };
}

async function archiveFresh(
  ctx: Ctx,
  row: RollImportRow,
  lines: readonly Line[],
  reason: string,
): Promise<void> {
  const ids = lines.map(({ partId }) => partId);
  const note = `撤销名册“${row.fileName}”：${reason}`.slice(0, 500);
  await sql`update survey_part set archived_at = ${ctx.now}, archive_reason = ${note}, version = version + 1,
    updated_at = ${ctx.now}, updated_by = ${ctx.actor.name} where id = any(${ids}::uuid[])`.execute(ctx.tx);
}

async function restore(ctx: Ctx, lines: readonly Line[]): Promise<void> {
  const rows = lines.map(({ partId, before }) => ({ part_id: partId, ...before.columns }));
  await sql`update survey_part p set floor = n.floor, area_cm2 = n."areaCm2", area_source = n."areaSource",
      area_evidence = n."areaEvidence", titled = n.titled, unsold = n.unsold, version = p.version + 1,
      updated_at = ${ctx.now}, updated_by = ${ctx.actor.name}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(part_id uuid, floor int, "areaCm2" bigint,
      "areaSource" text, "areaEvidence" text, titled boolean, unsold boolean) where p.id = n.part_id`.execute(
    ctx.tx,
  );
}

async function ownersBack(ctx: Ctx, row: RollImportRow, lines: readonly Line[]): Promise<void> {
  const rows = lines.map(({ partId, before }) => ({
    part_id: partId,
    owners: before.owners,
    nominated: before.nominated,
  }));
  const from = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(part_id uuid, owners jsonb, nominated uuid)`;
  await sql`update survey_ownership o set until = ${ctx.today}::date, nominated = false from ${from}
    where o.part_id = n.part_id and o.until is null and not n.owners ? o.owner_id::text`.execute(ctx.tx);
  await sql`update survey_ownership o set until = null, nominated = (n.nominated is not distinct from o.owner_id)
    from ${from} where o.part_id = n.part_id and n.owners ? o.owner_id::text`.execute(ctx.tx);
  await sql`update survey_occupant set archived_at = ${ctx.now} where import_id = ${row.id} and version = 1
    and archived_at is null`.execute(ctx.tx);
  await sql`update survey_owner w set archived_at = ${ctx.now}, version = w.version + 1 where w.import_id = ${row.id}
    and w.archived_at is null
    and not exists (select from survey_ownership o where o.owner_id = w.id and o.until is null)`.execute(
    ctx.tx,
  );
  const { filled = [] } = row.outcome as { filled?: readonly Filled[] };
  for (const { id, number, phone, version } of filled)
    await ctx.tx
      .updateTable('surveyOwner')
      .set({
        ...(number ? { numberSealed: null, numberMasked: null, numberMark: null } : {}),
        ...(phone ? { phoneSealed: null, phoneMasked: null, phoneMark: null } : {}),
        version: version + 1,
      })
      .where('id', '=', id)
      .where('version', '=', version)
      .execute();
}
