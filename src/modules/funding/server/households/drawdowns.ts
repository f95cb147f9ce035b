import { randomUUID } from 'node:crypto';
import { policyOn } from '#modules/policy/index.ts';
import { estateHead, partsOf } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { divideCollection } from '../../domain/household/divide.ts';
import type { CollectionScope } from '../../domain/household/words.ts';
import { householdProblems } from '../../problems-households.ts';
import { nextNumber, numberText } from './collections.write.ts';
import { fileOf } from './files.ts';
import { openFundSource } from './ledger-door.ts';
import { type Decision, secondPerson } from './reliefs.ts';
import { audit, found, livingEstate, placeOf, somePlaces } from './rows.ts';
import { passedMatter, unusedForDrawdown } from './vote-reach.ts';

type Input = {
  readonly key: string;
  readonly estateId: string;
  readonly title: string;
  readonly item: string;
  readonly scope: CollectionScope;
  readonly building: string | null;
  readonly entrance: string | null;
  readonly amountFen: bigint;
  readonly voteId: string;
  readonly matterId: string;
  readonly fileId: string | null;
};
const refuse = (
  code: keyof typeof householdProblems,
  values: Record<string, string | number> = {},
  at?: string,
) => problem(householdProblems, code, values, at === undefined ? {} : { at });

/** The fund's rules on an item, or the refusal an auditor would write: what utilities owe never comes out of it. */
async function checkItem(ctx: Ctx, regionCode: string, item: string) {
  const { values } = await policyOn(ctx.tx, regionCode, ctx.today);
  const rules = values['funding.maintenanceFund'];
  const known = values['catalogue.items'].find((one) => one.id === item);
  if (!known) throw refuse('funding.households.class', { item }, 'item');
  if (rules.excludedItems.includes(item))
    throw refuse('funding.fund.item', { item: known.title, article: rules.excludedArticle }, 'item');
  return { class: known.class, excludedItems: rules.excludedItems };
}

/** Each part's share by exclusive area, never above its own balance. */
async function allocate(ctx: Ctx, input: Input) {
  const parts = await partsOf(ctx.tx, input.estateId, {
    building: input.scope === 'estate' ? undefined : (input.building ?? ''),
    entrance: input.scope === 'entrance' ? (input.entrance ?? '') : undefined,
  });
  const rows = await ctx.tx
    .selectFrom('fundingFundBalance')
    .select(['partId', 'balanceFen'])
    .where('estateId', '=', input.estateId)
    .execute();
  const balances = new Map(rows.map((row) => [row.partId, row.balanceFen]));
  const asked = parts.filter((part) => part.titled && part.kind !== 'garage' && part.kind !== 'storage');
  const without = asked.filter((part) => !balances.has(part.id)).map(placeOf);
  if (without.length > 0)
    throw refuse('funding.fund.balance-absent', { count: without.length, places: somePlaces(without) });
  const divided = divideCollection(
    input.amountFen,
    asked.map((part) => ({ id: part.id, place: placeOf(part), areaCm2: part.areaCm2, floor: part.floor })),
    { method: 'area' },
  );
  if (!divided.ok) {
    if (divided.fault.code !== 'area-unknown') throw refuse('funding.households.parts-empty');
    const { places } = divided.fault;
    throw refuse('funding.households.area-unknown', { count: places.length, places: somePlaces(places) });
  }
  const shares = divided.rows.map((row) => ({
    ...{ partId: row.id, amountFen: row.amountFen, balanceFen: balances.get(row.id) ?? 0n },
  }));
  const short = asked
    .filter((_part, n) => (shares[n]?.amountFen ?? 0n) > (shares[n]?.balanceFen ?? 0n))
    .map(placeOf);
  if (short.length > 0)
    throw refuse('funding.fund.balance-short', { count: short.length, places: somePlaces(short) });
  return shares;
}

/** Asks to draw on the fund: a passed vote to use it, an item it may pay, a share of every part within its balance. */
export async function proposeDrawdown(ctx: Ctx, input: Input) {
  const estate = await livingEstate(ctx.tx, input.estateId);
  await checkItem(ctx, estate.regionCode, input.item);
  const vote = await passedMatter(ctx, estate.id, input);
  if (vote.kind !== 'fundUse') throw refuse('funding.fund.vote', {}, 'matterId');
  await unusedForDrawdown(ctx, input);
  if (input.fileId) await fileOf(ctx.tx, estate.id, input.fileId);
  const shares = await allocate(ctx, input);
  const running = await nextNumber(ctx, 'WX', estate.regionCode);
  const row = { id: randomUUID(), regionCode: estate.regionCode };
  await ctx.tx
    .insertInto('fundingDrawdown')
    .values({
      ...{ ...row, estateId: estate.id, title: input.title, item: input.item, key: input.key },
      number: numberText('WX', estate.regionCode, ctx.today, running),
      ...{
        scope: input.scope,
        building: input.building,
        entrance: input.entrance,
        amountFen: input.amountFen,
      },
      ...{ voteId: vote.voteId, matterId: vote.matterId, fileId: input.fileId, state: 'proposed' },
      voteTitle: `${vote.number} ${vote.voteTitle}：${vote.matterTitle}`,
      ...{ proposedAt: ctx.now, proposedById: ctx.actor.id, proposedBy: ctx.actor.name },
    })
    .execute();
  for (let from = 0; from < shares.length; from += 1000)
    await ctx.tx
      .insertInto('fundingDrawdownPart')
      .values(
        shares
          .slice(from, from + 1000)
          .map((one) => ({ ...one, drawdownId: row.id, regionCode: row.regionCode })),
      )
      .execute();
  await audit(ctx, 'propose-drawdown', 'drawdown', row, {
    item: input.item,
    amount: input.amountFen,
    vote: vote.number,
  });
  return { id: row.id, version: 1 };
}

