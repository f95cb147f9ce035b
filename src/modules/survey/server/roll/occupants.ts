import { randomUUID } from 'node:crypto';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { isPhone, phoneKey } from '../../domain/roll/number.ts';
import { maskNumber, maskPerson } from '../../domain/roll/person.ts';
import { tidy } from '../../domain/text.ts';
import { surveyProblems } from '../../problems.ts';
import { type PartDetail, showPart } from './part-detail.query.ts';
import { findPart, type PartRow, recordPart } from './part-row.ts';

export const occupantFields = { name: 'survey_occupant.name', phone: 'survey_occupant.phone' } as const;
type Values = {
  relation: string;
  name: string | null;
  phone: string | null;
  elderly: boolean | null;
  disabled: boolean | null;
};

/** An occupant's name and telephone as they are kept; null leaves what is stored. */
export const occupantColumns = (ctx: Pick<Ctx, 'vault'>, values: Pick<Values, 'name' | 'phone'>) => ({
  ...(values.name === null
    ? {}
    : {
        nameSealed: ctx.vault.seal(occupantFields.name, tidy(values.name)),
        nameMasked: maskPerson(values.name),
      }),
  ...(values.phone === null
    ? {}
    : {
        phoneSealed: ctx.vault.seal(occupantFields.phone, phoneKey(values.phone)),
        phoneMasked: maskNumber(phoneKey(values.phone)),
      }),
});

/** Adds or changes somebody who uses a part: no owner by that, and no vote. */
export async function saveOccupant(
  ctx: Ctx,
  input: { id: string; occupantId: string | null; version: number; values: Values },
): Promise<PartDetail> {
  const part = await findPart(ctx, input.id, true);
  const { relation, elderly, disabled, phone } = input.values;
  if (phone !== null && !isPhone(phone))
    throw problem(surveyProblems, 'survey.owner.phone', {}, { at: 'values.phone' });
  const columns = { relation, elderly, disabled, updatedAt: ctx.now, updatedBy: ctx.actor.name };
  const person = occupantColumns(ctx, input.values);
  if (input.occupantId === null) await insert(ctx, part, columns, person);
  else {
    await live(ctx, part, input.occupantId, input.version);
    await ctx.tx
      .updateTable('surveyOccupant')
      .set({ ...columns, ...person, version: input.version + 1 })
      .where('id', '=', input.occupantId)
      .execute();
  }
  const what = {
    action: 'survey.roll.edit',
    source: input.occupantId ? 'edit' : 'create',
    reason: '',
  } as const;
  await recordPart(ctx, part, { ...what, field: 'occupant', to: { relation } });
  return showPart(ctx, { id: part.id });
}

type Person = ReturnType<typeof occupantColumns>;
async function insert(
  ctx: Ctx,
  part: PartRow,
  columns: {
    relation: string;
    elderly: boolean | null;
    disabled: boolean | null;
    updatedAt: Date;
    updatedBy: string;
  },
  { nameSealed, nameMasked, ...phone }: Person,
): Promise<void> {
  if (!nameSealed || nameMasked === undefined)
    throw problem(surveyProblems, 'survey.occupant.name', {}, { at: 'values.name' });
  await ctx.tx
    .insertInto('surveyOccupant')
    .values({
      id: randomUUID(),
      partId: part.id,
      estateId: part.estateId,
      regionCode: part.regionCode,
      ...columns,
      nameSealed,
      nameMasked,
      ...phone,
    })
    .execute();
}

async function live(ctx: Ctx, part: PartRow, id: string, version: number): Promise<void> {
  const row = await ctx.tx
    .selectFrom('surveyOccupant')
    .select('version')
    .where('id', '=', id)
    .where('partId', '=', part.id)
    .where('archivedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw problem(surveyProblems, 'survey.occupant.absent');
  if (row.version !== version) throw problem(surveyProblems, 'survey.occupant.stale');
}

/** Somebody uses a part no longer. */
export async function removeOccupant(
  ctx: Ctx,
  input: { id: string; occupantId: string; version: number; reason: string },
): Promise<PartDetail> {
  const part = await findPart(ctx, input.id, true);
  await live(ctx, part, input.occupantId, input.version);
  await ctx.tx
    .updateTable('surveyOccupant')
    .set({ archivedAt: ctx.now, version: input.version + 1, updatedAt: ctx.now, updatedBy: ctx.actor.name })
    .where('id', '=', input.occupantId)
    .execute();
  const what = {
    action: 'survey.roll.edit',
    source: 'archive',
    reason: input.reason,
    field: 'occupant',
  } as const;
  await recordPart(ctx, part, { ...what, to: null });
  return showPart(ctx, { id: part.id });
}
