import type { Figure } from '#modules/policy/index.ts';
import type { Ctx } from '#platform/http/context.ts';

type Counted = { estates: number; households: number };

async function eligible(ctx: Ctx, target: 'must' | 'aspire'): Promise<Counted> {
  const row = await ctx.tx
    .selectFrom('projectsAssessment')
    .where('eligible', '=', 'yes')
    .where('target', '=', target)
    .select((one) => [
      one.fn.countAll<bigint>().as('estates'),
      one.fn.sum<bigint | null>('households').as('households'),
    ])
    .executeTakeFirstOrThrow();
  return { estates: Number(row.estates), households: Number(row.households ?? 0) };
}

async function verdicts(ctx: Ctx, verdict: string): Promise<number> {
  const row = await ctx.tx
    .selectFrom('projectsAssessment')
    .where('eligible', '=', verdict)
    .select((one) => one.fn.countAll<bigint>().as('estates'))
    .executeTakeFirstOrThrow();
  return Number(row.estates);
}

async function accepted(ctx: Ctx): Promise<number> {
  const row = await ctx.tx
    .selectFrom('projectsApplication')
    .where('state', '=', 'accepted')
    .select((one) => one.fn.countAll<bigint>().as('estates'))
    .executeTakeFirstOrThrow();
  return Number(row.estates);
}

async function openDisputes(ctx: Ctx): Promise<number> {
  const row = await ctx.tx
    .selectFrom('projectsDispute')
    .where('state', '=', 'open')
    .select((one) => one.fn.countAll<bigint>().as('disputes'))
    .executeTakeFirstOrThrow();
  return Number(row.disputes);
}

async function livingProjects(ctx: Ctx): Promise<number> {
  const row = await ctx.tx
    .selectFrom('projectsProject')
    .where('state', '=', 'approved')
    .select((one) => one.fn.countAll<bigint>().as('projects'))
    .executeTakeFirstOrThrow();
  return Number(row.projects);
}

/** Live figures of clauses 二, 三 and 五(二) for the page 政策落实, over what the asking user sees. */
export const projectsFigures: readonly Figure[] = [
  {
    clause: '二',
    title: '符合条件的必改小区',
    unit: '个',
    query: async (ctx) => (await eligible(ctx, 'must')).estates,
  },
  {
    clause: '二',
    title: '符合条件的必改户数',
    unit: '户',
    query: async (ctx) => (await eligible(ctx, 'must')).households,
  },
  {
    clause: '二',
    title: '符合条件的力争小区',
    unit: '个',
    query: async (ctx) => (await eligible(ctx, 'aspire')).estates,
  },
  { clause: '三', title: '符合', unit: '个小区', query: (ctx) => verdicts(ctx, 'yes') },
  { clause: '三', title: '不符合', unit: '个小区', query: (ctx) => verdicts(ctx, 'no') },
  { clause: '三', title: '未知', unit: '个小区', query: (ctx) => verdicts(ctx, 'unknown') },
  { clause: '五(二)', title: '已受理', unit: '个小区', query: accepted },
  { clause: '五(二)', title: '争议暂缓', unit: '个小区', query: openDisputes },
  { clause: '五(二)', title: '改造项目', unit: '个', query: livingProjects },
];
