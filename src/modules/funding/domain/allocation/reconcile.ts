/** A movement on either side, positive for what came in. `voucher` is a number both sides may carry. */
export type Movement = {
  readonly id: string;
  readonly day: string;
  readonly amountFen: bigint;
  readonly voucher: string;
};

const daysBetween = (a: string, b: string): number =>
  Math.abs(Temporal.PlainDate.from(a).until(Temporal.PlainDate.from(b), { largestUnit: 'days' }).days);

/** Days a bank may take to show what the ledger has. */
const reach = 5;

/**
 * Pairs lines of a statement with postings: same amount and direction, and either the same voucher number or, where that
 * leaves exactly one on each side, days at most five apart. What is not beyond doubt stays unpaired.
 */
export function pairMovements(
  bank: readonly Movement[],
  book: readonly Movement[],
): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  const taken = new Set<string>();
  const pair = (line: Movement, posting: Movement) => {
    pairs.set(line.id, posting.id);
    taken.add(posting.id);
  };
  for (const line of bank) {
    if (line.voucher === '') continue;
    const same = book.filter(
      (one) => !taken.has(one.id) && one.voucher === line.voucher && one.amountFen === line.amountFen,
    );
    if (same.length === 1 && same[0]) pair(line, same[0]);
  }
  const near = (line: Movement) =>
    book.filter(
      (one) =>
        !taken.has(one.id) && one.amountFen === line.amountFen && daysBetween(one.day, line.day) <= reach,
    );
  for (const line of bank) {
    if (pairs.has(line.id)) continue;
    const found = near(line);
    const rivals = bank.filter(
      (other) => !pairs.has(other.id) && other.id !== line.id && near(other).some((one) => one === found[0]),
    );
    if (found.length === 1 && found[0] && rivals.length === 0) pair(line, found[0]);
  }
  return pairs;
}

export type Balances = {
  readonly bankOpeningFen: bigint;
  readonly bookOpeningFen: bigint;
  readonly bankClosingFen: bigint;
  readonly bookClosingFen: bigint;
};

/**
 * 银行存款余额调节表: bank balance plus what only the ledger has = ledger balance plus what only the bank has, and what
 * they differed by before the first month. The two adjusted balances are equal when no line is missing.
 */
export function adjustedBalances(
  balances: Balances,
  bankOnly: readonly bigint[],
  bookOnly: readonly bigint[],
) {
  const sum = (list: readonly bigint[]) => list.reduce((total, one) => total + one, 0n);
  const openingDifferenceFen = balances.bankOpeningFen - balances.bookOpeningFen;
  const bankOnlyFen = sum(bankOnly);
  const bookOnlyFen = sum(bookOnly);
  const adjustedBankFen = balances.bankClosingFen + bookOnlyFen;
  const adjustedBookFen = balances.bookClosingFen + bankOnlyFen + openingDifferenceFen;
  return {
    ...{ openingDifferenceFen, bankOnlyFen, bookOnlyFen, adjustedBankFen, adjustedBookFen },
    differenceFen: adjustedBankFen - adjustedBookFen,
  };
}
