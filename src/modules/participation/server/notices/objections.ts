import { workingPeople } from '#modules/identity/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { day } from '#shared/day.ts';
import { problem } from '#shared/problem.ts';
import { noticeActions } from '../../contract-notices.ts';
import {
  type Channel,
  isHolding,
  nextSteps,
  type ObjectionStep,
  objectionStateNames,
  objectionStepNames,
} from '../../domain/notice/objection.ts';
import { noticeProblems } from '../../problems-notices.ts';
import { keepStep, livingEstate } from './estate-of.ts';
import { fileObjection } from './file-objection.ts';
import {
  type ObjectionDetail,
  type ObjectionRow,
  objectionDetail,
  sealedFields,
  standingOf,
} from './objections.query.ts';

type Change = { id: string; version: number };
type Entry = {
  estateId: string;
  noticeId: string | null;
  channel: Channel;
  receivedOn: string;
  name: string;
  phone: string;
  place: string;
  text: string;
  key: string;
};

/** A clerk enters what came on paper, at the door, in a meeting or by telephone. */
export async function enterObjection(ctx: Ctx, input: Entry): Promise<ObjectionDetail> {
  const row = await fileObjection(ctx, {
    ...input,
    receivedOn: day(input.receivedOn),
    partId: null,
    by: ctx.actor.name,
  });
  return objectionDetail(ctx, row);
}

/** The row, locked, seen in its present version and open to the step. */
export async function rowFor(ctx: Ctx, input: Change, step: ObjectionStep | null): Promise<ObjectionRow> {
  const row = await ctx.tx
    .selectFrom('participationObjection')
    .selectAll()
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw problem(noticeProblems, 'participation.objection.absent');
  if (row.version !== input.version) throw problem(noticeProblems, 'participation.objection.stale');
  if (step !== null && !nextSteps(standingOf(row)).includes(step))
    throw problem(noticeProblems, 'participation.objection.step', {
      state: row.publishedAt ? '已公开' : objectionStateNames[standingOf(row).state],
      step: objectionStepNames[step],
    });
  return row;
}

/** Writes a step of an objection with its line of history. */
export async function takeStep(
  ctx: Ctx,
  row: ObjectionRow,
  step: { readonly word: string; readonly action: string; readonly note?: string },
  set: object,
): Promise<ObjectionDetail> {
  const changed = await ctx.tx
    .updateTable('participationObjection')
    .set({ ...set, version: row.version + 1 })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await keepStep(
    ctx,
    { kind: 'objection', id: row.id, regionCode: row.regionCode },
    {
      step: step.word,
      note: step.note ?? '',
      by: ctx.actor.name,
      action: `participation.objection.${step.action}`,
    },
  );
  return objectionDetail(ctx, changed);
}

const people = (ctx: Ctx, region: string | null) =>
  workingPeople(ctx.tx, noticeActions['participation.objection'], region);

/** Who may be given an objection of the estate; without an estate, anybody in sight who deals with objections. */
export async function assignees(ctx: Ctx, input: { estateId?: string | undefined }) {
  const region = input.estateId ? (await livingEstate(ctx.tx, input.estateId)).regionCode : null;
  return people(ctx, region);
}

async function assignRow(ctx: Ctx, row: ObjectionRow, assigneeId: string): Promise<ObjectionDetail> {
  const one = (await people(ctx, row.regionCode)).find((each) => each.id === assigneeId);
  if (!one) throw problem(noticeProblems, 'participation.objection.assignee', {}, { at: 'assigneeId' });
  return takeStep(
    ctx,
    row,
    { word: row.assigneeId ? '改由他人办理' : '分办', action: 'assign', note: `办理人 ${one.name}` },
    { state: 'assigned', assigneeId, assignedAt: ctx.now },
  );
}

/** Gives an objection to somebody, or to somebody else. */
export const assignObjection = async (ctx: Ctx, input: Change & { assigneeId: string }) =>
  assignRow(ctx, await rowFor(ctx, input, 'assign'), input.assigneeId);

/** Gives several to one person: all of them or none. */
export async function assignObjections(ctx: Ctx, input: { items: Change[]; assigneeId: string }) {
  // In one order whoever asks, so that two batches never wait for each other.
  const items = [...new Map(input.items.map((one) => [one.id, one])).values()];
  for (const item of items.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
    await assignRow(ctx, await rowFor(ctx, item, 'assign'), input.assigneeId);
  return { assigned: items.length };
}

/** Reminds whoever deals with it; the reminder stands in the history and on their list. */
export async function remindObjection(ctx: Ctx, input: Change): Promise<ObjectionDetail> {
  const row = await rowFor(ctx, input, 'assign');
  return takeStep(ctx, row, { word: '催办', action: 'remind', note: `应于 ${row.dueOn} 前答复` }, {});
}

/** Answers an objection; before it is published the answer may still be changed. */
export async function answerObjection(
  ctx: Ctx,
  input: Change & { answer: string },
): Promise<ObjectionDetail> {
  const row = await rowFor(ctx, input, 'answer');
  const late = row.answeredAt === null && ctx.today > row.dueOn;
  return takeStep(
    ctx,
    row,
    {
      word: row.answeredAt ? '修改答复' : '答复',
      action: 'answer',
      note: late ? `逾期答复（应于 ${row.dueOn} 前）` : '',
    },
    { state: 'answered', answer: input.answer, answeredAt: ctx.now, answeredBy: ctx.actor.name },
  );
}

/** Takes an objection back as its author asks; one that held the estate no longer does. */
export async function withdrawObjection(
  ctx: Ctx,
  input: Change & { reason: string },
): Promise<ObjectionDetail> {
  const row = await rowFor(ctx, input, 'withdraw');
  const settled = isHolding(standingOf(row))
    ? {
        disputeSettledAt: ctx.now,
        disputeSettledBy: ctx.actor.name,
        disputeSettledReason: `异议撤回：${input.reason}`,
      }
    : {};
  return takeStep(
    ctx,
    row,
    { word: '撤回', action: 'withdraw', note: input.reason },
    { state: 'withdrawn', ...settled },
  );
}

/** Opens name and telephone to whoever deals with it; the reason stands in the audit. */
export async function revealObjection(ctx: Ctx, input: { id: string; reason: string }) {
  const row = await ctx.tx
    .selectFrom('participationObjection')
    .selectAll()
    .where('id', '=', input.id)
    .executeTakeFirst();
  if (!row) throw problem(noticeProblems, 'participation.objection.absent');
  await keepStep(
    ctx,
    { kind: 'objection', id: row.id, regionCode: row.regionCode },
    {
      step: '查看姓名电话',
      note: input.reason,
      by: ctx.actor.name,
      action: 'participation.objection.reveal',
    },
  );
  return {
    name: row.nameSealed ? ctx.vault.open(sealedFields.name, row.nameSealed) : '',
    phone: row.phoneSealed ? ctx.vault.open(sealedFields.phone, row.phoneSealed) : '',
  };
}
