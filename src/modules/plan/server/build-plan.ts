import { shippedRegions } from '#modules/identity/index.ts';
import type { PackValues } from '#modules/policy/index.ts';
import {
  type Eligibility,
  eligibilityParams,
  judgeEligibility,
  type Score,
  scoreEstate,
} from '#modules/projects/index.ts';
import type { EstateEntry, LedgerReading } from '#modules/survey/index.ts';
import { cm2FromM2 } from '#shared/area.ts';
import { type Budget, type Built, buildInstance, type PlanEstate } from '../domain/build-instance.ts';
import { type Explanation, explainPlan } from '../domain/explain.ts';
import type { PlanNames } from '../domain/names.ts';
import { planEstate } from './plan-estate.ts';
import { type Solved, type SolveOptions, solvePlan } from './solve/solve-plan.ts';

/** One row of the ledger, judged, scored and planned. */
export type PlannedRow = {
  readonly entry: EstateEntry;
  readonly eligibility: Eligibility;
  readonly score: Score;
  readonly start: number | null;
  readonly why: string;
};

export type LedgerPlan = {
  readonly rows: readonly PlannedRow[];
  readonly built: Built;
  readonly solved: Solved;
  readonly names: PlanNames;
  readonly warnings: readonly string[];
};

type Judged = Pick<PlannedRow, 'entry' | 'eligibility' | 'score'>;

const subdistrictNames = Object.fromEntries(shippedRegions.map((one) => [one.code, one.name]));

/** The ledger's own words for the rules, with the subdistrict's name for the evidence. */
const factsOf = ({ estate, issues }: EstateEntry) => {
  // A name the ledger's own district does not have is a slip of the pen, not another county's subdistrict.
  const unknown = issues.some((one) => one.code === 'subdistrict-unknown');
  return {
    ...estate,
    subdistrict: unknown ? null : estate.subdistrict,
    subdistrictName: unknown ? estate.subdistrict : (subdistrictNames[estate.subdistrict ?? ''] ?? null),
  };
};

const idOf = (entry: EstateEntry): string => `row-${entry.row}`;

/** Share of households that agree; null where unknown or contradictory. */
function willingnessOf({ estate }: EstateEntry): number | null {
  const { agree, households } = estate;
  return agree === null || households === null || households <= 0 || agree > households
    ? null
    : agree / households;
}

/** Why a row is not to be planned whatever it says; null where it may be. */
function refusedWhy(entry: EstateEntry): string | null {
  if (entry.duplicateOf !== null)
    return `与第 ${entry.duplicateOf} 行是同一个小区，只按第 ${entry.duplicateOf} 行计算，未列入`;
  if (entry.verdict !== 'rejected') return null;
  const reasons = entry.issues.filter((one) => one.severity === 'rejected').map((one) => one.message);
  return `该行不予登记，未列入：${reasons.join('；')}`;
}

function candidateEstate({ entry, eligibility, score }: Judged): PlanEstate {
  const { estate } = entry;
  return planEstate({
    id: idOf(entry),
    name: estate.name ?? `第 ${entry.row} 行`,
    subdistrict: estate.subdistrict,
    households: estate.households,
    floorAreaCm2: estate.floorAreaM2 === null ? null : cm2FromM2(estate.floorAreaM2),
    eligible: eligibility.eligible,
    conditions: eligibility.conditions,
    target: eligibility.target,
    score: score.total,
    willingness: willingnessOf(entry),
    held: false,
  });
}

/** Chinese names of everything a sentence may mention; channels as the pack names them. */
function namesOf(judged: readonly Judged[], values: PackValues): PlanNames {
  const channels = values['funding.channels'].flatMap((one) => [one, ...one.subChannels]);
  return {
    candidates: Object.fromEntries(judged.map(({ entry }) => [idOf(entry), entry.estate.name ?? ''])),
    subdistricts: subdistrictNames,
    sources: Object.fromEntries(channels.map((one) => [one.id, one.title])),
  };
}

/** Capacity entries of subdistricts the ledger does not know are worth a word: a typing error looks like that. */
function idleCapacity(budget: Budget, judged: readonly Judged[], names: PlanNames): string[] {
  const seen = new Set(judged.map(({ entry }) => entry.estate.subdistrict));
  return [...budget.capacity.keys()]
    .filter((id) => !seen.has(id))
    .map((id) => `预算文件中${names.subdistricts?.[id] ?? id}的施工能力没有用到：台账中没有该街道的小区`);
}

/**
 * From a read ledger to an explained plan, without server or database: eligibility by clause 三, score by clause
 * 五(二), the plan by the solver, and for every row of the ledger the sentence that says why.
 */
export async function buildPlan(
  reading: LedgerReading,
  budget: Budget,
  values: PackValues,
  options: SolveOptions,
): Promise<LedgerPlan> {
  const params = eligibilityParams(values);
  const judged = reading.estates.map(
    (entry): Judged => ({
      entry,
      eligibility: judgeEligibility(factsOf(entry), params),
      score: scoreEstate(entry.estate, values['score.factors']),
    }),
  );
  const names = namesOf(judged, values);
  const usable = judged.filter(({ entry }) => refusedWhy(entry) === null).map(candidateEstate);
  const built = buildInstance(usable, budget, values, {
    ...(names.subdistricts ? { subdistrictNames: names.subdistricts } : {}),
  });
  const solved = await solvePlan(built.instance, options);
  const explained = new Map<string, Pick<Explanation, 'start' | 'why'>>(
    explainPlan(built.instance, solved.result, { names }).map((one) => [one.id, one]),
  );
  for (const one of built.outside) explained.set(one.id, one);
  const rows = judged.map((one): PlannedRow => {
    const said = explained.get(idOf(one.entry));
    const why = said?.why ?? refusedWhy(one.entry) ?? '未列入：各项限制相互冲突，没有可行的计划';
    return { ...one, start: said?.start ?? null, why };
  });
  const warnings = [...built.warnings, ...idleCapacity(budget, judged, names)];
  return { rows, built, solved, names, warnings };
}
