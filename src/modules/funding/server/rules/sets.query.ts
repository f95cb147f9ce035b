import type { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
import { containing } from '#platform/database/containing.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { ruleSetQuery } from '../../contract-rules.ts';
import type { inForceView, ruleSetDetail, ruleSetHead } from '../../contract-rules-shapes.ts';
import type { RuleBook, RuleWorld } from '../../domain/rule/types.ts';
import { rulesProblems } from '../../problems-rules.ts';
import {
  bookOf,
  districtOf,
  isUnverified,
  type RuleSetRow,
  rowInForce,
  rulesInForce,
  worldOf,
} from './in-force.ts';

type Head = z.infer<typeof ruleSetHead>;
export type RuleSetView = z.infer<typeof ruleSetDetail>;
type ListInput = z.output<typeof ruleSetQuery> & { page: number; size: number };

const headOf = (row: RuleSetRow, current: boolean): Head => ({
  id: row.id,
  number: row.number,
  title: row.title,
  state: row.state as Head['state'],
  current,
  fromDay: row.fromDay,
  rules: bookOf(row).rules.length,
  unverified: isUnverified(bookOf(row), row.basisDocument),
  basisClause: row.basisClause,
  basisDocument: row.basisDocument,
  createdBy: row.createdBy,
  updatedAt: row.updatedAt.toISOString(),
  version: row.version,
});

/** Mutable copies for the wire; the shapes of the contract are arrays one may write to. */
export const wireBook = (book: RuleBook): RuleSetView['book'] => structuredClone(book) as RuleSetView['book'];
const wireWorld = (world: RuleWorld): RuleSetView['world'] => structuredClone(world) as RuleSetView['world'];

/** All sets of the district, drafts and cancelled ones too. */
export async function listRuleSets(ctx: Ctx, input: ListInput): Promise<{ total: number; items: Head[] }> {
  const district = districtOf(ctx.actor.scope);
  let rows = ctx.tx.selectFrom('fundingRuleSet').where('regionCode', '=', district);
  if (input.state) rows = rows.where('state', '=', input.state);
  const { search } = input;
  if (search)
    rows = rows.where((one) =>
      one.or([one('title', 'ilike', containing(search)), one('basisDocument', 'ilike', containing(search))]),
    );
  const { total } = await rows
    .select((one) => one.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow();
  const found = await rows
    .selectAll()
    .orderBy(input.sort, (order) => (input.descending ? order.desc().nullsLast() : order.asc().nullsLast()))
    .orderBy('number', 'desc')
    .limit(input.size)
    .offset((input.page - 1) * input.size)
    .execute();
  const current = await rowInForce(ctx.tx, district, ctx.today);
  return { total: Number(total), items: found.map((row) => headOf(row, row.id === current?.id)) };
}

/** @throws Problem funding.rules.absent */
export async function ruleSetRow(ctx: Pick<Ctx, 'tx'>, id: string, lock = false): Promise<RuleSetRow> {
  const query = ctx.tx.selectFrom('fundingRuleSet').selectAll().where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw problem(rulesProblems, 'funding.rules.absent');
  return row;
}

export async function presentRuleSet(ctx: Ctx, row: RuleSetRow): Promise<RuleSetView> {
  const policy = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const current = await rowInForce(ctx.tx, row.regionCode, ctx.today);
  return {
    ...headOf(row, row.id === current?.id),
    note: row.note,
    reason: row.reason,
    bookHash: row.bookHash,
    basedOn: row.basedOn,
    proposedBy: row.proposedByName,
    proposedAt: row.proposedAt?.toISOString() ?? null,
    proposedByMe: row.proposedBy === ctx.actor.id,
    decidedBy: row.decidedByName,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    book: wireBook(bookOf(row)),
    world: wireWorld(worldOf(policy)),
  };
}

export const showRuleSet = async (ctx: Ctx, input: { id: string }): Promise<RuleSetView> =>
  presentRuleSet(ctx, await ruleSetRow(ctx, input.id));

/** What holds today, with what it is judged against. */
export async function showInForce(ctx: Ctx): Promise<z.infer<typeof inForceView>> {
  const { id, title, hash, fromDay, unverified, book, world } = await rulesInForce(ctx, ctx.actor.scope);
  return {
    ...{ id, title, bookHash: hash, fromDay, unverified },
    book: wireBook(book),
    world: wireWorld(world),
  };
}
