import type { Selectable } from 'kysely';
import type { SurveyPart } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { placeText } from '../../domain/roll/place.ts';
import { surveyProblems } from '../../problems.ts';
import { changeLine, writeChanges } from '../changes.ts';
import { ownersOfParts } from './parts.query.ts';

export type PartRow = Selectable<SurveyPart>;
export type PartSources = Readonly<Record<string, { readonly kind: 'edit' | 'import' }>>;
export const partSources = (row: Pick<PartRow, 'sources'>): PartSources => row.sources as PartSources;

/** Finds a part the transaction may see; throws `survey.part.absent`. */
export async function findPart(ctx: Pick<Ctx, 'tx'>, id: string, lock = false): Promise<PartRow> {
  const query = ctx.tx.selectFrom('surveyPart').selectAll().where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw problem(surveyProblems, 'survey.part.absent');
  return row;
}

/** The same, locked; a stale or archived one is refused. */
export async function livePart(ctx: Ctx, id: string, version: number): Promise<PartRow> {
  const row = await findPart(ctx, id, true);
  if (row.version !== version)
    throw problem(surveyProblems, 'survey.part.stale', { place: placeText(row) }, { at: id });
  if (row.archivedAt) throw problem(surveyProblems, 'survey.part.archived', { place: placeText(row) });
  return row;
}

type Kind = Parameters<typeof changeLine>[1]['source'];
type Values = { from?: unknown; to?: unknown };

/** A line of a part's history; names only as lists show them. */
export const partLine = (
  ctx: Ctx,
  part: Pick<PartRow, 'id' | 'estateId' | 'regionCode'>,
  source: Kind,
  reason: string,
  field: string,
  values: Values,
) =>
  changeLine(
    ctx,
    { estate: { id: part.estateId, regionCode: part.regionCode }, partId: part.id, source, reason },
    field,
    values,
  );

/** One line of history and the audit line of a write to a part. */
export async function recordPart(
  ctx: Ctx,
  part: PartRow,
  what: { action: string; source: Kind; reason: string; field: string } & Values,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const { action, source, reason, field, from, to } = what;
  await writeChanges(ctx.tx, [partLine(ctx, part, source, reason, field, { from, to })]);
  await auditPart(ctx, part, action, { field, ...(reason ? { reason } : {}), ...detail });
}

export const auditPart = (
  ctx: Ctx,
  part: Pick<PartRow, 'id' | 'regionCode' | 'estateId'>,
  action: string,
  detail: Readonly<Record<string, unknown>>,
) =>
  ctx.audit({
    action,
    subjectKind: 'surveyPart',
    subjectId: part.id,
    regionCode: part.regionCode,
    detail: { estateId: part.estateId, ...detail },
  });

/** Counts a part's version up: whoever saw it before has to look again. */
export const touchPart = (ctx: Ctx, part: PartRow) =>
  ctx.tx
    .updateTable('surveyPart')
    .set({ version: part.version + 1, updatedAt: ctx.now, updatedBy: ctx.actor.name })
    .where('id', '=', part.id)
    .execute();

/** The present owners of a part in masked words, for its history. */
export async function ownersText(ctx: Ctx, partId: string): Promise<string> {
  const owners = (await ownersOfParts(ctx.tx, { partIds: [partId] })).get(partId) ?? [];
  return owners.map(({ nameMasked, nominated }) => nameMasked + (nominated ? '（代表）' : '')).join('、');
}
