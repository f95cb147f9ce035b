import { sql } from 'kysely';
import type { z } from 'zod';
import type { Ctx } from '#platform/http/context.ts';
import type { partDetail } from '../../contract-roll-shapes.ts';
import type { OwnerKind } from '../../domain/roll/person.ts';
import { presentPart } from './part-list.query.ts';
import { findPart } from './part-row.ts';

export type PartDetail = z.infer<typeof partDetail>;
type Relation = PartDetail['occupants'][number]['relation'];

const historyAtMost = 100;

/** One part with its owners, occupants and history; names and numbers masked. */
export async function showPart(ctx: Ctx, input: { id: string }): Promise<PartDetail> {
  const row = await findPart(ctx, input.id);
  const { owners: _owners, ...item } = presentPart(row, []);
  return {
    ...item,
    estateId: row.estateId,
    archiveReason: row.archiveReason,
    updatedAt: row.updatedAt.toISOString(),
    updatedBy: row.updatedBy,
    owners: await ownersOf(ctx, row.id),
    occupants: await occupantsOf(ctx, row.id),
    history: await historyOf(ctx, row.id),
  };
}

async function ownersOf(ctx: Ctx, partId: string): Promise<PartDetail['owners']> {
  const rows = await ctx.tx
    .selectFrom('surveyOwnership as o')
    .innerJoin('surveyOwner as w', 'w.id', 'o.ownerId')
    .leftJoin('storedFile as f', 'f.id', 'o.nominationFile')
    .select(['w.id', 'w.version', 'w.kind', 'w.nameMasked', 'w.numberMasked', 'w.phoneMasked', 'o.nominated'])
    .select(['o.since', 'f.id as fileId', 'f.name as fileName'])
    .select(
      sql<bigint>`(select count(*) from survey_ownership x where x.owner_id = w.id and x.until is null)`.as(
        'parts',
      ),
    )
    .where('o.partId', '=', partId)
    .where('o.until', 'is', null)
    .orderBy('o.nominated', 'desc')
    .orderBy('w.nameMasked')
    .orderBy('w.id')
    .execute();
  return rows.map(({ fileId, fileName, ...row }) => ({
    ...row,
    kind: row.kind as OwnerKind,
    parts: Number(row.parts),
    nominationFile: fileId && fileName ? { id: fileId, name: fileName } : null,
  }));
}

async function occupantsOf(ctx: Ctx, partId: string): Promise<PartDetail['occupants']> {
  const rows = await ctx.tx
    .selectFrom('surveyOccupant')
    .select(['id', 'version', 'relation', 'nameMasked', 'phoneMasked', 'elderly', 'disabled'])
    .where('partId', '=', partId)
    .where('archivedAt', 'is', null)
    .orderBy('relation')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, relation: row.relation as Relation }));
}

async function historyOf(ctx: Ctx, partId: string): Promise<PartDetail['history']> {
  const rows = await ctx.tx
    .selectFrom('surveyChange')
    .selectAll()
    .where('partId', '=', partId)
    .orderBy('id', 'desc')
    .limit(historyAtMost)
    .execute();
  return rows.map((row) => ({
    id: String(row.id),
    field: row.field,
    from: row.oldValue,
    to: row.newValue,
    source: row.source,
    reason: row.reason,
    by: row.actorName,
    at: row.at.toISOString(),
  }));
}
