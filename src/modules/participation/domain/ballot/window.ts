/** When a vote takes ballots. */

export type VoteWindow = {
  readonly state: string;
  /** Milliseconds since 1970; null where not yet fixed. */
  readonly opensAt: number | null;
  readonly closesAt: number | null;
  /** When the latest ballot was accepted. */
  readonly lastAt: number | null;
};

export type WindowVerdict =
  | { readonly open: true; readonly at: number }
  | { readonly open: false; readonly why: 'not-open' | 'closed' | 'cancelled' };

/**
 * Whether a ballot that arrives now is taken, and the instant it counts from. Open from `opensAt` on, and until just
 * before `closesAt`. A clock set back never makes a later ballot older than an earlier one.
 * @param now milliseconds since 1970
 */
export function judgeWindow(vote: VoteWindow, now: number): WindowVerdict {
  if (vote.state === 'cancelled') return { open: false, why: 'cancelled' };
  if (vote.state === 'closed' || vote.state === 'posted') return { open: false, why: 'closed' };
  const at = Math.max(now, vote.lastAt ?? now);
  if (vote.closesAt !== null && at >= vote.closesAt) return { open: false, why: 'closed' };
  if (vote.state !== 'open' || vote.opensAt === null || vote.closesAt === null || at < vote.opensAt)
    return { open: false, why: 'not-open' };
  return { open: true, at };
}
