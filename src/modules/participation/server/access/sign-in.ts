import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { RequestContext } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { participationProblems } from '../../problems.ts';
import { accessProblems } from '../../problems-access.ts';
import { accessAdapters } from './adapters.ts';
import { rememberRefusal } from './refusals.ts';
import { verifyAs } from './verify.ts';
import { findVisitor, type Visitor } from './visitor.ts';

const field = 'participation_session.sign_in';
const lastsMs = 10 * 60_000;
const kept = z.strictObject({
  session: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  until: z.number(),
});

async function visitorOf(context: RequestContext): Promise<Visitor> {
  const visitor = await findVisitor(context.services, context.visitorToken);
  if (!visitor) throw problem(participationProblems, 'participation.visitor.absent');
  return visitor;
}

/**
 * Begins a sign-in at the identity provider. What must be remembered until the browser comes back travels sealed in
 * `state`: nothing is stored, and only this visitor's session can use it, for ten minutes.
 */
export async function startSignIn(context: RequestContext): Promise<{ next: string }> {
  const { identity } = accessAdapters();
  if (!identity) throw problem(accessProblems, 'participation.oidc.off');
  const visitor = await visitorOf(context);
  const { clock, vault } = context.services;
  const secrets = {
    session: visitor.sessionId,
    nonce: randomBytes(16).toString('base64url'),
    verifier: randomBytes(32).toString('base64url'),
    until: clock.now().getTime() + lastsMs,
  };
  const state = vault.seal(field, JSON.stringify(secrets)).toString('base64url');
  try {
    return { next: await identity.start({ ...secrets, state }) };
  } catch (fault) {
    context.services.log.warn({ err: fault, requestId: context.requestId }, 'identity provider');
    throw problem(accessProblems, 'participation.oidc.failed');
  }
}

/** The browser is back with a code: verifies the visitor as an owner; refuses what is late, forged or another's. */
export async function finishSignIn(
  context: RequestContext,
  input: { readonly code: string; readonly state: string },
): Promise<Visitor> {
  const { identity } = accessAdapters();
  if (!identity) throw problem(accessProblems, 'participation.oidc.off');
  const visitor = await visitorOf(context);
  const { clock, vault } = context.services;
  let person: { name: string; number: string };
  try {
    const sealed = Buffer.from(input.state, 'base64url');
    const asked = kept.parse(JSON.parse(vault.open(field, sealed)));
    if (asked.session !== visitor.sessionId) throw new Error('the sign-in belongs to another session');
    if (asked.until < clock.now().getTime()) throw new Error('the sign-in took too long');
    person = await identity.finish(input.code, { ...asked, state: input.state }, clock.now());
  } catch (fault) {
    const { regionCode, partId, sessionId } = visitor;
    await rememberRefusal(context, { kind: 'oidc.failed', regionCode, subjectId: partId, detail: sessionId });
    context.services.log.warn({ err: fault, requestId: context.requestId }, 'identity provider');
    throw problem(accessProblems, 'participation.oidc.failed');
  }
  await verifyAs(context, visitor, person, 'oidc');
  return visitor;
}
