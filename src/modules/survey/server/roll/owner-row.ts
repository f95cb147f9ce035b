import type { Selectable } from 'kysely';
import { serialise } from '#platform/database/serialise.ts';
import type { SurveyOwner } from '#platform/database/tables.ts';
import type { Ctx, WorkCtx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { isPhone, numberKey, phoneKey } from '../../domain/roll/number.ts';
import { maskName, maskNumber, type OwnerKind } from '../../domain/roll/person.ts';
import { tidy } from '../../domain/text.ts';
import { surveyProblems } from '../../problems.ts';
import { nameMark, numberMark, ownerFields } from './owner-match.ts';

export type OwnerRow = Selectable<SurveyOwner>;
type Vaulted = Pick<WorkCtx, 'vault'>;

export const phoneMark = (ctx: Vaulted, phone: string): Buffer =>
  ctx.vault.mark('owner.phone', phoneKey(phone));

/** Sealed text, what lists show of it, and the mark by which it is found. */
export const nameColumns = (ctx: Vaulted, name: string, kind: OwnerKind) => ({
  nameSealed: ctx.vault.seal(ownerFields.name, tidy(name)),
  nameMasked: maskName(name, kind),
  nameMark: nameMark(ctx, name),
});
export const numberColumns = (ctx: Vaulted, number: string | null) =>
  number === null
    ? { numberSealed: null, numberMasked: null, numberMark: null }
    : {
        numberSealed: ctx.vault.seal(ownerFields.number, numberKey(number)),
        numberMasked: maskNumber(numberKey(number)),
        numberMark: numberMark(ctx, number),
      };
export const phoneColumns = (ctx: Vaulted, phone: string | null) =>
  phone === null
    ? { phoneSealed: null, phoneMasked: null, phoneMark: null }
    : {
        phoneSealed: ctx.vault.seal(ownerFields.phone, phoneKey(phone)),
        phoneMasked: maskNumber(phoneKey(phone)),
        phoneMark: phoneMark(ctx, phone),
      };

/** Refuses what is no number or telephone; that a check digit is wrong is only a warning of the roll's check. */
export function refuseUnsound(values: {
  number?: string | null | undefined;
  phone?: string | null | undefined;
}): void {
  if (values.number) {
    const key = numberKey(values.number);
    if (key.length < 5 || key.includes('*'))
      throw problem(surveyProblems, 'survey.owner.number', {}, { at: 'values.number' });
  }
  if (values.phone && !isPhone(values.phone))
    throw problem(surveyProblems, 'survey.owner.phone', {}, { at: 'values.phone' });
}

/**
 * One writer of an estate's owners at a time: two clerks entering one person find each other's entry, and a roll and a
 * clerk never wait for each other in a circle. To be taken before any row is locked.
 */
export const serialiseOwners = (ctx: Pick<Ctx, 'tx'>, estateId: string): Promise<void> =>
  serialise(ctx.tx, `survey_owner ${estateId}`);

/** The same, told by one of the owners. */
export async function serialiseOwnersOf(ctx: Pick<Ctx, 'tx'>, ownerId: string): Promise<void> {
  const row = await ctx.tx
    .selectFrom('surveyOwner')
    .select('estateId')
    .where('id', '=', ownerId)
    .executeTakeFirst();
  if (row) await serialiseOwners(ctx, row.estateId);
}

/** The owner of an estate who has this number; one of another name is refused. */
export async function ownerByNumber(
  ctx: Ctx,
  estateId: string,
  who: { readonly name: Buffer; readonly number: Buffer },
  ownId: string | null = null,
): Promise<OwnerRow | null> {
  const rows = await ctx.tx
    .selectFrom('surveyOwner')
    .selectAll()
    .where('estateId', '=', estateId)
    .where('numberMark', '=', who.number)
    .where('archivedAt', 'is', null)
    .execute();
  const others = rows.filter((row) => row.id !== ownId);
  if (others.some((row) => !row.nameMark.equals(who.name)))
    throw problem(surveyProblems, 'survey.owner.number-taken', {}, { at: 'values.number' });
  return others[0] ?? null;
}

/** Finds an owner the transaction may see, locked. */
export async function findOwner(ctx: Ctx, id: string): Promise<OwnerRow> {
  const row = await ctx.tx
    .selectFrom('surveyOwner')
    .selectAll()
    .where('id', '=', id)
    .where('archivedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw problem(surveyProblems, 'survey.owner.absent');
  return row;
}

/** The audit line of a write to an owner. */
export const auditOwner = (
  ctx: Ctx,
  row: Pick<OwnerRow, 'id' | 'regionCode' | 'estateId'>,
  action: string,
  detail: Readonly<Record<string, unknown>>,
) =>
  ctx.audit({
    action,
    subjectKind: 'surveyOwner',
    subjectId: row.id,
    regionCode: row.regionCode,
    detail: { estateId: row.estateId, ...detail },
  });
