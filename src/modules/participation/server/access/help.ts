import { randomBytes, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { policyOn } from '#modules/policy/index.ts';
import { estateHead, type PartHead, partHead } from '#modules/survey/index.ts';
import type { Ctx, RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, enter } from '#platform/http/door.ts';
import type { Upload } from '#platform/http/raw.ts';
import { platformProblems } from '#platform/problems.ts';
import { type Problem, problem } from '#shared/problem.ts';
import { pictureKind } from '../../domain/evidence/bytes.ts';
import { accessProblems } from '../../problems-access.ts';
import { bytesOf } from '../evidence.ts';
import { documentPurpose, judgeOwner, type Seen } from './help-owner.ts';
import { recordRefusal } from './refusals.ts';
import { tokenHash } from './visitor.ts';

type Help = Seen & {
  readonly partId: string;
  readonly ownerId: string | null;
  readonly signature: string | null;
  readonly fileId: string | null;
};

export const signatureLimitBytes = 5 * 1024 * 1024;
/** Kept for one part: what was signed at one door opens no other. */
const purposeOf = (what: 'signature' | 'document', partId: string): string =>
  what === 'signature' ? `participation.signature:${partId}` : documentPurpose(partId);

/**
 * A worker beside a resident opens a short session for the resident's part on the worker's own phone. For an owner the
 * worker confirms to have seen the document (its last four are held against the ledger); in every case the resident's
 * signature is kept. The worker's id stands beside everything done in it.
 */
export async function openHelp(spec: DoorSpec, context: RequestContext, input: Help) {
  // the drawn signature is on disk before the transaction begins: it is bytes under their own hash
  const drawn = input.signature ? await receiveDrawn(context, input.signature) : null;
  const outcome = await enter(spec, context, (ctx) => open(ctx, context, input, drawn));
  if (outcome instanceof Error) throw outcome;
  const { token, seconds, ...answer } = outcome;
  context.setVisitorToken(token, seconds);
  return answer;
}

async function receiveDrawn(context: RequestContext, base64: string) {
  const bytes = Buffer.from(base64, 'base64');
  if (pictureKind(bytes) !== 'image/png') throw problem(accessProblems, 'participation.help.signature');
  return context.services.files.receive(Readable.from([bytes]), signatureLimitBytes);
}

/** A photographed paper with the resident's signature, or the document seen; named when the help is opened. */
export async function uploadSignature(
  ctx: Ctx,
  upload: Upload,
  input: { partId: string; what: 'signature' | 'document' },
) {
  const part = await thePart(ctx, input.partId);
  const mediaType = pictureKind(await bytesOf(ctx, upload.sha256, signatureLimitBytes));
  if (!mediaType)
    throw problem(
      accessProblems,
      `participation.help.${input.what === 'document' ? 'evidence' : 'signature'}`,
    );
  const file = await ctx.files.record(ctx.tx, upload, {
    name: input.what === 'document' ? '证件' : '签名',
    mediaType,
    purpose: purposeOf(input.what, part.id),
    regionCode: part.regionCode,
    createdBy: ctx.actor.id,
    now: ctx.now,
  });
  await ctx.audit({
    action: 'participation.access.help',
    subjectKind: 'survey.part',
    subjectId: part.id,
    regionCode: part.regionCode,
    detail: { fileId: file.id, what: input.what },
  });
  return { fileId: file.id };
}

async function thePart(ctx: Ctx, id: string): Promise<PartHead> {
  const part = await partHead(ctx.tx, id);
  if (!part) throw problem(platformProblems, 'row.out-of-scope');
  return part;
}

type Drawn = { readonly sha256: string; readonly sizeBytes: number };

async function open(ctx: Ctx, context: RequestContext, input: Help, drawn: Drawn | null) {
  const part = await thePart(ctx, input.partId);
  const estate = await estateHead(ctx.tx, { id: part.estateId });
  if (!estate || estate.archived) throw problem(accessProblems, 'participation.estate.absent');
  const judged = await judgeOwner(ctx, part, input);
  if ('fault' in judged) return refuse(ctx, context, part, judged.fault);
  const fileId = await signatureFile(ctx, part, input, drawn);
  const { values } = await policyOn(ctx.tx, part.regionCode, ctx.today);
  const seconds = values['access.helpMinutes'] * 60;
  const expiresAt = new Date(ctx.now.getTime() + seconds * 1000);
  await endHelp(ctx);
  const token = randomBytes(32).toString('base64url');
  const sessionId = randomUUID();
  const owner = input.ownerId
    ? { ownerId: input.ownerId, verifiedBy: 'worker', verifiedAt: ctx.now }
    : { ownerId: null, verifiedBy: null, verifiedAt: null };
  await ctx.tx
    .insertInto('participationSession')
    .values({
      id: sessionId,
      tokenHash: tokenHash(token),
      estateId: part.estateId,
      regionCode: part.regionCode,
      partId: part.id,
      ...owner,
      helperId: ctx.actor.id,
      helperName: ctx.actor.name,
      evidence: JSON.stringify({ document: input.document, fileId, ...judged.evidence }),
      createdAt: ctx.now,
      expiresAt,
    })
    .execute();
  const { ownerId, document } = input;
  const by = owner.verifiedBy ? { verifiedBy: owner.verifiedBy, ...judged.evidence } : {};
  await ctx.audit(helpLine(part, { sessionId, ownerId, document, fileId, ...by }));
  return { token, seconds, next: `/r/${estate.code}`, expiresAt: expiresAt.toISOString() };
}

const helpLine = (part: PartHead, detail: Readonly<Record<string, unknown>>) => ({
  action: 'participation.access.help',
  subjectKind: 'survey.part',
  subjectId: part.id,
  regionCode: part.regionCode,
  detail,
});

async function refuse(ctx: Ctx, context: RequestContext, part: PartHead, wrong: Problem): Promise<Problem> {
  const kind = wrong.code.replace('participation.', '');
  if (kind === 'help.mismatch' || kind === 'help.locked')
    await recordRefusal(ctx.tx, context, {
      kind,
      regionCode: part.regionCode,
      subjectId: part.id,
      detail: ctx.actor.id,
    });
  await ctx.audit(helpLine(part, { refused: wrong.code }));
  return wrong;
}

async function signatureFile(ctx: Ctx, part: PartHead, input: Help, drawn: Drawn | null): Promise<string> {
  if (drawn) {
    const { id } = await ctx.files.record(ctx.tx, drawn, {
      name: '签名.png',
      mediaType: 'image/png',
      purpose: purposeOf('signature', part.id),
      regionCode: part.regionCode,
      createdBy: ctx.actor.id,
      now: ctx.now,
    });
    return id;
  }
  if (!input.fileId) throw problem(accessProblems, 'participation.help.signature');
  const file = await ctx.files.find(ctx.tx, input.fileId);
  if (file.purpose !== purposeOf('signature', part.id))
    throw problem(accessProblems, 'participation.help.signature');
  return file.id;
}

/** A worker helps one household at a time. */
const endHelp = (ctx: Ctx) =>
  ctx.tx
    .updateTable('participationSession')
    .set({ endedAt: ctx.now })
    .where('helperId', '=', ctx.actor.id)
    .where('endedAt', 'is', null)
    .execute();
