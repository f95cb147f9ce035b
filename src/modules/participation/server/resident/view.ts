import { z } from 'zod';
import { type EstateHead, estateHead, partHead } from '#modules/survey/index.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { Html } from '#platform/html.ts';
import type { RequestContext, WorkCtx } from '#platform/http/context.ts';
import { workIn } from '#platform/http/door.ts';
import { problem } from '#shared/problem.ts';
import { accessProblems } from '../../problems-access.ts';
import { findVisitor, type Visitor, visitorName } from '../access/visitor.ts';
import { residentPage } from './layout.ts';

/** A visitor with the place of their part as people write it: 3号楼1单元201. */
export type ResidentVisitor = Visitor & { readonly place: string };

export type ResidentView = {
  /** Reads only, bound to the estate's region. */
  readonly ctx: WorkCtx;
  readonly estate: EstateHead;
  /** Null: somebody without a card of this estate. Everything public must be shown to them too. */
  readonly visitor: ResidentVisitor | null;
  readonly large: boolean;
};

/** The part of a resident page's input that is the same everywhere; spread it into `z.object({...})`. */
export const residentInput = {
  /** 16 digits; another is answered as an estate that is not there. */
  estate: z.string().max(40),
  large: z.enum(['0', '1']).optional().catch(undefined),
};

/**
 * A page of an estate: finds the estate by its code and the visitor by their cookie, opens one reading transaction in
 * the estate's region and lays `make`'s body into the shell. A card of another estate counts as none here.
 */
export async function residentView(
  context: RequestContext,
  input: { readonly estate: string; readonly large?: '0' | '1' | undefined },
  make: (view: ResidentView) => Promise<{ readonly title: string; readonly body: Html }>,
): Promise<Html> {
  const { services } = context;
  const estate = await inScope(services.db, everyRegion, (tx) => estateHead(tx, { code: input.estate }));
  if (!estate || estate.archived) throw problem(accessProblems, 'participation.estate.absent');
  const found = await findVisitor(services, context.visitorToken);
  const here = found?.estateId === estate.id ? found : null;
  const large = input.large === '1';
  const work = {
    action: 'participation.resident.read',
    kind: 'read',
    scope: estate.regionCode,
    actorId: null,
    actorName: here ? visitorName(here) : '公众',
  } as const;
  return workIn(context, work, async (ctx) => {
    const place = here ? ((await partHead(ctx.tx, here.partId))?.place ?? '') : '';
    const visitor = here ? { ...here, place } : null;
    const { title, body } = await make({ ctx, estate, visitor, large });
    return residentPage({ title, body, estate, visitor, large });
  });
}
