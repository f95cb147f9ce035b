import type { z } from 'zod';
import type { Ctx } from '#platform/http/context.ts';
import type { wishesContract } from '../../contract-wishes.ts';
import type { channels } from '../../contract-wishes-shapes.ts';
import { answerText } from '../../domain/questionnaire/cells.ts';
import type { Answers } from '../../domain/questionnaire/question.ts';
import { findSurvey, questionsOf } from './survey-row.ts';

type Input = z.output<NonNullable<(typeof wishesContract)['answers']['list']['~orpc']['inputSchema']>>;

/** Answers by place; replaced ones only when asked for, so that every replacement can be looked up. */
export async function listAnswers(ctx: Ctx, input: Input) {
  const survey = await findSurvey(ctx.tx, input.id);
  const questions = questionsOf(survey);
  let rows = ctx.tx.selectFrom('participationAnswer').where('surveyId', '=', survey.id);
  if (!input.replaced) rows = rows.where('replacedAt', 'is', null);
  if (input.building) rows = rows.where('building', '=', input.building);
  if (input.channel) rows = rows.where('channel', '=', input.channel);
  const { total } = await rows
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const found = await rows
    .selectAll()
    .orderBy((row) => row.fn<number>('length', ['building']))
    .orderBy('building')
    .orderBy('entrance')
    .orderBy((row) => row.fn<number>('length', ['room']))
    .orderBy('room')
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  const items = found.map((row) => ({
    id: row.id,
    building: row.building,
    entrance: row.entrance,
    room: row.room,
    floor: row.floor,
    channel: row.channel as (typeof channels)[number],
    at: row.at.toISOString(),
    enteredBy: row.enteredBy,
    replaced: row.replacedAt !== null,
    answers: Object.fromEntries(
      questions.map((one) => [one.id, String(answerText(one, (row.answers as unknown as Answers)[one.id]))]),
    ),
  }));
  return { total: Number(total), items };
}
