import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { containing } from '#platform/database/containing.ts';
import type { ParticipationVisit } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { visitDetail, visitShape } from '../../contract-openness.ts';
import type { Severity, VisitKind } from '../../domain/body/finding.ts';
import type { FiveStep } from '../../domain/body/five-steps.ts';
import { bodyProblems } from '../../problems-bodies.ts';
import { attachmentNames, checkAttachments } from '../notices/attachments.ts';
import { estatesById } from '../notices/estate-names.query.ts';
import { historyOf, livingEstate } from '../notices/estate-of.ts';
import { findingViews } from './findings.query.ts';
import { addFinding } from './findings.ts';
import { type Change, checkPublicWords, note, present, stamp } from './shared.ts';

type Row = Selectable<ParticipationVisit>;
type View = z.infer<typeof visitShape>;
type Detail = z.infer<typeof visitDetail>;
type Fields = {
  kind: VisitKind;
  title: string;
  plannedOn: string;
  step: FiveStep;
  place: string;
  invitation: string;
  inspectorIds: string[];
};

async function findingsOf(ctx: Ctx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return ctx.tx
    .selectFrom('participationFinding')
    .selectAll()
    .where('visitId', 'in', [...ids])
    .orderBy('createdAt')
    .execute();
}

async function views(ctx: Ctx, rows: readonly Row[]): Promise<View[]> {
  const estates = await estatesById(
    ctx.tx,
    rows.map((row) => row.estateId),
  );
  const findings = await findingsOf(
    ctx,
    rows.map((row) => row.id),
  );
  const ids = [...new Set(rows.flatMap((row) => row.inspectorIds))];
  const people =
    ids.length === 0
      ? []
      : await ctx.tx
          .selectFrom('participationInspector')
          .select(['id', 'nameMasked'])
          .where('id', 'in', ids)
          .execute();
  return rows.map((row) => {
    const own = findings.filter((one) => one.visitId === row.id);
    return {
      id: row.id,
      estateId: row.estateId,
      estateName: estates.get(row.estateId)?.name ?? '',
      version: row.version,
      kind: row.kind as VisitKind,
      title: row.title,
      plannedOn: row.plannedOn,
      heldOn: row.heldOn,
      step: row.step as FiveStep,
      place: row.place,
      invitation: row.invitation,
      attended: row.attended,
      inspectors: people.filter((one) => row.inspectorIds.includes(one.id)),
      published: row.publishedAt !== null,
      cancelledReason: row.cancelledReason,
      findings: own.length,
      openFindings: own.filter((one) => one.acceptedAt === null).length,
    };
  });
}

async function detail(ctx: Ctx, row: Row): Promise<Detail> {
  return {
    ...present((await views(ctx, [row]))[0]),
    files: await attachmentNames(ctx.tx, row.fileIds),
    list: await findingViews(ctx, await findingsOf(ctx, [row.id])),
    history: await historyOf(ctx.tx, 'visit', row.id),
  };
}

type Query = {
  page: number;
  size: number;
  search?: string | undefined;
  estateId?: string | undefined;
  kind?: VisitKind | undefined;
  state?: 'planned' | 'held' | 'cancelled' | undefined;
  step?: FiveStep | undefined;
};

export async function listVisits(ctx: Ctx, input: Query) {
  let rows = ctx.tx.selectFrom('participationVisit');
  if (input.estateId) rows = rows.where('estateId', '=', input.estateId);
  if (input.kind) rows = rows.where('kind', '=', input.kind);
  if (input.step) rows = rows.where('step', '=', input.step);
  if (input.search) rows = rows.where('title', 'ilike', containing(input.search));
  if (input.state === 'held') rows = rows.where('heldOn', 'is not', null);
  if (input.state === 'cancelled') rows = rows.where('cancelledReason', 'is not', null);
  if (input.state === 'planned') rows = rows.where('heldOn', 'is', null).where('cancelledReason', 'is', null);
  const { total } = await rows
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const found = await rows
    .selectAll()
    .orderBy('plannedOn', 'desc')
    .orderBy('id')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  return { total: Number(total), items: await views(ctx, found) };
}

export async function showVisit(ctx: Ctx, input: { id: string }): Promise<Detail> {
  const row = await ctx.tx
    .selectFrom('participationVisit')
    .selectAll()
    .where('id', '=', input.id)
    .executeTakeFirst();
  return detail(ctx, present(row));
}

