import { policyOn } from '#modules/policy/index.ts';
import { type PartHead, partsOf, revealOwners } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { type Problem, problem } from '#shared/problem.ts';
import { accessProblems } from '../../problems-access.ts';
import { countRefusals } from './refusals.ts';

/** The document a worker says to have seen of an owner. */
export type Seen = {
  readonly ownerId: string | null;
  readonly document: string | null;
  readonly lastFour: string | null;
  readonly documentFileId: string | null;
};
/** What stands behind the worker's word: the number compared with the ledger's, or the file of the document. */
type Evidence = { readonly compared?: boolean; readonly documentFileId?: string };
type Judged = { readonly fault: Problem } | { readonly evidence: Evidence };
type Owner = Awaited<ReturnType<typeof revealOwners>>[number];

/** The paper of a document is kept for one part: a photograph taken at one door proves nothing at another. */
export const documentPurpose = (partId: string): string => `participation.document:${partId}`;

/**
 * Whether the named owner may be taken as seen. Wrong last fours are counted per part, and per worker at it, as
 * wrong names and numbers are (`access.verifyTries`).
 */
export async function judgeOwner(ctx: Ctx, part: PartHead, input: Seen): Promise<Judged> {
  if (!input.ownerId) return { evidence: {} };
  if (!input.document || !input.lastFour)
    return { fault: problem(accessProblems, 'participation.help.document') };
  const { building, entrance } = part;
  const owners = (await partsOf(ctx.tx, part.estateId, { building, entrance })).find(
    (one) => one.id === part.id,
  )?.owners;
  if (!owners?.some((one) => one.id === input.ownerId))
    return { fault: problem(accessProblems, 'participation.help.owner') };
  // tries sent together are counted one after another
  await ctx.tx.selectFrom('surveyPart').select('id').where('id', '=', part.id).forUpdate().execute();
  const { left, hours } = await triesLeft(ctx, part);
  if (left <= 0) return { fault: problem(accessProblems, 'participation.help.locked', { hours }) };
  const [owner] = await revealOwners(ctx, [input.ownerId]);
  const number = comparable(input.document, owner);
  if (number === null) return documentKept(ctx, part, input.documentFileId);
  if (number.endsWith(input.lastFour.toUpperCase())) return { evidence: { compared: true } };
  return {
    fault: problem(accessProblems, 'participation.help.mismatch', { left: left - 1 }, { at: 'lastFour' }),
  };
}

/** The ledger's number where it is one of this kind of document; the title's number is never on it. */
function comparable(document: string, owner: Owner | undefined): string | null {
  const number = owner?.number?.trim().toUpperCase();
  if (!owner || !number) return null;
  if (document === 'organisation') return owner.kind === 'organisation' ? number : null;
  if (owner.kind !== 'person') return null;
  const identity = /^(\d{15}|\d{17}[\dX])$/.test(number);
  return (document === 'idCard' && identity) || (document === 'passport' && !identity) ? number : null;
}

/** Nothing to compare with: the document itself must be on file, for this part. */
async function documentKept(ctx: Ctx, part: PartHead, fileId: string | null): Promise<Judged> {
  const file =
    fileId &&
    (await ctx.tx
      .selectFrom('storedFile')
      .select('id')
      .where('id', '=', fileId)
      .where('purpose', '=', documentPurpose(part.id))
      .executeTakeFirst());
  return file
    ? { evidence: { compared: false, documentFileId: file.id } }
    : { fault: problem(accessProblems, 'participation.help.evidence', {}, { at: 'documentFileId' }) };
}

async function triesLeft(ctx: Ctx, part: PartHead): Promise<{ left: number; hours: number }> {
  const { values } = await policyOn(ctx.tx, part.regionCode, ctx.today);
  const { windowHours, perSession, perPart } = values['access.verifyTries'];
  const since = new Date(ctx.now.getTime() - windowHours * 3_600_000);
  const which = { kind: 'help.mismatch', since, subjectId: part.id };
  const ofPart = await countRefusals(ctx.tx, { ...which, most: perPart });
  const ofWorker = await countRefusals(ctx.tx, { ...which, detail: ctx.actor.id, most: perSession });
  return { left: Math.min(perPart - ofPart, perSession - ofWorker), hours: windowHours };
}
