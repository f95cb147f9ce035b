import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { SchemeVariation } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { askVariationInput, decideVariationInput } from '../../contract-changes.ts';
import { type VariationState, variationStateNames } from '../../domain/changes/variation.ts';
import { costOf } from '../../domain/lines/cost.ts';
import { applyDifference, differenceOf } from '../../domain/lines/difference.ts';
import type { Line } from '../../domain/lines/line.ts';
import { changesProblems } from '../../problems-changes.ts';
import { columnsOf, hashOf, readLines, writeLines } from '../schemes/content.ts';
import {
  auditScheme,
  estateIdsOf,
  keepScheme,
  lockScheme,
  ratesOf,
  type SchemeRow,
  schemeRow,
  type VersionRow,
  versionRow,
} from '../schemes/keep.ts';
import { findingsOf } from '../schemes/present.ts';
import { contentOf } from '../schemes/revisions.ts';
import { knownLines } from '../schemes/save.ts';
import { type ChangesView, presentChanges } from './changes.query.ts';
import { differenceFrom, type StoredDifference, storeDifference } from './difference.ts';
import { demandBudget } from './standing.ts';

type AskInput = z.output<typeof askVariationInput>;
type DecideInput = z.output<typeof decideVariationInput>;
type Row = Selectable<SchemeVariation>;

/** The rules a scheme had to meet, met by what it becomes; the ceiling is the budget rule's matter by now. */
async function demandRules(ctx: Ctx, scheme: SchemeRow, base: VersionRow, lines: readonly Line[]) {
  const ids = await estateIdsOf(ctx.tx, scheme.id);
  const findings = await findingsOf(ctx, ids, { ...base, ceilingFen: null }, lines);
  const what = findings.filter(({ level }) => level === 'refused').map(({ message }) => message);
  if (what.length > 0) throw problem(changesProblems, 'scheme.variation.refused', { what: what.join('') });
}

/** Asks for a change of an approved scheme: its lines as they should be, the reason, and what it costs. */
export async function askVariation(ctx: Ctx, input: AskInput): Promise<ChangesView> {
  const scheme = await lockScheme(ctx, input, ['approved'], '申请变更');
  const open = await ctx.tx
    .selectFrom('schemeVariation')
    .select('id')
    .where('schemeId', '=', scheme.id)
    .where('state', '=', 'asked')
    .executeTakeFirst();
  if (open) throw problem(changesProblems, 'scheme.variation.open');
  const base = await versionRow(ctx.tx, scheme);
  const before = (await contentOf(ctx.tx, base)).lines;
  const estateIds = await estateIdsOf(ctx.tx, scheme.id);
  const lines = await readLines(ctx, input.lines, { estateIds, known: await knownLines(ctx, scheme.id) });
  const difference = differenceOf(before, lines);
  if (difference.added.length + difference.removed.length + difference.changed.length === 0)
    throw problem(changesProblems, 'scheme.variation.nothing');
  await demandRules(ctx, scheme, base, lines);
  const [was, is] = [costOf(before, ratesOf(base)), costOf(lines, ratesOf(base))];
  const { n } = await ctx.tx
    .selectFrom('schemeVariation')
    .select((one) => one.fn.countAll<bigint>().as('n'))
    .where('schemeId', '=', scheme.id)
    .executeTakeFirstOrThrow();
  const { kind, reason } = input;
  const number = Number(n) + 1;
  await ctx.tx
    .insertInto('schemeVariation')
    .values({
      ...{ id: randomUUID(), schemeId: scheme.id, regionCode: scheme.regionCode, number, kind, reason },
      changes: JSON.stringify(storeDifference(difference, was.amounts, is.amounts)),
      ...{ baseId: base.id, beforeFen: was.total, afterFen: is.total, state: 'asked' },
      ...{ askedAt: ctx.now, askedBy: ctx.actor.name, askedById: ctx.actor.id },
    })
    .execute();
  const kept = await keepScheme(ctx, scheme);
  const detail = { variation: number, kind, delta: is.total - was.total };
  await auditScheme(ctx, scheme, 'scheme.changes.ask', detail);
  return presentChanges(ctx, kept);
}

