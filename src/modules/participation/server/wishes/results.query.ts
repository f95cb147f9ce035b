import { visitedHouseholds } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { type Compared, compareSurveys } from '../../domain/questionnaire/compare.ts';
import { type Door, doorsToKnock } from '../../domain/questionnaire/coverage.ts';
import { floorOfRoom, plainPlace } from '../../domain/questionnaire/place.ts';
import type { Figures } from '../../domain/questionnaire/summary.ts';
import { wishesProblems } from '../../problems-wishes.ts';
import { answeredDoors, countSurvey, rollDoors } from './counted.ts';
import { type Frozen, findSurvey, frozenOf, questionsOf, type SurveyRow } from './survey-row.ts';

type Wire = Frozen['figures'];

/** A survey's figures: as frozen at closing, else as counted now. */
async function figuresOf(ctx: Ctx, row: SurveyRow): Promise<Wire> {
  const frozen = frozenOf(row);
  return frozen ? frozen.figures : ((await countSurvey(ctx.tx, row)).figures as Figures as Wire);
}

export async function showFigures(ctx: Ctx, input: { id: string }) {
  const row = await findSurvey(ctx.tx, input.id);
  return { frozen: row.frozen !== null, figures: await figuresOf(ctx, row) };
}

/** The doors still to knock at; without a roll those known from household visits. */
export async function showDoors(ctx: Ctx, input: { id: string; building?: string | undefined }) {
  const row = await findSurvey(ctx.tx, input.id);
  const roll = await rollDoors(ctx.tx, row.estateId);
  const known: readonly Door[] = roll ?? (await visitedDoors(ctx, row.estateId));
  const left = doorsToKnock(known, await answeredDoors(ctx.tx, row.id));
  const wanted = input.building;
  const doors = left
    .filter((one) => wanted === undefined || one.building === wanted)
    .map(({ building, entrance, room, floor }) => ({ building, entrance, room, floor }));
  return { basis: roll ? ('roll' as const) : ('visits' as const), total: doors.length, doors };
}

const visitedDoors = async (ctx: Ctx, estateId: string): Promise<Door[]> =>
  (await visitedHouseholds(ctx.tx, estateId)).map((one) => ({
    ...plainPlace(one),
    floor: floorOfRoom(one.room),
  }));

/** Two surveys of one estate question by question; `otherId` is the earlier one. */
export async function compare(ctx: Ctx, input: { id: string; otherId: string }) {
  const after = await findSurvey(ctx.tx, input.id);
  const before = await findSurvey(ctx.tx, input.otherId);
  const side = async (row: SurveyRow) => ({
    questions: questionsOf(row),
    figures: await figuresOf(ctx, row),
  });
  const [was, is] = [await side(before), await side(after)];
  const questions = compareSurveys(
    { questions: was.questions, figures: was.figures.questions },
    { questions: is.questions, figures: is.figures.questions },
  );
  if (before.estateId !== after.estateId || before.id === after.id || questions.length === 0)
    throw problem(wishesProblems, 'participation.wishes.compare');
  return {
    before: { id: before.id, title: before.title, answered: was.figures.answered },
    after: { id: after.id, title: after.title, answered: is.figures.answered },
    questions: questions as (Compared & {
      before: Wire['questions'][number];
      after: Wire['questions'][number];
    })[],
  };
}
