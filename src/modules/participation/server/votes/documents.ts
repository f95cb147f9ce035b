import type { Tx } from '#platform/database/connect.ts';
import { docxType, writeDocx } from '#platform/documents/docx/write-docx.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download } from '#platform/http/raw.ts';
import { problem } from '#shared/problem.ts';
import type { VoteDocument } from '../../contract-votes.ts';
import { rollSums } from '../../domain/vote/roll.ts';
import { type VoteState, voteStateNames } from '../../domain/vote/state.ts';
import { voteProblems } from '../../problems-votes.ts';
import {
  announcement,
  ballotPaper,
  doorSheet,
  type PaperOf,
  resultNotice,
  rollPosting,
} from './document-blocks.ts';
import { byPlaceOf } from './place-order.ts';
import { entitlementsOf } from './roll-store.ts';
import { findVote, mattersOf } from './vote-row.ts';

const withRoll: readonly VoteState[] = ['roll', 'announced', 'open', 'closed', 'posted'];
const announced: readonly VoteState[] = ['announced', 'open', 'closed', 'posted'];
/** Name of each paper, from which states on it can be printed, and the state to wait for. */
const papers: Readonly<
  Record<VoteDocument, { title: string; states: readonly VoteState[]; from: VoteState }>
> = {
  announcement: { title: '表决公告', states: withRoll, from: 'roll' },
  roll: { title: '表决名册公示', states: withRoll, from: 'roll' },
  ballot: { title: '表决票', states: announced, from: 'announced' },
  doors: { title: '入户表决登记表', states: announced, from: 'announced' },
  result: { title: '结果公告', states: ['closed', 'posted'], from: 'closed' },
};

/** Everything the papers of a vote are made from, in the order of the houses. */
export async function paperOf(tx: Tx, id: string, today: string): Promise<PaperOf> {
  const vote = await findVote(tx, id);
  const roll = (await entitlementsOf(tx, id)).sort(byPlaceOf);
  const sums = rollSums(roll.map((one) => ({ ...one, personKey: one.ownerPseudonym })));
  return { vote, matters: await mattersOf(tx, id), roll, sums, today };
}

export function checkPaper(of: PaperOf, kind: VoteDocument): string {
  const { title, states, from } = papers[kind];
  if (!states.includes(of.vote.state))
    throw problem(voteProblems, 'participation.document.state', { state: voteStateNames[from], what: title });
  return title;
}

function blocksOf(of: PaperOf, kind: VoteDocument, entitlementId: string | undefined) {
  switch (kind) {
    case 'announcement':
      return announcement(of);
    case 'roll':
      return rollPosting(of);
    case 'result':
      return resultNotice(of);
    case 'doors':
      return doorSheet(of, of.roll);
    case 'ballot': {
      const row = of.roll.find((one) => one.id === entitlementId);
      if (!row) throw problem(voteProblems, 'participation.document.ballot', {}, { at: 'entitlementId' });
      return ballotPaper(of, row);
    }
  }
}

/** One printable paper of a vote; names masked. */
export async function downloadDocument(
  ctx: Ctx,
  input: {
    id: string;
    kind: VoteDocument;
    entitlementId?: string | undefined;
    building?: string | undefined;
  },
): Promise<Download> {
  const whole = await paperOf(ctx.tx, input.id, ctx.today);
  const title = checkPaper(whole, input.kind);
  const { building } = input;
  // Heads and sums are those of the whole roll; only lists of doors are narrowed.
  const narrowed = building !== undefined && input.kind === 'doors';
  const of = narrowed ? { ...whole, roll: whole.roll.filter((one) => one.building === building) } : whole;
  const body = writeDocx(blocksOf(of, input.kind, input.entitlementId), {
    title: `${of.vote.title}${title}`,
    lying: input.kind === 'doors',
  });
  return {
    name: `${of.vote.number}-${title}${narrowed ? `-${building}` : ''}.docx`,
    mediaType: docxType,
    body,
  };
}
