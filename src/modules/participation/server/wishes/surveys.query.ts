import type { z } from 'zod';
import { type EstateSummary, estateSummaries } from '#modules/survey/index.ts';
import { containing } from '#platform/database/containing.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { wishesQuery } from '../../contract-wishes.ts';
import type { purposeShape } from '../../contract-wishes-shapes.ts';
import { type Coverage, floorMet, stillNeeded } from '../../domain/questionnaire/coverage.ts';
import { coverageOfSurvey, coveragesOf } from './counted.ts';
import {
  type Floor,
  findSurvey,
  floorOfSurvey,
  floorToday,
  frozenOf,
  questionsOf,
  type State,
  type SurveyRow,
} from './survey-row.ts';

export type WishesFilter = z.output<typeof wishesQuery>;

/** Surveys the filter leaves of those in sight. Names are of another module's table, so their ids come first. */
async function filtered(ctx: Ctx, filter: WishesFilter) {
  let rows = ctx.tx.selectFrom('participationSurvey');
  const { search, subdistrict } = filter;
  if (search) {
    const named = (await estateSummaries(ctx, { archived: true })).filter((one) =>
      one.name.toLowerCase().includes(search.toLowerCase()),
    );
    rows = rows.where(({ or, eb }) =>
      or([
        eb('title', 'ilike', containing(search)),
        ...(named.length > 0
          ? [
              eb(
                'estateId',
                'in',
                named.map((one) => one.id),
              ),
            ]
          : []),
      ]),
    );
  }
  if (filter.state) rows = rows.where('state', '=', filter.state);
  if (filter.purpose) rows = rows.where('purpose', '=', filter.purpose);
  if (filter.estateId) rows = rows.where('estateId', '=', filter.estateId);
  if (subdistrict)
    rows = rows
      .where('regionCode', '>=', subdistrict)
      .where('regionCode', '<', String(BigInt(subdistrict) + 1n));
  if (filter.overdue) rows = rows.where('state', '=', 'open').where('closesOn', '<', ctx.today);
  return rows;
}

const answeredOf = (one: ListItem): number => one.answered;

/** Every survey the filter finds, in the order asked for. */
export async function allSurveys(ctx: Ctx, filter: WishesFilter): Promise<SurveyRow[]> {
  const rows = await filtered(ctx, filter);
  if (filter.sort === 'answered') return rows.selectAll().orderBy('id').execute();
  return rows
    .selectAll()
    .orderBy(filter.sort, (order) => (filter.descending ? order.desc() : order.asc()).nullsLast())
    .orderBy('id')
    .execute();
}

type Head = {
  readonly row: SurveyRow;
  readonly estate: EstateSummary | undefined;
  readonly coverage: Pick<Coverage, 'answered' | 'households'>;
  readonly floor: Floor;
};

const headOf = ({ row, estate, coverage, floor }: Head, today: string) => ({
  id: row.id,
  estateId: row.estateId,
  estateName: estate?.name ?? '',
  subdistrictName: estate?.subdistrictName ?? '',
  title: row.title,
  purpose: row.purpose as z.infer<typeof purposeShape>,
  state: row.state as State,
  opensOn: row.opensOn,
  closesOn: row.closesOn,
  overdue: row.state === 'open' && row.closesOn !== null && row.closesOn < today,
  answered: coverage.answered,
  households: coverage.households,
  met: frozenOf(row)?.met ?? floorMet(coverage, floor),
  version: row.version,
  createdAt: row.createdAt.toISOString(),
});
type ListItem = ReturnType<typeof headOf>;

/** Rows of the list with their coverage: frozen where closed, counted where not. */
export async function presentSurveys(ctx: Ctx, rows: readonly SurveyRow[]): Promise<ListItem[]> {
  if (rows.length === 0) return [];
  const ids = [...new Set(rows.map((row) => row.estateId))];
  const estates = new Map((await estateSummaries(ctx, { ids })).map((one) => [one.id, one]));
  const counted = await coveragesOf(
    ctx.tx,
    rows.filter((row) => row.frozen === null),
    estates,
  );
  const today = await floorToday(ctx, ctx.actor.scope);
  return rows.map((row) => {
    const coverage = frozenOf(row)?.coverage ?? counted.get(row.id) ?? { answered: 0, households: null };
    const floor = (row.coverage as unknown as Floor | null) ?? today;
    return headOf({ row, estate: estates.get(row.estateId), coverage, floor }, ctx.today);
  });
}

export async function listSurveys(ctx: Ctx, input: WishesFilter & { page: number; size: number }) {
  const rows = await allSurveys(ctx, input);
  const from = (input.page - 1) * input.size;
  if (input.sort !== 'answered')
    return { total: rows.length, items: await presentSurveys(ctx, rows.slice(from, from + input.size)) };
  const items = (await presentSurveys(ctx, rows)).sort(
    (a, b) => (answeredOf(a) - answeredOf(b)) * (input.descending ? -1 : 1),
  );
  return { total: rows.length, items: items.slice(from, from + input.size) };
}

/** Other surveys of the estate that were opened, for the comparison before and after. */
const othersOf = async (ctx: Ctx, row: SurveyRow) =>
  (
    await ctx.tx
      .selectFrom('participationSurvey')
      .select(['id', 'title', 'purpose', 'state'])
      .where('estateId', '=', row.estateId)
      .where('id', '<>', row.id)
      .where('state', 'in', ['open', 'closed'])
      .orderBy('createdAt', 'desc')
      .limit(100)
      .execute()
  ).map((one) => ({
    ...one,
    purpose: one.purpose as z.infer<typeof purposeShape>,
    state: one.state as State,
  }));

/** One survey with its questions and how many answered. */
export async function showSurvey(ctx: Ctx, input: { id: string }) {
  const row = await findSurvey(ctx.tx, input.id);
  const [estate] = await estateSummaries(ctx, { ids: [row.estateId] });
  const coverage = frozenOf(row)?.coverage ?? (await coverageOfSurvey(ctx.tx, row));
  const floor = await floorOfSurvey(ctx, row);
  const head = headOf({ row, estate, coverage: coverage as Coverage, floor }, ctx.today);
  return {
    ...head,
    questions: questionsOf(row).map((one) => ({
      ...one,
      options: [...one.options],
      showIf: [...one.showIf],
    })),
    floor,
    coverage: coverage as ReturnType<typeof mutable>,
    needed: stillNeeded(coverage, floor),
    createdBy: row.createdBy,
    closedAt: row.closedAt?.toISOString() ?? null,
    closedBy: row.closedBy,
    cancelReason: row.cancelReason,
    others: await othersOf(ctx, row),
  };
}

const mutable = (coverage: Coverage) => ({
  ...coverage,
  unknown: [...coverage.unknown],
  buildings: coverage.buildings.map((one) => ({ ...one, floors: [...one.floors] })),
});
