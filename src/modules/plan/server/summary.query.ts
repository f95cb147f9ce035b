import type { z } from 'zod';
import type { Ctx } from '#platform/http/context.ts';
import type { summaryShape } from '../contract-shapes.ts';
import { moneyUse } from '../domain/money-use.ts';
import { type FrozenRun, frozenRun, presentRow, progressOf } from './run.query.ts';

const none = { placed: { estates: 0, households: 0 }, left: { estates: 0, households: 0 } };

/** The plan that counts: the last published one, else the last solved one that has an answer. */
export async function presentPlan(ctx: Pick<Ctx, 'tx'>): Promise<FrozenRun | null> {
  const found = await ctx.tx
    .selectFrom('planRun')
    .select('id')
    .where('status', '!=', 'infeasible')
    .orderBy('publishedVersion', (order) => order.desc().nullsLast())
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return found ? frozenRun(ctx, found.id) : null;
}

/** 计划进度 and 资金 for the home page. */
export async function planSummary(ctx: Pick<Ctx, 'tx'>): Promise<z.infer<typeof summaryShape>> {
  const plan = await presentPlan(ctx);
  if (!plan) return { run: null, must: none, aspire: none, budgetFen: '0', usedFen: '0', years: [] };
  const { row, instance, result } = plan;
  const uses = moneyUse(instance, result);
  const sum = (pick: 'budget' | 'used', year?: number): string =>
    String(
      uses.filter((one) => year === undefined || one.year === year).reduce((all, one) => all + one[pick], 0n),
    );
  return {
    run: presentRow(row),
    must: await progressOf(ctx, row.id, 'must'),
    aspire: await progressOf(ctx, row.id, 'aspire'),
    budgetFen: sum('budget'),
    usedFen: sum('used'),
    years: instance.payYears.map((year) => ({
      year,
      budgetFen: sum('budget', year),
      usedFen: sum('used', year),
    })),
  };
}
