import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { estateHead } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { wishesContract } from '../../contract-wishes.ts';
import { floorMet, stillNeeded } from '../../domain/questionnaire/coverage.ts';
import type { Question } from '../../domain/questionnaire/question.ts';
import { saidYes } from '../../domain/questionnaire/summary.ts';
import { wishesProblems } from '../../problems-wishes.ts';
import { countSurvey } from './counted.ts';
import {
  auditSurvey,
  checkQuestions,
  type Floor,
  type Frozen,
  floorToday,
  questionsOf,
  type State,
  stepOf,
  takeSurvey,
} from './survey-row.ts';

type Input<K extends 'create' | 'edit' | 'open' | 'close' | 'cancel'> = z.output<
  NonNullable<(typeof wishesContract)[K]['~orpc']['inputSchema']>
>;

const dates = (what: string, at: string) =>
  problem(wishesProblems, 'participation.wishes.dates', { what }, { at });

function checkDates(opensOn: string | null, closesOn: string | null): void {
  if (opensOn && closesOn && closesOn < opensOn) throw dates('截止日期早于开始日期。', 'closesOn');
}

/** A new draft for an estate; the same `key` again answers with the draft made before. */
export async function createSurvey(ctx: Ctx, input: Input<'create'>) {
  const estate = await estateHead(ctx.tx, { id: input.estateId });
  if (!estate) throw problem(wishesProblems, 'participation.wishes.estate');
  if (estate.archived)
    throw problem(wishesProblems, 'participation.wishes.estate-archived', { name: estate.name });
  checkQuestions(input.questions as readonly Question[]);
  checkDates(input.opensOn, input.closesOn);
  const made = await ctx.tx
    .insertInto('participationSurvey')
    .values({
      id: randomUUID(),
      estateId: estate.id,
      regionCode: estate.regionCode,
      title: input.title,
      purpose: input.purpose,
      questions: JSON.stringify(input.questions),
      state: 'draft',
      opensOn: input.opensOn,
      closesOn: input.closesOn,
      key: input.key,
      createdAt: ctx.now,
      createdBy: ctx.actor.name,
    })
    .onConflict((conflict) => conflict.columns(['estateId', 'key']).doNothing())
    .returning(['id', 'regionCode', 'version', 'state'])
    .executeTakeFirst();
  const row =
    made ??
    (await ctx.tx
      .selectFrom('participationSurvey')
      .select(['id', 'regionCode', 'version', 'state'])
      .where('estateId', '=', estate.id)
      .where('key', '=', input.key)
      .executeTakeFirstOrThrow());
  await auditSurvey(ctx, 'create', row, { title: input.title, repeated: made === undefined });
  return stepOf(row, row.state as State, row.version);
}

/** Changes a draft. Of an open survey only the last day may be moved: its questions stand. */
export async function editSurvey(ctx: Ctx, input: Input<'edit'>) {
  const { id, version, ...change } = input;
  const only = Object.keys(change);
  const lastDay = only.length === 1 && only[0] === 'closesOn' && change.closesOn !== null;
  const row = await takeSurvey(
    ctx,
    { id, version },
    lastDay ? ['draft', 'open'] : ['draft'],
    '修改题目和名称，只能延长截止日期',
  );
  if (change.questions) checkQuestions(change.questions as readonly Question[]);
  checkDates(change.opensOn ?? row.opensOn, change.closesOn ?? row.closesOn);
  if (row.state === 'open' && (change.closesOn ?? '') < (row.closesOn ?? ''))
    throw dates('征询已经开始，截止日期只能延后。', 'closesOn');
  const { questions, ...plain } = change;
  await ctx.tx
    .updateTable('participationSurvey')
    .set({
      ...plain,
      ...(questions ? { questions: JSON.stringify(questions) } : {}),
      version: row.version + 1,
    })
    .where('id', '=', row.id)
    .execute();
  await auditSurvey(ctx, 'edit', row, { changed: only });
  return stepOf(row, row.state as State, row.version + 1);
}

/** Opens a draft: from now on its questions stand, and the coverage floor is the one of today. */
export async function openSurvey(ctx: Ctx, input: Input<'open'>) {
  const row = await takeSurvey(ctx, input, ['draft'], '开始');
  checkQuestions(questionsOf(row));
  const opensOn = input.opensOn ?? ctx.today;
  checkDates(opensOn, input.closesOn);
  if (input.closesOn < ctx.today) throw dates('截止日期已经过去。', 'closesOn');
  const coverage = await floorToday(ctx, row.regionCode);
  await ctx.tx
    .updateTable('participationSurvey')
    .set({
      state: 'open',
      opensOn,
      closesOn: input.closesOn,
      coverage: JSON.stringify(coverage),
      openedAt: ctx.now,
      version: row.version + 1,
    })
    .where('id', '=', row.id)
    .execute();
  await auditSurvey(ctx, 'open', row, { opensOn, closesOn: input.closesOn, coverage: coverage.text });
  return stepOf(row, 'open', row.version + 1);
}

/** Closes a survey and freezes what was counted. Waits for answers on their way in; later ones are refused. */
export async function closeSurvey(ctx: Ctx, input: Input<'close'>) {
  const row = await takeSurvey(ctx, input, ['open'], '结束');
  const floor = row.coverage as unknown as Floor;
  const { coverage, figures } = await countSurvey(ctx.tx, row);
  const met = floorMet(coverage, floor);
  if (met !== 'yes' && !input.belowFloor) {
    const needed = stillNeeded(coverage, floor);
    const said =
      met === 'no'
        ? `还差 ${needed ?? 0} 户才达到覆盖率 ${floor.text}`
        : '总户数不详或与答复矛盾，无法判断覆盖率';
    throw problem(wishesProblems, 'participation.wishes.below-floor', {
      answered: coverage.answered,
      floor: said,
    });
  }
  const questions = questionsOf(row);
  const frozen: Frozen = {
    coverage: coverage as Frozen['coverage'],
    met,
    figures: figures as Frozen['figures'],
    agree: saidYes(questions, figures.questions, 'agree'),
    pay: saidYes(questions, figures.questions, 'pay'),
    policyVersion: floor.policyVersion,
  };
  await ctx.tx
    .updateTable('participationSurvey')
    .set({
      state: 'closed',
      frozen: JSON.stringify(frozen),
      closedAt: ctx.now,
      closedBy: ctx.actor.name,
      version: row.version + 1,
    })
    .where('id', '=', row.id)
    .execute();
  const { answered, households } = coverage;
  await auditSurvey(ctx, 'close', row, { answered, households, met });
  return stepOf(row, 'closed', row.version + 1);
}

/** Calls a survey off, with the reason; what was answered stays on record and counts for nothing. */
export async function cancelSurvey(ctx: Ctx, input: Input<'cancel'>) {
  const row = await takeSurvey(ctx, input, ['draft', 'open'], '取消');
  await ctx.tx
    .updateTable('participationSurvey')
    .set({
      state: 'cancelled',
      cancelReason: input.reason,
      cancelledAt: ctx.now,
      version: row.version + 1,
    })
    .where('id', '=', row.id)
    .execute();
  await auditSurvey(ctx, 'cancel', row, { reason: input.reason });
  return stepOf(row, 'cancelled', row.version + 1);
}
