import type { Updateable } from 'kysely';
import type { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
import { serialise } from '#platform/database/serialise.ts';
import type { FundingRuleSet } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { ruleSetEdit } from '../../contract-rules.ts';
import { bookFaults } from '../../domain/rule/conflicts.ts';
import type { RuleBook } from '../../domain/rule/types.ts';
import { rulesProblems } from '../../problems-rules.ts';
import { queueEstimates } from './estimates-job.ts';
import { bookHash, bookOf, districtOf, type RuleSetRow, rulesInForce, worldOf } from './in-force.ts';
import { presentRuleSet, type RuleSetView, ruleSetRow } from './sets.query.ts';

type State = RuleSetView['state'];
const stateNames: Readonly<Record<State, string>> = {
  draft: '草案',
  proposed: '待批准',
  inForce: '已批准',
  cancelled: '已作废',
};

/** @throws Problem with the first conflict or gap; all of them are in its details */
export async function refuseFaults(ctx: Ctx, book: RuleBook): Promise<void> {
  const policy = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const faults = bookFaults(worldOf(policy), book).map(({ code, values, ruleId }) => ({
    ...{ code, ruleId },
    message: problem(rulesProblems, code, values).message,
    values,
  }));
  const [first] = faults;
  if (first)
    throw problem(rulesProblems, first.code, first.values, {
      at: first.ruleId ?? 'rules',
      details: faults.slice(0, 100).map(({ code, ruleId, message }) => ({ code, ruleId, message })),
    });
}

/** Rules are the district's: a subdistrict reads them and makes none. */
function ownDistrict(ctx: Ctx): string {
  if (ctx.actor.scope.length > 6) throw problem(rulesProblems, 'funding.rules.district');
  return districtOf(ctx.actor.scope);
}

const audit = (ctx: Ctx, row: RuleSetRow, action: string, step: string, detail: object = {}) =>
  ctx.audit({
    action,
    subjectKind: 'ruleSet',
    subjectId: row.id,
    regionCode: row.regionCode,
    detail: { step, number: row.number, bookHash: row.bookHash, ...detail },
  });

/** A new draft from a set, or from what holds now. The same key again answers the same draft. */
export async function createRuleSet(
  ctx: Ctx,
  input: { title: string; basedOn: string | null; key: string },
): Promise<RuleSetView> {
  const district = ownDistrict(ctx);
  await serialise(ctx.tx, `funding.rules ${district}`);
  const again = await ctx.tx
    .selectFrom('fundingRuleSet')
    .selectAll()
    .where('id', '=', input.key)
    .executeTakeFirst();
  const row = again ?? (await insertDraft(ctx, district, input));
  await audit(ctx, row, 'funding.rules.edit', again ? 'repeat' : 'create', { title: row.title });
  return presentRuleSet(ctx, row);
}

async function insertDraft(
  ctx: Ctx,
  district: string,
  input: { title: string; basedOn: string | null; key: string },
): Promise<RuleSetRow> {
  const source = input.basedOn === null ? null : await ruleSetRow(ctx, input.basedOn);
  const holding = source ? null : await rulesInForce(ctx, ctx.actor.scope);
  const book = source ? bookOf(source) : (holding?.book ?? { rules: [], divisions: [] });
  const { last } = await ctx.tx
    .selectFrom('fundingRuleSet')
    .select((one) => one.fn.max('number').as('last'))
    .where('regionCode', '=', district)
    .executeTakeFirstOrThrow();
  return ctx.tx
    .insertInto('fundingRuleSet')
    .values({
      ...{ id: input.key, regionCode: district, number: (last ?? 0) + 1, title: input.title, state: 'draft' },
      ...{ book: JSON.stringify(book), bookHash: bookHash(book) },
      basisClause: source?.basisClause ?? '五(五)',
      basisDocument: source?.basisDocument ?? '',
      ...{ note: '', basedOn: source?.id ?? holding?.id ?? null },
      ...{ createdAt: ctx.now, createdBy: ctx.actor.name, updatedAt: ctx.now },
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The row, locked, at the version its user saw and in one of the states. @throws Problem funding.rules.stale, .state, .frozen */
async function standing(
  ctx: Ctx,
  input: { id: string; version: number },
  states: readonly State[],
  step: string,
): Promise<RuleSetRow> {
  ownDistrict(ctx);
  const row = await ruleSetRow(ctx, input.id, true);
  if (row.version !== input.version)
    throw problem(rulesProblems, 'funding.rules.stale', { title: row.title });
  if (!states.includes(row.state as State))
    throw problem(rulesProblems, 'funding.rules.state', {
      ...{ title: row.title, state: stateNames[row.state as State], step },
    });
  return row;
}

type Change = Updateable<FundingRuleSet>;

const changed = (ctx: Ctx, row: RuleSetRow, change: Change): Promise<RuleSetRow> =>
  ctx.tx
    .updateTable('fundingRuleSet')
    .set({ ...change, version: row.version + 1, updatedAt: ctx.now })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();

/** Saves a draft; a book with a conflict or a gap is refused. */
export async function editRuleSet(ctx: Ctx, input: z.output<typeof ruleSetEdit>): Promise<RuleSetView> {
  const before = await standing(ctx, input, ['draft'], '修改');
  await refuseFaults(ctx, input.book);
  const { title, basisClause, basisDocument, note, book } = input;
  const row = await changed(ctx, before, {
    ...{ title, basisClause, basisDocument, note },
    ...{ book: JSON.stringify(book), bookHash: bookHash(book) },
  });
  await audit(ctx, row, 'funding.rules.edit', 'edit', { title, rules: book.rules.length });
  return presentRuleSet(ctx, row);
}

/** First person: asks for a day to put the draft in force; the pack may have changed since it was saved. */
export async function proposeRuleSet(
  ctx: Ctx,
  input: { id: string; version: number; fromDay: string },
): Promise<RuleSetView> {
  const before = await standing(ctx, input, ['draft'], '提请生效');
  if (input.fromDay < ctx.today) throw problem(rulesProblems, 'funding.rules.past', { day: input.fromDay });
  await refuseFaults(ctx, bookOf(before));
  const row = await changed(ctx, before, {
    ...{ state: 'proposed', fromDay: input.fromDay, reason: '' },
    ...{ proposedBy: ctx.actor.id, proposedByName: ctx.actor.name, proposedAt: ctx.now },
  });
  await audit(ctx, row, 'funding.rules.edit', 'propose', { fromDay: input.fromDay });
  return presentRuleSet(ctx, row);
}

/** Back to the drafter, with the reason. */
export async function giveBackRuleSet(
  ctx: Ctx,
  input: { id: string; version: number; reason: string },
): Promise<RuleSetView> {
  const before = await standing(ctx, input, ['proposed'], '退回');
  const row = await changed(ctx, before, {
    ...{ state: 'draft', fromDay: null, reason: input.reason },
    ...{ proposedBy: null, proposedByName: null, proposedAt: null },
  });
  await audit(ctx, row, 'funding.rules.enforce', 'return', { reason: input.reason });
  return presentRuleSet(ctx, row);
}

/** Second person: from its day on the set holds, and never changes again; estimates are computed anew. */
export async function enforceRuleSet(ctx: Ctx, input: { id: string; version: number }): Promise<RuleSetView> {
  const before = await standing(ctx, input, ['proposed'], '批准生效');
  if (before.proposedBy === ctx.actor.id)
    throw problem(rulesProblems, 'funding.rules.same-person', { title: before.title });
  if (before.fromDay !== null && before.fromDay < ctx.today)
    throw problem(rulesProblems, 'funding.rules.past', { day: before.fromDay });
  await refuseFaults(ctx, bookOf(before));
  const row = await changed(ctx, before, {
    ...{ state: 'inForce', decidedBy: ctx.actor.id, decidedByName: ctx.actor.name, decidedAt: ctx.now },
  });
  await audit(ctx, row, 'funding.rules.enforce', 'enforce', { fromDay: row.fromDay });
  if (row.fromDay === ctx.today) await queueEstimates(ctx, row.regionCode);
  return presentRuleSet(ctx, row);
}

export async function cancelRuleSet(
  ctx: Ctx,
  input: { id: string; version: number; reason: string },
): Promise<RuleSetView> {
  const before = await standing(ctx, input, ['draft', 'proposed'], '作废');
  const row = await changed(ctx, before, { state: 'cancelled', reason: input.reason });
  await audit(ctx, row, 'funding.rules.edit', 'cancel', { reason: input.reason });
  return presentRuleSet(ctx, row);
}
