/** Kinds of payment out of a contract, in the order in which a contract meets them. */
export const paymentKinds = ['advance', 'progress', 'settlement', 'retention'] as const;
export type PaymentKind = (typeof paymentKinds)[number];

/** A paper a request of a kind must carry; the list is the pack's. */
export type RequiredPaper = { readonly id: string; readonly title: string };

/** Papers still missing, in the order of the list. */
export const missingPapers = (
  required: readonly RequiredPaper[],
  attached: readonly { readonly paper: string }[],
): RequiredPaper[] => required.filter((one) => !attached.some((file) => file.paper === one.id));

/** What of a payment goes to the wages account (农民工工资专户) and what to the firm; exact, wages rounded up to the fen. */
export function wagesPart(
  amountFen: bigint,
  perTenThousand: number,
): { readonly wagesFen: bigint; readonly restFen: bigint } {
  const wagesFen = (amountFen * BigInt(perTenThousand) + 9_999n) / 10_000n;
  return { wagesFen, restFen: amountFen - wagesFen };
}
