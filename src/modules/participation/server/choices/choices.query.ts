import { sql } from 'kysely';
import type { z } from 'zod';
import { estateSummaries, partsOf } from '#modules/survey/index.ts';
import { containing } from '#platform/database/containing.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { choiceQuery } from '../../contract-choices.ts';
import { type ChoiceView, choiceRow, frozenDivision, headOf, presentChoice, turnoutOf } from './store.ts';

type ListInput = z.output<typeof choiceQuery> & { page: number; size: number };
const columns = { createdAt: 'createdAt', title: 'title', closesOn: 'closesOn' } as const;

/** Item choices in sight, with their turnout. */
export async function listChoices(ctx: Ctx, input: ListInput) {
  let rows = ctx.tx
    .selectFrom('participationChoice')
    .innerJoin('surveyEstate', 'surveyEstate.id', 'participationChoice.estateId');
  if (input.estateId) rows = rows.where('participationChoice.estateId', '=', input.estateId);
  if (input.state === 'overdue')
    rows = rows.where('state', '=', 'open').where('closesOn', '<', sql<string>`${ctx.today}::date`);
  else if (input.state) rows = rows.where('state', '=', input.state);
  const { search } = input;
  if (search)
    rows = rows.where((one) =>
      one.or([
        one('title', 'ilike', containing(search)),
        one('surveyEstate.name', 'ilike', containing(search)),
      ]),
    );
  const { total } = await rows
    .select((one) => one.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const found = await rows
    .selectAll('participationChoice')
    .orderBy(`participationChoice.${columns[input.sort]}`, (order) =>
      input.descending ? order.desc().nullsLast() : order.asc().nullsLast(),
    )
    .orderBy('participationChoice.id')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  const estates = new Map(
    (await estateSummaries(ctx, { ids: [...new Set(found.map((row) => row.estateId))] })).map((one) => [
      one.id,
      one,
    ]),
  );
  const items = [];
  for (const row of found) {
    const estate = estates.get(row.estateId) ?? { name: '', code: '', subdistrictName: '' };
    items.push(headOf(row, estate, await turnoutOf(ctx, row), ctx.today));
  }
  return { total: Number(total), items };
}

export const showChoice = async (ctx: Ctx, input: { id: string }): Promise<ChoiceView> =>
  presentChoice(ctx, await choiceRow(ctx, input.id));

type DoorsInput = {
  id: string;
  search?: string | undefined;
  done?: boolean | undefined;
  page: number;
  size: number;
};

/** Every door of the estate and whether it has chosen, in the order of the houses; never what. */
export async function listChoiceDoors(ctx: Ctx, input: DoorsInput) {
  const row = await choiceRow(ctx, input.id);
  const frozen = new Set(frozenDivision(row)?.parts.map(({ id }) => id));
  const ballots = await ctx.tx
    .selectFrom('participationChoiceBallot')
    .select(['partId', 'channel', 'at'])
    .where('choiceId', '=', row.id)
    .where('replacedAt', 'is', null)
    .execute();
  const cast = new Map(ballots.map((one) => [one.partId, one]));
  const doors = (await partsOf(ctx.tx, row.estateId))
    .filter((part) => (row.state === 'draft' ? part.titled : frozen.has(part.id)))
    .map((part) => {
      const ballot = cast.get(part.id);
      return {
        partId: part.id,
        place: [part.building, part.entrance, part.room].filter(Boolean).join(' '),
        done: ballot !== undefined,
        channel: (ballot?.channel ?? null) as 'online' | 'paper' | 'door' | null,
        at: ballot?.at.toISOString() ?? null,
      };
    })
    .filter((door) => input.done === undefined || door.done === input.done)
    .filter((door) => !input.search || door.place.includes(input.search));
  const from = (input.page - 1) * input.size;
  return { total: doors.length, items: doors.slice(from, from + input.size) };
}
