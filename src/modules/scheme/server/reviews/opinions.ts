import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { roundStateNames } from '../../domain/review/course.ts';
import { type Stance, stanceNames } from '../../domain/review/seat.ts';
import { reviewProblems } from '../../problems-reviews.ts';
import { checkDue, checkOrganisation } from './ask.ts';
import type { CourseView } from './course.query.ts';
import { checkFiles } from './files.ts';
import { keepLine, shown } from './keep.ts';
import { type Earlier, earlierOf, fileIdsOf } from './rounds.query.ts';
import { inOffice, isOwn, type OpinionRow, type RoundRow, roundStateOf } from './standing.ts';

type Named = { readonly id: string; readonly version: number };
type Said = { readonly stance: Stance; readonly text: string; readonly fileIds: readonly string[] };

const chinaDay = (at: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO('Asia/Shanghai')
    .toPlainDate()
    .toString();

/**
 * Holds an opinion and its round until the transaction ends; the round first, as whoever closes it does. A unit finds
 * its own only.
 */
async function lockOpinion(ctx: Ctx, input: Named): Promise<{ row: OpinionRow; round: RoundRow }> {
  const found = await ctx.tx
    .selectFrom('schemeOpinion')
    .select(['reviewId', 'organisationId'])
    .where('id', '=', input.id)
    .executeTakeFirst();
  if (!found) throw problem(reviewProblems, 'scheme.opinion.absent');
  const round = await ctx.tx
    .selectFrom('schemeReview')
    .selectAll()
    .where('id', '=', found.reviewId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const row = await ctx.tx
    .selectFrom('schemeOpinion')
    .selectAll()
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (!inOffice(ctx.actor) && !isOwn(ctx.actor, row)) throw problem(reviewProblems, 'scheme.opinion.absent');
  if (row.version !== input.version) throw problem(reviewProblems, 'scheme.opinion.stale');
  if (round.state !== 'open') {
    const state = roundStateNames[roundStateOf(round)];
    throw problem(reviewProblems, 'scheme.opinion.closed', { state });
  }
  return { row, round };
}

const write = async (ctx: Ctx, row: OpinionRow, set: object): Promise<void> => {
  await ctx.tx
    .updateTable('schemeOpinion')
    .set({ ...set, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
};

const scheme = (row: OpinionRow) => ({ id: row.schemeId, regionCode: row.regionCode });

/** What it said so far, put on record: the latest first. */
function historyWith(ctx: Ctx, row: OpinionRow, reason: string): string {
  if (row.stance === null) return JSON.stringify(earlierOf(row));
  const ended: Earlier = {
    ...{ stance: row.stance as Stance, text: row.text, fileIds: fileIdsOf(row) },
    ...{ givenOn: row.givenOn ?? '', givenBy: row.givenBy ?? '' },
    ...{ endedAt: ctx.now.toISOString(), endedBy: ctx.actor.name, reason },
  };
  return JSON.stringify([ended, ...earlierOf(row)]);
}

async function keepOpinion(
  ctx: Ctx,
  row: OpinionRow,
  said: Said & { givenOn: string; entered: boolean },
): Promise<CourseView> {
  if ((said.stance === 'conditions' || said.stance === 'object') && said.text === '')
    throw problem(
      reviewProblems,
      'scheme.opinion.text',
      { stance: stanceNames[said.stance] },
      { at: 'text' },
    );
  const fileIds = await checkFiles(ctx, row, said.fileIds);
  await write(ctx, row, {
    ...{ stance: said.stance, text: said.text, fileIds: JSON.stringify(fileIds), givenOn: said.givenOn },
    ...{ givenAt: ctx.now, givenBy: ctx.actor.name, givenById: ctx.actor.id },
    entered: said.entered,
    ...{ answer: null, answeredAt: null, answeredBy: null },
    history: historyWith(ctx, row, '重新出具'),
  });
  const detail = { office: row.office, stance: said.stance, files: fileIds.length };
  await keepLine(ctx, scheme(row), said.entered ? 'scheme.review.enter' : 'scheme.review.give', detail);
  return shown(ctx, row.schemeId);
}

/** A unit's own opinion, given today by one of its people; a later one replaces it, both stay on record. */
export async function giveOpinion(ctx: Ctx, input: Named & Said): Promise<CourseView> {
  const { row } = await lockOpinion(ctx, input);
  if (!isOwn(ctx.actor, row)) throw problem(reviewProblems, 'scheme.opinion.absent');
  return keepOpinion(ctx, row, { ...input, givenOn: ctx.today, entered: false });
}

/** A unit's opinion entered from its paper by the task force. */
export async function enterOpinion(ctx: Ctx, input: Named & Said & { givenOn: string }): Promise<CourseView> {
  const { row, round } = await lockOpinion(ctx, input);
  const first = chinaDay(round.startedAt);
  if (input.givenOn < first || input.givenOn > ctx.today)
    throw problem(reviewProblems, 'scheme.opinion.day', { first }, { at: 'givenOn' });
  return keepOpinion(ctx, row, { ...input, entered: true });
}

/** Takes an opinion back, with the reason: a unit what its own people gave, the task force what it entered. */
export async function takeBackOpinion(ctx: Ctx, input: Named & { reason: string }): Promise<CourseView> {
  const { row } = await lockOpinion(ctx, input);
  if (row.stance === null) throw problem(reviewProblems, 'scheme.opinion.none', { office: row.officeTitle });
  if (row.entered === isOwn(ctx.actor, row)) throw problem(reviewProblems, 'scheme.opinion.foreign');
  await write(ctx, row, {
    entered: false,
    ...{
      stance: null,
      text: '',
      fileIds: '[]',
      givenOn: null,
      givenAt: null,
      givenBy: null,
      givenById: null,
    },
    ...{ answer: null, answeredAt: null, answeredBy: null },
    history: historyWith(ctx, row, input.reason),
  });
  await keepLine(ctx, scheme(row), 'scheme.review.takeBack', { office: row.office, stance: row.stance });
  return shown(ctx, row.schemeId);
}

/** Says how what a unit asked for is met: taken up where, or why not. Content that changes is a new version. */
export async function answerOpinion(ctx: Ctx, input: Named & { answer: string }): Promise<CourseView> {
  const { row } = await lockOpinion(ctx, input);
  if (row.stance !== 'conditions')
    throw problem(reviewProblems, 'scheme.opinion.answer', { office: row.officeTitle });
  await write(ctx, row, { answer: input.answer, answeredAt: ctx.now, answeredBy: ctx.actor.name });
  await keepLine(ctx, scheme(row), 'scheme.review.answer', { office: row.office });
  return shown(ctx, row.schemeId);
}

const demandSilent = (row: OpinionRow): void => {
  if (row.stance !== null) throw problem(reviewProblems, 'scheme.opinion.given', { office: row.officeTitle });
};

/** Reminds a unit, once a day at most; its list shows it. */
export async function remindUnit(ctx: Ctx, input: Named): Promise<CourseView> {
  const { row } = await lockOpinion(ctx, input);
  demandSilent(row);
  if (row.remindedAt && chinaDay(row.remindedAt) === ctx.today)
    throw problem(reviewProblems, 'scheme.opinion.reminded', { office: row.officeTitle });
  await write(ctx, row, { remindedAt: ctx.now });
  await keepLine(ctx, scheme(row), 'scheme.review.remind', { office: row.office });
  return shown(ctx, row.schemeId);
}

/** Gives a seat to another body, or more time, with the reason. */
export async function changeSeat(
  ctx: Ctx,
  input: Named & { organisationId: string | null; dueOn: string; reason: string },
): Promise<CourseView> {
  const { row } = await lockOpinion(ctx, input);
  demandSilent(row);
  await checkOrganisation(ctx, input.organisationId);
  const dueOn = input.dueOn === row.dueOn ? row.dueOn : checkDue(ctx.today, input.dueOn);
  await write(ctx, row, { organisationId: input.organisationId, dueOn });
  await keepLine(ctx, scheme(row), 'scheme.review.change', {
    ...{ office: row.office, from: row.dueOn, to: dueOn, reason: input.reason },
    ...{ organisation: input.organisationId },
  });
  return shown(ctx, row.schemeId);
}