/** The second person's answer; approved, the fund has a source of its own in the ledger and the balances fall. */
export async function decideDrawdown(ctx: Ctx, input: Decision) {
  const asked = found(
    await ctx.tx
      .selectFrom('fundingDrawdown')
      .selectAll()
      .where('id', '=', input.id)
      .forUpdate()
      .executeTakeFirst(),
    input.version,
  );
  secondPerson(ctx, asked, 'proposed');
  const sourceId = input.approve ? await approve(ctx, asked) : null;
  await ctx.tx
    .updateTable('fundingDrawdown')
    .set({
      ...{ state: input.approve ? 'approved' : 'refused', sourceId, decisionNote: input.note },
      ...{
        decidedAt: ctx.now,
        decidedById: ctx.actor.id,
        decidedBy: ctx.actor.name,
        version: asked.version + 1,
      },
    })
    .where('id', '=', asked.id)
    .execute();
  await audit(ctx, 'decide-drawdown', 'drawdown', asked, { approve: input.approve, amount: asked.amountFen });
  return { id: asked.id, version: asked.version + 1 };
}

type Asked = {
  readonly id: string;
  readonly estateId: string;
  readonly regionCode: string;
  readonly number: string;
  readonly title: string;
  readonly item: string;
  readonly amountFen: bigint;
  readonly fileId: string | null;
  readonly voteTitle: string;
};

async function approve(ctx: Ctx, asked: Asked): Promise<string> {
  const rules = await checkItem(ctx, asked.regionCode, asked.item);
  const parts = await ctx.tx
    .selectFrom('fundingDrawdownPart')
    .select(['partId', 'amountFen'])
    .where('drawdownId', '=', asked.id)
    .execute();
  for (const part of parts) {
    const taken = await ctx.tx
      .updateTable('fundingFundBalance')
      .set((row) => ({ balanceFen: row('balanceFen', '-', part.amountFen) }))
      .where('partId', '=', part.partId)
      .where('balanceFen', '>=', part.amountFen)
      .executeTakeFirst();
    // drawn on by another request since this one was made
    if (taken.numUpdatedRows === 0n)
      throw refuse('funding.fund.balance-short', { count: 1, places: '部分房屋' });
  }
  const estate = await estateHead(ctx.tx, { id: asked.estateId });
  return openFundSource(ctx, {
    ...{ regionCode: asked.regionCode, estateId: asked.estateId, fileId: asked.fileId },
    title: `${estate?.name ?? ''}维修资金：${asked.title}（${asked.number}）`,
    ...{ documentNumber: asked.voteTitle.split(' ')[0] ?? asked.number, classes: [rules.class] },
    ...{ excludedItems: rules.excludedItems, amountFen: asked.amountFen },
  });
}

export async function listDrawdowns(
  ctx: Ctx,
  input: { page: number; size: number; estateId?: string | undefined; open: boolean },
) {
  let query = ctx.tx.selectFrom('fundingDrawdown');
  if (input.estateId) query = query.where('estateId', '=', input.estateId);
  if (input.open) query = query.where('state', '=', 'proposed');
  const { total } = await query
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await query
    .selectAll()
    .orderBy('proposedAt', 'desc')
    .orderBy('id')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  const first = rows[0];
  const titles = new Map(
    first
      ? (await policyOn(ctx.tx, first.regionCode, ctx.today)).values['catalogue.items'].map((one) => [
          one.id,
          one.title,
        ])
      : [],
  );
  const items = [];
  for (const row of rows) {
    const estate = await estateHead(ctx.tx, { id: row.estateId });
    items.push({
      ...{ id: row.id, number: row.number, estateId: row.estateId, estateName: estate?.name ?? '' },
      ...{ title: row.title, item: row.item, itemTitle: titles.get(row.item) ?? row.item },
      scopeName: [estate?.name, row.building, row.entrance].filter(Boolean).join(''),
      ...{
        amountFen: row.amountFen.toString(),
        voteTitle: row.voteTitle,
        voteId: row.voteId,
        fileId: row.fileId,
      },
      state: row.state as 'proposed' | 'approved' | 'refused' | 'withdrawn',
      ...{ proposedBy: row.proposedBy, proposedAt: row.proposedAt.toISOString(), decidedBy: row.decidedBy },
      own: row.proposedById === ctx.actor.id,
      decidedAt: row.decidedAt?.toISOString() ?? null,
      ...{ decisionNote: row.decisionNote, version: row.version },
    });
  }
  return { total: Number(total), items };
}
