import type { WorkCtx } from '#platform/http/context.ts';
import { numberMarkText } from '../../domain/roll/number.ts';
import { nameKey, type OwnerKind } from '../../domain/roll/person.ts';

/** Fields of an owner as they are sealed; the names are the vault's. */
export const ownerFields = {
  name: 'survey_owner.name',
  number: 'survey_owner.number',
  phone: 'survey_owner.phone',
} as const;

type Marking = Pick<WorkCtx, 'vault'>;
export const nameMark = (ctx: Marking, name: string): Buffer => ctx.vault.mark('owner.name', nameKey(name));
export const numberMark = (ctx: Marking, number: string): Buffer =>
  ctx.vault.mark('owner.number', numberMarkText(number));

/**
 * The owner of a part who has this name and this whole number; null when there is none. Nothing is opened: only keyed
 * marks are compared, so a wrong guess learns nothing of the right one.
 */
export async function matchOwner(
  ctx: Pick<WorkCtx, 'tx' | 'vault'>,
  partId: string,
  person: { readonly name: string; readonly number: string },
): Promise<string | null> {
  if (nameKey(person.name) === '' || numberMarkText(person.number) === '') return null;
  const row = await ctx.tx
    .selectFrom('surveyOwnership')
    .innerJoin('surveyOwner', 'surveyOwner.id', 'surveyOwnership.ownerId')
    .innerJoin('surveyPart', 'surveyPart.id', 'surveyOwnership.partId')
    .select('surveyOwner.id')
    .where('partId', '=', partId)
    .where('until', 'is', null)
    .where('surveyPart.archivedAt', 'is', null)
    .where('surveyOwner.archivedAt', 'is', null)
    .where('nameMark', '=', nameMark(ctx, person.name))
    .where('numberMark', '=', numberMark(ctx, person.number))
    .executeTakeFirst();
  return row?.id ?? null;
}

/** An owner in full; never leaves the server except on a printed letter or by an audited reveal. */
export type RevealedOwner = {
  readonly id: string;
  readonly kind: OwnerKind;
  readonly name: string;
  readonly number: string | null;
  readonly phone: string | null;
};

/**
 * Opens the sealed fields of owners, for letters and rolls printed inside the server. The caller writes the audit line
 * (`survey.owner.reveal`, or that of what is printed). Owners the transaction may not see are left out.
 */
export async function revealOwners(
  ctx: Pick<WorkCtx, 'tx' | 'vault'>,
  ownerIds: readonly string[],
): Promise<RevealedOwner[]> {
  if (ownerIds.length === 0) return [];
  const rows = await ctx.tx
    .selectFrom('surveyOwner')
    .select(['id', 'kind', 'nameSealed', 'numberSealed', 'phoneSealed'])
    .where('id', 'in', [...ownerIds])
    .execute();
  const open = (field: string, sealed: Buffer | null) => (sealed ? ctx.vault.open(field, sealed) : null);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as OwnerKind,
    name: ctx.vault.open(ownerFields.name, row.nameSealed),
    number: open(ownerFields.number, row.numberSealed),
    phone: open(ownerFields.phone, row.phoneSealed),
  }));
}
