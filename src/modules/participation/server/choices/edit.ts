import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { estateHead } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Fen } from '#shared/money.ts';
import { problem } from '#shared/problem.ts';
import type { choiceCreate, choiceEdit } from '../../contract-choices.ts';
import { chooseItems } from '../../domain/choice/choose-items.ts';
import { choiceProblems } from '../../problems-choices.ts';
import { digest } from '../proof-digest.ts';
import { divisionOf } from './menu.ts';
import {
  type ChoiceRow,
  type ChoiceView,
  choiceRow,
  expect,
  itemsOf,
  presentChoice,
  storedMenu,
} from './store.ts';

type CreateInput = z.output<typeof choiceCreate>;
type EditInput = z.output<typeof choiceEdit>;
type Settings = Omit<CreateInput, 'estateId'>;

/** Columns of what a person may set; refuses a menu the engine could not decide. */
function settingsOf(input: Settings) {
  const ids = input.items.map(({ id }) => id);
  const twice = ids.find((id, place) => ids.indexOf(id) !== place);
  const repeated = input.incompatible.find((group) => new Set(group).size < group.length);
  const strange = input.incompatible.flat().find((id) => !ids.includes(id));
  const what = twice
    ? `“${twice}”列了两次`
    : repeated
      ? `一组互斥内容中“${repeated[0]}”列了不止一次`
      : strange
        ? `互斥内容中的“${strange}”不在菜单中`
        : unusable(input);
  if (what) throw problem(choiceProblems, 'participation.choice.items', { what }, { at: 'items' });
  return {
    title: input.title,
    menu: storedMenu(input.items, null),
    budgetFen: BigInt(input.budget),
    rule: input.rule,
    completion: input.completion,
    caps: JSON.stringify(input.caps),
    incompatible: JSON.stringify(input.incompatible),
  };
}

/** The engine is the judge of what contradicts itself. */
function unusable(input: Settings): string | null {
  const caps = Object.fromEntries(
    Object.entries(input.caps).flatMap(([id, cap]) => (cap === undefined ? [] : [[id, BigInt(cap) as Fen]])),
  );
  try {
    chooseItems({
      items: input.items.map(({ id, class: kind, cost }) => ({ id, class: kind, cost: BigInt(cost) as Fen })),
      ballots: [],
      budget: BigInt(input.budget) as Fen,
      rule: 'greedy',
      caps,
      incompatible: input.incompatible,
    });
    return null;
  } catch (fault) {
    if (fault instanceof RangeError) return `菜单自相矛盾（${fault.message}）`;
    throw fault;
  }
}

const audit = (ctx: Ctx, row: ChoiceRow, step: string, detail: Readonly<Record<string, unknown>> = {}) =>
  ctx.audit({
    action: 'participation.choice.edit',
    subjectKind: 'choice',
    subjectId: row.id,
    regionCode: row.regionCode,
    detail: { step, ...detail },
  });

