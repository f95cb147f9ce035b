import { visitedHouseholds } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { readAnswers } from '../../domain/questionnaire/check-answers.ts';
import { doorKey, placeText } from '../../domain/questionnaire/place.ts';
import { answersFromVisit } from '../../domain/questionnaire/take-over.ts';
import { wishesProblems } from '../../problems-wishes.ts';
import { answeredDoors, rollDoors } from './counted.ts';
import { doorIndex, type Entry, keyOf, placeOf, storeAnswers } from './store-answers.ts';
import { auditSurvey, findSurvey, questionsOf, stateText } from './survey-row.ts';

/**
 * Takes what household visits noted as answers to the questions that ask the same. A door that answered already keeps
 * its answer; of two visits to one door the later counts; what the paper does not ask stays unanswered.
 */
export async function takeOver(ctx: Ctx, input: { id: string }) {
  const survey = await findSurvey(ctx.tx, input.id, 'update');
  if (survey.state !== 'open')
    throw problem(wishesProblems, 'participation.wishes.closed', { state: stateText(survey) });
  const questions = questionsOf(survey);
  if (!questions.some((one) => one.meaning !== null))
    throw problem(wishesProblems, 'participation.wishes.nothing-asked');
  const visits = await visitedHouseholds(ctx.tx, survey.estateId);
  const roll = await rollDoors(ctx.tx, survey.estateId);
  const index = roll && doorIndex(roll);
  const done = new Set((await answeredDoors(ctx.tx, survey.id)).map(doorKey));
  const entries = new Map<string, Entry>();
  const refused: { place: string; message: string }[] = [];
  let already = 0;
  let idle = 0;
  for (const visit of visits) {
    const found = placeOf(index, visit);
    const place = placeText(found.place);
    const read = readAnswers(questions, answersFromVisit(questions, visit), { partial: true });
    if (done.has(doorKey(found.place))) already += 1;
    else if (!found.listed) refused.push({ place, message: '名册中没有这一户' });
    else if (!read.ok) refused.push({ place, message: read.faults.map((one) => one.message).join('；') });
    else if (Object.keys(read.answers).length === 0) idle += 1;
    else {
      const key = keyOf(survey.id, 'visit', visit.id, JSON.stringify(read.answers));
      entries.set(doorKey(found.place), { ...found, key, channel: 'visit', answers: read.answers });
    }
  }
  // A visit taken over before and since replaced keeps the later answer: its door is in `done`.
  await storeAnswers(ctx, survey, [...entries.values()], ctx.actor.name);
  const outcome = { taken: entries.size, already, idle, refused };
  await auditSurvey(ctx, 'takeOver', survey, { ...outcome, refused: refused.length });
  return outcome;
}
