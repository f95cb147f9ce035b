import { randomUUID } from 'node:crypto';
import type { Insertable } from 'kysely';
import type { SurveyOccupant } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { maskNumber, maskPerson, nameKey } from '../../domain/roll/person.ts';
import { occupantFields } from './occupants.ts';
import type { PartWrite } from './roll-part-rows.ts';
import type { RollImportRow } from './roll-source.ts';

const chunk = 1_000;

/** Enters the people a roll says use a part; one who stands there already is not entered twice. */
export async function writeOccupants(
  ctx: Ctx,
  row: RollImportRow,
  writes: readonly PartWrite[],
): Promise<void> {
  const named = writes.filter(({ occupants }) => occupants.length > 0);
  if (named.length === 0) return;
  const kept = await ctx.tx
    .selectFrom('surveyOccupant')
    .select(['partId', 'nameSealed'])
    .where('estateId', '=', row.estateId)
    .where('archivedAt', 'is', null)
    .execute();
  const known = new Set(
    kept.map(
      ({ partId, nameSealed }) => `${partId}|${nameKey(ctx.vault.open(occupantFields.name, nameSealed))}`,
    ),
  );
  const rows = named.flatMap(({ id, occupants }) =>
    occupants
      .filter(({ name }) => !known.has(`${id}|${nameKey(name)}`))
      .map(
        ({ name, phone }): Insertable<SurveyOccupant> => ({
          id: randomUUID(),
          partId: id,
          estateId: row.estateId,
          regionCode: row.regionCode,
          relation: 'other',
          nameSealed: ctx.vault.seal(occupantFields.name, name),
          nameMasked: maskPerson(name),
          phoneSealed: phone === null ? null : ctx.vault.seal(occupantFields.phone, phone),
          phoneMasked: phone === null ? null : maskNumber(phone),
          importId: row.id,
          updatedAt: ctx.now,
          updatedBy: ctx.actor.name,
        }),
      ),
  );
  for (let i = 0; i < rows.length; i += chunk)
    await ctx.tx
      .insertInto('surveyOccupant')
      .values(rows.slice(i, i + chunk))
      .execute();
}
