import { estateSummaries } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { type FiveStep, fiveSteps } from '../../domain/body/five-steps.ts';

type Counts = Record<FiveStep, { meetings: number; visits: number }>;
const none = (): Counts => ({
  plan: { meetings: 0, visits: 0 },
  build: { meetings: 0, visits: 0 },
  manage: { meetings: 0, visits: 0 },
  review: { meetings: 0, visits: 0 },
  share: { meetings: 0, visits: 0 },
});

/** Records of each step by estate: meetings that are not void, visits that were held. */
async function countsByEstate(ctx: Ctx): Promise<Map<string, Counts>> {
  const meetings = await ctx.tx
    .selectFrom('participationMeeting')
    .select((row) => ['estateId', 'step', row.fn.countAll<bigint>().as('n')])
    .where('archivedAt', 'is', null)
    .groupBy(['estateId', 'step'])
    .execute();
  const visits = await ctx.tx
    .selectFrom('participationVisit')
    .select((row) => ['estateId', 'step', row.fn.countAll<bigint>().as('n')])
    .where('heldOn', 'is not', null)
    .groupBy(['estateId', 'step'])
    .execute();
  const counts = new Map<string, Counts>();
  const put = (kind: 'meetings' | 'visits', rows: typeof meetings) => {
    for (const { estateId, step, n } of rows) {
      const of = counts.get(estateId) ?? none();
      of[step as FiveStep][kind] = Number(n);
      counts.set(estateId, of);
    }
  };
  put('meetings', meetings);
  put('visits', visits);
  return counts;
}

type Query = {
  page: number;
  size: number;
  search?: string | undefined;
  missing?: FiveStep | undefined;
  incomplete?: boolean | undefined;
};

/** Estates with what is on record of each of the five steps, the furthest first (四(二)3). */
export async function listFiveSteps(ctx: Ctx, input: Query) {
  const counts = await countsByEstate(ctx);
  const has = (id: string, step: FiveStep) => {
    const of = counts.get(id)?.[step];
    return of !== undefined && of.meetings + of.visits > 0;
  };
  const reached = (id: string) => fiveSteps.filter((step) => has(id, step)).length;
  const part = input.search?.toLowerCase() ?? '';
  const estates = (await estateSummaries(ctx)).filter(
    (one) =>
      one.name.toLowerCase().includes(part) &&
      (!input.missing || !has(one.id, input.missing)) &&
      (input.incomplete === undefined || reached(one.id) < fiveSteps.length === input.incomplete),
  );
  const ordered = estates.toSorted((a, b) => reached(b.id) - reached(a.id) || (a.code < b.code ? -1 : 1));
  const from = (input.page - 1) * input.size;
  return {
    total: ordered.length,
    items: ordered.slice(from, from + input.size).map((one) => ({
      estateId: one.id,
      estateName: one.name,
      steps: counts.get(one.id) ?? none(),
    })),
  };
}
