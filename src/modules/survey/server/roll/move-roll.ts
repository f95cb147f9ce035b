import { sql } from 'kysely';
import type { Ctx } from '#platform/http/context.ts';

type Estate = { readonly id: string; readonly regionCode: string };

/** Everything of the roll follows its estate into another region. */
export async function moveRoll(tx: Ctx['tx'], { id, regionCode }: Estate): Promise<void> {
  await sql`update survey_roll_row r set region_code = ${regionCode} from survey_roll_import i
    where i.id = r.import_id and i.estate_id = ${id}`.execute(tx);
  await sql`update survey_ownership o set region_code = ${regionCode} from survey_part p
    where p.id = o.part_id and p.estate_id = ${id}`.execute(tx);
  await tx.updateTable('surveyOccupant').set({ regionCode }).where('estateId', '=', id).execute();
  await tx.updateTable('surveyRollImport').set({ regionCode }).where('estateId', '=', id).execute();
  await tx.updateTable('surveyOwner').set({ regionCode }).where('estateId', '=', id).execute();
  await tx.updateTable('surveyPart').set({ regionCode }).where('estateId', '=', id).execute();
}

/**
 * Of two entries of one estate the kept one takes over the parts it has none of at that place, with their owners and
 * occupants. An owner of parts on both sides goes with those that move, and is entered for what stays behind too.
 */
export async function takeOverRoll(tx: Ctx['tx'], keep: Estate, drop: Estate): Promise<void> {
  await sql`update survey_part p set estate_id = ${keep.id}, region_code = ${keep.regionCode}
    where p.estate_id = ${drop.id} and not exists (select from survey_part o where o.estate_id = ${keep.id}
      and o.building = p.building and o.entrance = p.entrance and o.room = p.room and o.kind = p.kind)`.execute(
    tx,
  );
  await sql`update survey_owner w set estate_id = ${keep.id}, region_code = ${keep.regionCode}
    where w.estate_id = ${drop.id} and exists (select from survey_ownership o join survey_part p on p.id = o.part_id
      where o.owner_id = w.id and p.estate_id = ${keep.id})`.execute(tx);
  await sql`update survey_ownership o set region_code = ${keep.regionCode} from survey_part p
    where p.id = o.part_id and p.estate_id = ${keep.id} and o.region_code <> ${keep.regionCode}`.execute(tx);
  await sql`update survey_occupant o set estate_id = ${keep.id}, region_code = ${keep.regionCode} from survey_part p
    where p.id = o.part_id and p.estate_id = ${keep.id} and o.estate_id = ${drop.id}`.execute(tx);
}
