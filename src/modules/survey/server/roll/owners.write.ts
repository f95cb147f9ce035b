import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { OwnerKind } from '../../domain/roll/person.ts';
import { surveyProblems } from '../../problems.ts';
import { writeChanges } from '../changes.ts';
import { revealOwners } from './owner-match.ts';
import {
  auditOwner,
  findOwner,
  nameColumns,
  numberColumns,
  type OwnerRow,
  ownerByNumber,
  phoneColumns,
  refuseUnsound,
  serialiseOwners,
  serialiseOwnersOf,
} from './owner-row.ts';
import { type PartDetail, showPart } from './part-detail.query.ts';
import { findPart, livePart, ownersText, type PartRow, partLine, recordPart, touchPart } from './part-row.ts';
import { paperPurpose } from './roll-files.ts';

type Values = { name: string; kind: OwnerKind; number: string | null; phone: string | null };
type OnPart = { id: string; version: number };

/** Registers an owner of a part: one the estate knows by number already, or a new one. */
export async function addOwner(
  ctx: Ctx,
  input: OnPart & { values: Values; reason: string },
): Promise<PartDetail> {
  refuseUnsound(input.values);
  await serialiseOwners(ctx, (await findPart(ctx, input.id)).estateId);
  const part = await livePart(ctx, input.id, input.version);
  const before = await ownersText(ctx, part.id);
  const ownerId = await knownOrNew(ctx, part, input.values);
  const added = await sql<{ ownerId: string }>`
    insert into survey_ownership (part_id, owner_id, region_code, since) values
      (${part.id}, ${ownerId}, ${part.regionCode}, ${ctx.today})
    on conflict (part_id, owner_id) do update set until = null, since = excluded.since
      where survey_ownership.until is not null returning owner_id`.execute(ctx.tx);
  if (added.rows.length === 0) throw problem(surveyProblems, 'survey.owner.twice');
  await closeRecord(ctx, part, before, input.reason, { ownerId });
  return showPart(ctx, { id: part.id });
}

async function knownOrNew(ctx: Ctx, part: PartRow, values: Values): Promise<string> {
  const name = nameColumns(ctx, values.name, values.kind);
  const number = numberColumns(ctx, values.number);
  const known =
    number.numberMark === null
      ? null
      : await ownerByNumber(ctx, part.estateId, { name: name.nameMark, number: number.numberMark });
  if (known) return known.id;
  const id = randomUUID();
  await ctx.tx
    .insertInto('surveyOwner')
    .values({
      id,
      estateId: part.estateId,
      regionCode: part.regionCode,
      kind: values.kind,
      ...name,
      ...number,
      ...phoneColumns(ctx, values.phone),
      updatedAt: ctx.now,
      updatedBy: ctx.actor.name,
    })
    .execute();
  return id;
}

async function closeRecord(
  ctx: Ctx,
  part: PartRow,
  before: string,
  reason: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  const source = { kind: 'edit', by: ctx.actor.name, at: ctx.now.toISOString(), reason };
  await sql`update survey_part set sources = sources || ${JSON.stringify({ owners: source })}::jsonb
    where id = ${part.id}`.execute(ctx.tx);
  await touchPart(ctx, part);
  const to = await ownersText(ctx, part.id);
  const what = { action: 'survey.roll.edit', source: 'edit', reason, field: 'owners' } as const;
  await recordPart(ctx, part, { ...what, from: before, to }, detail);
}

/** Ends somebody's ownership of a part today; the owner stays for the other parts and for the history. */
export async function removeOwner(
  ctx: Ctx,
  input: OnPart & { ownerId: string; reason: string },
): Promise<PartDetail> {
  const part = await livePart(ctx, input.id, input.version);
  const before = await ownersText(ctx, part.id);
  const done = await ctx.tx
    .updateTable('surveyOwnership')
    .set({ until: ctx.today, nominated: false })
    .where('partId', '=', part.id)
    .where('ownerId', '=', input.ownerId)
    .where('until', 'is', null)
    .returning('ownerId')
    .execute();
  if (done.length === 0) throw problem(surveyProblems, 'survey.owner.not-of-part');
  await closeRecord(ctx, part, before, input.reason, { ownerId: input.ownerId });
  return showPart(ctx, { id: part.id });
}

