import { randomUUID } from 'node:crypto';
import { policyOn } from '#modules/policy/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { day } from '#shared/day.ts';
import { problem } from '#shared/problem.ts';
import { findingDue, type Severity } from '../../domain/body/finding.ts';
import { bodyProblems } from '../../problems-bodies.ts';
import { checkAttachments } from '../notices/attachments.ts';
import { type FindingRow, type FindingView, findingViews, stateOf } from './findings.query.ts';
import { type Change, checkPublicWords, note, present } from './shared.ts';

type Row = FindingRow;
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
