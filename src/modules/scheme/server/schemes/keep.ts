import type { Selectable } from 'kysely';
import type { Tx } from '#platform/database/connect.ts';
import type { SchemeLine, SchemeScheme, SchemeVersion } from '#platform/database/tables.ts';
import type { Ctx, WorkCtx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { isWithin } from '#shared/region.ts';
import type { Rates } from '../../domain/lines/cost.ts';
import type { Line, RenovationClass } from '../../domain/lines/line.ts';
import { isVersionState, type VersionState, versionStateNames } from '../../domain/state.ts';
import { schemesProblems } from '../../problems-schemes.ts';

export type SchemeRow = Selectable<SchemeScheme>;
export type VersionRow = Selectable<SchemeVersion>;
export type LineRow = Selectable<SchemeLine>;

export const stateOf = (row: { readonly state: string }): VersionState =>
  isVersionState(row.state) ? row.state : 'cancelled';

/** A scheme in sight, locked where it is about to change. */
export async function schemeRow(ctx: Pick<WorkCtx, 'tx'>, id: string, lock = false): Promise<SchemeRow> {
  const query = ctx.tx.selectFrom('schemeScheme').selectAll().where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  // A lock asks for more than sight: a row that only the wider region may write looks absent then.
  if (!row && lock) {
    await schemeRow(ctx, id);
    throw problem(schemesProblems, 'scheme.scheme.foreign');
  }
  if (!row) throw problem(schemesProblems, 'scheme.scheme.absent');
  return row;
}

export const writable = (ctx: Ctx, row: Pick<SchemeRow, 'regionCode'>): boolean =>
  isWithin(row.regionCode, ctx.actor.scope);

/** Holds a scheme for a step that names the version of it somebody saw, and stands where the step starts. */
export async function lockScheme(
  ctx: Ctx,
  input: { readonly id: string; readonly version: number },
  states: readonly VersionState[],
  step: string,
): Promise<SchemeRow> {
  const row = await schemeRow(ctx, input.id, true);
  if (row.version !== input.version)
    throw problem(schemesProblems, 'scheme.scheme.stale', { title: row.title });
  if (!states.includes(stateOf(row)))
    throw problem(schemesProblems, 'scheme.scheme.state', {
      title: row.title,
      state: versionStateNames[stateOf(row)],
      step,
    });
  return row;
}

/** One version; the newest when no number is named. */
export async function versionRow(tx: Tx, scheme: Pick<SchemeRow, 'id' | 'currentNumber'>, number?: number) {
  const wanted = number ?? scheme.currentNumber;
  const row = await tx
    .selectFrom('schemeVersion')
    .selectAll()
    .where('schemeId', '=', scheme.id)
    .where('number', '=', wanted)
    .executeTakeFirst();
  if (!row) throw problem(schemesProblems, 'scheme.version.absent', { number: wanted });
  return row;
}

export const lineRows = (tx: Tx, versionId: string): Promise<LineRow[]> =>
  tx
    .selectFrom('schemeLine')
    .selectAll()
    .where('versionId', '=', versionId)
    .orderBy('position')
    .orderBy('id')
    .execute();

export const lineOf = (row: LineRow): Line => ({
  id: row.id,
  estateId: row.estateId,
  item: row.item,
  itemTitle: row.itemTitle,
  class: row.class as RenovationClass,
  trade: row.trade,
  place: row.place,
  quantityMilli: row.quantityMilli,
  unit: row.unit,
  unitPriceFen: row.unitPriceFen,
  why: row.why,
  priceBasis: row.priceBasis,
  note: row.note,
});

export const ratesOf = (row: Pick<VersionRow, 'otherBp' | 'contingencyBp' | 'contingencyOn'>): Rates => ({
  otherBp: row.otherBp,
  contingencyBp: row.contingencyBp,
  contingencyOn: row.contingencyOn === 'works' ? 'works' : 'worksAndOther',
});

/** Estates of a scheme in sight, in its order. */
export const estateIdsOf = async (tx: Tx, schemeId: string): Promise<string[]> =>
  (
    await tx
      .selectFrom('schemeEstate')
      .select('estateId')
      .where('schemeId', '=', schemeId)
      .orderBy('position')
      .execute()
  ).map(({ estateId }) => estateId);

/** Writes the scheme's own row after a step, a version more, so that a second click is stale. */
export const keepScheme = (
  ctx: Ctx,
  row: SchemeRow,
  set: {
    readonly title?: string;
    readonly state?: VersionState;
    readonly currentNumber?: number;
    readonly totalFen?: bigint;
    readonly ceilingFen?: bigint | null;
    readonly cancelReason?: string;
  } = {},
): Promise<SchemeRow> =>
  ctx.tx
    .updateTable('schemeScheme')
    .set({ ...set, version: row.version + 1, updatedAt: ctx.now, updatedBy: ctx.actor.name })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();

export const auditScheme = (
  ctx: Ctx,
  row: Pick<SchemeRow, 'id' | 'regionCode'>,
  action: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> =>
  ctx.audit({ action, subjectKind: 'scheme', subjectId: row.id, regionCode: row.regionCode, detail });
