import { randomUUID } from 'node:crypto';
import { policyOn } from '#modules/policy/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { yuanText } from '../../domain/household/amount.ts';
import type { reliefKinds } from '../../domain/household/words.ts';
import { householdProblems } from '../../problems-households.ts';
import { fileOf } from './files.ts';
import { postRelief } from './ledger-door.ts';
import { audit, findBill, findCollection, found, mustBe, placeOf } from './rows.ts';

type Kind = (typeof reliefKinds)[number];
export type Decision = {
  readonly id: string;
  readonly version: number;
  readonly approve: boolean;
  readonly note: string;
};

/** Refuses the proposer as decider, and a second decision. */
export function secondPerson(
  ctx: Ctx,
  row: { readonly proposedById: string; readonly state: string },
  open: string,
): void {
  if (row.state !== open) throw problem(householdProblems, 'funding.households.decided');
  if (row.proposedById === ctx.actor.id) throw problem(householdProblems, 'funding.households.two-persons');
}

/** Sub-channels that may pay what a household is spared: every one but the residents' own. */
async function channelTitles(ctx: Ctx, regionCode: string): Promise<Map<string, string>> {
  const { values } = await policyOn(ctx.tx, regionCode, ctx.today);
  return new Map(
    values['funding.channels']
      .filter((one) => one.id !== 'residents')
      .flatMap((one) => one.subChannels)
      .concat(
        values['funding.channels']
          .flatMap((one) => one.subChannels)
          .filter((one) => one.id === 'commonIncome' || one.id === 'donation'),
      )
      .map((one) => [one.id, one.title]),
  );
}

export async function proposeRelief(
  ctx: Ctx,
  input: { id: string; kind: Kind; amountFen: bigint; subChannel: string; reason: string; fileId: string },
) {
  const bill = await findBill(ctx.tx, input.id, true);
  mustBe(await findCollection(ctx.tx, bill.collectionId), ['draft', 'issued'], '提出减免');
  const titles = await channelTitles(ctx, bill.regionCode);
  if (!titles.has(input.subChannel))
    throw problem(
      householdProblems,
      'funding.households.relief-channel',
      { channel: input.subChannel },
      { at: 'subChannel' },
    );
  await fileOf(ctx.tx, bill.estateId, input.fileId);
  withinShare(bill, input.amountFen);
  const row = { id: randomUUID(), regionCode: bill.regionCode };
  await ctx.tx
    .insertInto('fundingRelief')
    .values({
      ...{ ...row, collectionId: bill.collectionId, billId: bill.id, kind: input.kind },
      ...{
        amountFen: input.amountFen,
        subChannel: input.subChannel,
        reason: input.reason,
        fileId: input.fileId,
      },
      ...{ state: 'proposed', proposedAt: ctx.now, proposedById: ctx.actor.id, proposedBy: ctx.actor.name },
    })
    .execute();
  await audit(ctx, 'propose-relief', 'relief', row, {
    bill: bill.id,
    kind: input.kind,
    amount: input.amountFen,
  });
  return { id: row.id, version: 1 };
}

function withinShare(bill: { reliefFen: bigint; shareFen: bigint }, more: bigint): void {
  if (bill.reliefFen + more > bill.shareFen)
    throw problem(
      householdProblems,
      'funding.households.relief-over',
      { share: yuanText(bill.shareFen) },
      { at: 'amountFen' },
    );
}

/** The second person's answer; approved after issuing, what is due falls and the source's sum with it. */
export async function decideRelief(ctx: Ctx, input: Decision) {
  const asked = found(
    await ctx.tx
      .selectFrom('fundingRelief')
      .selectAll()
      .where('id', '=', input.id)
      .forUpdate()
      .executeTakeFirst(),
    input.version,
  );
  secondPerson(ctx, asked, 'proposed');
  const of = await findCollection(ctx.tx, asked.collectionId, true);
  const bill = await findBill(ctx.tx, asked.billId, true);
  let claimFen = 0n;
  if (input.approve) {
    mustBe(of, ['draft', 'issued'], '批准减免');
    withinShare(bill, asked.amountFen);
    const reliefFen = bill.reliefFen + asked.amountFen;
    await ctx.tx
      .updateTable('fundingBill')
      .set({
        ...{ reliefFen, version: bill.version + 1 },
        ...(bill.dueFen === null ? {} : { dueFen: bill.shareFen - reliefFen }),
      })
      .where('id', '=', bill.id)
      .execute();
    if (of.sourceId && bill.dueFen !== null)
      claimFen = await postRelief(ctx, {
        ...{ sourceId: of.sourceId, amountFen: asked.amountFen },
        reason: `${bill.number ?? ''} 减免，由 ${asked.subChannel} 承担`,
      });
  }
  await ctx.tx
    .updateTable('fundingRelief')
    .set({
      ...{
        state: input.approve ? 'approved' : 'refused',
        decisionNote: input.note,
        version: asked.version + 1,
        claimFen,
      },
      ...{ decidedAt: ctx.now, decidedById: ctx.actor.id, decidedBy: ctx.actor.name },
    })
    .where('id', '=', asked.id)
    .execute();
  await audit(ctx, 'decide-relief', 'relief', asked, {
    approve: input.approve,
    bill: bill.id,
    claim: claimFen,
  });
  return { id: asked.id, version: asked.version + 1 };
}

type Filter = { readonly billId?: string; readonly estateId?: string | undefined; readonly open?: boolean };

export async function reliefsOf(ctx: Ctx, filter: Filter) {
  let query = ctx.tx
    .selectFrom('fundingRelief as r')
    .innerJoin('fundingBill as b', 'b.id', 'r.billId')
    .innerJoin('fundingCollection as c', 'c.id', 'r.collectionId')
    .selectAll('r')
    .select(['c.title as collectionTitle', 'b.building', 'b.entrance', 'b.room']);
  if (filter.billId) query = query.where('r.billId', '=', filter.billId);
  if (filter.estateId) query = query.where('b.estateId', '=', filter.estateId);
  if (filter.open) query = query.where('r.state', '=', 'proposed');
  const rows = await query.orderBy('r.proposedAt', 'desc').orderBy('r.id').execute();
  const first = rows[0];
  const titles = first ? await channelTitles(ctx, first.regionCode) : new Map<string, string>();
  return rows.map((row) => ({
    ...{
      id: row.id,
      billId: row.billId,
      collectionId: row.collectionId,
      collectionTitle: row.collectionTitle,
    },
    ...{ place: placeOf(row), kind: row.kind as Kind, amountFen: row.amountFen.toString() },
    claimFen: row.claimFen.toString(),
    ...{ subChannel: row.subChannel, subChannelTitle: titles.get(row.subChannel) ?? row.subChannel },
    ...{ reason: row.reason, fileId: row.fileId, proposedBy: row.proposedBy, decidedBy: row.decidedBy },
    state: row.state as 'proposed' | 'approved' | 'refused' | 'withdrawn',
    proposedAt: row.proposedAt.toISOString(),
    own: row.proposedById === ctx.actor.id,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    ...{ decisionNote: row.decisionNote, version: row.version },
  }));
}

export const pageOf = <T>(rows: readonly T[], input: { page: number; size: number }) => ({
  total: rows.length,
  items: rows.slice((input.page - 1) * input.size, input.page * input.size),
});

export const listReliefs = async (
  ctx: Ctx,
  input: { page: number; size: number; open: boolean; estateId?: string | undefined },
) => pageOf(await reliefsOf(ctx, input), input);
