import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Ctx } from '#platform/http/context.ts';
import type { VersionRow } from './standing.ts';

/** Lays the content of a returned version down as the next draft, line by line under the same ids; answers its number. */
export async function reopenReturned(ctx: Ctx, from: VersionRow): Promise<number> {
  const id = randomUUID();
  const number = from.number + 1;
  await ctx.tx
    .insertInto('schemeVersion')
    .values({
      ...{ id, schemeId: from.schemeId, regionCode: from.regionCode, number, origin: 'reopened' },
      ...{ baseId: from.id, state: 'draft', title: from.title, summary: from.summary },
      ...{ otherBp: from.otherBp, contingencyBp: from.contingencyBp, contingencyOn: from.contingencyOn },
      ...{ worksFen: from.worksFen, otherFen: from.otherFen, contingencyFen: from.contingencyFen },
      ...{ totalFen: from.totalFen, ceilingFen: from.ceilingFen, ceilingBasis: from.ceilingBasis },
      ...{ packVersion: from.packVersion, createdAt: ctx.now, createdBy: ctx.actor.name },
    })
    .execute();
  await sql`insert into scheme_line (version_id, id, scheme_id, estate_id, region_code, position, item, item_title, class,
      trade, place, quantity_milli, unit, unit_price_fen, works_fen, amount_fen, why, price_basis, note)
    select ${id}, id, scheme_id, estate_id, region_code, position, item, item_title, class,
      trade, place, quantity_milli, unit, unit_price_fen, works_fen, amount_fen, why, price_basis, note
    from scheme_line where version_id = ${from.id}`.execute(ctx.tx);
  return number;
}
