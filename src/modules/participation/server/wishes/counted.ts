import { buildingSizes, dwellingPlaces, estateHead } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import {
  type Coverage,
  coverageOf,
  type Door,
  type Households,
} from '../../domain/questionnaire/coverage.ts';
import { doorKey } from '../../domain/questionnaire/place.ts';
import type { Answers } from '../../domain/questionnaire/question.ts';
import { type Figures, figuresOfSurvey } from '../../domain/questionnaire/summary.ts';
import { questionsOf, type SurveyRow } from './survey-row.ts';

type Tx = Ctx['tx'];
export type RollDoor = Door & { readonly partId: string };

/** The dwellings of an estate's roll in which somebody lives; null where there is no roll. */
export async function rollDoors(tx: Tx, estateId: string): Promise<RollDoor[] | null> {
  const dwellings = await dwellingPlaces(tx, [estateId]);
  if (dwellings.length === 0) return null;
  // Nobody lives in a dwelling that is not yet handed over.
  return dwellings.filter((part) => !part.unsold);
}

/** Everything known about how many households an estate has. */
export async function knownHouseholds(tx: Tx, estateId: string): Promise<Households> {
  const doors = await rollDoors(tx, estateId);
  const head = await estateHead(tx, { id: estateId });
  return { doors, buildings: await buildingSizes(tx, estateId), estate: head?.households ?? null };
}

/** The doors of the answers that stand. */
export const answeredDoors = (tx: Tx, surveyId: string): Promise<Door[]> =>
  tx
    .selectFrom('participationAnswer')
    .select(['building', 'entrance', 'room', 'floor'])
    .where('surveyId', '=', surveyId)
    .where('replacedAt', 'is', null)
    .execute();

export const coverageOfSurvey = async (tx: Tx, row: SurveyRow): Promise<Coverage> =>
  coverageOf(await knownHouseholds(tx, row.estateId), await answeredDoors(tx, row.id));

/** Counts everything of a survey now. Answers of doors the roll does not know are left out, as in the coverage. */
export async function countSurvey(
  tx: Tx,
  row: SurveyRow,
): Promise<{ readonly coverage: Coverage; readonly figures: Figures }> {
  const known = await knownHouseholds(tx, row.estateId);
  const rows = await tx
    .selectFrom('participationAnswer')
    .select(['building', 'entrance', 'room', 'floor', 'answers'])
    .where('surveyId', '=', row.id)
    .where('replacedAt', 'is', null)
    .execute();
  const coverage = coverageOf(known, rows);
  const listed = known.doors ? new Set(known.doors.map(doorKey)) : null;
  const placed = rows
    .filter((one) => !listed || listed.has(doorKey(one)))
    .map((one) => ({
      building: one.building,
      floor: one.floor,
      answers: one.answers as unknown as Answers,
    }));
  return { coverage, figures: figuresOfSurvey(questionsOf(row), placed) };
}

/** Coverage of several surveys at once, for lists: three statements whatever their number. */
export async function coveragesOf(
  tx: Tx,
  rows: readonly SurveyRow[],
  estates: ReadonlyMap<string, { readonly households: number | null }>,
): Promise<Map<string, Coverage>> {
  if (rows.length === 0) return new Map();
  const ids = [...new Set(rows.map((row) => row.estateId))];
  const doors = Map.groupBy(await dwellingPlaces(tx, ids), (one) => one.estateId);
  const answers = Map.groupBy(
    await tx
      .selectFrom('participationAnswer')
      .select(['surveyId', 'building', 'entrance', 'room', 'floor'])
      .where(
        'surveyId',
        'in',
        rows.map((row) => row.id),
      )
      .where('replacedAt', 'is', null)
      .execute(),
    (one) => one.surveyId,
  );
  const found = new Map<string, Coverage>();
  for (const row of rows) {
    const roll = doors.get(row.estateId)?.filter((one) => !one.unsold) ?? null;
    const buildings = roll ? [] : await buildingSizes(tx, row.estateId);
    const known = { doors: roll, buildings, estate: estates.get(row.estateId)?.households ?? null };
    found.set(row.id, coverageOf(known, answers.get(row.id) ?? []));
  }
  return found;
}
