import { regionsIn } from '#modules/identity/index.ts';
import { type AssessedEstate, listAssessedEstates } from '#modules/projects/index.ts';
import { committedIssues } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import { problem } from '#shared/problem.ts';
import type { EstateRow } from '../contract-shapes.ts';
import type { Candidate } from '../domain/instance.ts';
import { planProblems } from '../problems.ts';
import { type BookEstate, type PlanBook, statusNames, verdictNames } from './plan-book.ts';
import { type FrozenRun, frozenRun } from './run.query.ts';
import { runEstates } from './run-estates.query.ts';
import { planWorkbook } from './workbook.ts';

type Around = {
  readonly names: ReadonlyMap<string, string>;
  readonly assessed: ReadonlyMap<string, AssessedEstate>;
  readonly candidates: ReadonlyMap<string, Candidate>;
};

/** Year, reason, counts and need as frozen; community, year of building and conditions as they are on file now. */
function bookEstate(row: EstateRow, { names, assessed, candidates }: Around): BookEstate {
  const now = assessed.get(row.estateId);
  const region = now?.regionCode ?? row.subdistrict;
  const nameOf = (length: number): string => names.get(region.slice(0, length)) ?? '';
  return {
    row: null,
    name: row.name,
    province: nameOf(2),
    city: nameOf(4),
    county: nameOf(6),
    subdistrict: row.subdistrictName,
    community: now?.community ?? null,
    builtYear: now?.builtYear ?? null,
    buildings: row.buildings,
    entrances: null,
    households: row.households,
    floorAreaM2: row.floorAreaCm2 === null ? null : Number(row.floorAreaCm2) / 10_000,
    eligible: row.eligible,
    target: row.target,
    score: row.score,
    start: row.start,
    why: row.why,
    need: candidates.get(row.estateId)?.need ?? {},
    conditions: (now?.conditions ?? []).map((one) => ({
      title: one.title,
      met: verdictNames[one.met],
      evidence: one.evidence,
    })),
  };
}

function notesOf(ctx: Ctx, { row, result }: FrozenRun): PlanBook['notes'] {
  const fixed = (value: number | null): string => (value === null ? '' : value.toFixed(2));
  const verdict = row.verdict as { ok: boolean };
  return [
    ['测算', `第 ${row.number} 次：${row.title}`],
    ['发布', row.publishedVersion === null ? '未发布' : `第 ${row.publishedVersion} 版，${row.publishNote}`],
    ['规则版本', row.policyVersion],
    ['导出日期', ctx.today],
    ['数据范围', ctx.actor.scope],
    ['求解状态', statusNames[result.status]],
    ['目标值', fixed(result.objective)],
    ['已证明上界', fixed(result.bound)],
    ['与上界差距', result.gap === null ? '' : `${(result.gap * 100).toFixed(3)}%`],
    ['独立核验', verdict.ok ? '通过' : '未通过'],
    ['随机种子', String(row.seed)],
    ['资金测算', '各类需资金 = 建筑面积 × 规则包中该类的单位面积费用（待核），在开工年度一次付清'],
  ];
}

/**
 * A run as the same workbook `plan build` writes, for the estates the asking person may see, with the faults of
 * the ledger committed last.
 */
export async function runWorkbook(ctx: Ctx, input: { id: string }): Promise<Download> {
  const run = await frozenRun(ctx, input.id);
  if (run.result.status === 'infeasible') throw problem(planProblems, 'plan.run.no-plan');
  const { items } = await runEstates(ctx, { id: input.id, sort: 'start', descending: false });
  const around: Around = {
    names: new Map((await regionsIn(ctx, '')).map((one) => [one.code, one.name])),
    assessed: new Map((await listAssessedEstates(ctx)).map((one) => [one.id, one])),
    candidates: new Map(run.instance.candidates.map((one) => [one.id, one])),
  };
  const body = await planWorkbook({
    title: run.row.title,
    estates: items.map((row) => bookEstate(row, around)),
    issues: await committedIssues(ctx),
    instance: run.instance,
    result: run.result,
    names: {
      ...run.summary.names,
      candidates: Object.fromEntries(items.map((row) => [row.estateId, row.name])),
    },
    warnings: run.summary.warnings,
    notes: notesOf(ctx, run),
  });
  return {
    name: `年度计划-第${run.row.number}次测算.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body,
  };
}
