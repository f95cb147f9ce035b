import type { Selectable } from 'kysely';
import type { Tx } from '#platform/database/connect.ts';
import type { SchemeOpinion, SchemeReview, SchemeScheme, SchemeVersion } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { type Actor, may, roles } from '#shared/actor.ts';
import { problem } from '#shared/problem.ts';
import type { RoundState } from '../../domain/review/course.ts';
import type { Seat, Stance } from '../../domain/review/seat.ts';
import { reviewProblems } from '../../problems-reviews.ts';

export type SchemeRow = Selectable<SchemeScheme>;
export type VersionRow = Selectable<SchemeVersion>;
export type RoundRow = Selectable<SchemeReview>;
export type OpinionRow = Selectable<SchemeOpinion>;

/** Whether somebody works in the offices; people of a unit alone see their own seats and nothing else. */
export const inOffice = (actor: Pick<Actor, 'roles'>): boolean => may(actor, roles);

/** Whether a seat is of the organisation of whoever asks. */
export const isOwn = (actor: Actor, row: Pick<OpinionRow, 'organisationId'>): boolean =>
  actor.organisationId !== null && row.organisationId === actor.organisationId;

export const seatOf = (row: OpinionRow): Seat => ({
  office: row.office,
  title: row.officeTitle,
  needed: row.needed,
  dueOn: row.dueOn,
  stance: row.stance as Stance | null,
  answered: row.answer !== null,
});

export const roundStateOf = (row: RoundRow): RoundState => row.state as RoundState;

/** Where a scheme stands: the version review and approval are about, with every round of the scheme. */
export type Standing = {
  readonly scheme: SchemeRow;
  readonly version: VersionRow;
  /** Of all versions, the newest first. */
  readonly rounds: readonly RoundRow[];
  /** The newest round of this version. */
  readonly round: RoundRow | null;
  readonly opinions: readonly OpinionRow[];
  readonly numbers: ReadonlyMap<string, number>;
};

/**
 * Reads where a scheme stands; with `lock` its row is held until the transaction ends, so that two people never decide
 * at once. People of a unit that was never asked get the same answer as for a scheme that is not there.
 */
export async function standingOf(ctx: Ctx, schemeId: string, lock = false): Promise<Standing> {
  const rows = ctx.tx.selectFrom('schemeScheme').selectAll().where('id', '=', schemeId);
  const scheme = await (lock ? rows.forUpdate() : rows).executeTakeFirst();
  if (!scheme) throw problem(reviewProblems, 'scheme.review.absent');
  const versions = await ctx.tx
    .selectFrom('schemeVersion')
    .selectAll()
    .where('schemeId', '=', schemeId)
    .orderBy('number', 'desc')
    .execute();
  const rounds = await ctx.tx
    .selectFrom('schemeReview')
    .selectAll()
    .where('schemeId', '=', schemeId)
    .orderBy('startedAt', 'desc')
    .orderBy('round', 'desc')
    .execute();
  const opinions = await opinionRows(ctx.tx, [schemeId]);
  if (!inOffice(ctx.actor) && !opinions.some((row) => isOwn(ctx.actor, row)))
    throw problem(reviewProblems, 'scheme.review.absent');
  const version = inQuestion(versions);
  if (!version) throw new Error(`scheme ${schemeId} without a version`);
  return {
    ...{ scheme, version, rounds, opinions },
    round: rounds.find((one) => one.versionId === version.id) ?? null,
    numbers: new Map(versions.map((one) => [one.id, one.number])),
  };
}

/** The newest version, except that a variation being drafted does not hide what is approved. */
export const inQuestion = <T extends Pick<VersionRow, 'state' | 'origin'>>(
  versions: readonly T[],
): T | undefined =>
  versions[0]?.state === 'draft' && versions[0].origin === 'variation'
    ? (versions.find((one) => one.state === 'approved') ?? versions[0])
    : versions[0];

export const opinionRows = async (tx: Tx, schemeIds: readonly string[]): Promise<OpinionRow[]> =>
  schemeIds.length === 0
    ? []
    : tx
        .selectFrom('schemeOpinion')
        .selectAll()
        .where('schemeId', 'in', [...schemeIds])
        .orderBy('position')
        .orderBy('office')
        .execute();

export const opinionsOf = (standing: Pick<Standing, 'opinions'>, round: RoundRow | null): OpinionRow[] =>
  round ? standing.opinions.filter((row) => row.reviewId === round.id) : [];

/** Locks a scheme for a step that names the version of it somebody saw. */
export async function lockStanding(ctx: Ctx, schemeId: string, version: number): Promise<Standing> {
  const standing = await standingOf(ctx, schemeId, true);
  if (standing.scheme.version !== version) throw problem(reviewProblems, 'scheme.review.stale');
  return standing;
}

/** Names of the estates of schemes, in the order of the scheme. */
export async function estatesOf(
  tx: Tx,
  schemeIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (schemeIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('schemeEstate')
    .select(['schemeId', 'estateId'])
    .where('schemeId', 'in', [...schemeIds])
    .orderBy('position')
    .execute();
  const found = new Map<string, string[]>();
  for (const row of rows) found.set(row.schemeId, [...(found.get(row.schemeId) ?? []), row.estateId]);
  return found;
}
