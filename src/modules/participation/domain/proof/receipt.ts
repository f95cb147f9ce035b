/**
 * Receipts. A ballot's leaf is a hash over everything it says and a secret nonce, and the receipt is the beginning of
 * that leaf as a code people can read aloud: 23 characters of Crockford's base 32 (115 bits) and one check character,
 * `7K3M-9QWD-2XAB-…`. Without the nonce nobody can try the few possible choices against it.
 *
 *   ballotLeaf(digest, voteId, ballot) → 32 bytes     receiptOf(leaf) → code
 *   readReceipt(text) → code | null     forgives case, spaces, missing dashes, O for 0, I and L for 1
 */
import type { Choice } from '../tally/vote.ts';
import { type Digest, encodeFields } from './digest.ts';
import { leafHash } from './merkle.ts';

/** What a leaf commits to. */
export type BallotContent = {
  /** Pseudonym of the entitlement on the roll. */
  readonly entitlement: string;
  /** One per matter, in the order of the paper; null where nothing was marked (does not take part there). */
  readonly choices: readonly (Choice | null)[];
  /** How it came in: online, paper, at the door. */
  readonly channel: string;
  /** The day it was accepted (`leafTime`): ISO 8601 UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
  readonly at: string;
  /** 16 random bytes. */
  readonly nonce: Uint8Array;
};

const dayMs = 86_400_000;
const beijingMs = 8 * 3_600_000;

/**
 * The time a leaf carries: 0:00 in Beijing of the day of acceptance, not before the vote opened. Nothing finer is
 * needed to recount, and who saw a neighbour vote, or a worker who keyed a door in, would find the ballot by it.
 * @param at, opensAt milliseconds since 1970
 */
export function leafTime(at: number, opensAt: number | null): string {
  const midnight = Math.floor((at + beijingMs) / dayMs) * dayMs - beijingMs;
  const latest = Math.max(midnight, opensAt ?? midnight);
  return Temporal.Instant.fromEpochMilliseconds(latest).toString({ fractionalSecondDigits: 3 });
}

const leafFormat = 'huanju-ballot/1';

/** The leaf of an accepted ballot. */
export const ballotLeaf = (
  digest: Digest,
  voteId: string,
  ballot: Omit<BallotContent, 'choices'> & { readonly choices: readonly (string | null)[] },
): Uint8Array =>
  leafHash(
    digest,
    encodeFields(digest, [
      leafFormat,
      voteId,
      ballot.entitlement,
      ballot.choices.length,
      ...ballot.choices.map((choice) => choice ?? ''),
      ballot.channel,
      ballot.at,
      ballot.nonce,
    ]),
  );

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const dataLength = 23;

/** Doubling in the field of 32 elements (x⁵ + x² + 1). */
const doubled = (value: number): number => (value & 16 ? (value << 1) ^ 37 : value << 1);

/** Check character: each place weighs a different power, so one wrong character or two swapped neighbours show. */
const checkOf = (values: readonly number[]): number => values.reduce((sum, value) => doubled(sum ^ value), 0);

const grouped = (text: string): string => text.replace(/(.{4})(?=.)/g, '$1-');

/** The code handed out for a leaf. */
export function receiptOf(leaf: Uint8Array): string {
  const values = Array.from({ length: dataLength }, (_, place) => {
    const bit = place * 5;
    const pair = ((leaf[bit >> 3] ?? 0) << 8) | (leaf[(bit >> 3) + 1] ?? 0);
    return (pair >> (11 - (bit & 7))) & 31;
  });
  return grouped([...values, checkOf(values)].map((value) => alphabet[value]).join(''));
}

/** A code as typed, in its one spelling; null when it is none or its check character says it was mistyped. */
export function readReceipt(text: string): string | null {
  const plain = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  const values = [...plain].map((letter) => alphabet.indexOf(letter));
  if (values.length !== dataLength + 1 || values.includes(-1)) return null;
  if (checkOf(values.slice(0, dataLength)) !== values[dataLength]) return null;
  return grouped(plain);
}
