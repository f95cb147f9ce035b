import { randomBytes, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { policyOn } from '#modules/policy/index.ts';
import { estateHead, type PartHead, partHead, partsOf, revealOwners } from '#modules/survey/index.ts';
import type { Ctx, RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, enter } from '#platform/http/door.ts';
import type { Upload } from '#platform/http/raw.ts';
import { platformProblems } from '#platform/problems.ts';
import { type Problem, problem } from '#shared/problem.ts';
import { accessProblems } from '../../problems-access.ts';
import { recordRefusal } from './refusals.ts';
import { tokenHash } from './visitor.ts';

type Help = {
  readonly partId: string;
  readonly ownerId: string | null;
  readonly document: string | null;
  readonly lastFour: string | null;
  readonly signature: string | null;
  readonly fileId: string | null;
};

export const signatureLimitBytes = 5 * 1024 * 1024;
const purpose = 'participation.signature';
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const jpeg = Buffer.from([0xff, 0xd8, 0xff]);
const mediaTypeOf = (bytes: Buffer): string | null =>
  bytes.subarray(0, 8).equals(png) ? 'image/png' : bytes.subarray(0, 3).equals(jpeg) ? 'image/jpeg' : null;

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
  if (mediaTypeOf(bytes) !== 'image/png') throw problem(accessProblems, 'participation.help.signature');
  return context.services.files.receive(Readable.from([bytes]), signatureLimitBytes);
}

/** A photographed paper with the resident's signature; named when the help is opened. */
export async function uploadSignature(ctx: Ctx, upload: Upload, input: { partId: string }) {
  const part = await thePart(ctx, input.partId);
  const start = await firstBytes(ctx, upload.sha256);
  const mediaType = mediaTypeOf(start);
  if (!mediaType) throw problem(accessProblems, 'participation.help.signature');
  const file = await ctx.files.record(ctx.tx, upload, {
    name: '签名',
    mediaType,
    purpose,
    regionCode: part.regionCode,
    createdBy: ctx.actor.id,
    now: ctx.now,
  });
  await ctx.audit({
    action: 'participation.access.help',
    subjectKind: 'survey.part',
    subjectId: part.id,
    regionCode: part.regionCode,
    detail: { fileId: file.id },
  });
  return { fileId: file.id };
}

async function firstBytes(ctx: Ctx, sha256: string): Promise<Buffer> {
  for await (const chunk of ctx.files.open(sha256)) return chunk as Buffer;
  return Buffer.alloc(0);
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
  const wrong = await ownerFault(ctx, part, input);
  if (wrong) return refuse(ctx, context, part, wrong);
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
      evidence: JSON.stringify({ document: input.document, fileId }),
      createdAt: ctx.now,
      expiresAt,
    })
    .execute();
  await ctx.audit(helpLine(part, { sessionId, ownerId: input.ownerId, document: input.document, fileId }));
  return { token, seconds, next: `/r/${estate.code}`, expiresAt: expiresAt.toISOString() };
}

const helpLine = (part: PartHead, detail: Readonly<Record<string, unknown>>) => ({
  action: 'participation.access.help',
  subjectKind: 'survey.part',
  subjectId: part.id,
  regionCode: part.regionCode,
  detail,
});

/** Why the named owner cannot be taken as seen, if so. */
async function ownerFault(ctx: Ctx, part: PartHead, input: Help): Promise<Problem | null> {
  if (!input.ownerId) return null;
  if (!input.document || !input.lastFour) return problem(accessProblems, 'participation.help.document');
  const { building, entrance } = part;
  const owners = (await partsOf(ctx.tx, part.estateId, { building, entrance })).find(
    (one) => one.id === part.id,
  )?.owners;
  if (!owners?.some((one) => one.id === input.ownerId))
    return problem(accessProblems, 'participation.help.owner');
  const [owner] = await revealOwners(ctx, [input.ownerId]);
  // a passport or the title's number is not the one on the ledger; an identity card's is
  const comparable = input.document === 'idCard' && owner?.number;
  const same = owner?.number?.trim().toUpperCase().endsWith(input.lastFour.toUpperCase());
  return comparable && !same
    ? problem(accessProblems, 'participation.help.mismatch', {}, { at: 'lastFour' })
    : null;
}

async function refuse(ctx: Ctx, context: RequestContext, part: PartHead, wrong: Problem): Promise<Problem> {
  if (wrong.code === 'participation.help.mismatch')
    await recordRefusal(ctx.tx, context, {
      kind: 'help.mismatch',
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
      purpose,
      regionCode: part.regionCode,
      createdBy: ctx.actor.id,
      now: ctx.now,
    });
    return id;
  }
  if (!input.fileId) throw problem(accessProblems, 'participation.help.signature');
  const file = await ctx.files.find(ctx.tx, input.fileId);
  if (file.purpose !== purpose) throw problem(accessProblems, 'participation.help.signature');
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
