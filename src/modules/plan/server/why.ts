import type { Ctx } from '#platform/http/context.ts';
import { ownWhy } from '../domain/own-why.ts';

/** An explanation as the actor may read it: only who sees the whole district reads the names of other estates. */
export const whyFor = (ctx: Pick<Ctx, 'actor'>, why: string): string =>
  ctx.actor.scope.length <= 6 ? why : ownWhy(why);
