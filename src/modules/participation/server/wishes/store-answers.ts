import { createHash, randomUUID } from 'node:crypto';
import { type Insertable, sql } from 'kysely';
import type { ParticipationAnswer } from '#platform/database/tables.ts';
import type { WorkCtx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { channels } from '../../contract-wishes-shapes.ts';
import { doorKey, floorOfRoom, type Place, plainPlace } from '../../domain/questionnaire/place.ts';
import type { Answers } from '../../domain/questionnaire/question.ts';
import { wishesProblems } from '../../problems-wishes.ts';
import type { RollDoor } from './counted.ts';
import { type SurveyRow, stateText } from './survey-row.ts';

/** One household's answers, checked; `key` is the sender's, so that the same one sent twice is one. */
export type Entry = {
  readonly key: string;
  readonly place: Place;
  readonly floor: number | null;
  readonly partId: string | null;
  readonly channel: (typeof channels)[number];
  readonly answers: Answers;
};
export type Stored = {
  readonly id: string;
  readonly at: Date;
  readonly replayed: boolean;
  readonly replaced: boolean;
};
type StoreCtx = Pick<WorkCtx, 'tx' | 'now'>;

/** Rows per statement: well under PostgreSQL's 65,535 parameters. */
const batch = 1_000;

const pieces = <T>(list: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(list.length / batch) }, (_, n) => list.slice(n * batch, (n + 1) * batch));

/** A key made of what it stands for: the same file or visit taken twice is one answer. */
export const keyOf = (...parts: readonly string[]): string =>
  createHash('sha256')
    .update(parts.join('\n'))
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');

/** Doors by their one spelling. */
export const doorIndex = (doors: readonly RollDoor[]): ReadonlyMap<string, RollDoor> =>
  new Map(doors.map((door) => [doorKey(door), door]));

/** The place as kept: as the roll spells it, else in plain spelling. */
export function placeOf(
  index: ReadonlyMap<string, RollDoor> | null,
  place: Place,
): Pick<Entry, 'place' | 'floor' | 'partId'> & { readonly listed: boolean } {
  const door = index?.get(doorKey(place));
  if (door) {
    const { building, entrance, room, partId } = door;
    const floor = door.floor ?? floorOfRoom(room);
    return { place: { building, entrance, room }, floor, partId, listed: true };
  }
  const plain = plainPlace(place);
  return { place: plain, floor: floorOfRoom(plain.room), partId: null, listed: index === null };
}

/** Equal answers as equal text, whatever order the database keeps their keys in. */
const plain = (answers: unknown): string =>
  JSON.stringify(Object.entries(answers as Answers).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Answers of an earlier request with one of these keys. */
async function replays(tx: WorkCtx['tx'], surveyId: string, keys: readonly string[]) {
  const rows = [];
  for (const some of pieces(keys))
    rows.push(
      ...(await tx
        .selectFrom('participationAnswer')
        .select(['id', 'at', 'key', 'door', 'answers'])
        .where('surveyId', '=', surveyId)
        .where('key', 'in', some)
        .execute()),
    );
  return new Map(rows.map((row) => [row.key, row]));
}

const rowOf = (survey: SurveyRow, entry: Entry, now: Date, by: string): Insertable<ParticipationAnswer> => ({
  id: randomUUID(),
  surveyId: survey.id,
  estateId: survey.estateId,
  regionCode: survey.regionCode,
  ...entry.place,
  door: doorKey(entry.place),
  floor: entry.floor,
  partId: entry.partId,
  channel: entry.channel,
  answers: JSON.stringify(entry.answers),
  key: entry.key,
  at: now,
  enteredBy: by,
});

/**
 * Stores answers of a survey the caller has locked. One door has one answer that stands: a later one replaces it
 * openly, both stay on record. A key that came before is answered as before, also after closing.
 * @throws Problem participation.wishes.closed when the survey takes no answers, .key for a key of another answer
 */
export async function storeAnswers(
  ctx: StoreCtx,
  survey: SurveyRow,
  entries: readonly Entry[],
  by: string,
): Promise<Stored[]> {
  const { tx, now } = ctx;
  const before = await replays(
    tx,
    survey.id,
    entries.map((one) => one.key),
  );
  const fresh = entries.filter((one) => !before.has(one.key));
  if (fresh.length > 0 && survey.state !== 'open')
    throw problem(wishesProblems, 'participation.wishes.closed', { state: stateText(survey) });
  for (const one of entries) {
    const earlier = before.get(one.key);
    const same =
      !earlier || (earlier.door === doorKey(one.place) && plain(earlier.answers) === plain(one.answers));
    if (!same) throw problem(wishesProblems, 'participation.wishes.key');
  }
  const replaced = new Set<string>();
  const made = new Map<string, string>();
  for (const some of pieces(fresh)) {
    const rows = some.map((one) => rowOf(survey, one, now, by));
    const gone = await tx
      .updateTable('participationAnswer')
      .set({ replacedAt: now })
      .where('surveyId', '=', survey.id)
      .where('replacedAt', 'is', null)
      .where(
        'door',
        'in',
        rows.map((row) => row.door),
      )
      .returning('door')
      .execute();
    for (const { door } of gone) replaced.add(door);
    await tx.insertInto('participationAnswer').values(rows).execute();
    for (const row of rows) made.set(String(row.key), String(row.id));
  }
  return entries.map((one) => {
    const earlier = before.get(one.key);
    return earlier
      ? { id: earlier.id, at: earlier.at, replayed: true, replaced: false }
      : {
          id: made.get(one.key) ?? '',
          at: now,
          replayed: false,
          replaced: replaced.has(doorKey(one.place)),
        };
  });
}

/** Lets only one request at a time answer for a door; others of the same survey go on beside it. */
export const lockDoor = (tx: WorkCtx['tx'], surveyId: string, place: Place) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`${surveyId} ${doorKey(place)}`}, 0))`.execute(tx);
