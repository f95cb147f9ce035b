import { districtCode } from '#modules/identity/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { planProblems } from '../problems.ts';

/** The district whose plan somebody of this scope sees; above a district, the installation's own. */
export const districtOf = (scope: string): string => (scope.length >= 6 ? scope.slice(0, 6) : districtCode);

/** The district, for what only people of the whole district may do. @throws Problem plan.district-only */
export function ownDistrict(ctx: Pick<Ctx, 'actor'>): string {
  if (ctx.actor.scope.length > 6) throw problem(planProblems, 'plan.district-only');
  return districtOf(ctx.actor.scope);
}
