import { type PackValues, policyOn } from '#modules/policy/index.ts';
import { matchOwner } from '#modules/survey/index.ts';
import type { RequestContext, WorkCtx } from '#platform/http/context.ts';
import { workIn } from '#platform/http/door.ts';
import { type Problem, problem } from '#shared/problem.ts';
import { participationProblems } from '../../problems.ts';
import { accessProblems } from '../../problems-access.ts';
import { countRefusals, recordRefusal } from './refusals.ts';
import { tellOwner } from './tell-owner.ts';
import { findVisitor, type Visitor, visitorName } from './visitor.ts';

export type Person = { readonly name: string; readonly number: string };

/**
 * Verifies the visitor as an owner of their part by whole name and number. Nothing of either is kept: they are
 * compared with the ledger's keyed marks. Tries are few, per session and per part.
 */
export async function verifyOwner(context: RequestContext, input: Person) {
  const visitor = await findVisitor(context.services, context.visitorToken);
  if (!visitor) throw problem(participationProblems, 'participation.visitor.absent');
  return verifyAs(context, visitor, input, 'ledger');
}

/** @param by where name and number come from: typed by the visitor, or told by the identity provider */
export async function verifyAs(
  context: RequestContext,
  visitor: Visitor,
  person: Person,
  by: 'ledger' | 'oidc',
): Promise<{ verifiedBy: typeof by }> {
  const work = {
    action: 'participation.access.verify',
    kind: 'write',
    scope: visitor.regionCode,
    actorId: visitor.helper?.id ?? null,
    actorName: visitorName(visitor),
  } as const;
  const outcome = await workIn(context, work, (ctx) => judge(ctx, context, visitor, person, by));
  if (outcome instanceof Error) throw outcome;
  tellOwner(context.services, outcome.ownerId, visitor.regionCode, 'verified');
  return { verifiedBy: by };
}

type Verified = { readonly ownerId: string };

async function judge(
  ctx: WorkCtx,
  context: RequestContext,
  visitor: Visitor,
  person: Person,
  by: 'ledger' | 'oidc',
): Promise<Verified | Problem> {
  // the part's row is what all its sessions wait for: tries sent together are counted one after another
  await ctx.tx.selectFrom('surveyPart').select('id').where('id', '=', visitor.partId).forUpdate().execute();
  const session = await ctx.tx
    .selectFrom('participationSession')
    .select('ownerId')
    .where('id', '=', visitor.sessionId)
    .where('endedAt', 'is', null)
    .executeTakeFirst();
  const { values } = await policyOn(ctx.tx, visitor.regionCode, ctx.today);
  const refuse = (kind: 'verify.mismatch' | 'verify.locked' | 'oidc.mismatch', said: Problem) =>
    refused(ctx, context, visitor, kind, said);
  if (!session) return problem(participationProblems, 'participation.visitor.absent');
  if (session.ownerId) {
    await ctx.audit(line(visitor, { refused: 'already' }));
    return problem(accessProblems, 'participation.verify.already');
  }
  const left = by === 'oidc' ? 1 : await triesLeft(ctx, visitor, values);
  if (left <= 0)
    return refuse(
      'verify.locked',
      problem(accessProblems, 'participation.verify.locked', {
        hours: values['access.verifyTries'].windowHours,
      }),
    );
  const ownerId = await matchOwner(ctx, visitor.partId, person);
  if (!ownerId && by === 'oidc')
    return refuse('oidc.mismatch', problem(accessProblems, 'participation.oidc.mismatch'));
  if (!ownerId)
    return refuse(
      'verify.mismatch',
      problem(accessProblems, 'participation.verify.mismatch', { left: left - 1 }, { at: 'number' }),
    );
  await ctx.tx
    .updateTable('participationSession')
    .set({ ownerId, verifiedBy: by, verifiedAt: ctx.now })
    .where('id', '=', visitor.sessionId)
    .execute();
  await ctx.audit(line(visitor, { ownerId, by }));
  return { ownerId };
}

async function triesLeft(ctx: WorkCtx, visitor: Visitor, values: PackValues): Promise<number> {
  const { windowHours, perSession, perPart } = values['access.verifyTries'];
  const since = new Date(ctx.now.getTime() - windowHours * 3_600_000);
  const which = { kind: 'verify.mismatch', since, subjectId: visitor.partId };
  const part = await countRefusals(ctx.tx, { ...which, most: perPart });
  const session = await countRefusals(ctx.tx, { ...which, detail: visitor.sessionId, most: perSession });
  return Math.min(perPart - part, perSession - session);
}

async function refused(
  ctx: WorkCtx,
  context: RequestContext,
  visitor: Visitor,
  kind: string,
  said: Problem,
): Promise<Problem> {
  const { regionCode, partId, sessionId } = visitor;
  await recordRefusal(ctx.tx, context, { kind, regionCode, subjectId: partId, detail: sessionId });
  await ctx.audit(line(visitor, { refused: kind }));
  return said;
}

const line = (visitor: Visitor, detail: Readonly<Record<string, unknown>>) => ({
  action: 'participation.access.verify',
  subjectKind: 'survey.part',
  subjectId: visitor.partId,
  regionCode: visitor.regionCode,
  detail: { ...detail, sessionId: visitor.sessionId },
});
