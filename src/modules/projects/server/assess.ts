import type { Insertable } from 'kysely';
import {
  type FrozenWish,
  type FrozenWishes,
  frozenWishes,
  lastFrozenWish,
} from '#modules/participation/index.ts';
import { policyOn } from '#modules/policy/index.ts';
import { type EstateFactsRow, estateStamp, estateSummaries, listEstateFacts } from '#modules/survey/index.ts';
import type { ProjectsAssessment } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { judgeEligibility } from '../domain/eligibility.ts';
import type { EstateFacts, SurveyedWish } from '../domain/facts.ts';
import { type AssessmentValues, eligibilityParams } from '../domain/params.ts';
import { scoreEstate } from '../domain/score.ts';

/** The day in China of an instant. */
const dayOf = (instant: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString();

type AssessCtx = Pick<Ctx, 'tx' | 'actor' | 'now' | 'today'>;

/** Rows per statement: well under PostgreSQL's 65,535 parameters. */
const batch = 1_000;

/** A share for ordering; null when unknown or contradictory. */
const share = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole <= 0 || part > whole ? null : part / whole;

/** The share for ordering: of the survey where one gave it, else of the ledger. */
const wishShare = (facts: EstateFacts, which: 'agree' | 'pay'): number | null => {
  const surveyed = facts.surveyed?.[which];
  return surveyed ? share(surveyed.yes, surveyed.households) : share(facts[which], facts.households);
};

const surveyedWish = (wish: FrozenWish | null): SurveyedWish | null =>
  wish && {
    yes: wish.yes,
    answered: wish.answered,
    households: wish.households,
    title: wish.title,
    closedOn: dayOf(wish.closedAt),
  };

/** The estate's facts with what a closed survey of wishes froze in place of the ledger's figures. */
function factsOf(row: EstateFactsRow, wishes: FrozenWishes | undefined): EstateFacts {
  const facts = { ...row.facts, subdistrictName: row.subdistrictName };
  if (!wishes) return facts;
  const surveyed = { agree: surveyedWish(wishes.agree), pay: surveyedWish(wishes.pay) };
  return {
    ...facts,
    agree: surveyed.agree?.yes ?? facts.agree,
    pay: surveyed.pay?.yes ?? facts.pay,
    surveyed,
  };
}

function rowOf(
  row: EstateFactsRow,
  facts: EstateFacts,
  values: AssessmentValues,
  bound: { policyVersion: string; assessedAt: Date },
): Insertable<ProjectsAssessment> {
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
    willingness: wishShare(facts, 'agree'),
    participation: wishShare(facts, 'pay'),
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
  const wishes = await frozenWishes(ctx.tx);
  const bound = { policyVersion: policy.version, assessedAt: ctx.now };
  await ctx.tx.deleteFrom('projectsAssessment').execute();
  for (let from = 0; from < rows.length; from += batch) {
    const values = rows
      .slice(from, from + batch)
      .map((row) => rowOf(row, factsOf(row, wishes.get(row.id)), policy.values, bound));
    // An estate whose row another region still holds out of sight waits for that region's assessment.
    await ctx.tx
      .insertInto('projectsAssessment')
      .values(values)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  return { estates: rows.length, policyVersion: policy.version };
}

/** Whether the ledger, the policy or a closed survey of wishes changed since the estates in sight were assessed. */
export async function isStale(ctx: AssessCtx): Promise<boolean> {
  const policy = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const { estates, versions } = await estateStamp(ctx);
  const assessed = await ctx.tx
    .selectFrom('projectsAssessment')
    .select((row) => [
      row.fn.countAll<bigint>().as('estates'),
      row.fn.sum<bigint | null>('estateVersion').as('versions'),
      row.fn.countAll<bigint>().filterWhere('policyVersion', '<>', policy.version).as('older'),
      row.fn.min('assessedAt').as('since'),
    ])
    .executeTakeFirstOrThrow();
  const frozenAt = await lastFrozenWish(ctx.tx);
  if (frozenAt && assessed.since && frozenAt > assessed.since) return true;
  return (
    Number(assessed.estates) !== estates || (assessed.versions ?? 0n) !== versions || assessed.older > 0n
  );
}

/** Whether one estate changed, or the policy did, since it was assessed. */
export async function isEstateStale(
  ctx: AssessCtx,
  assessed: { estateId: string; estateVersion: number; policyVersion: string; assessedAt: Date },
): Promise<boolean> {
  const frozenAt = await lastFrozenWish(ctx.tx, assessed.estateId);
  if (frozenAt && frozenAt > assessed.assessedAt) return true;
  const policy = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const [estate] = await estateSummaries(ctx, { ids: [assessed.estateId] });
  return estate?.version !== assessed.estateVersion || assessed.policyVersion !== policy.version;
}
