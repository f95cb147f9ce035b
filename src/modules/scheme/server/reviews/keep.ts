import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { CourseStep } from '../../domain/review/course.ts';
import { openSteps } from '../../domain/review/course.ts';
import { versionStateNames } from '../../domain/state.ts';
import { reviewProblems } from '../../problems-reviews.ts';
import { presentCourse, surroundingsOf } from './course.query.ts';
import { type SchemeRow, type Standing, standingOf } from './standing.ts';

const stepWords: Readonly<Record<CourseStep, string>> = {
  ask: '发起联合审查',
  cancel: '撤销这一轮审查（已有单位出具意见的，只能退回修改）',
  give: '出具意见',
  takeBack: '撤回意见',
  answer: '答复修改意见',
  pass: '作出审查结论',
  post: '公示（已经公示的小区不重复公示）',
  approve: '批准',
  return: '退回修改',
};

/** Refuses a step that is not open to a scheme where it stands. */
export async function demandStep(ctx: Ctx, standing: Standing, step: CourseStep): Promise<void> {
  const { course } = await surroundingsOf(ctx, standing);
  if (openSteps(course).includes(step)) return;
  const state = `${versionStateNames[course.state]}${course.round === 'open' ? '，意见征求中' : ''}`;
  throw problem(reviewProblems, 'scheme.review.step', { state, step: stepWords[step] });
}

/** Writes the scheme's row after a step: its state where it changed, and a version more, so that a second click is stale. */
export async function keepScheme(
  ctx: Ctx,
  scheme: SchemeRow,
  set: { readonly state?: string; readonly currentNumber?: number } = {},
): Promise<void> {
  await ctx.tx
    .updateTable('schemeScheme')
    .set({ ...set, version: scheme.version + 1, updatedAt: ctx.now, updatedBy: ctx.actor.name })
    .where('id', '=', scheme.id)
    .execute();
}

/** The audit line of a step; `detail` holds no personal data. */
export const keepLine = (
  ctx: Ctx,
  scheme: Pick<SchemeRow, 'id' | 'regionCode'>,
  action: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> =>
  ctx.audit({
    ...{ action, subjectKind: 'scheme', subjectId: scheme.id, regionCode: scheme.regionCode },
    detail,
  });

/** The scheme as it stands after a step. */
export const shown = async (ctx: Ctx, schemeId: string) =>
  presentCourse(ctx, await standingOf(ctx, schemeId));
