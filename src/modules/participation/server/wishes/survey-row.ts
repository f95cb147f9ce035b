import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
import type { ParticipationSurvey } from '#platform/database/tables.ts';
import type { Ctx, WorkCtx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { coverageShape, figuresShape, floorShape, surveyStates } from '../../contract-wishes-shapes.ts';
import { questionFaults } from '../../domain/questionnaire/check-questions.ts';
import { fractionOf } from '../../domain/questionnaire/coverage.ts';
import type { Question } from '../../domain/questionnaire/question.ts';
import { wishesProblems } from '../../problems-wishes.ts';

export type SurveyRow = Selectable<ParticipationSurvey>;
export type State = (typeof surveyStates)[number];
export type Floor = z.infer<typeof floorShape>;

/** What is kept at closing and never counted again. */
export type Frozen = {
  readonly coverage: z.infer<typeof coverageShape>;
  readonly met: 'yes' | 'no' | 'unknown';
  readonly figures: z.infer<typeof figuresShape>;
  /** Households that said yes; null where the paper does not ask. */
  readonly agree: number | null;
  readonly pay: number | null;
  readonly policyVersion: string;
};

export const questionsOf = (row: Pick<SurveyRow, 'questions'>): Question[] =>
  row.questions as unknown as Question[];
export const frozenOf = (row: Pick<SurveyRow, 'frozen'>): Frozen | null =>
  row.frozen as unknown as Frozen | null;

/** A survey's state within a sentence. */
export const stateText = (row: Pick<SurveyRow, 'state'>): string =>
  ({ draft: '尚未开始', open: '正在进行', closed: '已结束', cancelled: '已取消' })[row.state as State];

/** The survey, of the actor's region; `lock` holds it for a change (`update`) or against one (`share`). */
export async function findSurvey(tx: Ctx['tx'], id: string, lock?: 'update' | 'share'): Promise<SurveyRow> {
  let query = tx.selectFrom('participationSurvey').selectAll().where('id', '=', id);
  if (lock === 'update') query = query.forUpdate();
  if (lock === 'share') query = query.forShare();
  const row = await query.executeTakeFirst();
  if (!row) throw problem(wishesProblems, 'participation.wishes.absent');
  return row;
}

/** Locks a survey for a step: the version seen must be the present one, the state one that allows it. */
export async function takeSurvey(
  ctx: Ctx,
  input: { readonly id: string; readonly version: number },
  states: readonly State[],
  what: string,
): Promise<SurveyRow> {
  const row = await findSurvey(ctx.tx, input.id, 'update');
  if (!states.includes(row.state as State)) {
    throw problem(wishesProblems, 'participation.wishes.state', { state: stateText(row), what });
  }
  if (row.version !== input.version) throw problem(wishesProblems, 'participation.wishes.stale');
  return row;
}

/** Refuses a questionnaire that cannot be asked, with all its faults. */
export function checkQuestions(questions: readonly Question[]): void {
  const faults = questionFaults(questions);
  const [first] = faults;
  if (!first) return;
  const more = { at: first.at, details: faults };
  throw problem(wishesProblems, 'participation.wishes.questions', { what: `${first.message}。` }, more);
}

/** The floor as the pack has it today. */
export async function floorToday(ctx: Pick<Ctx, 'tx' | 'today'>, scope: string): Promise<Floor> {
  const { values, version, pack } = await policyOn(ctx.tx, scope, ctx.today);
  const text = values['wishes.coverage'];
  const entry = pack.parameters.find((one) => one.id === 'wishes.coverage');
  return {
    ...fractionOf(text),
    text,
    source: entry?.source ?? '',
    unverified: entry?.unverified === true || entry?.provenance === 'assumed',
    policyVersion: version,
  };
}

/** The floor that holds for a survey: as fixed when it opened, before that as the pack stands. */
export const floorOfSurvey = async (ctx: Pick<Ctx, 'tx' | 'today'>, row: SurveyRow): Promise<Floor> =>
  (row.coverage as unknown as Floor | null) ?? floorToday(ctx, row.regionCode);

export const auditSurvey = (
  ctx: Pick<WorkCtx, 'audit'>,
  action: string,
  row: Pick<SurveyRow, 'id' | 'regionCode'>,
  detail: Readonly<Record<string, unknown>>,
) =>
  ctx.audit({
    action: `participation.wishes.${action}`,
    subjectKind: 'participationSurvey',
    subjectId: row.id,
    regionCode: row.regionCode,
    detail,
  });

export const stepOf = (row: Pick<SurveyRow, 'id'>, state: State, version: number) => ({
  id: row.id,
  state,
  version,
});
