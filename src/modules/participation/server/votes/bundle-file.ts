import { readFile } from 'node:fs/promises';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { Ctx, RequestContext, WorkCtx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import { problem } from '#shared/problem.ts';
import { readReceipt } from '../../domain/proof/receipt.ts';
import { voteProblems } from '../../problems-votes.ts';
import type { VisitorCtx } from '../access/visitor.ts';
import { proofIn, type ReceiptProof, treeOf } from './bundle-tree.ts';
import { findVote, type VoteRow } from './vote-row.ts';

type Work = Pick<WorkCtx, 'tx' | 'files' | 'audit'>;

async function bundleFile(ctx: Pick<Work, 'tx' | 'files'>, vote: VoteRow) {
  if (!vote.bundleFile) throw problem(voteProblems, 'participation.vote.not-closed', { what: '核验包' });
  return ctx.files.find(ctx.tx, vote.bundleFile);
}

const taken = (ctx: Work, vote: VoteRow, by: 'reviewer' | 'owner') =>
  ctx.audit({
    action: 'participation.vote.bundle',
    subjectKind: 'vote',
    subjectId: vote.id,
    regionCode: vote.regionCode,
    detail: { by, root: vote.root },
  });

/** The bundle for reviewers. Areas can betray who voted what, so every taking is on record. */
export async function downloadBundle(ctx: Ctx, input: { id: string }): Promise<Download> {
  const vote = await findVote(ctx.tx, input.id);
  const file = await bundleFile(ctx, vote);
  await taken(ctx, vote, 'reviewer');
  return {
    name: `${vote.number}-核验包.json`,
    mediaType: 'application/json',
    body: ctx.files.open(file.sha256),
  };
}

/** The bundle for a verified owner whom the frozen roll names; who has bought the part since is not on it. */
export async function ownBundle(ctx: VisitorCtx, input: { id: string }): Promise<unknown> {
  const vote = await findVote(ctx.tx, input.id);
  if (vote.estateId !== ctx.visitor.estateId) throw problem(voteProblems, 'participation.vote.absent');
  const entitled = await ctx.tx
    .selectFrom('participationEntitlement')
    .select('id')
    .where('voteId', '=', vote.id)
    .where('ownerId', '=', ctx.visitor.ownerId)
    .executeTakeFirst();
  if (!entitled) throw problem(voteProblems, 'participation.roll.not-on-it');
  const file = await bundleFile(ctx, vote);
  await taken(ctx, vote, 'owner');
  return JSON.parse(await readFile(file.path, 'utf8'));
}

export type ReceiptAnswer = {
  found: 'included' | 'replaced' | 'unknown';
  say: string;
  proof: ReceiptProof | null;
};

/**
 * Where a receipt stands; open to everybody, since a receipt cannot be guessed and says nothing of the choice. After
 * closing with the path from its ballot to the published root.
 */
export async function findReceipt(
  context: Pick<RequestContext, 'services'>,
  input: { id: string; receipt: string },
): Promise<ReceiptAnswer> {
  const code = readReceipt(input.receipt);
  if (code === null) throw problem(voteProblems, 'participation.receipt.shape', {}, { at: 'receipt' });
  const { services } = context;
  return inScope(services.db, everyRegion, async (tx) => {
    const vote = await findVote(tx, input.id);
    const ballot = await tx
      .selectFrom('participationBallot')
      .select(['seq', 'entitlementId'])
      .where('voteId', '=', vote.id)
      .where('receipt', '=', code)
      .executeTakeFirst();
    if (!ballot)
      return { found: 'unknown', say: '这次表决中没有这个回执，请对照回执逐字核对。', proof: null };
    const later = await tx
      .selectFrom('participationBallot')
      .select('seq')
      .where('voteId', '=', vote.id)
      .where('entitlementId', '=', ballot.entitlementId)
      .where('seq', '>', ballot.seq)
      .executeTakeFirst();
    const file = vote.bundleFile ? await services.files.find(tx, vote.bundleFile) : null;
    const proof = file ? proofIn(await treeOf(vote, file.path), code) : null;
    const where = proof ? `核验包中第 ${proof.seq} 张，共 ${proof.size} 张` : '已收到，尚未截止计票';
    return {
      found: later ? 'replaced' : 'included',
      say: later
        ? `找到了：${where}。这张票后来被同一房屋的另一张票替代，以后一张为准。`
        : `找到了：${where}。这张票${proof ? '已计入结果' : '到目前有效'}。`,
      proof,
    };
  });
}