/** Sets an item choice up for an estate; nothing is asked of anybody yet. */
export async function createChoice(ctx: Ctx, { estateId, ...settings }: CreateInput): Promise<ChoiceView> {
  const estate = await estateHead(ctx.tx, { id: estateId });
  if (!estate || estate.archived) throw problem(choiceProblems, 'participation.choice.estate');
  const row = await ctx.tx
    .insertInto('participationChoice')
    .values({
      id: randomUUID(),
      estateId,
      regionCode: estate.regionCode,
      ...settingsOf(settings),
      state: 'draft',
      createdAt: ctx.now,
      createdBy: ctx.actor.name,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await audit(ctx, row, 'create', { title: row.title, items: settings.items.length });
  return presentChoice(ctx, row);
}

/** Changes the menu, the budget or the rule while nobody has been asked. */
export async function editChoice(ctx: Ctx, { id, version, ...settings }: EditInput): Promise<ChoiceView> {
  const before = await choiceRow(ctx, id, true);
  expect(before, version, ['draft'], '再改菜单');
  const row = await changed(ctx, before, settingsOf(settings));
  await audit(ctx, row, 'edit', { title: row.title, items: settings.items.length });
  return presentChoice(ctx, row);
}

type Patch = Partial<{
  title: string;
  menu: string;
  budgetFen: bigint;
  rule: string;
  completion: string;
  caps: string;
  incompatible: string;
  state: string;
  subject: string;
  opensOn: string;
  closesOn: string;
  openedAt: Date;
  closedAt: Date;
  result: string;
}>;

export const changed = (ctx: Pick<Ctx, 'tx'>, before: ChoiceRow, patch: Patch): Promise<ChoiceRow> =>
  ctx.tx
    .updateTable('participationChoice')
    .set({ ...patch, version: before.version + 1 })
    .where('id', '=', before.id)
    .returningAll()
    .executeTakeFirstOrThrow();

const badDays = (what: string, at: string) =>
  problem(choiceProblems, 'participation.choice.days', { what }, { at });

/** Freezes menu, shares and division, and opens the choice to the residents. */
export async function openChoice(
  ctx: Ctx,
  input: { id: string; version: number; opensOn: string; closesOn: string },
): Promise<ChoiceView> {
  const before = await choiceRow(ctx, input.id, true);
  expect(before, input.version, ['draft'], '开始选择');
  if (input.opensOn < ctx.today) throw badDays('开始日期不能早于今天', 'opensOn');
  if (input.closesOn < input.opensOn) throw badDays('结束日期不能早于开始日期', 'closesOn');
  const items = itemsOf(before);
  if (!items.some((item) => item.class !== 'basic'))
    throw problem(choiceProblems, 'participation.choice.items', { what: '菜单中没有可供居民选择的内容' });
  const division = await divisionOf(ctx, before.estateId);
  if (division.parts.length === 0) throw problem(choiceProblems, 'participation.choice.nobody');
  const menu = storedMenu(items, division);
  const { budgetFen, rule, completion, caps, incompatible } = before;
  const frozen = JSON.stringify([menu, String(budgetFen), rule, completion, caps, incompatible]);
  const hash = Buffer.from(digest.sha256(digest.utf8(frozen))).toString('hex');
  const row = await changed(ctx, before, {
    menu,
    subject: JSON.stringify({ kind: 'menu', id: before.id, version: before.version, hash }),
    state: 'open',
    opensOn: input.opensOn,
    closesOn: input.closesOn,
    openedAt: ctx.now,
  });
  await audit(ctx, row, 'open', {
    opensOn: row.opensOn,
    closesOn: row.closesOn,
    hash,
    doors: division.parts.length,
  });
  return presentChoice(ctx, row);
}

/** Gives the residents more time; never less. */
export async function extendChoice(
  ctx: Ctx,
  input: { id: string; version: number; closesOn: string; reason: string },
): Promise<ChoiceView> {
  const before = await choiceRow(ctx, input.id, true);
  expect(before, input.version, ['open'], '延长期限');
  if (input.closesOn <= (before.closesOn ?? '') || input.closesOn < ctx.today)
    throw badDays('新的结束日期须晚于原定日期，且不早于今天', 'closesOn');
  const row = await changed(ctx, before, { closesOn: input.closesOn });
  await audit(ctx, row, 'extend', { from: before.closesOn, to: row.closesOn, reason: input.reason });
  return presentChoice(ctx, row);
}

/** Gives a choice up; ballots already cast stay on record and are never counted. */
export async function cancelChoice(
  ctx: Ctx,
  input: { id: string; version: number; reason: string },
): Promise<ChoiceView> {
  const before = await choiceRow(ctx, input.id, true);
  expect(before, input.version, ['draft', 'open'], '取消');
  const row = await changed(ctx, before, { state: 'cancelled', closedAt: ctx.now });
  await audit(ctx, row, 'cancel', { reason: input.reason });
  return presentChoice(ctx, row);
}
