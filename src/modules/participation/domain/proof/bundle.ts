/**
 * The bundle of a closed vote: everything needed to recount it on any machine.
 *
 *   sealBundle(digest, {vote, roll, ballots}) → Bundle      numbers ballots, makes receipts, totals, hashes and root
 *   effectiveVotes(vote, ballots) → Vote[]                  the last ballot of each entitlement, for `tally`
 *   bundleSubject(vote, roll) → Subject
 *   rollHash(digest, roll) → hex                            the same as `hashes.roll`, before the vote opens
 *   verifyBundle(digest, bundle, receipt?) → Verdict        (verify-bundle.ts)
 *
 * The root printed on the notice is SHA-256(02 ‖ fields(format, hash of the vote, hash of the roll, Merkle root of the
 * ballots)): it fixes the question, the rules, the roll, every ballot and their order.
 */
import { type TallyLine, tally, tallyLine } from '../tally/tally.ts';
import type { Matter, Outcome, Rules, Subject, Thresholds, Vote } from '../tally/vote.ts';
import { concat, type Digest, encodeFields, fromHex, toHex } from './digest.ts';
import type { Loose } from './loose.ts';
import { merkleRoot } from './merkle.ts';
import { type BallotContent, ballotLeaf, receiptOf } from './receipt.ts';

export const bundleFormat = 'huanju-vote-bundle/1';

export type BundleMatter = Matter & {
  readonly title: string;
  /** What is decided, word for word as on the paper. */
  readonly text: string;
};
export type BundleVote = {
  readonly id: string;
  readonly title: string;
  readonly scope: { readonly kind: string; readonly name: string };
  /** The frozen subject decided on, null where there is none. */
  readonly subject: {
    readonly kind: string;
    readonly id: string;
    readonly version: string;
    readonly hash: string;
  } | null;
  readonly matters: readonly BundleMatter[];
  readonly rules: Rules;
  readonly thresholds: Thresholds;
  /** ISO 8601 UTC with milliseconds, both inclusive. */
  readonly opened: string;
  readonly closed: string;
};
/** Pseudonyms are drawn for one vote; `owner` is null for unsold parts. */
export type BundleEntitlement = {
  readonly pseudonym: string;
  readonly areaCm2: number;
  readonly owner: string | null;
  readonly unsold: boolean;
};
/** An accepted ballot, replaced ones included; `nonce` as 32 lower-case hex digits. */
export type BundleBallot = Omit<BallotContent, 'nonce'> & {
  /** 1, 2, 3 … by day; within a day chance, but the ballots of one entitlement in their order, as the last one counts. */
  readonly seq: number;
  readonly nonce: string;
  readonly receipt: string;
};
/** The published figures of a matter; sentences are made anew at each recount, so that better wording breaks no bundle. */
type Total = { readonly id: string } & Omit<Outcome, 'why'>;
export type TotalsLine = Total & { readonly withUnreturned?: Total };
export type Bundle = {
  readonly format: typeof bundleFormat;
  readonly vote: BundleVote;
  readonly roll: readonly BundleEntitlement[];
  readonly ballots: readonly BundleBallot[];
  readonly totals: readonly TotalsLine[];
  readonly hashes: { readonly vote: string; readonly roll: string; readonly ballots: string };
  readonly root: string;
};

export function voteHash(digest: Digest, vote: Loose<BundleVote>): string {
  const { rules, thresholds, subject } = vote;
  const ofClass = (one: Loose<Thresholds['ordinary']>) => [
    ...[one.quorum.num, one.quorum.den, one.majority.num, one.majority.den, one.strict ? 'more' : 'reach'],
  ];
  return toHex(
    digest.sha256(
      encodeFields(digest, [
        ...['huanju-vote/1', vote.id, vote.title, vote.scope.kind, vote.scope.name],
        ...(subject ? [4, subject.kind, subject.id, subject.version, subject.hash] : [0]),
        vote.matters.length,
        ...vote.matters.flatMap(({ id, title, text, class: kind }) => [id, title, text, kind]),
        ...[rules.unreturned, rules.follow, thresholds.article],
        ...[...ofClass(thresholds.ordinary), ...ofClass(thresholds.special)],
        ...[vote.opened, vote.closed],
      ]),
    ),
  );
}

/** By pseudonym, so that the order tells nothing of doors. */
const inOrder = (roll: readonly BundleEntitlement[]): BundleEntitlement[] =>
  roll.toSorted((a, b) => (a.pseudonym < b.pseudonym ? -1 : 1));

