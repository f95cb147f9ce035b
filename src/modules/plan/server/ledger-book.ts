import { shippedRegions } from '#modules/identity/index.ts';
import type { LedgerReading } from '#modules/survey/index.ts';
import type { LedgerPlan, PlannedRow } from './build-plan.ts';
import { type BookEstate, type BookIssue, type PlanBook, statusNames, verdictNames } from './plan-book.ts';

/** Name of the region with that code; empty where it is not known. */
const regionName = (code: string): string => shippedRegions.find((one) => one.code === code)?.name ?? '';

function bookEstate(plan: LedgerPlan, row: PlannedRow): BookEstate {
  const { entry, eligibility, score, start, why } = row;
  const { estate } = entry;
  const code = estate.subdistrict ?? '';
  const known = /^\d{9}$/.test(code);
  const candidate = plan.built.instance.candidates.find((one) => one.id === `row-${entry.row}`);
  return {
    row: entry.row,
    name: estate.name ?? '',
    province: known ? regionName(code.slice(0, 2)) : '',
    city: known ? regionName(code.slice(0, 4)) : '',
    county: known ? regionName(code.slice(0, 6)) : '',
    subdistrict: regionName(code) || code,
    community: estate.community,
    builtYear: estate.builtYear,
    buildings: estate.buildings,
    entrances: estate.entrances,
    households: estate.households,
    floorAreaM2: estate.floorAreaM2,
    eligible: eligibility.eligible,
    target: eligibility.target,
    score: score.total,
    start,
    why,
    need: candidate?.need ?? {},
    conditions: eligibility.conditions.map((one) => ({
      title: one.title,
      met: verdictNames[one.met],
      evidence: one.evidence,
    })),
  };
}

function issuesOf(reading: LedgerReading): BookIssue[] {
  const ofRows = reading.estates.flatMap(({ row, estate, verdict, issues }) =>
    issues.map(({ code, cell, message }) => ({ row, name: estate.name, verdict, code, cell, message })),
  );
  const checks = reading.checks.map(({ row, code, message }) => ({
    row,
    name: null,
    verdict: 'check' as const,
    code,
    cell: '',
    message,
  }));
  return [...ofRows, ...checks];
}

/** What `plan build` writes into its workbook. */
export function ledgerBook(
  plan: LedgerPlan,
  reading: LedgerReading,
  source: { readonly ledger: string; readonly budget: string; readonly policy: string; readonly day: string },
): PlanBook {
  const { result, verdict } = plan.solved;
  const percent = result.gap === null ? '' : `${(result.gap * 100).toFixed(3)}%`;
  const fixed = (value: number | null): string => (value === null ? '' : value.toFixed(2));
  return {
    title: '老旧小区改造年度计划',
    estates: plan.rows.map((row) => bookEstate(plan, row)),
    issues: issuesOf(reading),
    instance: plan.built.instance,
    result,
    names: plan.names,
    warnings: plan.warnings,
    notes: [
      ['台账', `${source.ledger}（工作表 ${reading.sheet}）`],
      ['预算', source.budget],
      ['规则版本', source.policy],
      ['编制日期', source.day],
      ['求解状态', statusNames[result.status]],
      ['目标值', fixed(result.objective)],
      ['已证明上界', fixed(result.bound)],
      ['与上界差距', percent],
      ['独立核验', verdict.ok ? '通过' : `未通过：${verdict.faults.map((one) => one.text).join('；')}`],
      ['随机种子', String(result.seed)],
      ['资金测算', '各类需资金 = 建筑面积 × 规则包中该类的单位面积费用（待核），在开工年度一次付清'],
      ['项目序号', '尚未划分片区，每个列入计划的小区各为一个项目'],
    ],
  };
}
