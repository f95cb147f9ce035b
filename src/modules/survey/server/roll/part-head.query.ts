import type { Ctx } from '#platform/http/context.ts';

/** Where a part is, for heads of pages and papers. */
export type PartHead = {
  readonly id: string;
  readonly estateId: string;
  readonly regionCode: string;
  readonly building: string;
  readonly entrance: string;
  readonly room: string;
  /** As people write it: 3号楼1单元201. */
  readonly place: string;
};

/** One part by its id; null where the transaction's region has none such, or it is archived. */
export async function partHead(tx: Ctx['tx'], id: string): Promise<PartHead | null> {
  const row = await tx
    .selectFrom('surveyPart')
    .select(['id', 'estateId', 'regionCode', 'building', 'entrance', 'room'])
    .where('id', '=', id)
    .where('archivedAt', 'is', null)
    .executeTakeFirst();
  return row ? { ...row, place: `${row.building}${row.entrance}${row.room}` } : null;
}
