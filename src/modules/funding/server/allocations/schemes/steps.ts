import { createHash } from 'node:crypto';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { RenovationClass } from '../../../domain/allocation/indicator-words.ts';
import { allocationProblems } from '../../../problems-allocations.ts';
import { arrange } from '../../ledger/post.ts';
import { takeBack } from '../../ledger/standing.ts';
import { linesOf, type One, stepScheme, takeScheme } from './scheme-row.ts';
import { showScheme } from './schemes.query.ts';

type WithReason = One & { readonly reason: string };
const nobody = { submittedById: null, submittedBy: null, submittedAt: null };

/** Hands the draft in; nothing of it changes any more. @throws Problem funding.allocation.empty */
export async function submitScheme(ctx: Ctx, input: One) {
  const row = await takeScheme(ctx, input, ['draft']);
  const lines = await linesOf(ctx, row.id);
  if (!lines.some(({ amountFen }) => amountFen > 0n))
    throw problem(allocationProblems, 'funding.allocation.empty');
  const change = { submittedById: ctx.actor.id, submittedBy: ctx.actor.name, submittedAt: ctx.now };
  return stepScheme(ctx, row, { state: 'submitted', ...change }, 'funding.allocations.submit');
}

export async function sendBackScheme(ctx: Ctx, input: WithReason) {
  const row = await takeScheme(ctx, input, ['submitted']);
  const note = `退回：${input.reason}`;
  return stepScheme(ctx, row, { state: 'draft', ...nobody, note }, 'funding.allocations.sendBack', {
    reason: input.reason,
  });
}

/**
 * Approves and arranges the money in the same transaction: when the ledger refuses a line, nothing is approved. Whoever
 * drew the scheme up, set an amount by hand or handed it in does not approve it.
 * @throws Problem funding.allocation.same-person, funding.ledger.*
 */
export async function approveScheme(ctx: Ctx, input: One & { readonly approvalNumber: string }) {
  const row = await takeScheme(ctx, input, ['submitted']);
  if ([row.createdById, row.submittedById, ...row.adjustedByIds].includes(ctx.actor.id))
    throw problem(allocationProblems, 'funding.allocation.same-person');
  const lines = (await linesOf(ctx, row.id)).filter(({ amountFen }) => amountFen > 0n);
  const { postingId } = await arrange(ctx, {
    lines: lines.map(({ sourceId, projectId, estateId, item, itemClass, amountFen }) => ({
      ...{ sourceId, projectId, estateId, item, itemClass: itemClass as RenovationClass, amountFen },
    })),
    bookedOn: ctx.today,
    reason: `${row.code} ${row.title}（${input.approvalNumber}）`,
    allocationId: row.id,
    origin: 'scheme',
  });
  const change = {
    ...{ state: 'approved', postingId, approvalNumber: input.approvalNumber },
    ...{ approvedById: ctx.actor.id, approvedBy: ctx.actor.name, approvedAt: ctx.now },
  };
  const detail = { postingId, lines: lines.length, number: input.approvalNumber };
  return stepScheme(ctx, row, change, 'funding.allocations.approve', detail);
}

/** Takes the approval back before it is public: the arrangement is reversed, the draft lies open again. */
export async function revokeScheme(ctx: Ctx, input: WithReason) {
  const row = await takeScheme(ctx, input, ['approved']);
  if (row.postingId)
    await takeBack(ctx, {
      postingId: row.postingId,
      bookedOn: ctx.today,
      reason: `撤销 ${row.code} 的批准：${input.reason}`,
    });
  const approval = { approvedById: null, approvedBy: null, approvedAt: null, approvalNumber: null };
  const change = {
    state: 'draft',
    postingId: null,
    ...approval,
    ...nobody,
    note: `撤销批准：${input.reason}`,
  };
  return stepScheme(ctx, row, change, 'funding.allocations.revoke', { reason: input.reason });
}

/** Publishes: the version with every line is frozen under its hash and never changes again. */
export async function publishScheme(ctx: Ctx, input: One) {
  const row = await takeScheme(ctx, input, ['approved']);
  const { id, code, title, approvalNumber, approvedBy, sources, lines, needs } = await showScheme(ctx, row);
  const published = JSON.stringify({
    ...{ id, code, title, approvalNumber, approvedBy, on: ctx.today, sources },
    ...{ lines: lines.filter(({ amountFen }) => amountFen !== '0'), needs },
  });
  const hash = createHash('sha256').update(published).digest('hex');
  const change = { state: 'published', published, hash, publishedBy: ctx.actor.name, publishedAt: ctx.now };
  return stepScheme(ctx, row, change, 'funding.allocations.publish', { hash });
}

export async function withdrawScheme(ctx: Ctx, input: WithReason) {
  const row = await takeScheme(ctx, input, ['draft', 'submitted']);
  const change = { state: 'withdrawn', note: `作废：${input.reason}` };
  return stepScheme(ctx, row, change, 'funding.allocations.withdraw', { reason: input.reason });
}
