import { problem } from '#shared/problem.ts';
import { bookFaults } from '../domain/rule/conflicts.ts';
import { type KnownPayer, payerIndex } from '../domain/rule/payers.ts';
import type { Limit, Payment, Rule, RuleBook, RuleWorld } from '../domain/rule/types.ts';
import { matchText } from '../domain/rule/why.ts';
import { rulesProblems } from '../problems-rules.ts';
import type { fundingApi } from './api.ts';

export type RuleSet = Awaited<ReturnType<typeof fundingApi.rules.show>>;

export const ruleStateNames = {
  draft: '草案',
  proposed: '待批准',
  inForce: '已批准',
  cancelled: '已作废',
} as const;
export const renovationNames = { basic: '基础类', improvement: '完善类', enhancement: '提升类' } as const;
export const perNames = { item: '每项', household: '每户', m2: '每平方米' } as const;
export const sourceNames = { scheme: '方案', catalogue: '目录单价' } as const;

/** Conflicts and gaps of a book as sentences, as the server would refuse it. */
export const faultTexts = (world: RuleWorld, book: RuleBook) =>
  bookFaults(world, book).map(({ code, values, ruleId }) => ({
    ...{ key: [code, ruleId, values.item, values.other, values.what].join('|'), ruleId },
    text: problem(rulesProblems, code, values).message,
  }));

const limitText = (limit: Limit): string => `${Number(limit.fen) / 100} 元/${perNames[limit.per].slice(1)}`;

/** `居民直接出资 0.30（封顶 …）`. */
export function paymentText(
  { payer, share, cap, floor }: Payment,
  payers: ReadonlyMap<string, KnownPayer>,
): string {
  const limits = [cap && `封顶 ${limitText(cap)}`, floor && `保底 ${limitText(floor)}`].filter(Boolean);
  return `${payers.get(payer)?.title ?? payer} ${share}${limits.length > 0 ? `（${limits.join('，')}）` : ''}`;
}

export const wordsOf = (world: RuleWorld) => {
  const payers = payerIndex(world);
  const items = new Map(world.items.map(({ id, title }) => [id, title]));
  return {
    payers,
    items,
    match: (rule: Rule) => matchText(rule, items),
    pays: (rule: Rule) =>
      [
        ...rule.payers.map((one) => paymentText(one, payers)),
        ...(rule.remainder === null
          ? []
          : [`余额由${payers.get(rule.remainder)?.title ?? rule.remainder}承担`]),
      ].join('；'),
  };
};
