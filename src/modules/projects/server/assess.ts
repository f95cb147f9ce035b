import type { Insertable } from 'kysely';
import { policyOn } from '#modules/policy/index.ts';
import { type EstateFactsRow, estateSummaries, listEstateFacts } from '#modules/survey/index.ts';
import type { ProjectsAssessment } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { judgeEligibility } from '../domain/eligibility.ts';
import { type AssessmentValues, eligibilityParams } from '../domain/params.ts';
import { scoreEstate } from '../domain/score.ts';

type AssessCtx = Pick<Ctx, 'tx' | 'actor' | 'now' | 'today'>;

/** Rows per statement: well under PostgreSQL's 65,535 parameters. */
const batch = 1_000;

/** A share for ordering; null when unknown or contradictory. */
const share = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole <= 0 || part > whole ? null : part / whole;

function rowOf(
  row: EstateFactsRow,
  values: AssessmentValues,
  bound: { policyVersion: string; assessedAt: Date },
): Insertable<ProjectsAssessment> {
  const { facts } = row;
  const judged = judgeEligibility(facts, eligibilityParams(values));
  const score = scoreEstate(facts, values['score.factors']);
  const idsOf = (met: string) => judged.conditions.filter((one) => one.met === met).map((one) => one.id);
  return {
    estateId: row.id,
    regionCode: row.regionCode,
    subdistrictName: row.subdistrictName,
    community: row.community,
    name: row.name,
    facts: JSON.stringify(facts),
    eligible: judged.eligible,
    target: judged.target,
    failed: idsOf('no'),
    unknown: idsOf('unknown'),
    conditions: JSON.stringify(judged.conditions),
    score: Math.round(score.total * 100),
    scoreComplete: score.complete,
    factors: JSON.stringify(score.factors),
    committee: facts.ownersCommittee === true,
    willingness: share(facts.agree, facts.households),
    participation: share(facts.pay, facts.households),
    households: facts.households,
    builtYear: facts.builtYear,
    buildings: facts.buildings,
    floorAreaCm2: row.floorAreaCm2,
    estateVersion: row.version,
    ...bound,
  };
}

/**
 * Judges and scores every estate the transaction sees, under the policy in force, and replaces what stood before;
 * what was said of estates no longer there goes. Answers with how many, and the policy's version.
 */
export async function assessEstates(ctx: AssessCtx): Promise<{ estates: number; policyVersion: string }> {
  const policy = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const rows = await listEstateFacts(ctx);
  const bound = { policyVersion: policy.version, assessedAt: ctx.now };
  await ctx.tx.deleteFrom('projectsAssessment').execute();
  for (let from = 0; from < rows.length; from += batch) {
    const values = rows.slice(from, from + batch).map((row) => rowOf(row, policy.values, bound));
    await ctx.tx.insertInto('projectsAssessment').values(values).execute();
  }
  return { estates: rows.length, policyVersion: policy.version };
}

/** Whether the ledger or the policy changed since the estates (absent: all in sight) were assessed. */
export async function isStale(ctx: AssessCtx, ids?: readonly string[]): Promise<boolean> {
  const policy = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const estates = await estateSummaries(ctx, ids ? { ids } : {});
  let rows = ctx.tx.selectFrom('projectsAssessment').select(['estateId', 'estateVersion', 'policyVersion']);
  if (ids) rows = rows.where('estateId', 'in', [...ids]);
  const assessed = await rows.execute();
  const known = new Map(assessed.map((row) => [row.estateId, row]));
  return (
    known.size !== estates.length ||
    estates.some((estate) => known.get(estate.id)?.estateVersion !== estate.version) ||
    assessed.some((row) => row.policyVersion !== policy.version)
  );
}
