import { estateHead, partHead, partsOf } from '#modules/survey/index.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { type VisitorCtx, visitorDoor } from './visitor.ts';

/** Who the visitor is, as the page shows it; names masked. */
export async function showVisitor(ctx: VisitorCtx) {
  const { visitor } = ctx;
  const estate = await estateHead(ctx.tx, { id: visitor.estateId });
  const session = await ctx.tx
    .selectFrom('participationSession')
    .select('expiresAt')
    .where('id', '=', visitor.sessionId)
    .executeTakeFirstOrThrow();
  const part = await partHead(ctx.tx, visitor.partId);
  return {
    estate: estate?.name ?? '',
    estateCode: estate?.code ?? '',
    place: part?.place ?? '',
    owner: await ownerMasked(ctx),
    verifiedBy: visitor.verifiedBy,
    helper: visitor.helper?.name ?? null,
    expiresAt: session.expiresAt.toISOString(),
  };
}

async function ownerMasked(ctx: VisitorCtx): Promise<string | null> {
  const { visitor } = ctx;
  if (!visitor.ownerId) return null;
  const part = await partHead(ctx.tx, visitor.partId);
  if (!part) return null;
  const parts = await partsOf(ctx.tx, part.estateId, { building: part.building, entrance: part.entrance });
  const owners = parts.find((one) => one.id === part.id)?.owners ?? [];
  return owners.find((one) => one.id === visitor.ownerId)?.nameMasked ?? null;
}

async function end(ctx: VisitorCtx) {
  const { visitor } = ctx;
  await ctx.tx
    .updateTable('participationSession')
    .set({ endedAt: ctx.now })
    .where('id', '=', visitor.sessionId)
    .execute();
  await ctx.audit({
    action: 'participation.access.end',
    subjectKind: 'survey.part',
    subjectId: visitor.partId,
    regionCode: visitor.regionCode,
    detail: { sessionId: visitor.sessionId },
  });
  const estate = await estateHead(ctx.tx, { id: visitor.estateId });
  return { next: estate ? `/r/${estate.code}` : '/r' };
}

const endDoor = visitorDoor({ action: 'participation.access.end', kind: 'write', needs: 'card' }, end);

/** Ends the session on the server and takes the cookie away; a page shown again knows nobody. */
export async function endVisit(context: RequestContext) {
  const answer = await endDoor({ input: {}, context });
  context.setVisitorToken(null, 0);
  return answer;
}
