import { noticesOf, postNotice, withdrawNoticesOf } from '#modules/participation/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { type Day, day } from '#shared/day.ts';
import { problem } from '#shared/problem.ts';
import { missingSentences } from '../../domain/review/approval.ts';
import { outcomeOf, outcomeSentences } from '../../domain/review/seat.ts';
import { reviewProblems } from '../../problems-reviews.ts';
import { type CourseView, surroundingsOf } from './course.query.ts';
import { demandStep, keepLine, keepScheme, shown } from './keep.ts';
import { noticeText } from './notice-text.ts';
import { reopenReturned } from './reopen.ts';
import {
  lockStanding,
  opinionsOf,
  type RoundRow,
  type Standing,
  seatOf,
  type VersionRow,
} from './standing.ts';

type Named = { readonly id: string; readonly version: number };

async function closeRound(
  ctx: Ctx,
  round: RoundRow,
  set: { readonly state: 'passed' | 'returned' | 'cancelled'; readonly conclusion: string },
): Promise<void> {
  await ctx.tx
    .updateTable('schemeReview')
    .set({ ...set, closedAt: ctx.now, closedBy: ctx.actor.name, version: round.version + 1 })
    .where('id', '=', round.id)
    .execute();
}

const setVersion = async (ctx: Ctx, version: VersionRow, set: object): Promise<void> => {
  await ctx.tx.updateTable('schemeVersion').set(set).where('id', '=', version.id).execute();
};

/** Holds a round, its scheme with it: the scheme first, then the round, then what was said. */
async function lockRound(ctx: Ctx, input: Named): Promise<{ standing: Standing; round: RoundRow }> {
  const found = await ctx.tx
    .selectFrom('schemeReview')
    .select('schemeId')
    .where('id', '=', input.id)
    .executeTakeFirst();
  if (!found) throw problem(reviewProblems, 'scheme.review.absent');
  await ctx.tx
    .selectFrom('schemeScheme')
    .select('id')
    .where('id', '=', found.schemeId)
    .forUpdate()
    .executeTakeFirst();
  const round = await ctx.tx
    .selectFrom('schemeReview')
    .selectAll()
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (round.version !== input.version) throw problem(reviewProblems, 'scheme.review.stale');
  const { version } = await ctx.tx
    .selectFrom('schemeScheme')
    .select('version')
    .where('id', '=', found.schemeId)
    .executeTakeFirstOrThrow();
  return { standing: await lockStanding(ctx, found.schemeId, version), round };
}

/** Takes back a round asked by mistake, as long as nobody has spoken. */
export async function cancelRound(ctx: Ctx, input: Named & { reason: string }): Promise<CourseView> {
  const { standing, round } = await lockRound(ctx, input);
  await demandStep(ctx, standing, 'cancel');
  await closeRound(ctx, round, { state: 'cancelled', conclusion: input.reason });
  await keepScheme(ctx, standing.scheme);
  await keepLine(ctx, standing.scheme, 'scheme.review.cancel', { round: round.round });
  return shown(ctx, standing.scheme.id);
}

/** Concludes a round in which every unit that must has agreed; says exactly who has not. */
export async function passRound(ctx: Ctx, input: Named & { conclusion: string }): Promise<CourseView> {
  const { standing, round } = await lockRound(ctx, input);
  const outcome = outcomeOf(opinionsOf(standing, round).map(seatOf));
  if (round.state === 'open' && !outcome.passes) {
    const missing = outcomeSentences(outcome).join('；');
    throw problem(reviewProblems, 'scheme.review.missing', { missing });
  }
  await demandStep(ctx, standing, 'pass');
  await closeRound(ctx, round, { state: 'passed', conclusion: input.conclusion });
  await setVersion(ctx, standing.version, { state: 'reviewed' });
  await keepScheme(ctx, standing.scheme, { state: 'reviewed' });
  await keepLine(ctx, standing.scheme, 'scheme.review.pass', { round: round.round });
  return shown(ctx, standing.scheme.id);
}

/** Sends a scheme back to be corrected: its round ends, its notices come down, its content goes on as a new draft. */
export async function returnScheme(ctx: Ctx, input: Named & { reason: string }): Promise<CourseView> {
  const standing = await lockStanding(ctx, input.id, input.version);
  await demandStep(ctx, standing, 'return');
  const { scheme, version, round } = standing;
  if (round?.state === 'open') await closeRound(ctx, round, { state: 'returned', conclusion: input.reason });
  const of = { subjectId: version.id, reason: `方案退回修改：${input.reason}`, by: ctx.actor.name };
  const withdrawn = await withdrawNoticesOf(ctx, of);
  await setVersion(ctx, version, { state: 'returned', returnedReason: input.reason });
  const number = await reopenReturned(ctx, version);
  await keepScheme(ctx, scheme, { state: 'draft', currentNumber: number });
  await keepLine(ctx, scheme, 'scheme.review.return', { version: version.number, withdrawn });
  return shown(ctx, scheme.id);
}

/** Posts a reviewed scheme in every estate where this version does not hang yet. */
export async function postScheme(
  ctx: Ctx,
  input: Named & { until?: string | undefined; places: string; note: string },
): Promise<CourseView> {
  const standing = await lockStanding(ctx, input.id, input.version);
  await demandStep(ctx, standing, 'post');
  const { scheme, version } = standing;
  const { estates } = await surroundingsOf(ctx, standing);
  const until: { until?: Day } = input.until ? { until: day(input.until) } : {};
  const lacking = estates.filter((one) => one.notice === null);
  for (const { estateId, estateName } of lacking)
    await postNotice(ctx, {
      ...{ estateId, kind: 'scheme', subjectId: version.id, places: input.places, by: ctx.actor.name },
      title: `${estateName}改造方案公示`,
      body: await noticeText(ctx, { version, estateId, note: input.note }),
      ...until,
    });
  if (version.state === 'reviewed') await setVersion(ctx, version, { state: 'posted' });
  await keepScheme(ctx, scheme, { state: 'posted' });
  const posted = (await noticesOf(ctx, [version.id])).get(version.id) ?? [];
  await keepLine(ctx, scheme, 'scheme.review.post', { version: version.number, notices: posted.length });
  return shown(ctx, scheme.id);
}

/** Approves a scheme: from here on the database keeps it as it is. Says everything that is missing at once. */
export async function approveScheme(
  ctx: Ctx,
  input: Named & { documentNumber: string },
): Promise<CourseView> {
  const standing = await lockStanding(ctx, input.id, input.version);
  const { scheme, version } = standing;
  const { checks } = await surroundingsOf(ctx, standing);
  const missing = missingSentences(checks);
  if (missing.length > 0 && version.state !== 'approved' && version.state !== 'draft')
    throw problem(
      reviewProblems,
      'scheme.approve.missing',
      { missing: missing.join('；') },
      { details: missing },
    );
  await demandStep(ctx, standing, 'approve');
  await setVersion(ctx, version, {
    ...{ state: 'approved', approvedOn: ctx.today, approvedAt: ctx.now },
    ...{
      approvedBy: ctx.actor.name,
      approvedById: ctx.actor.id,
      documentNumber: input.documentNumber || null,
    },
  });
  await keepScheme(ctx, scheme, { state: 'approved' });
  await keepLine(ctx, scheme, 'scheme.approve', { version: version.number, hash: version.hash });
  return shown(ctx, scheme.id);
}
