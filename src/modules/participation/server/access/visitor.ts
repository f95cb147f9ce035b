import { createHash } from 'node:crypto';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { RequestContext, Services, WorkCtx } from '#platform/http/context.ts';
import { type DoorSpec, workIn } from '#platform/http/door.ts';
import { problem } from '#shared/problem.ts';
import { participationProblems } from '../../problems.ts';

/** Somebody on the resident pages: who holds a card of this part, and whether they proved to be its owner. */
export type Visitor = {
  readonly sessionId: string;
  readonly estateId: string;
  readonly regionCode: string;
  readonly partId: string;
  /** The owner they were verified as, by `verifiedBy`; null: possession of the card only. */
  readonly ownerId: string | null;
  readonly verifiedBy: 'ledger' | 'oidc' | 'worker' | null;
  /** The worker beside the resident (helper mode); their own session opened this one. */
  readonly helper: { readonly id: string; readonly name: string } | null;
};

export type VisitorCtx = WorkCtx & { readonly visitor: Visitor };

/** `card`: the code of a card was enough; `owner`: a verified owner. */
export type VisitorSpec = Pick<DoorSpec, 'action' | 'kind'> & { readonly needs: 'card' | 'owner' };

type Handler<I, O> = ((args: { input: I; context: RequestContext }) => Promise<O>) & {
  readonly spec: VisitorSpec;
};

export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Who is behind a visitor's cookie now; null when there is none, or it has ended. */
export async function findVisitor(services: Services, token: string | null): Promise<Visitor | null> {
  if (!token) return null;
  const row = await inScope(services.db, everyRegion, (tx) =>
    tx
      .selectFrom('participationSession')
      .selectAll()
      .where('tokenHash', '=', tokenHash(token))
      .where('endedAt', 'is', null)
      .where('expiresAt', '>', services.clock.now())
      .executeTakeFirst(),
  );
  if (!row) return null;
  return {
    sessionId: row.id,
    estateId: row.estateId,
    regionCode: row.regionCode,
    partId: row.partId,
    ownerId: row.ownerId,
    verifiedBy: row.verifiedBy as Visitor['verifiedBy'],
    helper: row.helperId ? { id: row.helperId, name: row.helperName ?? '' } : null,
  };
}

/** How a visitor is named in the audit: in what quality, never who. */
export const visitorName = (visitor: Visitor): string => {
  const quality = visitor.ownerId ? '已核实业主' : '凭码住户';
  return visitor.helper ? `${quality}（${visitor.helper.name}协助）` : quality;
};

/**
 * The way in for residents without an account, as `door` is for people with one: find who holds the card → refuse →
 * one transaction bound to their estate's region, with the audit line inside it.
 * Rows are bound to the region; that they are of the visitor's own estate and part is the command's to see to.
 */
export function visitorDoor<I, O>(
  spec: VisitorSpec,
  run: (ctx: VisitorCtx, input: I) => Promise<O>,
): Handler<I, O> {
  const handler = async ({ input, context }: { input: I; context: RequestContext }) => {
    const visitor = await findVisitor(context.services, context.visitorToken);
    if (!visitor) throw problem(participationProblems, 'participation.visitor.absent');
    if (spec.needs === 'owner' && !visitor.ownerId)
      throw problem(participationProblems, 'participation.visitor.not-owner');
    const work = {
      ...spec,
      scope: visitor.regionCode,
      actorId: visitor.helper?.id ?? null,
      actorName: visitorName(visitor),
    };
    return workIn(context, work, (ctx) => run({ ...ctx, visitor }, input));
  };
  return Object.assign(handler, { spec });
}
