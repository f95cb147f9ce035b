import type { z } from 'zod';
import type { Ctx } from '#platform/http/context.ts';
import type { compareShape } from '../contract-shapes.ts';
import { compareInputs } from '../domain/compare-inputs.ts';
import { type FrozenRun, frozenRun, presentRow, visibleIds } from './run.query.ts';
import { whyFor } from './why.ts';

type CompareView = z.infer<typeof compareShape>;

const rowsOf = (ctx: Pick<Ctx, 'tx'>, runId: string) =>
  ctx.tx
    .selectFrom('planRunEstate')
    .select(['estateId', 'name', 'subdistrictName', 'target', 'households', 'startYear', 'why'])
    .where('runId', '=', runId)
    .orderBy('subdistrict')
    .orderBy('name')
    .execute();

/** The frozen inputs as far as the asking person may see them: own estates' set years, own subdistricts' capacity. */
async function inSight(ctx: Pick<Ctx, 'tx' | 'actor'>, run: FrozenRun): Promise<FrozenRun> {
  const visible = await visibleIds(ctx, run.row.id);
  const { instance, summary } = run;
  return {
    ...run,
    instance: {
      ...instance,
      subdistricts: instance.subdistricts.filter((one) => one.id.startsWith(ctx.actor.scope)),
    },
    summary: { ...summary, limits: summary.limits.filter((one) => visible.has(one.estateId)) },
  };
}

/** Which estates stand elsewhere in `id` than in `other`, with the reason `id` gives, and what was put in differently. */
export async function compareRuns(
  ctx: Pick<Ctx, 'tx' | 'actor'>,
  input: { id: string; other: string },
): Promise<CompareView> {
  const to = await inSight(ctx, await frozenRun(ctx, input.id));
  const from = await inSight(ctx, await frozenRun(ctx, input.other));
  const before = new Map((await rowsOf(ctx, input.other)).map((row) => [row.estateId, row]));
  const after = await rowsOf(ctx, input.id);
  const moves = after.flatMap((row) => {
    const old = before.get(row.estateId);
    before.delete(row.estateId);
    if ((old?.startYear ?? null) === row.startYear) return [];
    return [{ ...row, old: old?.startYear ?? null, now: row.startYear }];
  });
  const gone = [...before.values()]
    .filter((row) => row.startYear !== null)
    .map((row) => ({ ...row, old: row.startYear, now: null, why: '后一次测算时已不在台账中' }));
  const rules =
    from.row.policyVersion === to.row.policyVersion
      ? []
      : [{ label: '规则版本', from: from.row.policyVersion, to: to.row.policyVersion }];
  return {
    from: presentRow(from.row),
    to: presentRow(to.row),
    inputs: [...rules, ...compareInputs(from, to)],
    moves: [...moves, ...gone].map((one) => ({
      estateId: one.estateId,
      name: one.name,
      subdistrictName: one.subdistrictName,
      target: one.target as 'must' | 'aspire' | null,
      households: one.households,
      from: one.old,
      to: one.now,
      why: whyFor(ctx, one.why),
    })),
    same: after.length - moves.length,
  };
}
