import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
import { containing } from '#platform/database/containing.ts';
import type { ParticipationFinding } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { day } from '#shared/day.ts';
import { problem } from '#shared/problem.ts';
import type { findingShape } from '../../contract-openness.ts';
import { findingDue, findingState, isOverdue, type Severity } from '../../domain/body/finding.ts';
import { bodyProblems } from '../../problems-bodies.ts';
import { checkAttachments } from '../notices/attachments.ts';
import { estatesById } from '../notices/estate-names.query.ts';
import { type Change, checkPublicWords, note, present } from './shared.ts';

type Row = Selectable<ParticipationFinding>;
export type FindingView = z.infer<typeof findingShape>;
const stateOf = (row: Row) =>
  findingState({ answered: row.answeredAt !== null, accepted: row.acceptedAt !== null });

export async function findingViews(ctx: Ctx, rows: readonly Row[]): Promise<FindingView[]> {
  if (rows.length === 0) return [];
  const estates = await estatesById(
    ctx.tx,
    rows.map((row) => row.estateId),
  );
  const visits = await ctx.tx
    .selectFrom('participationVisit')
    .select(['id', 'title'])
    .where(
      'id',
      'in',
      rows.map((row) => row.visitId),
    )
    .execute();
  const titles = new Map(visits.map((one) => [one.id, one.title]));
  return rows.map((row) => ({
    id: row.id,
    estateId: row.estateId,
    estateName: estates.get(row.estateId)?.name ?? '',
    version: row.version,
    visitId: row.visitId,
    visitTitle: titles.get(row.visitId) ?? '',
    text: row.text,
    severity: row.severity as Severity,
    dueOn: row.dueOn,
    state: stateOf(row),
    overdue: isOverdue({ dueOn: row.dueOn, state: stateOf(row) }, ctx.today),
    answer: row.answer,
    answeredBy: row.answeredBy,
    acceptedBy: row.acceptedBy,
    published: row.publishedText !== null,
  }));
}

type Query = {
  page: number;
  size: number;
  search?: string | undefined;
  estateId?: string | undefined;
  severity?: Severity | undefined;
  state?: 'open' | 'answered' | 'accepted' | 'overdue' | undefined;
};

/** Findings in sight: those without an answer first, the earliest due first. */
export async function listFindings(ctx: Ctx, input: Query) {
  let rows = ctx.tx.selectFrom('participationFinding');
  if (input.estateId) rows = rows.where('estateId', '=', input.estateId);
  if (input.severity) rows = rows.where('severity', '=', input.severity);
  if (input.search) rows = rows.where('text', 'ilike', containing(input.search));
  if (input.state === 'open' || input.state === 'overdue') rows = rows.where('answeredAt', 'is', null);
  if (input.state === 'overdue') rows = rows.where('dueOn', '<', ctx.today);
  if (input.state === 'answered')
    rows = rows.where('answeredAt', 'is not', null).where('acceptedAt', 'is', null);
  if (input.state === 'accepted') rows = rows.where('acceptedAt', 'is not', null);
  const { total } = await rows
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const found = await rows
    .selectAll()
    .orderBy('answeredAt', (o) => o.desc().nullsFirst())
    .orderBy('dueOn')
    .orderBy('id')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  return { total: Number(total), items: await findingViews(ctx, found) };
}

type Finding = { text: string; severity: Severity; dueOn: string | null; fileIds: string[] };

/** Enters what was found on a visit; when it is due follows from its severity unless a day is given. */
export async function addFinding(
  ctx: Ctx,
  visit: {
    readonly id: string;
    readonly estateId: string;
    readonly regionCode: string;
    readonly heldOn: string;
  },
  input: Finding,
): Promise<void> {
  const { values } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const row = await ctx.tx
    .insertInto('participationFinding')
    .values({
      id: randomUUID(),
      visitId: visit.id,
      estateId: visit.estateId,
      regionCode: visit.regionCode,
      text: input.text,
      severity: input.severity,
      dueOn: input.dueOn ?? findingDue(day(visit.heldOn), input.severity, values['finding.answerDays']),
      fileIds: await checkAttachments(ctx.tx, input.fileIds),
      createdAt: ctx.now,
      createdBy: ctx.actor.name,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await note(ctx, 'finding', row, '登记', 'finding.create');
}

async function change(
  ctx: Ctx,
  row: Row,
  set: object,
  step: { word: string; action: string; why?: string },
): Promise<FindingView> {
  const changed = await ctx.tx
    .updateTable('participationFinding')
    .set({ ...set, version: row.version + 1 })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await note(ctx, 'finding', changed, step.word, `finding.${step.action}`, step.why);
  return present((await findingViews(ctx, [changed]))[0]);
}

async function locked(ctx: Ctx, input: Change): Promise<Row> {
  const row = await ctx.tx
    .selectFrom('participationFinding')
    .selectAll()
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirst();
  return present(row, input.version);
}

export async function answerFinding(ctx: Ctx, input: Change & { answer: string }): Promise<FindingView> {
  const row = await locked(ctx, input);
  if (row.acceptedAt) throw problem(bodyProblems, 'participation.finding.state');
  const set = { answer: input.answer, answeredAt: ctx.now, answeredBy: ctx.actor.name };
  return change(ctx, row, set, { word: '答复', action: 'answer' });
}

type Acceptance = Change & { accepted: boolean; inspectorId: string; paper: string; note: string };

/** An inspector accepts the answer, or sends it back; a clerk enters it from the paper the inspector signed. */
export async function acceptFinding(ctx: Ctx, input: Acceptance): Promise<FindingView> {
  const row = await locked(ctx, input);
  if (stateOf(row) !== 'answered') throw problem(bodyProblems, 'participation.finding.state');
  const inspector = await ctx.tx
    .selectFrom('participationInspector')
    .select('nameMasked')
    .where('id', '=', input.inspectorId)
    .where('estateId', '=', row.estateId)
    .executeTakeFirst();
  if (!inspector) throw problem(bodyProblems, 'participation.body.other-estate', {}, { at: 'inspectorId' });
  const [paper] = await checkAttachments(ctx.tx, [input.paper]);
  const by = `监督员${inspector.nameMasked}（${ctx.actor.name}代录）`;
  const set = input.accepted
    ? { acceptedAt: ctx.now, acceptedBy: by, acceptPaper: paper ?? null }
    : { answeredAt: null, acceptPaper: paper ?? null };
  const word = input.accepted ? '验收' : '退回整改';
  return change(ctx, row, set, { word, action: 'accept', why: `${by} ${input.note}`.trim() });
}

/** Publishes a finding in the words given, or takes it down (null); its answer goes with it. */
export async function publishFinding(
  ctx: Ctx,
  input: Change & { text: string | null; confirmed: boolean },
): Promise<FindingView> {
  const row = await locked(ctx, input);
  if (input.text !== null)
    await checkPublicWords(ctx, row.estateId, `${input.text}\n${row.answer ?? ''}`, input.confirmed);
  const word = input.text === null ? '撤下公开' : '公开';
  return change(ctx, row, { publishedText: input.text }, { word, action: 'publish' });
}
