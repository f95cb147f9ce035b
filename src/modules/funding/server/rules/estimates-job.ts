import { serialise } from '#platform/database/serialise.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { JobRun } from '#platform/jobs/worker.ts';
import { problem } from '#shared/problem.ts';
import { type Estimate, estimateEstate } from '../../domain/rule/estimate.ts';
import { rulesProblems } from '../../problems-rules.ts';
import { type EstateInput, estateInputs } from './estate-input.ts';
import { type InForce, rulesInForce } from './in-force.ts';

export const estimateJobKind = 'funding.estimate';
/** Estates computed and stored in one transaction. */
const batch = 200;

const busy = (ctx: Ctx, regionCode: string) =>
  ctx.tx
    .selectFrom('job')
    .select('id')
    .where('kind', '=', estimateJobKind)
    .where('regionCode', '=', regionCode)
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst();

/** Queues the estimates of a region; a queued one is not doubled. */
export async function queueEstimates(ctx: Ctx, regionCode: string): Promise<string> {
  return ctx.enqueue({ kind: estimateJobKind, title: '按现行规则测算各小区出资', input: {}, regionCode });
}

/** Asked for by a person: one at a time per region. @throws Problem funding.rules.running */
export async function computeEstimates(ctx: Ctx): Promise<{ jobId: string }> {
  const regionCode = ctx.actor.scope;
  await serialise(ctx.tx, `funding.estimate ${regionCode}`);
  if (await busy(ctx, regionCode)) throw problem(rulesProblems, 'funding.rules.running');
  const jobId = await queueEstimates(ctx, regionCode);
  await ctx.audit({
    action: 'funding.rules.estimate',
    subjectKind: 'job',
    subjectId: jobId,
    regionCode,
    detail: {},
  });
  return { jobId };
}

function stored(ctx: Ctx, rules: InForce, input: EstateInput, estimate: Estimate) {
  const { row } = input;
  return {
    ...{ estateId: row.id, bookHash: rules.hash, regionCode: row.regionCode, ruleSetId: rules.id },
    ...{ estateVersion: row.version, policyVersion: rules.policy.version, source: estimate.source },
    ...{ totalFen: estimate.totalFen, residentsFen: estimate.totals.get('residents') ?? 0n },
    payers: JSON.stringify(
      Object.fromEntries([...estimate.totals].map(([payer, fen]) => [payer, String(fen)])),
    ),
    ...{ issues: JSON.stringify(estimate.issues), computedAt: ctx.now },
  };
}

async function computeSome(ctx: Ctx, ids: readonly string[]): Promise<void> {
  const rules = await rulesInForce(ctx, ctx.actor.scope);
  const rows = (await estateInputs(ctx, { ids })).map((input) =>
    stored(ctx, rules, input, estimateEstate(rules.basis, input.estate, rules.book.rules)),
  );
  if (rows.length === 0) return;
  await ctx.tx
    .insertInto('fundingEstimate')
    .values(rows)
    .onConflict((one) =>
      one.columns(['estateId', 'bookHash']).doUpdateSet((eb) => ({
        ...{ regionCode: eb.ref('excluded.regionCode'), ruleSetId: eb.ref('excluded.ruleSetId') },
        ...{ estateVersion: eb.ref('excluded.estateVersion'), source: eb.ref('excluded.source') },
        ...{ policyVersion: eb.ref('excluded.policyVersion'), totalFen: eb.ref('excluded.totalFen') },
        ...{ residentsFen: eb.ref('excluded.residentsFen'), payers: eb.ref('excluded.payers') },
        ...{ issues: eb.ref('excluded.issues'), computedAt: eb.ref('excluded.computedAt') },
      })),
    )
    .execute();
}

/** Computes and stores the estimate of every estate in sight, with progress; cancelled between batches. */
export async function estimateJob(run: JobRun): Promise<{ estates: number }> {
  const ids = await run.transaction(async (ctx) =>
    (
      await ctx.tx
        .selectFrom('surveyEstate')
        .select('id')
        .where('archivedAt', 'is', null)
        .orderBy('code')
        .execute()
    ).map(({ id }) => id),
  );
  for (let from = 0; from < ids.length; from += batch) {
    await run.progress((from / ids.length) * 100, `已测算 ${from} / ${ids.length} 个小区`);
    run.signal.throwIfAborted();
    await run.transaction((ctx) => computeSome(ctx, ids.slice(from, from + batch)));
  }
  await run.transaction((ctx) =>
    ctx.audit({
      action: 'funding.rules.estimate',
      subjectKind: 'job',
      subjectId: run.id,
      regionCode: ctx.actor.scope,
      detail: { estates: ids.length },
    }),
  );
  return { estates: ids.length };
}
