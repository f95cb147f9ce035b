import type { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
import { estateHead, partsOf } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { setupShape } from '../../contract-vote-shapes.ts';
import { thresholdsOf } from '../../domain/tally/thresholds.ts';
import type { Thresholds } from '../../domain/tally/vote.ts';
import type { VoteCalendar } from '../../domain/vote/calendar.ts';
import { voteProblems } from '../../problems-votes.ts';

export type VoteParams = {
  readonly matters: z.infer<typeof setupShape>['matters'];
  readonly thresholds: Thresholds;
  readonly calendar: VoteCalendar;
  readonly basis: z.infer<typeof setupShape>['basis'];
};

const named = ['vote.matters', 'vote.thresholds', 'vote.calendar', 'notice.days', 'notice.resultWithin'];

/** The figures of the law as the policy pack has them today. */
export async function voteParams(ctx: Pick<Ctx, 'tx' | 'today'>, regionCode: string): Promise<VoteParams> {
  const { pack, values } = await policyOn(ctx.tx, regionCode, ctx.today);
  const clocks = values['vote.calendar'];
  return {
    matters: values['vote.matters'],
    thresholds: thresholdsOf(values['vote.thresholds']),
    calendar: {
      ...clocks,
      rollDays: values['notice.days'].roll,
      resultDays: values['notice.resultWithin'],
    },
    basis: pack.parameters
      .filter((one) => named.includes(one.id))
      .map(({ id, title, source, unverified, provenance }) => ({
        ...{ id, title, source },
        unverified: unverified || provenance === 'assumed',
      })),
  };
}

/** What a new vote of an estate may choose from. */
export async function voteSetup(ctx: Ctx, input: { estateId: string }): Promise<z.infer<typeof setupShape>> {
  const estate = await estateHead(ctx.tx, { id: input.estateId });
  if (!estate) throw problem(voteProblems, 'participation.vote.estate', {}, { at: 'estateId' });
  const parts = await partsOf(ctx.tx, estate.id);
  const buildings = Map.groupBy(parts, (part) => part.building);
  return {
    ...(await voteParams(ctx, estate.regionCode)),
    buildings: [...buildings].map(([building, of]) => ({
      building,
      entrances: [...new Set(of.map((part) => part.entrance))].filter(Boolean),
      parts: of.length,
    })),
  };
}
