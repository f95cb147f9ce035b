import { randomUUID } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import { type PackValues, policyOn } from '#modules/policy/index.ts';
import { estateHead, partHead } from '#modules/survey/index.ts';
import { appendAudit } from '#platform/audit/append.ts';
import type { Tx } from '#platform/database/connect.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { ParticipationAccess } from '#platform/database/tables.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { type Problem, problem } from '#shared/problem.ts';
import { checksOut, readCode } from '../../domain/access/code.ts';
import { isLocked, type RefusalKind } from '../../domain/access/refusal-kinds.ts';
import { accessProblems } from '../../problems-access.ts';
import { addressMark, countRefusals, recordRefusal } from './refusals.ts';
import { findVisitor, tokenHash } from './visitor.ts';

type Card = Selectable<ParticipationAccess>;
type Redeemed = { readonly token: string | null; readonly seconds: number; readonly card: Card };
type Judging = {
  readonly tx: Tx;
  readonly context: RequestContext;
  readonly values: PackValues;
  readonly now: Date;
  readonly key: string;
};

const day = 86_400_000;
/** One judgement at a time per address, so that guesses sent together do not all slip under the limit. */
const addressLock = 7_150_310;

export const codeMark = (context: Pick<RequestContext, 'services'>, code: string): Buffer =>
  context.services.vault.mark('access.code', code);

/**
 * Takes a code and opens the session of its card. Judged and remembered in one transaction that commits also when the
 * code is refused. The same request sent again (same code, same `key`) is answered with the same session: an answer
 * lost on the way costs nobody their card. A browser sends the same key with every card, so that one with two cards may
 * go to and fro between them while their sessions last.
 */
export async function redeem(context: RequestContext, input: { code: string; key: string }) {
  const { services } = context;
  const here = await findVisitor(services, context.visitorToken);
  const outcome = await inScope(services.db, everyRegion, async (tx) => {
    const { values } = await policyOn(tx, everyRegion, services.clock.today());
    const judging = { tx, context, values, now: services.clock.now(), key: input.key };
    // asked before the lock too: an address already shut out must not hold connections waiting for its turn
    if (await addressLocked(judging)) return shutOut(judging);
    const address = addressMark(services.vault, context.address);
    await sql`select pg_advisory_xact_lock(${addressLock}, ${address.readInt32BE(0)})`.execute(tx);
    return judge(judging, input.code, here?.sessionId);
  });
  if (outcome instanceof Error) throw outcome;
  if (outcome.token) context.setVisitorToken(outcome.token, outcome.seconds);
  return inScope(services.db, everyRegion, async (tx) => {
    const estate = await estateHead(tx, { id: outcome.card.estateId });
    const part = await partHead(tx, outcome.card.partId);
    return { estate: estate?.name ?? '', place: part?.place ?? '', next: `/r/${estate?.code ?? ''}` };
  });
}

async function judge(
  judging: Judging,
  typed: string,
  sessionId: string | undefined,
): Promise<Redeemed | Problem> {
  const { tx, context } = judging;
  if (await addressLocked(judging)) return shutOut(judging);
  const code = readCode(typed);
  // Not counted as a guess: whoever guesses makes the check symbol right, whoever reads a card in bad light does not.
  if (!checksOut(code))
    return (await tooManySlips(judging)) ? shutOut(judging) : refuse(judging, 'code.slip', null);
  const card = await tx
    .selectFrom('participationAccess')
    .selectAll()
    .where('codeMark', '=', codeMark(context, code))
    .forUpdate()
    .executeTakeFirst();
  if (!card) return refuse(judging, 'code.unknown', null);
  if (card.redeemedAt) return comeBack(judging, card, sessionId);
  return openCard(judging, card);
}

const shutOut = (judging: Judging): Promise<Problem> =>
  refuse(judging, 'code.locked', null, judging.values['access.guesses'].windowMinutes);

async function addressLocked({ tx, context, values, now }: Judging): Promise<boolean> {
  const limits = values['access.guesses'];
  const address = addressMark(context.services.vault, context.address);
  const since = new Date(now.getTime() - limits.windowMinutes * 60_000);
  const [unknown, district] = [
    await countRefusals(tx, { kind: 'code.unknown', since, address, most: limits.perAddress }),
    await countRefusals(tx, { kind: 'code.unknown', since, most: limits.district }),
  ];
  return isLocked({ unknown, district }, limits);
}

