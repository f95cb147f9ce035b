import { type Problem, problem } from '#shared/problem.ts';
import type { BallotInput, ReceiptOf } from '../../../contract-ballots.ts';
import { readChoices } from '../../../domain/ballot/choice-check.ts';
import type { Choice } from '../../../domain/tally/vote.ts';
import { placeOf } from '../../../domain/vote/roll.ts';
import { participationProblems } from '../../../problems.ts';
import { ballotProblems } from '../../../problems-ballots.ts';
import { choiceProblem } from './choice-problem.ts';
import type { Entitlement, Known, OpenedVote, VoteSession } from './lock-vote.ts';
import type { Draft, Placed } from './place-ballots.ts';

/** A ballot as it came through the door. */
export type Arrival = {
  readonly input: BallotInput;
  /** SHA-256 of the visitor's cookie, hex; null when there was none. */
  readonly tokenHash: string | null;
  readonly address: string;
  readonly requestId: string;
};

/** Accepted ones name their drafts: `parts[n]` is draft `from + n`. */
export type Verdict =
  | { readonly fault: Problem }
  | { readonly receipts: ReceiptOf[] }
  | { readonly from: number; readonly parts: readonly Entitlement[]; readonly times: readonly number[] };

export type Scene = OpenedVote & {
  readonly now: Date;
  /** From when ballots of this batch count, or why the vote takes none. */
  readonly at: { readonly at: Date } | { readonly fault: Problem };
};

type OwnerSession = VoteSession & {
  readonly ownerId: string;
  readonly verifiedBy: NonNullable<VoteSession['verifiedBy']>;
};
type Asked = {
  readonly who: OwnerSession;
  readonly parts: readonly Entitlement[];
  readonly input: BallotInput;
  readonly requestId: string;
};

/** Judges the arrivals of one batch in their order; what it accepts collects in `drafts`. */
export class BatchJudge {
  readonly drafts: Draft[] = [];
  private readonly scene: Scene;
  /** Keys accepted in this very batch: what they said, and their verdict. */
  private readonly fresh = new Map<string, { said: string; verdict: Verdict }>();
  private readonly times: Map<string, number>;
  private readonly sessions: ReadonlyMap<string, VoteSession>;

  constructor(scene: Scene) {
    this.scene = scene;
    this.sessions = new Map(scene.sessions.map((one) => [one.hash, one]));
    this.times = new Map(scene.entitlements.map(({ id, ballots }) => [id, ballots]));
  }

  judge(arrival: Arrival): Verdict {
    const asked = this.whoAsks(arrival);
    if ('fault' in asked) return asked;
    const replayed = this.replay(asked);
    if (replayed) return replayed;
    if ('fault' in this.scene.at) return this.scene.at;
    const { vote, matters } = this.scene;
    const paper = { matters, follow: vote.follow, blanks: false };
    const read = readChoices(paper, new Map(Object.entries(asked.input.choices)));
    return 'fault' in read ? { fault: choiceProblem(read.fault) } : this.accept(asked, read.choices);
  }

  private whoAsks({ tokenHash, input, requestId }: Arrival): Asked | { fault: Problem } {
    const { vote, now, entitlements } = this.scene;
    const session = this.sessions.get(tokenHash ?? '');
    if (!session || Date.parse(session.expiresAt) <= now.getTime())
      return { fault: problem(participationProblems, 'participation.visitor.absent') };
    if (session.estateId !== vote.estateId)
      return { fault: problem(ballotProblems, 'participation.ballot.other-estate') };
    const { ownerId, verifiedBy } = session;
    if (!ownerId || !verifiedBy)
      return { fault: problem(participationProblems, 'participation.visitor.not-owner') };
    // the roll stays as announced; but who verified as the part's owner and is that no more has lost what they vote by
    if (session.removed) return { fault: problem(ballotProblems, 'participation.ballot.owner-removed') };
    const mine = entitlements.filter((part) => part.ownerId === ownerId);
    if (mine.length === 0) return { fault: problem(ballotProblems, 'participation.ballot.not-on-roll') };
    const wanted = input.entitlements && new Set(input.entitlements);
    const parts = wanted ? mine.filter(({ id }) => wanted.has(id)) : mine;
    if (wanted && parts.length !== wanted.size)
      return { fault: problem(ballotProblems, 'participation.ballot.not-yours', {}, { at: 'entitlements' }) };
    return { who: { ...session, ownerId, verifiedBy }, parts, input, requestId };
  }

  /** The answer already given to this key, or a refusal when it now says something else; null when it is new. */
  private replay({ parts, input }: Asked): Verdict | null {
    const differs: Verdict = { fault: problem(ballotProblems, 'participation.ballot.key-used') };
    const fresh = this.fresh.get(input.key);
    if (fresh) return fresh.said === saidBy(parts, input.choices) ? fresh.verdict : differs;
    const known = this.scene.known.filter(({ key }) => key === input.key);
    if (known.length === 0) return null;
    const byPart = new Map(known.map((one) => [one.entitlementId, one]));
    const same =
      byPart.size === parts.length &&
      parts.every(({ id }) => sameChoices(byPart.get(id)?.choices, input.choices));
    if (!same) return differs;
    return { receipts: parts.flatMap((part) => receiptOfKnown(part, byPart.get(part.id))) };
  }

  private accept({ who, parts, input, requestId }: Asked, choices: readonly (Choice | null)[]): Verdict {
    const from = this.drafts.length;
    const times = parts.map(({ id }) => {
      const next = (this.times.get(id) ?? 0) + 1;
      this.times.set(id, next);
      return next;
    });
    for (const { id, pseudonym } of parts)
      this.drafts.push({
        key: input.key,
        entitlement: { id, pseudonym },
        choices,
        channel: 'online',
        verifiedBy: who.verifiedBy,
        enteredById: who.helperId,
        enteredBy: who.helperId ? `已核实业主（${who.helperName ?? ''}协助）` : '已核实业主',
        requestId,
        proxyId: null,
        fileId: null,
        reason: '',
      });
    const verdict = { from, parts, times };
    this.fresh.set(input.key, { said: saidBy(parts, input.choices), verdict });
    return verdict;
  }
}

type Choices = Readonly<Record<string, Choice | null>>;

const saidBy = (parts: readonly Entitlement[], choices: Choices): string =>
  JSON.stringify([parts.map(({ id }) => id), Object.entries(choices).sort(([a], [b]) => (a < b ? -1 : 1))]);

/** Both name the same matters with the same choices. */
function sameChoices(stored: Choices | undefined, given: Choices): boolean {
  const entries = Object.entries(stored ?? {});
  return (
    entries.length === Object.keys(given).length && entries.every(([id, choice]) => given[id] === choice)
  );
}

const receiptOfKnown = (part: Entitlement, known: Known | undefined): ReceiptOf[] =>
  known
    ? [
        {
          entitlementId: part.id,
          door: placeOf(part),
          seq: known.seq,
          receipt: known.receipt,
          at: new Date(known.at).toISOString(),
          times: known.times,
        },
      ]
    : [];

/** The receipts of an accepted verdict, once its drafts have their numbers. */
export const receiptsOf = (
  { from, parts, times }: Extract<Verdict, { from: number }>,
  placed: readonly Placed[],
  at: Date,
): ReceiptOf[] =>
  parts.flatMap((part, n) => {
    const one = placed[from + n];
    const place = { entitlementId: part.id, door: placeOf(part), at: at.toISOString() };
    return one ? [{ ...place, ...one, times: times[n] ?? 1 }] : [];
  });
