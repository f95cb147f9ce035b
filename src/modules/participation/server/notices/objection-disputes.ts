import type { Tx } from '#platform/database/connect.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { ObjectionDetail } from './objections.query.ts';
import { rowFor, takeStep } from './objections.ts';

type Change = { id: string; version: number; reason: string };

/** Marks an objection as making its estate disputed: projects holds the estate until it is settled (五(二)). */
export async function disputeObjection(ctx: Ctx, input: Change): Promise<ObjectionDetail> {
  const row = await rowFor(ctx, input, 'dispute');
  return takeStep(
    ctx,
    row,
    { word: '列为争议', action: 'dispute', note: input.reason },
    {
      disputed: true,
      disputeReason: input.reason,
      disputeSettledAt: null,
      disputeSettledBy: null,
      disputeSettledReason: null,
    },
  );
}

/** Says that the objection no longer makes the estate disputed, and why. */
export async function settleObjection(ctx: Ctx, input: Change): Promise<ObjectionDetail> {
  const row = await rowFor(ctx, input, 'settle');
  return takeStep(
    ctx,
    row,
    { word: '了结争议', action: 'settle', note: input.reason },
    {
      disputeSettledAt: ctx.now,
      disputeSettledBy: ctx.actor.name,
      disputeSettledReason: input.reason,
    },
  );
}

/** Unsettled objections that make an estate disputed. */
export type OpenDisputes = {
  readonly objections: number;
  /** ISO instant the earliest of them was received. */
  readonly since: string;
  /** Their numbers, the earliest first. */
  readonly numbers: readonly string[];
};

/**
 * Estates made disputed by objections that are not settled, of those named or of all the transaction may see; an estate
 * without any is not in the answer.
 */
export async function openDisputes(
  tx: Tx,
  estateIds?: readonly string[],
): Promise<ReadonlyMap<string, OpenDisputes>> {
  if (estateIds?.length === 0) return new Map();
  let query = tx
    .selectFrom('participationObjection')
    .select(['estateId', 'number', 'at'])
    .where('disputed', '=', true)
    .where('disputeSettledAt', 'is', null)
    .orderBy('at')
    .orderBy('n');
  if (estateIds) query = query.where('estateId', 'in', [...estateIds]);
  const found = new Map<string, OpenDisputes>();
  for (const row of await query.execute()) {
    const before = found.get(row.estateId);
    found.set(row.estateId, {
      objections: (before?.objections ?? 0) + 1,
      since: before?.since ?? row.at.toISOString(),
      numbers: [...(before?.numbers ?? []), row.number],
    });
  }
  return found;
}
