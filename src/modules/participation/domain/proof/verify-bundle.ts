import type { TallyLine } from '../tally/tally.ts';
import { type Bundle, type BundleBallot, hashesOf, leafOf, recount, rootOf, totalsOf } from './bundle.ts';
import { type BundleFault, strictBallots, strictVote, structureFaults } from './check-bundle.ts';
import type { Digest } from './digest.ts';
import type { Loose } from './loose.ts';
import { readReceipt, receiptOf } from './receipt.ts';

export type Verdict = {
  readonly valid: boolean;
  /** The root as recomputed: hold it against the one on the notice. */
  readonly root: string;
  /** As recounted; empty where the bundle cannot be counted. */
  readonly matters: readonly TallyLine[];
  readonly receiptFound?: boolean;
  readonly faults: readonly BundleFault[];
};

const fault = (code: string, message: string, at: string): BundleFault => ({
  code: `bundle.${code}`,
  message,
  at,
});

/** Receipts, numbers and order: every ballot is where it was accepted, once. */
function chainFaults(ballots: readonly Loose<BundleBallot>[], leaves: readonly Uint8Array[]): BundleFault[] {
  const seen = new Set<string>();
  let latest = '';
  return ballots.flatMap(({ seq, at, receipt }, index) => {
    const faults: BundleFault[] = [];
    const where = `ballots[${index}]`;
    if (seq !== index + 1)
      faults.push(fault('seq', `票的序号应为 ${index + 1}，实为 ${seq}`, `${where}.seq`));
    if (at < latest) faults.push(fault('time', '收票时间早于前一张票', `${where}.at`));
    latest = at > latest ? at : latest;
    if (receiptOf(leaves[index] ?? new Uint8Array()) !== receipt)
      faults.push(fault('receipt', `回执 ${receipt} 与这张票的内容不符`, `${where}.receipt`));
    if (seen.has(receipt))
      faults.push(fault('receipt-twice', `回执 ${receipt} 出现两次`, `${where}.receipt`));
    seen.add(receipt);
    return faults;
  });
}

/** Paths at which two values differ, the first ones of each branch. */
function differences(stated: unknown, counted: unknown, at: string): string[] {
  if (typeof stated !== 'object' || typeof counted !== 'object' || !stated || !counted)
    return stated === counted ? [] : [at];
  const [left, right] = [stated, counted].map((one) => new Map(Object.entries(one)));
  const keys = new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])]);
  return [...keys].flatMap((key) =>
    differences(left?.get(key), right?.get(key), Array.isArray(stated) ? `${at}[${key}]` : `${at}.${key}`),
  );
}

const hashNames = { vote: '表决内容与规则', roll: '表决名册', ballots: '选票' } as const;

/** Recounts when nothing keeps it from being counted. */
function countedOf(bundle: Loose<Bundle>): TallyLine[] | null {
  const vote = strictVote(bundle.vote);
  const ballots = strictBallots(bundle.ballots);
  return vote && ballots.length === bundle.ballots.length ? recount(vote, bundle.roll, ballots) : null;
}

/**
 * Recomputes everything a bundle says. What a bundle alone cannot show: that its root is the one that was published,
 * that no accepted ballot was left out (the holder of its receipt sees that) and that no owner was invented (whoever
 * holds the published roll sees that).
 * @param receipt a code as typed
 */
export function verifyBundle(digest: Digest, bundle: Loose<Bundle>, receipt?: string): Verdict {
  const { vote, roll, ballots } = bundle;
  const structure = structureFaults(bundle);
  const leaves = ballots.map((ballot) => leafOf(digest, vote.id, ballot));
  const hashes = hashesOf(digest, vote, roll, leaves);
  const root = rootOf(digest, hashes);
  const counted = structure.length === 0 ? countedOf(bundle) : null;
  const faults = [...structure, ...chainFaults(ballots, leaves)];
  for (const key of ['vote', 'roll', 'ballots'] as const)
    if (hashes[key] !== bundle.hashes[key])
      faults.push(fault('hash', `${hashNames[key]}与所写的摘要不符`, `hashes.${key}`));
  if (root !== bundle.root) faults.push(fault('root', '根值与内容不符', 'root'));
  if (counted)
    for (const at of differences(bundle.totals, totalsOf(counted), 'totals'))
      faults.push(fault('totals', '公布的结果与重新计票不一致', at));
  const code = receipt === undefined ? undefined : readReceipt(receipt);
  return {
    ...{ valid: faults.length === 0, root, matters: counted ?? [] },
    ...(code === undefined
      ? {}
      : { receiptFound: code !== null && ballots.some((ballot) => ballot.receipt === code) }),
    faults,
  };
}
