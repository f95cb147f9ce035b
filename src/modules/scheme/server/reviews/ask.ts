import { randomUUID } from 'node:crypto';
import { organisationNames } from '#modules/identity/index.ts';
import { policyOn } from '#modules/policy/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { type Day, day } from '#shared/day.ts';
import { problem } from '#shared/problem.ts';
import { addDays } from '#shared/working-days.ts';
import { reviewProblems } from '../../problems-reviews.ts';
import { type CourseView, dueAfter } from './course.query.ts';
import { demandStep, keepLine, keepScheme, shown } from './keep.ts';
import { lockStanding } from './standing.ts';

type Asked = { readonly office: string; readonly organisationId: string | null };
type Unit = {
  readonly id: string;
  readonly title: string;
  readonly needed: boolean;
  readonly several: boolean;
};

/** Longest a unit may be given, days. */
const longest = 120;

export function checkDue(today: Day, dueOn: string): Day {
  const [first, last] = [today, addDays(today, longest)];
  if (dueOn < first || dueOn > last)
    throw problem(reviewProblems, 'scheme.review.due', { first, last }, { at: 'dueOn' });
  return day(dueOn);
}

/** The body a seat is given to, by name; refuses one that cannot be named here. */
export async function checkOrganisation(ctx: Ctx, id: string | null): Promise<string | null> {
  if (id === null) return null;
  const name = (await organisationNames(ctx.tx, [id])).get(id);
  if (name === undefined)
    throw problem(reviewProblems, 'scheme.review.organisation', {}, { at: 'organisationId' });
  return name;
}

/** Which seat a body takes: one per office, except where several bodies may sit on it. */
const seatKey = (unit: Unit, organisationId: string | null): string =>
  unit.several && organisationId !== null ? `${unit.id}:${organisationId}` : unit.id;

async function seatsFor(ctx: Ctx, asked: readonly Asked[], units: readonly Unit[]) {
  const seats = [];
  const taken = new Set<string>();
  for (const { office, organisationId } of asked) {
    const unit = units.find((one) => one.id === office);
    if (!unit) throw problem(reviewProblems, 'scheme.review.office', { office }, { at: 'seats' });
    const key = seatKey(unit, organisationId);
    if (taken.has(key))
      throw problem(reviewProblems, 'scheme.review.twice', { office: unit.title }, { at: 'seats' });
    taken.add(key);
    const name = await checkOrganisation(ctx, organisationId);
    const title = unit.several && name ? `${unit.title}（${name}）` : unit.title;
    seats.push({ office: key, officeTitle: title, organisationId, needed: unit.needed });
  }
  const lacking = units.filter((unit) => unit.needed && !asked.some((one) => one.office === unit.id));
  if (lacking.length > 0) {
    const offices = lacking.map((unit) => unit.title).join('、');
    throw problem(reviewProblems, 'scheme.review.lacking', { offices }, { at: 'seats' });
  }
  return seats;
}

/**
 * Asks the units for their opinions on the version handed in; due after the pack's working days unless a day is named.
 * The round is bound to the version, whose content the database keeps: another content is another version and round.
 */
export async function askUnits(
  ctx: Ctx,
  input: { id: string; version: number; seats: readonly Asked[]; dueOn?: string | undefined },
): Promise<CourseView> {
  const standing = await lockStanding(ctx, input.id, input.version);
  await demandStep(ctx, standing, 'ask');
  const { scheme, version } = standing;
  const { values } = await policyOn(ctx.tx, scheme.regionCode, ctx.today);
  const seats = await seatsFor(ctx, input.seats, values['scheme.review'].units);
  const dueOn = input.dueOn ? checkDue(ctx.today, input.dueOn) : dueAfter(ctx.today, values);
  const reviewId = randomUUID();
  const round = standing.rounds.filter((one) => one.versionId === version.id).length + 1;
  const of = { schemeId: scheme.id, regionCode: scheme.regionCode, dueOn };
  await ctx.tx
    .insertInto('schemeReview')
    .values({
      ...{ id: reviewId, ...of, versionId: version.id, round, state: 'open' },
      ...{ startedAt: ctx.now, startedBy: ctx.actor.name },
    })
    .execute();
  await ctx.tx
    .insertInto('schemeOpinion')
    .values(seats.map((seat, position) => ({ id: randomUUID(), reviewId, ...of, ...seat, position })))
    .execute();
  await keepScheme(ctx, scheme);
  await keepLine(ctx, scheme, 'scheme.review.ask', {
    version: version.number,
    round,
    dueOn,
    units: seats.length,
  });
  return shown(ctx, scheme.id);
}
