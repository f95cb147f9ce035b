import { sql } from 'kysely';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { nameKey, type OwnerKind } from '../../domain/roll/person.ts';
import { surveyProblems } from '../../problems.ts';
import { findEstate } from '../estate-detail.query.ts';
import { nameMark, revealOwners } from './owner-match.ts';
import { auditOwner, findOwner } from './owner-row.ts';

/** Owners of an estate with what they own, by masked name; a whole name is found by its mark. */
export async function listOwners(
  ctx: Ctx,
  input: { id: string; page: number; size: number; search?: string | undefined },
) {
  await findEstate(ctx, input.id);
  let query = ctx.tx
    .selectFrom('surveyOwner as w')
    .where('w.estateId', '=', input.id)
    .where('w.archivedAt', 'is', null);
  const search = nameKey(input.search ?? '').toUpperCase();
  if (search !== '')
    query = query.where((eb) =>
      eb.or([
        eb(eb.fn<number>('strpos', [eb.fn<string>('upper', ['w.nameMasked']), eb.val(search)]), '>', 0),
        eb('w.nameMark', '=', nameMark(ctx, search)),
      ]),
    );
  const { total } = await query
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await query
    .select(['w.id', 'w.version', 'w.kind', 'w.nameMasked', 'w.numberMasked', 'w.phoneMasked'])
    .select(
      sql<bigint>`(select count(*) from survey_ownership o where o.owner_id = w.id and o.until is null)`.as(
        'parts',
      ),
    )
    .select(
      sql<string>`coalesce((select string_agg(concat_ws(' ', nullif(p.building, ''), nullif(p.entrance, ''), p.room), '；'
        order by p.building, p.entrance, p.room) from survey_ownership o join survey_part p on p.id = o.part_id
        where o.owner_id = w.id and o.until is null), '')`.as('places'),
    )
    .orderBy('parts', 'desc')
    .orderBy('w.nameMasked')
    .orderBy('w.id')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  const items = rows.map((row) => ({ ...row, kind: row.kind as OwnerKind, parts: Number(row.parts) }));
  return { total: Number(total), items };
}

/** An owner's name, number and telephone in full: the one door through which they leave, each time with a reason. */
export async function revealOwner(ctx: Ctx, input: { id: string; reason: string }) {
  const row = await findOwner(ctx, input.id);
  const [clear] = await revealOwners(ctx, [row.id]);
  if (!clear) throw problem(surveyProblems, 'survey.owner.absent');
  await auditOwner(ctx, row, 'survey.owner.reveal', { reason: input.reason });
  const { id, name, number, phone } = clear;
  return { id, name, number, phone };
}
