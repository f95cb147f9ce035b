import { ruleNames } from '../../domain/choice/words.ts';
import { type ChoiceResult, type ChoiceRow, itemsOf, yuanText } from './store.ts';

/** The result as it is posted: what goes in and what stays out, each with its cost, its approvals and the reason. */
export function resultWords(row: ChoiceRow, result: ChoiceResult): string {
  const own = row.rule === 'greedy' ? result.greedy : result.equalShares;
  const titles = new Map(itemsOf(row).map((item) => [item.id, item.title]));
  const line = (one: (typeof own.chosen)[number], at: number) => {
    const approvals = result.approvals[one.id];
    const votes = approvals === undefined ? '' : `，${approvals} 户赞成`;
    return `${at + 1}. ${titles.get(one.id) ?? one.id}（${yuanText(BigInt(one.cost))}${votes}）：${one.why.text}`;
  };
  return [
    `共 ${result.ballots} 户参加选择，按${ruleNames[result.decidedBy]}计算，预算 ${yuanText(row.budgetFen)}，共用 ${yuanText(BigInt(own.spent))}。`,
    '列入的内容：',
    ...(own.chosen.length > 0 ? own.chosen.map(line) : ['（无）']),
    '未列入的内容：',
    ...(own.out.length > 0 ? own.out.map(line) : ['（无）']),
    '对结果有异议的，请在公示期内提出。',
  ].join('\n');
}