/** Hash of a roll, in whatever order it is given; the server publishes it with the roll. */
export const rollHash = (digest: Digest, roll: readonly BundleEntitlement[]): string =>
  toHex(
    digest.sha256(
      encodeFields(digest, [
        ...['huanju-roll/1', roll.length],
        // an owner is marked as one, so that a missing owner and an empty name differ
        ...inOrder(roll).flatMap(({ pseudonym, areaCm2, owner, unsold }) => [
          ...[pseudonym, areaCm2, owner === null ? 'none' : 'owner', owner ?? '', unsold ? 'unsold' : 'sold'],
        ]),
      ]),
    ),
  );

/** Leaf of a ballot as the bundle writes it; a nonce that is none is taken as no bytes (and reported elsewhere). */
export const leafOf = (
  digest: Digest,
  voteId: string,
  ballot: Loose<Omit<BundleBallot, 'seq' | 'receipt'>>,
): Uint8Array =>
  ballotLeaf(digest, voteId, { ...ballot, nonce: fromHex(ballot.nonce, 16) ?? new Uint8Array() });

export function hashesOf(
  digest: Digest,
  vote: Loose<BundleVote>,
  roll: readonly BundleEntitlement[],
  leaves: readonly Uint8Array[],
): Bundle['hashes'] {
  return {
    vote: voteHash(digest, vote),
    roll: rollHash(digest, roll),
    ballots: toHex(merkleRoot(digest, leaves)),
  };
}

export const rootOf = (digest: Digest, hashes: Bundle['hashes']): string =>
  toHex(
    digest.sha256(
      concat([
        Uint8Array.of(2),
        encodeFields(digest, [bundleFormat, hashes.vote, hashes.roll, hashes.ballots]),
      ]),
    ),
  );

export const bundleSubject = (
  vote: Pick<BundleVote, 'matters'>,
  roll: readonly BundleEntitlement[],
): Subject => ({
  matters: vote.matters.map(({ id, class: kind }) => ({ id, class: kind })),
  parts: roll.map(({ pseudonym, areaCm2, owner, unsold }) => ({ id: pseudonym, areaCm2, owner, unsold })),
});

/** The choices that count: those of the last ballot of each entitlement; a matter left blank there is not voted on. */
export function effectiveVotes(
  matters: readonly { readonly id: string }[],
  ballots: readonly Pick<BundleBallot, 'entitlement' | 'choices' | 'at'>[],
): Vote[] {
  const last = new Map(ballots.map((ballot) => [ballot.entitlement, ballot]));
  return [...last.values()].flatMap(({ entitlement, choices, at }) =>
    matters.flatMap(({ id }, index): Vote[] => {
      const choice = choices[index];
      return choice ? [{ part: entitlement, matter: id, choice, at }] : [];
    }),
  );
}

/** The result as counted from the ballots, with its sentences. */
export const recount = (
  vote: BundleVote,
  roll: readonly BundleEntitlement[],
  ballots: readonly Pick<BundleBallot, 'entitlement' | 'choices' | 'at'>[],
): TallyLine[] =>
  tally(bundleSubject(vote, roll), effectiveVotes(vote.matters, ballots), vote.rules, vote.thresholds).map(
    tallyLine,
  );

const total = ({ id, heads, areaCm2, quorum, passed }: Total): Total => ({
  ...{ id, heads, areaCm2, quorum, passed },
});
export const totalsOf = (lines: readonly TallyLine[]): TotalsLine[] =>
  lines.map((line) => ({
    ...total(line),
    ...(line.withUnreturned ? { withUnreturned: total(line.withUnreturned) } : {}),
  }));

/**
 * Closes a vote into its bundle.
 * @param ballots every accepted one in the order they are to stand in
 * @throws RangeError on input that `checkTally` refuses
 */
export function sealBundle(
  digest: Digest,
  given: {
    readonly vote: BundleVote;
    readonly roll: readonly BundleEntitlement[];
    readonly ballots: readonly Omit<BundleBallot, 'seq' | 'receipt'>[];
  },
): Bundle {
  const { vote } = given;
  const roll = inOrder(given.roll);
  const leaves = given.ballots.map((ballot) => leafOf(digest, vote.id, ballot));
  const ballots = given.ballots.map(
    ({ entitlement, choices, channel, at, nonce }, index): BundleBallot => ({
      seq: index + 1,
      ...{ entitlement, choices, channel, at, nonce },
      receipt: receiptOf(leaves[index] ?? new Uint8Array()),
    }),
  );
  const hashes = hashesOf(digest, vote, roll, leaves);
  return {
    ...{ format: bundleFormat, vote, roll, ballots },
    ...{ totals: totalsOf(recount(vote, roll, ballots)), hashes, root: rootOf(digest, hashes) },
  };
}
