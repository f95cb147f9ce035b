import { policyOn } from '#modules/policy/index.ts';
import type { Ctx } from '#platform/http/context.ts';

type Reading = Pick<Ctx, 'tx' | 'actor' | 'today'>;

/** A share as exact text into hundredths of a per cent, rounded down. */
export function basisPointsOf(share: string): number {
  const [whole = '0', over] = share.split('/');
  if (over !== undefined) return Number((BigInt(whole) * 10_000n) / BigInt(over));
  const [units = '0', part = ''] = whole.split('.');
  return Number(`${units}${part.padEnd(4, '0').slice(0, 4)}`);
}

const asked = ['works.terms', 'payment.shares', 'works.wages', 'payment.deadlines'];

/** The pack's limits for contracts, as the form and the checks need them. */
export async function worksLimits(ctx: Reading) {
  const { values, pack } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  const terms = values['works.terms'];
  return {
    advanceMinBp: basisPointsOf(values['payment.shares'].advanceLeast),
    advanceMaxBp: basisPointsOf(terms.advanceMax),
    retentionMaxBp: basisPointsOf(terms.retentionMax),
    defectMonthsMax: terms.defectMonthsMax,
    wagesBp: basisPointsOf(values['works.wages']),
    terms: values['payment.deadlines'],
    unverified: pack.parameters
      .filter((one) => asked.includes(one.id))
      .filter((one) => one.provenance === 'assumed' || one.unverified)
      .map((one) => one.title),
  };
}
