import { policyOn } from '#modules/policy/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { ConditionVerdict } from '../domain/eligibility.ts';
import type { FactorScore } from '../domain/score.ts';
import { type AssessmentRow, orderedAssessments } from './assessments.query.ts';
import { type Standing, standingsOf } from './standing.query.ts';

/** An assessed estate as the plan takes it, in the order of priority. */
export type AssessedEstate = {
  readonly id: string;
  readonly name: string;
  readonly regionCode: string;
  readonly subdistrictName: string;
  readonly community: string | null;
  readonly eligible: 'yes' | 'no' | 'unknown';
  readonly target: 'must' | 'aspire' | null;
  readonly conditions: readonly ConditionVerdict[];
  /** 0 to 100, two decimals. */
  readonly score: number;
  readonly factors: readonly FactorScore[];
  /** Share of households that agree, 0 to 1; null when unknown or contradictory. */
  readonly willingness: number | null;
  readonly households: number | null;
  readonly buildings: number | null;
  readonly builtYear: number | null;
  readonly floorAreaCm2: bigint | null;
  /** In dispute: may not be planned to start. */
  readonly held: boolean;
  readonly application: Standing['state'];
  readonly projectCode: string | null;
  readonly projectYear: number | null;
  readonly policyVersion: string;
};

function present(row: AssessmentRow, standing: Standing | undefined): AssessedEstate {
  return {
    id: row.estateId,
    name: row.name,
    regionCode: row.regionCode,
    subdistrictName: row.subdistrictName,
    community: row.community,
    eligible: row.eligible as AssessedEstate['eligible'],
    target: row.target as AssessedEstate['target'],
    conditions: row.conditions as unknown as ConditionVerdict[],
    score: row.score / 100,
    factors: row.factors as unknown as FactorScore[],
    willingness: row.willingness,
    households: row.households,
    buildings: row.buildings,
    builtYear: row.builtYear,
    floorAreaCm2: row.floorAreaCm2,
    held: standing?.disputed ?? false,
    application: standing?.state ?? null,
    projectCode: standing?.projectCode ?? null,
    projectYear: standing?.projectYear ?? null,
    policyVersion: row.policyVersion,
  };
}

/** Every assessed estate the transaction sees, by priority; call `assessEstates` first where it may be stale. */
export async function listAssessedEstates(
  ctx: Pick<Ctx, 'tx' | 'actor' | 'today'>,
): Promise<AssessedEstate[]> {
  const { values } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const rows = await orderedAssessments(ctx, { sort: 'score' }, values['score.tieBreak']).execute();
  const standings = await standingsOf(ctx);
  return rows.map((row) => present(row, standings.get(row.estateId)));
}