/** Records whom the co-owners of a part named to vote, by their signed paper; null takes the nomination back. */
export async function nominateOwner(
  ctx: Ctx,
  input: OnPart & { ownerId: string | null; fileId: string | null; reason: string },
): Promise<PartDetail> {
  const part = await livePart(ctx, input.id, input.version);
  const owners = (await showPart(ctx, { id: part.id })).owners;
  if (input.ownerId !== null) {
    if (!owners.some(({ id }) => id === input.ownerId))
      throw problem(surveyProblems, 'survey.owner.not-of-part');
    if (owners.length < 2) throw problem(surveyProblems, 'survey.nominate.sole');
    if (input.fileId === null) throw problem(surveyProblems, 'survey.nominate.paper');
    const file = await ctx.files.find(ctx.tx, input.fileId);
    if (file.purpose !== paperPurpose) throw problem(surveyProblems, 'survey.nominate.paper');
  }
  const before = await ownersText(ctx, part.id);
  const mine = ctx.tx.updateTable('surveyOwnership').where('partId', '=', part.id);
  await mine.set({ nominated: false }).where('nominated', '=', true).execute();
  if (input.ownerId !== null)
    await mine
      .set({ nominated: true, nominationFile: input.fileId })
      .where('ownerId', '=', input.ownerId)
      .where('until', 'is', null)
      .execute();
  await closeRecord(ctx, part, before, input.reason, { nominated: input.ownerId, fileId: input.fileId });
  return showPart(ctx, { id: part.id });
}

/** Corrects who an owner is, on all parts at once; what is not sent stays. */
export async function editOwner(
  ctx: Ctx,
  input: {
    id: string;
    version: number;
    values: { [K in keyof Values]?: Values[K] | undefined };
    reason: string;
  },
) {
  await serialiseOwnersOf(ctx, input.id);
  const row = await staleOwner(ctx, input.id, input.version);
  const { values } = input;
  refuseUnsound(values);
  const kind = values.kind ?? (row.kind as OwnerKind);
  const clear = (await revealOwners(ctx, [row.id]))[0];
  const name = nameColumns(ctx, values.name ?? clear?.name ?? '', kind);
  const number = values.number === undefined ? null : numberColumns(ctx, values.number);
  const mark = number ? number.numberMark : row.numberMark;
  if (mark) await ownerByNumber(ctx, row.estateId, { name: name.nameMark, number: mark }, row.id);
  const after = await ctx.tx
    .updateTable('surveyOwner')
    .set({
      kind,
      ...name,
      ...number,
      ...(values.phone === undefined ? {} : phoneColumns(ctx, values.phone)),
      version: row.version + 1,
      updatedAt: ctx.now,
      updatedBy: ctx.actor.name,
    })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await lineOnParts(ctx, after, input.reason, { from: shown(row), to: shown(after) });
  await auditOwner(ctx, row, 'survey.roll.edit', { fields: Object.keys(values), reason: input.reason });
  return { id: row.id, nameMasked: after.nameMasked, kind, version: after.version };
}

const shown = (row: OwnerRow): string =>
  [row.nameMasked, row.numberMasked, row.phoneMasked].filter((text) => text !== null).join(' ');

async function staleOwner(ctx: Ctx, id: string, version: number): Promise<OwnerRow> {
  const row = await findOwner(ctx, id);
  if (row.version !== version) throw problem(surveyProblems, 'survey.owner.stale');
  return row;
}

async function lineOnParts(
  ctx: Ctx,
  owner: OwnerRow,
  reason: string,
  values: { from: string; to: string },
): Promise<void> {
  const parts = await ctx.tx
    .selectFrom('surveyOwnership')
    .select('partId')
    .where('ownerId', '=', owner.id)
    .where('until', 'is', null)
    .execute();
  await writeChanges(
    ctx.tx,
    parts.map(({ partId }) => partLine(ctx, { ...owner, id: partId }, 'edit', reason, 'owner', values)),
  );
}
