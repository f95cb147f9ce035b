import type { Insertable } from 'kysely';
import { policyOn } from '#modules/policy/index.ts';
import { type EstateFactsRow, estateStamp, estateSummaries, listEstateFacts } from '#modules/survey/index.ts';
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
  const facts = { ...row.facts, subdistrictName: row.subdistrictName };
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
    // An estate whose row another region still holds out of sight waits for that region's assessment.
    await ctx.tx
      .insertInto('projectsAssessment')
      .values(values)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  return { estates: rows.length, policyVersion: policy.version };
}

/** Whether the ledger or the policy changed since the estates in sight were assessed; two sums, not two lists. */
export async function isStale(ctx: AssessCtx): Promise<boolean> {
  const policy = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const { estates, versions } = await estateStamp(ctx);
  const assessed = await ctx.tx
    .selectFrom('projectsAssessment')
    .select((row) => [
      row.fn.countAll<bigint>().as('estates'),
      row.fn.sum<bigint | null>('estateVersion').as('versions'),
      row.fn.countAll<bigint>().filterWhere('policyVersion', '<>', policy.version).as('older'),
    ])
    .executeTakeFirstOrThrow();
  return (
    Number(assessed.estates) !== estates || (assessed.versions ?? 0n) !== versions || assessed.older > 0n
  );
}

/** Whether one estate changed, or the policy did, since it was assessed. */
export async function isEstateStale(
  ctx: AssessCtx,
  assessed: { estateId: string; estateVersion: number; policyVersion: string },
): Promise<boolean> {
  const policy = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const [estate] = await estateSummaries(ctx, { ids: [assessed.estateId] });
  return estate?.version !== assessed.estateVersion || assessed.policyVersion !== policy.version;
}
