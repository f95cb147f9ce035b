import type { Ctx } from '#platform/http/context.ts';
import { findEstate } from './estate-detail.query.ts';

type Filter = {
  id: string;
  page: number;
  size: number;
  building?: string | undefined;
  agree?: boolean | undefined;
};

/** Visited households of an estate, by place. */
export async function listWishes(ctx: Ctx, input: Filter) {
  await findEstate(ctx, input.id);
  let rows = ctx.tx.selectFrom('surveyWish').where('estateId', '=', input.id);
  if (input.building) rows = rows.where('building', '=', input.building);
  if (input.agree !== undefined) rows = rows.where('agree', '=', input.agree);
  const { total } = await rows
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const found = await rows
    .selectAll()
    .orderBy((row) => row.fn<number>('length', ['building']))
    .orderBy('building')
    .orderBy('entrance')
    .orderBy((row) => row.fn<number>('length', ['room']))
    .orderBy('room')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  const items = found.map((row) => ({
    id: row.id,
    building: row.building,
    entrance: row.entrance,
    room: row.room,
    agree: row.agree,
    pay: row.pay,
    payYuan: row.payFen === null ? null : Number(row.payFen) / 100,
    items: row.items,
    management: row.management,
    visitedOn: row.visitedOn,
    areaCm2: row.areaCm2 === null ? null : String(row.areaCm2),
    version: row.version,
    editedBy: row.editedBy,
  }));
  return { total: Number(total), items };
}
