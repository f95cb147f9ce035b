import pg from 'pg';
import type { Tx } from '#platform/database/connect.ts';
import type { RequestContext, Services } from '#platform/http/context.ts';
import { Problem, problem } from '#shared/problem.ts';
import type { BallotInput, ReceiptOf } from '../../../contract-ballots.ts';
import { ballotProblems } from '../../../problems-ballots.ts';
import { tokenHash } from '../../access/visitor.ts';
import { settleDue } from '../settle.ts';
import { type Batcher, createBatcher, type Outcome } from './batcher.ts';
import { type Arrival, BatchJudge, receiptsOf } from './judge-arrival.ts';
import { acceptingAt, type OpenedVote, openVote } from './lock-vote.ts';
import { placeBallots } from './place-ballots.ts';
import { recordRefusals } from './refusals.ts';

type Receipts = { readonly receipts: ReceiptOf[] };
type Here = Pick<Services, 'db' | 'clock' | 'vault'>;

/** One per running application: what it collects must find each other, under that application's own clock. */
const batchers = new WeakMap<Here, Batcher<Arrival, Receipts>>();

const batcherOf = (services: Here): Batcher<Arrival, Receipts> => {
  const made =
    batchers.get(services) ??
    createBatcher<Arrival, Receipts>({
      work: (voteId, arrivals) => acceptTogether(services, voteId, arrivals),
      // data one row brought along; a fault of the connection is nobody's own, the sender tries again with the same key
      alone: (fault) => fault instanceof pg.DatabaseError && /^2[23]/.test(fault.code ?? ''),
      full: () => problem(ballotProblems, 'participation.ballot.busy'),
      most: 200,
      limit: 2_000,
      atOnce: 4,
    });
  batchers.set(services, made);
  return made;
};

/**
 * `POST /participation/votes/{id}/ballots`: a verified owner votes. Ballots of one vote that arrive together share a
 * transaction; the answer is given after its commit, so a receipt that was given out is in the count.
 */
export async function acceptBallot({ input, context }: { input: BallotInput; context: RequestContext }) {
  const { services, visitorToken, address, requestId } = context;
  const hash = visitorToken ? tokenHash(visitorToken).toString('hex') : null;
  const arrival = { input, tokenHash: hash, address, requestId };
  const submit = () => batcherOf(services).submit(input.id, arrival);
  try {
    return await submit();
  } catch (fault) {
    if (!(fault instanceof Problem) || fault.code !== 'participation.ballot.not-open') throw fault;
    // the first to come after the opening minute opens the vote
    await settleDue(context);
    return submit();
  }
}

/** Each arrival gets its own answer, and a bad one never fails the others. */
function acceptTogether(
  services: Here,
  voteId: string,
  arrivals: readonly Arrival[],
): Promise<Outcome<Receipts>[]> {
  const tokens = [...new Set(arrivals.flatMap(({ tokenHash: hash }) => hash ?? []))];
  const keys = [...new Set(arrivals.map(({ input }) => input.key))];
  return services.db.transaction().execute(async (tx) => {
    const buffers = tokens.map((token) => Buffer.from(token, 'hex'));
    const opened = await openVote(tx, voteId, buffers, keys);
    // asked behind the lock: waiting for it may have taken until after the closing
    const now = services.clock.now();
    const outcomes = opened
      ? await acceptOpened(tx, opened, now, arrivals)
      : arrivals.map(() => ({ fault: problem(ballotProblems, 'participation.ballot.vote-absent') }));
    const refused = outcomes.flatMap((outcome, n) =>
      'fault' in outcome && outcome.fault instanceof Problem
        ? [{ code: outcome.fault.code, address: arrivals[n]?.address ?? '' }]
        : [],
    );
    const vote = { id: voteId, regionCode: opened?.vote.regionCode ?? null };
    await recordRefusals(tx, services.vault, vote, now, refused);
    return outcomes;
  });
}

async function acceptOpened(
  tx: Tx,
  opened: OpenedVote,
  now: Date,
  arrivals: readonly Arrival[],
): Promise<Outcome<Receipts>[]> {
  const at = acceptingAt(opened.vote, now);
  const judge = new BatchJudge({ ...opened, now, at });
  const verdicts = arrivals.map((arrival) => judge.judge(arrival));
  const instant = 'at' in at ? at.at : now;
  const placed = await placeBallots(tx, opened.vote, opened.matters, instant, judge.drafts);
  return verdicts.map((verdict) => {
    if ('fault' in verdict) return verdict;
    if ('receipts' in verdict) return { answer: verdict };
    return { answer: { receipts: receiptsOf(verdict, placed, instant) } };
  });
}