/**
 * Slips slow further slips only. A whole building may stand behind one address, and a slip teaches a guesser nothing:
 * it is refused by its check symbol, which anybody can compute, before any card is looked up. What can be learnt about
 * cards is `perAddress` codes a window: 10 of 2⁴⁵ in 15 minutes, whatever slips are sent beside them.
 */
async function tooManySlips({ tx, context, values, now }: Judging): Promise<boolean> {
  const { windowMinutes, slips } = values['access.guesses'];
  const address = addressMark(context.services.vault, context.address);
  const since = new Date(now.getTime() - windowMinutes * 60_000);
  return (await countRefusals(tx, { kind: 'code.slip', since, address, most: slips })) >= slips;
}

async function refuse(judging: Judging, kind: RefusalKind, card: Card | null, minutes = 0): Promise<Problem> {
  const where = card ? { regionCode: card.regionCode, subjectId: card.id } : {};
  await recordRefusal(judging.tx, judging.context, { kind, ...where });
  return problem(
    accessProblems,
    `participation.${kind}` as keyof typeof accessProblems,
    { minutes },
    { at: 'code' },
  );
}

/** The card was used: only the browser that used it goes on, by its cookie or by sending the very same request again. */
async function comeBack(
  judging: Judging,
  card: Card,
  sessionId: string | undefined,
): Promise<Redeemed | Problem> {
  const { tx, now } = judging;
  const token = tokenOf(judging, card);
  const sessions = await tx
    .selectFrom('participationSession')
    .select(['id', 'tokenHash', 'expiresAt'])
    .where('accessId', '=', card.id)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', now)
    .execute();
  if (!card.revokedAt && sessions.some((one) => one.id === sessionId))
    return { token: null, seconds: 0, card };
  const same = sessions.find((one) => one.tokenHash.equals(tokenHash(token)));
  if (!card.revokedAt && same)
    return { token, seconds: Math.floor((same.expiresAt.getTime() - now.getTime()) / 1000), card };
  return refuse(judging, card.revokedAt ? 'code.revoked' : 'code.used', card);
}

/** 32 bytes nobody can know without the vault's key, and the same for the same request. */
const tokenOf = ({ context, key }: Judging, card: Card): string =>
  context.services.vault.mark('access.session', `${card.id} ${key}`).toString('base64url');

async function openCard(judging: Judging, card: Card): Promise<Redeemed | Problem> {
  const { tx, context, now, values } = judging;
  if (card.revokedAt)
    return refuse(judging, card.revokeReason === lapsed ? 'code.expired' : 'code.revoked', card);
  if (card.issuedAt > now) return refuse(judging, 'code.early', card);
  if (card.expiresAt <= now) {
    // said once and for all: a clock set back does not bring it to life again
    await tx
      .updateTable('participationAccess')
      .set({ revokedAt: now, revokeReason: lapsed })
      .where('id', '=', card.id)
      .execute();
    return refuse(judging, 'code.expired', card);
  }
  const token = tokenOf(judging, card);
  const seconds = (values['access.sessionDays'] * day) / 1000;
  const sessionId = randomUUID();
  await tx.updateTable('participationAccess').set({ redeemedAt: now }).where('id', '=', card.id).execute();
  await tx
    .insertInto('participationSession')
    .values({
      id: sessionId,
      tokenHash: tokenHash(token),
      estateId: card.estateId,
      regionCode: card.regionCode,
      partId: card.partId,
      accessId: card.id,
      createdAt: now,
      expiresAt: new Date(now.getTime() + seconds * 1000),
    })
    .execute();
  const line = {
    action: 'participation.access.redeem',
    subjectKind: 'participation.access',
    subjectId: card.id,
    regionCode: card.regionCode,
    detail: { partId: card.partId, sessionId },
  };
  await appendAudit(tx, line, {
    at: now,
    actorId: null,
    actorName: '凭码住户',
    requestId: context.requestId,
  });
  return { token, seconds, card };
}

/** Reason of a card that ran out before it was used. */
export const lapsed = '有效期已过';
