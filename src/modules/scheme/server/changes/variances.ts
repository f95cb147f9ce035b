import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
import type { SchemeVariance } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { askVarianceInput, checkVarianceInput, decideVarianceInput } from '../../contract-changes.ts';
import {
  indicatorNames,
  isRelaxing,
  type StandardCheck,
  unmetChecks,
  type VarianceState,
  varianceStateNames,
} from '../../domain/changes/variance.ts';
import { versionStateNames } from '../../domain/state.ts';
import { changesProblems } from '../../problems-changes.ts';
import { schemesProblems } from '../../problems-schemes.ts';
import { auditScheme, estateIdsOf, type SchemeRow, schemeRow, stateOf } from '../schemes/keep.ts';
import { type ChangesView, presentChanges } from './changes.query.ts';

type Row = Selectable<SchemeVariance>;

const rules = async (ctx: Ctx) =>
  (await policyOn(ctx.tx, ctx.actor.scope, ctx.today)).values['scheme.variance'];

/** Asks to relax an indicator; refused at once for anything but a service facility of the pack (七(三)). */
export async function askVariance(ctx: Ctx, input: z.output<typeof askVarianceInput>): Promise<ChangesView> {
  const scheme = await schemeRow(ctx, input.id, true);
  if (stateOf(scheme) === 'cancelled')
    throw problem(schemesProblems, 'scheme.scheme.state', {
      ...{ title: scheme.title, state: versionStateNames.cancelled, step: '放宽规划指标' },
    });
  const { facilities } = await rules(ctx);
  if (!facilities.some(({ id }) => id === input.facility))
    throw problem(
      changesProblems,
      'scheme.variance.facility',
      { facility: input.facility },
      { at: 'facility' },
    );
  if (!(await estateIdsOf(ctx.tx, scheme.id)).includes(input.estateId))
    throw problem(changesProblems, 'scheme.variance.estate', {}, { at: 'estateId' });
  const { indicator, planned, wanted, facility, place, reason, estateId } = input;
  if (!isRelaxing(indicator, planned, wanted))
    throw problem(
      changesProblems,
      'scheme.variance.figures',
      { indicator: indicatorNames[indicator] },
      { at: 'wanted' },
    );
  const id = randomUUID();
  await ctx.tx
    .insertInto('schemeVariance')
    .values({
      ...{ id, schemeId: scheme.id, estateId, regionCode: scheme.regionCode, indicator, facility, place },
      ...{ planned, wanted, reason, state: 'draft', askedBy: ctx.actor.name, askedById: ctx.actor.id },
      createdAt: ctx.now,
    })
    .execute();
  await auditScheme(ctx, scheme, 'scheme.changes.ask', { variance: id, indicator, facility });
  return presentChanges(ctx, scheme);
}

/** Holds a variance, its scheme first, for a step from one of the states. */
async function locked(
  ctx: Ctx,
  input: { readonly id: string; readonly version: number },
  states: readonly VarianceState[],
  step: string,
): Promise<{ row: Row; scheme: SchemeRow }> {
  const found = await ctx.tx
    .selectFrom('schemeVariance')
    .select('schemeId')
    .where('id', '=', input.id)
    .executeTakeFirst();
  if (!found) throw problem(changesProblems, 'scheme.variance.absent');
  const scheme = await schemeRow(ctx, found.schemeId, true);
  const row = await ctx.tx
    .selectFrom('schemeVariance')
    .selectAll()
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (row.version !== input.version) throw problem(changesProblems, 'scheme.variance.stale');
  const state = row.state as VarianceState;
  if (!states.includes(state))
    throw problem(changesProblems, 'scheme.variance.state', { state: varianceStateNames[state], step });
  return { row, scheme };
}

async function changed(
  ctx: Ctx,
  of: { readonly row: Row; readonly scheme: SchemeRow },
  action: string,
  set: { readonly state: VarianceState } & Readonly<Record<string, unknown>>,
): Promise<ChangesView> {
  await ctx.tx
    .updateTable('schemeVariance')
    .set({ ...set, version: of.row.version + 1 })
    .where('id', '=', of.row.id)
    .execute();
  await auditScheme(ctx, of.scheme, action, { variance: of.row.id, state: set.state });
  return presentChanges(ctx, of.scheme);
}

/** Records the check against mandatory standards: `checked` once each is passed with its basis, until then it waits. */
export async function checkVariance(
  ctx: Ctx,
  input: z.output<typeof checkVarianceInput>,
): Promise<ChangesView> {
  const of = await locked(ctx, input, ['draft', 'checked'], '核对');
  const { checks: required } = await rules(ctx);
  const titles = new Map(required.map(({ id, title }) => [id, title]));
  const checks: StandardCheck[] = input.checks.map((one, at) => {
    const title = titles.get(one.id);
    if (title === undefined || input.checks.findIndex(({ id }) => id === one.id) !== at)
      throw problem(changesProblems, 'scheme.variance.check', { check: one.id }, { at: `checks.${at}` });
    return { ...one, title };
  });
  const whole = unmetChecks(required, checks).length === 0;
  return changed(ctx, of, 'scheme.changes.check', {
    state: whole ? 'checked' : 'draft',
    checks: JSON.stringify(checks),
    ...{ checkedAt: ctx.now, checkedBy: ctx.actor.name, checkedById: ctx.actor.id },
  });
}

/** Approves or refuses; approval wants every standard met, the authorities' papers, and another person. */
export async function decideVariance(
  ctx: Ctx,
  input: z.output<typeof decideVarianceInput>,
): Promise<ChangesView> {
  const of = await locked(ctx, input, ['draft', 'checked'], '批准');
  if (of.row.askedById === ctx.actor.id) throw problem(changesProblems, 'scheme.variance.persons');
  const decided = { decidedAt: ctx.now, decidedBy: ctx.actor.name, decidedById: ctx.actor.id };
  const approvals = JSON.stringify(input.approvals);
  if (!input.approve)
    return changed(ctx, of, 'scheme.changes.decide', {
      ...{ state: 'refused', decision: input.decision, approvals, ...decided },
    });
  const { checks, approvals: authorities } = await rules(ctx);
  const unmet = unmetChecks(checks, of.row.checks as unknown as StandardCheck[]);
  if (unmet.length > 0) throw problem(changesProblems, 'scheme.variance.unmet', { checks: unmet.join('、') });
  const lacking = authorities.filter(
    (authority) => !input.approvals.some((one) => one.authority === authority),
  );
  if (lacking.length > 0)
    throw problem(changesProblems, 'scheme.variance.approvals', { authorities: lacking.join('、') });
  return changed(ctx, of, 'scheme.changes.decide', {
    ...{ state: 'approved', decision: input.decision, approvals, ...decided },
  });
}

export async function withdrawVariance(
  ctx: Ctx,
  input: { id: string; version: number; reason: string },
): Promise<ChangesView> {
  const of = await locked(ctx, input, ['draft', 'checked'], '撤回');
  return changed(ctx, of, 'scheme.changes.ask', { state: 'withdrawn', decision: input.reason });
}