async function checkInspectors(ctx: Ctx, estateId: string, ids: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return wanted;
  const found = await ctx.tx
    .selectFrom('participationInspector')
    .select('id')
    .where('id', 'in', wanted)
    .where('estateId', '=', estateId)
    .execute();
  if (found.length !== wanted.length)
    throw problem(bodyProblems, 'participation.body.other-estate', {}, { at: 'inspectorIds' });
  return wanted;
}

export async function planVisit(ctx: Ctx, input: Fields & { estateId: string }): Promise<Detail> {
  const estate = await livingEstate(ctx.tx, input.estateId);
  const row = await ctx.tx
    .insertInto('participationVisit')
    .values({
      ...input,
      id: randomUUID(),
      regionCode: estate.regionCode,
      inspectorIds: await checkInspectors(ctx, estate.id, input.inspectorIds),
      updatedAt: ctx.now,
      updatedBy: ctx.actor.name,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await note(ctx, 'visit', row, '安排', 'visit.plan');
  return detail(ctx, row);
}

async function locked(ctx: Ctx, input: Change): Promise<Row> {
  const row = await ctx.tx
    .selectFrom('participationVisit')
    .selectAll()
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirst();
  const found = present(row, input.version);
  if (found.cancelledReason !== null) throw problem(bodyProblems, 'participation.visit.state');
  return found;
}

async function change(
  ctx: Ctx,
  row: Row,
  set: object,
  step: readonly [string, string, string?],
): Promise<Detail> {
  const changed = await ctx.tx
    .updateTable('participationVisit')
    .set({ ...set, ...stamp(ctx, row.version) })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await note(ctx, 'visit', changed, step[0], `visit.${step[1]}`, step[2]);
  return detail(ctx, changed);
}

export async function changeVisit(ctx: Ctx, input: Change & Fields): Promise<Detail> {
  const row = await locked(ctx, input);
  if (row.heldOn !== null) throw problem(bodyProblems, 'participation.visit.state');
  const { id: _id, version: _version, ...fields } = input;
  const inspectorIds = await checkInspectors(ctx, row.estateId, input.inspectorIds);
  // What residents read was looked at in its old words: it goes up again after another look.
  return change(ctx, row, { ...fields, inspectorIds, publishedAt: null }, ['修改安排', 'edit']);
}

export async function holdVisit(
  ctx: Ctx,
  input: Change & { heldOn: string; attended: number | null; fileIds: string[] },
): Promise<Detail> {
  const row = await locked(ctx, input);
  if (input.heldOn > ctx.today) throw problem(bodyProblems, 'participation.body.day', {}, { at: 'heldOn' });
  const fileIds = await checkAttachments(ctx.tx, input.fileIds);
  const set = { heldOn: input.heldOn, attended: input.attended, fileIds };
  return change(ctx, row, set, ['登记举行', 'hold']);
}

/** Publishes the invitation and, once held, what came of it; or takes them down. */
export async function publishVisit(
  ctx: Ctx,
  input: Change & { published: boolean; confirmed: boolean },
): Promise<Detail> {
  const row = await locked(ctx, input);
  const words = [row.title, row.place, row.invitation].join('\n');
  if (input.published) await checkPublicWords(ctx, row.estateId, words, input.confirmed);
  const set = { publishedAt: input.published ? ctx.now : null };
  return change(ctx, row, set, [input.published ? '公开' : '撤下公开', 'publish']);
}

export async function cancelVisit(ctx: Ctx, input: Change & { reason: string }): Promise<Detail> {
  const row = await locked(ctx, input);
  if (row.heldOn !== null) throw problem(bodyProblems, 'participation.visit.state');
  return change(ctx, row, { cancelledReason: input.reason }, ['取消', 'cancel', input.reason]);
}

/** Enters a finding of a visit that was held. */
export async function findOnVisit(
  ctx: Ctx,
  input: { id: string; text: string; severity: Severity; dueOn: string | null; fileIds: string[] },
): Promise<Detail> {
  const found = await ctx.tx
    .selectFrom('participationVisit')
    .selectAll()
    .where('id', '=', input.id)
    .executeTakeFirst();
  const row = present(found);
  if (row.heldOn === null) throw problem(bodyProblems, 'participation.visit.state');
  await addFinding(ctx, { ...row, heldOn: row.heldOn }, input);
  return detail(ctx, row);
}
