import { sql } from 'kysely';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { surveyProblems } from '../../problems.ts';
import { writeChanges } from '../changes.ts';
import { auditOwner, findOwner, serialiseOwnersOf } from './owner-row.ts';
import { partLine } from './part-row.ts';

/**
 * Makes two entries of one person one: same name, numbers that do not contradict. The other's parts become this one's;
 * so one person is counted once.
 */
export async function mergeOwners(
  ctx: Ctx,
  input: { id: string; version: number; otherId: string; reason: string },
): Promise<{ id: string; parts: number }> {
  if (input.id === input.otherId) throw problem(surveyProblems, 'survey.owner.merge');
  await serialiseOwnersOf(ctx, input.id);
  const keep = await findOwner(ctx, input.id);
  const drop = await findOwner(ctx, input.otherId);
  if (keep.version !== input.version) throw problem(surveyProblems, 'survey.owner.stale');
  const clash =
    keep.numberMark !== null && drop.numberMark !== null && !keep.numberMark.equals(drop.numberMark);
  if (keep.estateId !== drop.estateId || !keep.nameMark.equals(drop.nameMark) || clash)
    throw problem(surveyProblems, 'survey.owner.merge');
  const parts = await sql<{ partId: string }>`select part_id from survey_ownership
    where owner_id = ${drop.id} and until is null`.execute(ctx.tx);
  await sql`insert into survey_ownership as o (part_id, owner_id, region_code, nominated, nomination_file, since)
    select d.part_id, ${keep.id}, d.region_code, false, d.nomination_file, d.since from survey_ownership d
    where d.owner_id = ${drop.id} and d.until is null
    on conflict (part_id, owner_id) do update set until = null`.execute(ctx.tx);
  await sql`with gone as (update survey_ownership set until = ${ctx.today}, nominated = false
      where owner_id = ${drop.id} and until is null returning part_id)
    update survey_part p set version = p.version + 1, updated_at = ${ctx.now}, updated_by = ${ctx.actor.name}
    from gone where gone.part_id = p.id`.execute(ctx.tx);
  const { numberSealed, numberMasked, numberMark, phoneSealed, phoneMasked, phoneMark } = drop;
  await ctx.tx
    .updateTable('surveyOwner')
    .set({
      ...(keep.numberMark ? {} : { numberSealed, numberMasked, numberMark }),
      ...(keep.phoneMark ? {} : { phoneSealed, phoneMasked, phoneMark }),
      version: keep.version + 1,
      updatedAt: ctx.now,
      updatedBy: ctx.actor.name,
    })
    .where('id', '=', keep.id)
    .execute();
  await ctx.tx
    .updateTable('surveyOwner')
    .set({ archivedAt: ctx.now, version: drop.version + 1, updatedAt: ctx.now, updatedBy: ctx.actor.name })
    .where('id', '=', drop.id)
    .execute();
  await writeChanges(
    ctx.tx,
    parts.rows.map(({ partId }) =>
      partLine(ctx, { ...keep, id: partId }, 'merge', input.reason, 'owner', { to: keep.nameMasked }),
    ),
  );
  await auditOwner(ctx, keep, 'survey.roll.edit', { merged: drop.id, reason: input.reason });
  return { id: keep.id, parts: parts.rows.length };
}
