import type { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { wanText } from '#shared/money.ts';
import { problem } from '#shared/problem.ts';
import type { budgetShape, ChannelView, capacityEdit, channelEdit } from '../contract-shapes.ts';
import { className } from '../domain/names.ts';
import { planProblems } from '../problems.ts';
import { budgetRows, capacityOf, channelsOf, showBudget } from './budget.query.ts';
import { ownDistrict } from './district.ts';

type Change = { readonly label: string; readonly from: string | null; readonly to: string | null };
type Input = {
  readonly channels: readonly z.infer<typeof channelEdit>[];
  readonly capacity: readonly z.infer<typeof capacityEdit>[];
  readonly note: string;
};

const wanOf = (fen: string | undefined): string | null =>
  fen === undefined ? null : `${wanText(BigInt(fen), 6).replace(/\.?0+$/, '')} 万元`;
const classText = (classes: readonly string[]): string => classes.map((id) => className({}, id)).join('、');

function checkYears(given: readonly string[], years: readonly number[], at: string): void {
  for (const year of given)
    if (!years.includes(Number(year)))
      throw problem(planProblems, 'plan.budget.year', { year, years: years.join('、') }, { at });
}

/** What an edit changes in a channel, in words; empty when nothing. */
export function channelChanges(
  before: ChannelView,
  edit: Omit<Input['channels'][number], 'version'>,
): Change[] {
  const { title } = before;
  const changes: Change[] = Object.entries(edit.amounts)
    .filter(([year, fen]) => (before.amounts[year] ?? '0') !== BigInt(fen).toString())
    .map(([year, fen]) => ({
      label: `${title} ${year} 年`,
      from: wanOf(before.amounts[year]),
      to: wanOf(fen),
    }));
  if (edit.classes && classText(edit.classes) !== classText(before.classes))
    changes.push({ label: `${title} 可用于`, from: classText(before.classes), to: classText(edit.classes) });
  if (edit.carry !== undefined && edit.carry !== before.carry)
    changes.push({
      label: `${title} 结转`,
      from: before.carry ? '可结转' : '不结转',
      to: edit.carry ? '可结转' : '不结转',
    });
  return changes;
}

async function saveChannel(
  ctx: Ctx,
  district: string,
  before: ChannelView,
  edit: Input['channels'][number],
): Promise<void> {
  const amounts = { ...before.amounts };
  for (const [year, fen] of Object.entries(edit.amounts)) amounts[year] = BigInt(fen).toString();
  const row = {
    classes: [...(edit.classes ?? before.classes)],
    carry: edit.carry ?? before.carry,
    amounts: JSON.stringify(amounts),
    updatedAt: ctx.now,
    updatedBy: ctx.actor.name,
  };
  const stale = () => problem(planProblems, 'plan.budget.stale', { name: before.title });
  if (before.version !== edit.version) throw stale();
  const saved =
    before.version === 0
      ? await ctx.tx
          .insertInto('planBudget')
          .values({ regionCode: district, channel: before.id, title: before.title, ...row })
          .onConflict((conflict) => conflict.doNothing())
          .returning('channel')
          .execute()
      : await ctx.tx
          .updateTable('planBudget')
          .set({ ...row, version: before.version + 1 })
          .where('regionCode', '=', district)
          .where('channel', '=', before.id)
          .where('version', '=', before.version)
          .returning('channel')
          .execute();
  if (saved.length === 0) throw stale();
}

const householdText = (value: number | null | undefined): string =>
  value === null || value === undefined ? '不限' : `${value} 户`;

async function saveCapacity(
  ctx: Ctx,
  before: z.infer<typeof budgetShape>['capacity'][number],
  edit: Input['capacity'][number],
): Promise<Change[]> {
  if (before.version !== edit.version)
    throw problem(planProblems, 'plan.budget.stale', { name: before.name });
  const households: Record<string, number> = { ...before.households };
  const changes: Change[] = [];
  for (const [year, value] of Object.entries(edit.households)) {
    const from = householdText(households[year]);
    if (value === null) delete households[year];
    else households[year] = value;
    if (from !== householdText(value))
      changes.push({ label: `${before.name} ${year} 年施工能力`, from, to: householdText(value) });
  }
  if (changes.length === 0) return [];
  const row = { households: JSON.stringify(households), updatedAt: ctx.now, updatedBy: ctx.actor.name };
  const saved = await ctx.tx
    .insertInto('planCapacity')
    .values({ regionCode: edit.subdistrict, ...row })
    .onConflict((conflict) =>
      conflict
        .column('regionCode')
        .doUpdateSet({ ...row, version: before.version + 1 })
        .where('planCapacity.version', '=', before.version),
    )
    .returning('regionCode')
    .execute();
  if (saved.length === 0) throw problem(planProblems, 'plan.budget.stale', { name: before.name });
  return changes;
}

/** Saves a block of the money and capacity grids at once; every change is told in the audit line. */
export async function saveBudget(ctx: Ctx, input: Input) {
  const district = ownDistrict(ctx);
  const policy = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const years = policy.values['cycle.payYears'];
  const channels = new Map(
    channelsOf(policy, await budgetRows(ctx.tx, district)).map((one) => [one.id, one]),
  );
  const capacity = new Map((await capacityOf(ctx, district)).map((one) => [one.subdistrict, one]));
  const changes: Change[] = [];
  for (const [i, edit] of input.channels.entries()) {
    checkYears(Object.keys(edit.amounts), years, `channels.${i}`);
    const before = channels.get(edit.id);
    if (!before) throw problem(planProblems, 'plan.budget.channel', { id: edit.id }, { at: `channels.${i}` });
    const own = channelChanges(before, edit);
    if (own.length === 0) continue;
    await saveChannel(ctx, district, before, edit);
    changes.push(...own);
  }
  for (const [i, edit] of input.capacity.entries()) {
    checkYears(Object.keys(edit.households), years, `capacity.${i}`);
    const before = capacity.get(edit.subdistrict);
    if (!before)
      throw problem(
        planProblems,
        'plan.capacity.subdistrict',
        { code: edit.subdistrict },
        { at: `capacity.${i}` },
      );
    changes.push(...(await saveCapacity(ctx, before, edit)));
  }
  if (changes.length === 0) throw problem(planProblems, 'plan.nothing-to-save');
  await ctx.audit({
    action: 'plan.budget.edit',
    subjectKind: 'budget',
    subjectId: district,
    regionCode: district,
    detail: { note: input.note, fields: changes },
  });
  return showBudget(ctx);
}

/** The last hundred changes of budgets and capacities, newest first, as the audit kept them. */
export async function budgetHistory(ctx: Ctx) {
  const rows = await ctx.tx
    .selectFrom('auditLine')
    .selectAll()
    .where('action', '=', 'plan.budget.edit')
    .orderBy('id', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => {
    const { note = '', fields = [] } = JSON.parse(row.detail) as { note?: string; fields?: Change[] };
    return { id: String(row.id), at: row.at.toISOString(), by: row.actorName, note, fields };
  });
}
