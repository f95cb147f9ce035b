import { partyKey } from './cells.ts';

/** A voucher as it is matched. */
export type MatchVoucher = {
  readonly amountFen: bigint;
  readonly payee: string;
  readonly documentNumber: string | null;
};
/** What it may belong to; `payee` null for a source that waits for money. */
export type MatchTarget = {
  readonly id: string;
  readonly openFen: bigint;
  readonly payee: string | null;
  readonly documentNumbers: readonly string[];
};
export type Agreement = 'amount' | 'payee' | 'document';

/** What of a target agrees with the voucher. For a source money may come in parts: an amount within what is expected agrees. */
export function agreements(voucher: MatchVoucher, target: MatchTarget): Agreement[] {
  const found: Agreement[] = [];
  const fits =
    target.payee === null ? voucher.amountFen <= target.openFen : voucher.amountFen === target.openFen;
  if (fits) found.push('amount');
  if (target.payee !== null && partyKey(target.payee) === partyKey(voucher.payee)) found.push('payee');
  if (voucher.documentNumber !== null && target.documentNumbers.includes(voucher.documentNumber))
    found.push('document');
  return found;
}

const weights: Readonly<Record<Agreement, number>> = { amount: 4, payee: 3, document: 2 };
const scoreOf = (found: readonly Agreement[]): number => found.reduce((sum, one) => sum + weights[one], 0);

/** Targets by how much agrees, the best first; equal ones keep their order. */
export const rankTargets = <T extends MatchTarget>(
  voucher: MatchVoucher,
  targets: readonly T[],
): { target: T; agrees: Agreement[] }[] =>
  targets
    .map((target) => ({ target, agrees: agreements(voucher, target) }))
    .sort((a, b) => scoreOf(b.agrees) - scoreOf(a.agrees));

/**
 * The one target that is beyond doubt: a receipt names the source's document and does not exceed what is expected; a
 * payment agrees in amount and payee, and in the document where it names one. Two such targets are doubt: null.
 */
export function surelyMatches<T extends MatchTarget>(voucher: MatchVoucher, targets: readonly T[]): T | null {
  const sure = targets.filter((target) => {
    const found = agreements(voucher, target);
    if (!found.includes('amount')) return false;
    if (target.payee === null) return found.includes('document');
    return found.includes('payee') && (voucher.documentNumber === null || found.includes('document'));
  });
  return sure.length === 1 ? (sure[0] ?? null) : null;
}
