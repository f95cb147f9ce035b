import { randomUUID } from 'node:crypto';
import { openDisputes } from '#modules/participation/index.ts';
import { estateSummaries } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { type DisputePaper, disputeGate } from '../domain/dispute.ts';
import { projectsProblems } from '../problems.ts';
import {
  type DisputeRow,
  type DisputeView,
  disputeParams,
  fileOf,
  papersOf,
  presentDispute,
  roundsOf,
} from './disputes.query.ts';

/** Holds an estate: until the dispute is released it may not be accepted, planned or started (五(二)). */
export async function openDispute(ctx: Ctx, input: { id: string; reason: string }): Promise<DisputeView> {
  const [estate] = await estateSummaries(ctx, { ids: [input.id] });
  if (!estate || estate.archived) throw problem(projectsProblems, 'projects.estate.absent');
  const row = await ctx.tx
    .insertInto('projectsDispute')
    .values({
      id: randomUUID(),
      estateId: input.id,
      regionCode: estate.regionCode,
      reason: input.reason,
      openedBy: ctx.actor.name,
      openedAt: ctx.now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await auditDispute(ctx, 'projects.dispute.open', row);
  return presentDispute(ctx, row);
}

async function openRow(ctx: Ctx, id: string, version: number): Promise<DisputeRow> {
  const row = await ctx.tx
    .selectFrom('projectsDispute')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw problem(projectsProblems, 'projects.dispute.absent');
  if (row.state !== 'open') throw problem(projectsProblems, 'projects.dispute.released');
  if (row.version !== version) throw problem(projectsProblems, 'projects.version.stale');
  return row;
}

function refuseFuture(ctx: Ctx, day: string): void {
  if (day > ctx.today) throw problem(projectsProblems, 'projects.dispute.day', {}, { at: 'day' });
}

async function change(ctx: Ctx, row: DisputeRow, action: string, set: object): Promise<DisputeView> {
  const changed = await ctx.tx
    .updateTable('projectsDispute')
    .set({ ...set, version: row.version + 1 })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await auditDispute(ctx, action, changed);
  return presentDispute(ctx, changed);
}

/** Files one round of argument. */
export async function argueDispute(
  ctx: Ctx,
  input: { id: string; day: string; summary: string; version: number },
): Promise<DisputeView> {
  refuseFuture(ctx, input.day);
  const row = await openRow(ctx, input.id, input.version);
  const round = { day: input.day, summary: input.summary, by: ctx.actor.name };
  return change(ctx, row, 'projects.dispute.argue', { rounds: JSON.stringify([...roundsOf(row), round]) });
}

/** Files one of the papers the gate demands; a later one of the same kind takes its place. */
export async function fileDisputePaper(
  ctx: Ctx,
  input: { id: string; paper: DisputePaper; day: string; title: string; version: number },
): Promise<DisputeView> {
  refuseFuture(ctx, input.day);
  const row = await openRow(ctx, input.id, input.version);
  const filed = { day: input.day, title: input.title, by: ctx.actor.name };
  const papers = JSON.stringify({ ...papersOf(row), [input.paper]: filed });
  return change(ctx, row, 'projects.dispute.file', { papers });
}

/** Ends the hold once everything the gate demands is on file. */
export async function releaseDispute(
  ctx: Ctx,
  input: { id: string; reason: string; version: number },
): Promise<DisputeView> {
  const row = await openRow(ctx, input.id, input.version);
  const objected = (await openDisputes(ctx.tx, [row.estateId])).get(row.estateId);
  const gate = disputeGate(fileOf(row, objected?.numbers ?? []), await disputeParams(ctx));
  if (gate.held) throw problem(projectsProblems, 'projects.dispute.held', { why: gate.lacking.join('；') });
  return change(ctx, row, 'projects.dispute.release', {
    state: 'released',
    releasedBy: ctx.actor.name,
    releasedAt: ctx.now,
    releaseReason: input.reason,
  });
}

const auditDispute = (ctx: Ctx, action: string, row: DisputeRow): Promise<void> =>
  ctx.audit({
    action,
    subjectKind: 'dispute',
    subjectId: row.id,
    regionCode: row.regionCode,
    detail: { estate: row.estateId, state: row.state },
  });
