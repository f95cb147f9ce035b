import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { type EstateHead, estateHead } from '#modules/survey/index.ts';
import type { ParticipationChoice } from '#platform/database/tables.ts';
import type { Ctx, WorkCtx } from '#platform/http/context.ts';
import { type Fen, wanText } from '#shared/money.ts';
import { problem } from '#shared/problem.ts';
import type { choiceDetail, choiceResult } from '../../contract-choices.ts';
import type { Division } from '../../domain/choice/household-cost.ts';
import { choiceStateNames } from '../../domain/choice/words.ts';
import { choiceProblems } from '../../problems-choices.ts';
import { costTo, type MenuItem } from './menu.ts';

export type ChoiceRow = Selectable<ParticipationChoice>;
export type ChoiceView = z.infer<typeof choiceDetail>;
export type ChoiceResult = z.infer<typeof choiceResult>;
type State = ChoiceView['state'];
type Subject = {
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  readonly hash: string;
};
type StoredMenu = {
  readonly items: readonly MenuItem[];
  readonly division: { method: Division['method']; parts: readonly { id: string; areaCm2: string }[] } | null;
};

/** Fen as residents read amounts: 元 below ten thousand, else 万元. */
export const yuanText = (fen: bigint): string =>
  fen < 1_000_000n ? `${fen / 100n}.${String(fen % 100n).padStart(2, '0')} 元` : `${wanText(fen)} 万元`;

const menuOf = (row: ChoiceRow): StoredMenu => row.menu as unknown as StoredMenu;
export const itemsOf = (row: ChoiceRow): readonly MenuItem[] => menuOf(row).items;
export const subjectOf = (row: ChoiceRow): Subject | null => (row.subject as Subject | null) ?? null;
export const capsOf = (row: ChoiceRow) => row.caps as { improvement?: string; enhancement?: string };
export const groupsOf = (row: ChoiceRow) => row.incompatible as string[][];

/** Over whom the cost is divided, as frozen at opening; null before. */
export function frozenDivision(row: ChoiceRow): Division | null {
  const { division } = menuOf(row);
  if (!division) return null;
  return { ...division, parts: division.parts.map(({ id, areaCm2 }) => ({ id, areaCm2: BigInt(areaCm2) })) };
}

export function storedMenu(items: readonly MenuItem[], division: Division | null): string {
  const parts = division?.parts.map(({ id, areaCm2 }) => ({ id, areaCm2: String(areaCm2) }));
  return JSON.stringify({ items, division: division && { method: division.method, parts } } satisfies
    | StoredMenu
    | object);
}

/** The row, locked where it is about to change. */
export async function choiceRow(ctx: Pick<WorkCtx, 'tx'>, id: string, lock = false): Promise<ChoiceRow> {
  const query = ctx.tx.selectFrom('participationChoice').selectAll().where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw problem(choiceProblems, 'participation.choice.absent');
  return row;
}

/** Refuses a step against a row that changed meanwhile or stands elsewhere. */
export function expect(row: ChoiceRow, version: number, states: readonly State[], step: string): void {
  if (row.version !== version)
    throw problem(choiceProblems, 'participation.choice.stale', { title: row.title });
  if (!states.includes(row.state as State))
    throw problem(choiceProblems, 'participation.choice.state', {
      title: row.title,
      state: choiceStateNames[row.state as State],
      step,
    });
}

/** Live ballots and, before opening, the doors that could choose. */
export async function turnoutOf(ctx: Pick<WorkCtx, 'tx'>, row: ChoiceRow) {
  const { ballots } = await ctx.tx
    .selectFrom('participationChoiceBallot')
    .select((one) => one.fn.countAll<bigint>().as('ballots'))
    .where('choiceId', '=', row.id)
    .where('replacedAt', 'is', null)
    .executeTakeFirstOrThrow();
  const division = frozenDivision(row);
  const { doors } = division
    ? { doors: division.parts.length }
    : await ctx.tx
        .selectFrom('surveyPart')
        .select((one) => one.fn.countAll<bigint>().as('doors'))
        .where('estateId', '=', row.estateId)
        .where('archivedAt', 'is', null)
        .where('titled', '=', true)
        .executeTakeFirstOrThrow();
  return { ballots: Number(ballots), doors: Number(doors) };
}

export const headOf = (
  row: ChoiceRow,
  estate: Pick<EstateHead, 'name' | 'code' | 'subdistrictName'>,
  turnout: { ballots: number; doors: number },
  today: string,
) => ({
  id: row.id,
  title: row.title,
  estateId: row.estateId,
  estateName: estate.name,
  estateCode: estate.code,
  subdistrictName: estate.subdistrictName,
  state: row.state as State,
  rule: row.rule as ChoiceView['rule'],
  completion: row.completion as ChoiceView['completion'],
  budget: String(row.budgetFen),
  opensOn: row.opensOn,
  closesOn: row.closesOn,
  overdue: row.state === 'open' && row.closesOn !== null && row.closesOn < today,
  ...turnout,
  version: row.version,
});

/** The whole of one item choice as the console shows it. */
export async function presentChoice(ctx: Pick<Ctx, 'tx' | 'today'>, row: ChoiceRow): Promise<ChoiceView> {
  const estate = await estateHead(ctx.tx, { id: row.estateId });
  if (!estate) throw problem(choiceProblems, 'participation.choice.estate');
  const division = frozenDivision(row);
  const areaCm2 = division?.parts.reduce((sum, part) => sum + part.areaCm2, 0n);
  return {
    ...headOf(row, estate, await turnoutOf(ctx, row), ctx.today),
    items: itemsOf(row).map((item) => ({ ...item, residents: String(costTo(item, null, null).residents) })),
    caps: capsOf(row),
    incompatible: groupsOf(row),
    subject: subjectOf(row),
    division: division && { method: division.method, parts: division.parts.length, areaCm2: String(areaCm2) },
    result: (row.result as ChoiceResult | null) ?? null,
    createdBy: row.createdBy,
    openedAt: row.openedAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
  };
}

/** What the engine is handed, besides the ballots and the rule. */
export const engineInput = (row: ChoiceRow) => {
  const caps = capsOf(row);
  return {
    items: itemsOf(row).map((item) => ({ id: item.id, class: item.class, cost: BigInt(item.cost) as Fen })),
    budget: row.budgetFen as Fen,
    completion: row.completion as ChoiceView['completion'],
    caps: {
      ...(caps.improvement ? { improvement: BigInt(caps.improvement) as Fen } : {}),
      ...(caps.enhancement ? { enhancement: BigInt(caps.enhancement) as Fen } : {}),
    },
    incompatible: groupsOf(row),
  };
};
