import type { Figure } from '#modules/policy/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { wanText } from '#shared/money.ts';
import { planSummary } from './summary.query.ts';

const share = (part: number, all: number): string | null =>
  all === 0 ? null : ((part / all) * 100).toFixed(1);

const placedShare =
  (target: 'must' | 'aspire', of: 'estates' | 'households') =>
  async (ctx: Ctx): Promise<string | null> => {
    const { placed, left } = (await planSummary(ctx))[target];
    return share(placed[of], placed[of] + left[of]);
  };

const money = (of: 'budgetFen' | 'usedFen') => async (ctx: Ctx) => {
  const summary = await planSummary(ctx);
  return summary.run === null ? null : wanText(BigInt(summary[of]));
};

const versions = async (ctx: Ctx): Promise<number> => {
  const { last } = await ctx.tx
    .selectFrom('planRun')
    .select((row) => row.fn.max('publishedVersion').as('last'))
    .executeTakeFirstOrThrow();
  return last ?? 0;
};

/** Live figures of the clauses the plan serves: targets of 二, the plan of 五(二), the money of 六. */
export const planFigures: readonly Figure[] = [
  { clause: '二', title: '必改已安排（按小区）', unit: '%', query: placedShare('must', 'estates') },
  { clause: '二', title: '必改已安排（按户数）', unit: '%', query: placedShare('must', 'households') },
  { clause: '二', title: '力争已安排（按户数）', unit: '%', query: placedShare('aspire', 'households') },
  { clause: '五(二)', title: '已发布年度计划版本', unit: '版', query: versions },
  { clause: '五(二)', title: '计划可用资金', unit: '万元', query: money('budgetFen') },
  { clause: '五(二)', title: '计划使用资金', unit: '万元', query: money('usedFen') },
];
