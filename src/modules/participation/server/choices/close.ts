import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { compareRules, type RuleFigures } from '../../domain/choice/compare-rules.ts';
import type { ItemIn, ItemOut } from '../../domain/choice/types.ts';
import { whyIn, whyOut } from '../../domain/choice/why.ts';
import { choiceProblems } from '../../problems-choices.ts';
import { postNotice } from '../notices/post-notice.ts';
import { changed } from './edit.ts';
import { resultWords } from './result-words.ts';
import {
  type ChoiceResult,
  type ChoiceRow,
  type ChoiceView,
  choiceRow,
  engineInput,
  expect,
  itemsOf,
  presentChoice,
} from './store.ts';

/** Ends the choice after its last day and decides it; the result is never counted again. */
export async function closeChoice(ctx: Ctx, input: { id: string; version: number }): Promise<ChoiceView> {
  const before = await choiceRow(ctx, input.id, true);
  expect(before, input.version, ['open'], '结束选择');
  if (ctx.today <= (before.closesOn ?? ''))
    throw problem(choiceProblems, 'participation.choice.days', {
      what: `选择期限至 ${before.closesOn} 为止，次日起才能结束并计票`,
    });
  const result = await decide(ctx, before);
  const row = await changed(ctx, before, {
    state: 'closed',
    closedAt: ctx.now,
    result: JSON.stringify(result),
  });
  const own = before.rule === 'greedy' ? result.greedy : result.equalShares;
  await ctx.audit({
    action: 'participation.choice.edit',
    subjectKind: 'choice',
    subjectId: row.id,
    regionCode: row.regionCode,
    detail: { step: 'close', ballots: result.ballots, chosen: own.chosen.map(({ id }) => id) },
  });
  await postNotice(ctx, {
    estateId: row.estateId,
    kind: 'choice',
    subjectId: row.id,
    title: `${row.title}：结果公示`,
    body: resultWords(row, result),
    by: ctx.actor.name,
  });
  return presentChoice(ctx, row);
}

/** What the count would say were it closed now; not for anybody while the choice is open. */
export async function previewChoice(ctx: Ctx, input: { id: string }): Promise<{ result: ChoiceResult }> {
  const row = await choiceRow(ctx, input.id);
  if (row.state === 'open')
    throw problem(choiceProblems, 'participation.choice.state', {
      title: row.title,
      state: '正在选择',
      step: '提前看结果，以免影响居民的选择',
    });
  return { result: await decide(ctx, row) };
}

/** Both rules on the live ballots, every item explained. */
async function decide(ctx: Pick<Ctx, 'tx'>, row: ChoiceRow): Promise<ChoiceResult> {
  const ballots = await ctx.tx
    .selectFrom('participationChoiceBallot')
    .select('approvals')
    .where('choiceId', '=', row.id)
    .where('replacedAt', 'is', null)
    .execute();
  const compared = compareRules({ ...engineInput(row), ballots: ballots.map((one) => one.approvals) });
  const approvals = new Map<string, number>();
  for (const one of ballots.flatMap((ballot) => ballot.approvals))
    approvals.set(one, (approvals.get(one) ?? 0) + 1);
  const titles = new Map(itemsOf(row).map((item) => [item.id, item.title]));
  return {
    ballots: ballots.length,
    approvals: Object.fromEntries(
      itemsOf(row).flatMap(({ id, class: kind }) => (kind === 'basic' ? [] : [[id, approvals.get(id) ?? 0]])),
    ),
    decidedBy: row.rule as ChoiceResult['decidedBy'],
    equalShares: outcomeOf(compared.equalShares, titles),
    greedy: outcomeOf(compared.greedy, titles),
    both: [...compared.both],
    onlyEqualShares: [...compared.onlyEqualShares],
    onlyGreedy: [...compared.onlyGreedy],
  };
}

function outcomeOf(figures: RuleFigures, titles: ReadonlyMap<string, string>): ChoiceResult['greedy'] {
  const told = ({ id, cost, why }: ItemIn | ItemOut, text: string) => ({
    id,
    cost: String(cost),
    why: { code: why.code, text },
  });
  return {
    spent: String(figures.spent),
    served: figures.served,
    approvedItems: figures.approvedItems,
    raised: String(figures.choice.raised),
    chosen: figures.choice.chosen.map((item) => told(item, whyIn(item.why))),
    out: figures.choice.out.map((item) =>
      told(
        item,
        whyOut(item.why, item.cost, (id) => titles.get(id) ?? id),
      ),
    ),
  };
}