async function locked(
  ctx: Ctx,
  input: { readonly id: string; readonly version: number },
  step: string,
): Promise<{ row: Row; scheme: SchemeRow }> {
  const found = await ctx.tx
    .selectFrom('schemeVariation')
    .select('schemeId')
    .where('id', '=', input.id)
    .executeTakeFirst();
  if (!found) throw problem(changesProblems, 'scheme.variation.absent');
  const scheme = await schemeRow(ctx, found.schemeId, true);
  const row = await ctx.tx
    .selectFrom('schemeVariation')
    .selectAll()
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (row.version !== input.version) throw problem(changesProblems, 'scheme.variation.stale');
  if (row.state !== 'asked')
    throw problem(changesProblems, 'scheme.variation.state', {
      state: variationStateNames[row.state as VariationState],
      step,
    });
  return { row, scheme };
}

const settle = (ctx: Ctx, row: Row, set: Readonly<Record<string, unknown>>) =>
  ctx.tx
    .updateTable('schemeVariation')
    .set({ ...set, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();

/** Lays the changed scheme down as its next version, frozen at once under its own hash. */
async function freezeResult(ctx: Ctx, row: Row, scheme: SchemeRow, documentNumber: string) {
  const base = await versionRow(ctx.tx, scheme);
  if (base.id !== row.baseId) throw problem(changesProblems, 'scheme.variation.base');
  const before = await contentOf(ctx.tx, base);
  const lines = applyDifference(before.lines, differenceFrom(row.changes as unknown as StoredDifference));
  const content = { ...before, lines };
  const { cost, columns } = columnsOf(content);
  await demandBudget(ctx, scheme, cost.total);
  const [id, number] = [randomUUID(), base.number + 1];
  await ctx.tx
    .insertInto('schemeVersion')
    .values({
      ...{ id, schemeId: scheme.id, regionCode: scheme.regionCode, number, origin: 'variation' },
      ...{ baseId: base.id, state: 'draft', packVersion: base.packVersion, ...columns },
      ...{ createdAt: ctx.now, createdBy: row.askedBy },
    })
    .execute();
  await writeLines(ctx, { id, schemeId: scheme.id }, lines, cost.amounts);
  await ctx.tx
    .updateTable('schemeVersion')
    .set({
      ...{ state: 'approved', hash: hashOf(content), approvedOn: ctx.today, approvedAt: ctx.now },
      ...{ submittedAt: row.askedAt, submittedBy: row.askedBy, submittedById: row.askedById },
      ...{ approvedBy: ctx.actor.name, approvedById: ctx.actor.id, documentNumber: documentNumber || null },
    })
    .where('id', '=', id)
    .execute();
  return { id, number, totalFen: cost.total };
}

/** Approves or refuses a change; whoever asked for it never approves it. */
export async function decideVariation(ctx: Ctx, input: DecideInput): Promise<ChangesView> {
  const { row, scheme } = await locked(ctx, input, '批准');
  if (row.askedById === ctx.actor.id) throw problem(changesProblems, 'scheme.variation.persons');
  const { decision, documentNumber } = input;
  const decided = {
    ...{ decision, documentNumber: documentNumber || null },
    ...{ decidedAt: ctx.now, decidedBy: ctx.actor.name, decidedById: ctx.actor.id },
  };
  let kept: SchemeRow;
  if (input.approve) {
    const result = await freezeResult(ctx, row, scheme, documentNumber);
    await settle(ctx, row, { ...decided, state: 'approved', resultId: result.id });
    kept = await keepScheme(ctx, scheme, { currentNumber: result.number, totalFen: result.totalFen });
  } else {
    await settle(ctx, row, { ...decided, state: 'refused' });
    kept = await keepScheme(ctx, scheme);
  }
  const detail = { variation: row.number, approve: input.approve };
  await auditScheme(ctx, scheme, 'scheme.changes.decide', detail);
  return presentChanges(ctx, kept);
}

export async function withdrawVariation(
  ctx: Ctx,
  input: { id: string; version: number; reason: string },
): Promise<ChangesView> {
  const { row, scheme } = await locked(ctx, input, '撤回');
  await settle(ctx, row, { state: 'withdrawn', decision: input.reason });
  const kept = await keepScheme(ctx, scheme);
  await auditScheme(ctx, scheme, 'scheme.changes.ask', { variation: row.number, withdrawn: true });
  return presentChanges(ctx, kept);
}
