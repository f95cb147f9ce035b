import type { z } from 'zod';
import { partPlace } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { wishesContract } from '../../contract-wishes.ts';
import { readAnswers } from '../../domain/questionnaire/check-answers.ts';
import { doorKey, floorOfRoom, placeText } from '../../domain/questionnaire/place.ts';
import type { Answers, Question } from '../../domain/questionnaire/question.ts';
import { wishesProblems } from '../../problems-wishes.ts';
import { type VisitorCtx, visitorName } from '../access/visitor.ts';
import { rollDoors } from './counted.ts';
import { doorIndex, lockDoor, placeOf, type Stored, storeAnswers } from './store-answers.ts';
import { auditSurvey, findSurvey, questionsOf, type SurveyRow, stateText } from './survey-row.ts';

type Answering = (typeof wishesContract)['answers'];
type Input = z.output<NonNullable<Answering['enter']['~orpc']['inputSchema']>>;
type DoorInput = z.output<NonNullable<Answering['door']['~orpc']['inputSchema']>>;
type OnlineInput = z.output<NonNullable<(typeof wishesContract)['online']['~orpc']['inputSchema']>>;

/** The answers as kept, or the refusal that names the first fault and lists all. */
function checked(questions: readonly Question[], given: Readonly<Record<string, unknown>>): Answers {
  const read = readAnswers(questions, given);
  if (read.ok) return read.answers;
  const faults = read.faults.map(({ at, message }) => {
    const place = questions.findIndex((one) => one.id === at);
    return { at: `answers.${at}`, message: place < 0 ? message : `第 ${place + 1} 题：${message}` };
  });
  const [first] = faults;
  const more = { at: first?.at ?? 'answers', details: faults };
  throw problem(wishesProblems, 'participation.wishes.answers', { what: `${first?.message}。` }, more);
}

const outcome = (stored: Stored | undefined, listed: boolean) => {
  if (!stored) throw new Error('an answer went in and none came out');
  return { ...stored, receipt: stored.id.slice(0, 8).toUpperCase(), at: stored.at.toISOString(), listed };
};

/** A clerk keys what a household said at the door or wrote on paper. */
export async function enterAnswer(ctx: Ctx, input: Input) {
  const survey = await findSurvey(ctx.tx, input.id, 'share');
  const roll = await rollDoors(ctx.tx, survey.estateId);
  const found = placeOf(roll && doorIndex(roll), input);
  await refuseUnopened(survey, input.key, ctx);
  if (!found.listed && !input.unlisted)
    throw problem(wishesProblems, 'participation.wishes.door-unknown', { place: placeText(found.place) });
  await lockDoor(ctx.tx, survey.id, found.place);
  const entry = {
    ...found,
    floor: found.floor ?? input.floor,
    key: input.key,
    channel: input.channel,
    answers: checked(questionsOf(survey), input.answers),
  };
  const [stored] = await storeAnswers(ctx, survey, [entry], ctx.actor.name);
  const { channel } = input;
  await auditSurvey(ctx, 'answer', survey, {
    channel,
    replaced: stored?.replaced,
    replayed: stored?.replayed,
  });
  return outcome(stored, found.listed);
}

/** Says that a survey takes no answers before it finds fault with them; a repeated request is let through. */
async function refuseUnopened(survey: SurveyRow, key: string, ctx: Pick<Ctx, 'tx'>): Promise<void> {
  if (survey.state === 'open') return;
  const before = await ctx.tx
    .selectFrom('participationAnswer')
    .select('id')
    .where('surveyId', '=', survey.id)
    .where('key', '=', key)
    .executeTakeFirst();
  if (!before) throw problem(wishesProblems, 'participation.wishes.closed', { state: stateText(survey) });
}

/** A resident answers for the household of their card. */
export async function answerOnline(ctx: VisitorCtx, input: OnlineInput) {
  const { visitor } = ctx;
  const survey = await findSurvey(ctx.tx, input.id, 'share');
  if (survey.estateId !== visitor.estateId)
    throw problem(wishesProblems, 'participation.wishes.other-estate');
  await refuseUnopened(survey, input.key, ctx);
  if (survey.opensOn && ctx.today < survey.opensOn)
    throw problem(wishesProblems, 'participation.wishes.not-yet', { day: survey.opensOn });
  if (survey.state === 'open' && survey.closesOn && ctx.today > survey.closesOn)
    throw problem(wishesProblems, 'participation.wishes.closed', { state: `已于 ${survey.closesOn} 截止` });
  const part = await partPlace(ctx.tx, visitor.partId);
  if (part?.estateId !== survey.estateId) throw problem(wishesProblems, 'participation.wishes.other-estate');
  const { building, entrance, room } = part;
  const place = { building, entrance, room };
  await lockDoor(ctx.tx, survey.id, place);
  const entry = {
    place,
    floor: part.floor ?? floorOfRoom(room),
    partId: part.id,
    key: input.key,
    channel: visitor.helper ? ('visit' as const) : ('online' as const),
    answers: checked(questionsOf(survey), input.answers),
  };
  const [stored] = await storeAnswers(ctx, survey, [entry], visitorName(visitor));
  const { channel } = entry;
  await auditSurvey(ctx, 'answer', survey, {
    channel,
    replaced: stored?.replaced,
    replayed: stored?.replayed,
  });
  return outcome(stored, part.kind === 'dwelling' && !part.unsold);
}

/** What stands for a door, for the clerk about to key it. */
export async function answerOfDoor(ctx: Ctx, input: DoorInput) {
  const survey = await findSurvey(ctx.tx, input.id);
  const roll = await rollDoors(ctx.tx, survey.estateId);
  const { listed, place } = placeOf(roll && doorIndex(roll), input);
  const row = await ctx.tx
    .selectFrom('participationAnswer')
    .select(['at', 'channel', 'answers'])
    .where('surveyId', '=', survey.id)
    .where('door', '=', doorKey(place))
    .where('replacedAt', 'is', null)
    .executeTakeFirst();
  const answer = row && {
    at: row.at.toISOString(),
    channel: row.channel as 'visit' | 'online' | 'paper' | 'import',
    answers: row.answers as unknown as Record<string, string | number | boolean | string[]>,
  };
  return { listed, answer: answer ?? null };
}
