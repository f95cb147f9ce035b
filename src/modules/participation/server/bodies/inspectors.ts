import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { ParticipationInspector } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { inspectorShape } from '../../contract-openness.ts';
import { maskName, maskPhone } from '../../domain/notice/mask.ts';
import { bodyProblems } from '../../problems-bodies.ts';
import { estateIdsLike, estatesById } from '../notices/estate-names.query.ts';
import { livingEstate } from '../notices/estate-of.ts';
import { type Change, inspectorFields, note, present, stamp } from './shared.ts';

type Row = Selectable<ParticipationInspector>;
type View = z.infer<typeof inspectorShape>;
type Fields = { name: string; phone: string; duty: string; since: string; until: string | null };

async function views(ctx: Ctx, rows: readonly Row[]): Promise<View[]> {
  const estates = await estatesById(
    ctx.tx,
    rows.map((row) => row.estateId),
  );
  return rows.map((row) => ({
    id: row.id,
    estateId: row.estateId,
    estateName: estates.get(row.estateId)?.name ?? '',
    version: row.version,
    nameMasked: row.nameMasked,
    phoneMasked: row.phoneMasked,
    duty: row.duty,
    since: row.since,
    until: row.until,
    endReason: row.endReason,
  }));
}
const view = async (ctx: Ctx, row: Row): Promise<View> => present((await views(ctx, [row]))[0]);

type Query = {
  page: number;
  size: number;
  search?: string | undefined;
  estateId?: string | undefined;
  serving?: boolean | undefined;
};

export async function listInspectors(ctx: Ctx, input: Query) {
  let rows = ctx.tx.selectFrom('participationInspector');
  if (input.estateId) rows = rows.where('estateId', '=', input.estateId);
  if (input.search) {
    const ids = await estateIdsLike(ctx.tx, input.search);
    rows = rows.where('estateId', 'in', ids.length > 0 ? ids : [randomUUID()]);
  }
  if (input.serving !== undefined)
    rows = rows.where((row) => {
      const serving = row.and([
        row('endReason', 'is', null),
        row.or([row('until', 'is', null), row('until', '>=', ctx.today)]),
      ]);
      return input.serving ? serving : row.not(serving);
    });
  const { total } = await rows
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const found = await rows
    .selectAll()
    .orderBy('since', 'desc')
    .orderBy('id')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  return { total: Number(total), items: await views(ctx, found) };
}

const sealed = (ctx: Ctx, input: Fields) => ({
  ...(input.name === ''
    ? {}
    : { nameSealed: ctx.vault.seal(inspectorFields.name, input.name), nameMasked: maskName(input.name) }),
  ...(input.phone === ''
    ? {}
    : {
        phoneSealed: ctx.vault.seal(inspectorFields.phone, input.phone),
        phoneMasked: maskPhone(input.phone),
      }),
  duty: input.duty,
  since: input.since,
  until: input.until,
});

function checkTerm(input: Fields): void {
  if (input.until !== null && input.until < input.since)
    throw problem(bodyProblems, 'participation.body.term', {}, { at: 'until' });
}

/** Appoints a resident to watch the works; name and telephone are sealed. */
export async function appointInspector(ctx: Ctx, input: Fields & { estateId: string }): Promise<View> {
  if (input.name === '') throw problem(bodyProblems, 'participation.body.name-missing', {}, { at: 'name' });
  checkTerm(input);
  const estate = await livingEstate(ctx.tx, input.estateId);
  const row = await ctx.tx
    .insertInto('participationInspector')
    .values({
      nameSealed: ctx.vault.seal(inspectorFields.name, input.name),
      nameMasked: maskName(input.name),
      ...sealed(ctx, input),
      id: randomUUID(),
      estateId: estate.id,
      regionCode: estate.regionCode,
      updatedAt: ctx.now,
      updatedBy: ctx.actor.name,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await note(ctx, 'inspector', row, '登记', 'inspector.appoint');
  return view(ctx, row);
}

async function locked(ctx: Ctx, input: Change): Promise<Row> {
  const row = await ctx.tx
    .selectFrom('participationInspector')
    .selectAll()
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirst();
  const found = present(row, input.version);
  if (found.endReason !== null) throw problem(bodyProblems, 'participation.body.ended');
  return found;
}

const write = (ctx: Ctx, row: Row, set: object): Promise<Row> =>
  ctx.tx
    .updateTable('participationInspector')
    .set({ ...set, ...stamp(ctx, row.version) })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();

/** Changes duty or term; name and telephone stay where none is given. */
export async function changeInspector(ctx: Ctx, input: Change & Fields): Promise<View> {
  checkTerm(input);
  const changed = await write(ctx, await locked(ctx, input), sealed(ctx, input));
  await note(ctx, 'inspector', changed, '修改', 'inspector.edit');
  return view(ctx, changed);
}

export async function dismissInspector(
  ctx: Ctx,
  input: Change & { on: string; reason: string },
): Promise<View> {
  const row = await locked(ctx, input);
  if (input.on > ctx.today || input.on < row.since)
    throw problem(bodyProblems, 'participation.body.day', {}, { at: 'on' });
  const changed = await write(ctx, row, { until: input.on, endReason: input.reason });
  await note(ctx, 'inspector', changed, '离任', 'inspector.end', input.reason);
  return view(ctx, changed);
}

export async function revealInspector(ctx: Ctx, input: { id: string; reason: string }) {
  const row = present(
    await ctx.tx
      .selectFrom('participationInspector')
      .selectAll()
      .where('id', '=', input.id)
      .executeTakeFirst(),
  );
  await note(ctx, 'inspector', row, '查看姓名电话', 'inspector.reveal', input.reason);
  return {
    name: ctx.vault.open(inspectorFields.name, row.nameSealed),
    phone: row.phoneSealed ? ctx.vault.open(inspectorFields.phone, row.phoneSealed) : '',
  };
}
