import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { schemesProblems } from '../../problems-schemes.ts';
import { investmentFaults } from '../changes/standing.ts';
import { hashOf } from './content.ts';
import { auditScheme, estateIdsOf, keepScheme, lockScheme, versionRow } from './keep.ts';
import { type Detail, findingsOf, presentScheme } from './present.ts';
import { contentOf } from './revisions.ts';

type Named = { readonly id: string; readonly version: number };

/**
 * Hands a draft in for joint review: from here on its content stands, under its hash. Refused with everything the rules
 * say against it (四(一)2, the ceiling) and where the estimate is exceeded without a report or the budget without an
 * approval (政府投资条例 12, 23).
 */
export async function submitScheme(ctx: Ctx, input: Named): Promise<Detail> {
  const scheme = await lockScheme(ctx, input, ['draft'], '提交');
  const version = await versionRow(ctx.tx, scheme);
  const content = await contentOf(ctx.tx, version);
  const findings = await findingsOf(ctx, await estateIdsOf(ctx.tx, scheme.id), version, content.lines);
  const refused = findings.filter(({ level }) => level === 'refused');
  if (refused.length > 0)
    throw problem(
      schemesProblems,
      'scheme.scheme.refused',
      { what: refused.map(({ message }) => message).join('') },
      { details: refused },
    );
  const [fault] = await investmentFaults(ctx, scheme, version.totalFen);
  if (fault) throw fault;
  const hash = hashOf(content);
  await ctx.tx
    .updateTable('schemeVersion')
    .set({
      ...{ state: 'submitted', hash, submittedAt: ctx.now },
      ...{ submittedBy: ctx.actor.name, submittedById: ctx.actor.id },
    })
    .where('id', '=', version.id)
    .execute();
  const kept = await keepScheme(ctx, scheme, { state: 'submitted' });
  await auditScheme(ctx, scheme, 'scheme.schemes.submit', { version: version.number, hash });
  return presentScheme(ctx, kept);
}

/** Gives a scheme up before it is approved; its estates may have another one. */
export async function cancelScheme(ctx: Ctx, input: Named & { reason: string }): Promise<Detail> {
  const scheme = await lockScheme(ctx, input, ['draft'], '取消');
  const version = await versionRow(ctx.tx, scheme);
  await ctx.tx
    .updateTable('schemeVersion')
    .set({ state: 'cancelled', returnedReason: input.reason })
    .where('id', '=', version.id)
    .execute();
  await ctx.tx.updateTable('schemeEstate').set({ living: false }).where('schemeId', '=', scheme.id).execute();
  const kept = await keepScheme(ctx, scheme, { state: 'cancelled', cancelReason: input.reason });
  await auditScheme(ctx, scheme, 'scheme.schemes.cancel', { reason: input.reason });
  return presentScheme(ctx, kept);
}
