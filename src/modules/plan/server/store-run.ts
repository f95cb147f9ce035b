import type { Insertable } from 'kysely';
import type { PlanRunEstate } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import { doneWhy, needFen } from '../domain/build-instance.ts';
import type { Explanation } from '../domain/explain.ts';
import { inWords } from '../domain/frozen.ts';
import type { EstateForPlan } from './estates.query.ts';
import type { Solved } from './solve/solve-plan.ts';
import type { SolveInput } from './solve.ts';
import type { Prepared } from './solve-job.ts';

type Finished = Prepared & Solved & { readonly explanations: readonly Explanation[] };
type EstateInsert = Insertable<PlanRunEstate>;

/** Rows per statement: PostgreSQL takes 65,535 parameters at most. */
const block = 1000;

const needOf = (estate: EstateForPlan, unitCost: Readonly<Record<string, string>>): bigint =>
  Object.values(unitCost).reduce((sum, yuan) => sum + needFen(estate.floorAreaCm2 ?? 0n, yuan), 0n);

function estateRows(runId: string, finished: Finished): EstateInsert[] {
  const { estates, built, result, summary, policy } = finished;
  const outside = new Map(built.outside.map((one) => [one.id, one]));
  const explained = new Map(finished.explanations.map((one) => [one.id, one]));
  const limitsOf = (id: string) => summary.limits.filter((one) => one.estateId === id);
  const unexplained = '指定的条件互相冲突，没有可行的计划';
  return estates.map((estate) => {
    const out = outside.get(estate.id);
    const explanation = explained.get(estate.id);
    const limits = limitsOf(estate.id);
    const start = out ? out.start : (result.starts[estate.id] ?? null);
    const done = limits.find((one) => one.kind === 'done' && one.year === start);
    return {
      runId,
      estateId: estate.id,
      regionCode: estate.regionCode,
      name: estate.name,
      subdistrict: estate.subdistrict ?? '',
      subdistrictName: estate.subdistrictName || '街道不详',
      startYear: start,
      done: done !== undefined,
      pinned: limits.some((one) => one.kind === 'pin'),
      candidate: out === undefined,
      held: estate.held,
      eligible: estate.eligible,
      target: estate.target,
      score: estate.score,
      rank: explanation?.rank ?? null,
      buildings: estate.buildings,
      households: estate.households,
      floorAreaCm2: estate.floorAreaCm2,
      needFen: needOf(estate, policy.values['cost.unit']),
      lon: estate.lon,
      lat: estate.lat,
      why: out?.why ?? (done ? doneWhy(done) : (explanation?.why ?? unexplained)),
      trials: JSON.stringify(
        (explanation?.trials ?? []).map(({ year, barriers }) => ({
          year,
          barriers: barriers.map((b) => b.text),
        })),
      ),
    };
  });
}

/** Freezes a solved run: the problem, the answer, the verifier's verdict and a row per estate. */
export async function storeRun(
  ctx: Ctx,
  runId: string,
  input: SolveInput,
  finished: Finished,
): Promise<void> {
  const { result, verdict, built, district, names } = finished;
  const conflicts = result.conflicts.map((one) => ({ ...one, text: inWords(one.text, names) }));
  const faults = verdict.faults.map((one) => inWords(one.text, names));
  const inserted = await ctx.tx
    .insertInto('planRun')
    .values({
      id: runId,
      regionCode: district,
      title: input.title,
      status: result.status,
      openFrom: input.openFrom,
      policyVersion: finished.policy.version,
      instance: JSON.stringify(built.instance),
      result: JSON.stringify({ ...result, conflicts }),
      verdict: JSON.stringify({ ok: verdict.ok, faults }),
      summary: JSON.stringify(finished.summary),
      limitSeconds: input.limitSeconds,
      seed: input.seed,
      createdAt: ctx.now,
      createdBy: ctx.actor.name,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute();
  // A worker that died after its commit is started again with the same id: the run is there already.
  if (inserted.length === 0) return;
  const rows = estateRows(runId, finished);
  for (let at = 0; at < rows.length; at += block)
    await ctx.tx
      .insertInto('planRunEstate')
      .values(rows.slice(at, at + block))
      .execute();
  await ctx.audit({
    action: 'plan.solve',
    subjectKind: 'planRun',
    subjectId: runId,
    regionCode: district,
    detail: { status: result.status, gap: result.gap, verified: verdict.ok },
  });
}
