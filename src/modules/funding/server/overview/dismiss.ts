import { randomUUID } from 'node:crypto';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { overviewProblems } from '../../problems-overview.ts';
import { figureOf, standingAlarms } from './alarms.query.ts';

type Input = { key: string; reason: string; until: string | null };

/** Puts an alarm aside with a reason; it speaks again when its figure changes or the day is over. */
export async function dismissAlarm(ctx: Ctx, { key, reason, until }: Input): Promise<{ key: string }> {
  const alarm = (await standingAlarms(ctx)).find((one) => one.key === key);
  if (!alarm) throw problem(overviewProblems, 'funding.overview.alarm');
  if (until !== null && until <= ctx.today)
    throw problem(overviewProblems, 'funding.overview.until', {}, { at: 'until' });
  await ctx.tx
    .insertInto('fundingAlarmDismissal')
    .values({
      id: randomUUID(),
      regionCode: ctx.actor.scope,
      alarm: key,
      figure: figureOf(alarm),
      reason,
      until,
      byId: ctx.actor.id,
      byName: ctx.actor.name,
      at: ctx.now,
    })
    .execute();
  await ctx.audit({
    action: 'funding.overview.dismiss',
    subjectKind: 'alarm',
    subjectId: alarm.subjectId,
    regionCode: ctx.actor.scope,
    detail: { key, figure: figureOf(alarm), reason, until },
  });
  return { key };
}
