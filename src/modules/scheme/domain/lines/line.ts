export type RenovationClass = 'basic' | 'improvement' | 'enhancement';

/** One line of a scheme as it is written; amounts follow from it. Amounts in fen, quantities in thousandths of the unit. */
export type Line = {
  /** The same from version to version; quantities, contracts and payments name it. */
  readonly id: string;
  readonly estateId: string;
  /** Id in the pack's catalogue (四(一)). */
  readonly item: string;
  readonly itemTitle: string;
  readonly class: RenovationClass;
  readonly trade: string;
  readonly place: string;
  readonly quantityMilli: bigint;
  readonly unit: string;
  readonly unitPriceFen: bigint;
  /** Why it stands in the scheme, and where its price comes from: for whoever asks. */
  readonly why: string;
  readonly priceBasis: string;
  readonly note: string;
};

/** Decimal text with at most three places into thousandths; null for anything else, zero included. */
export function milliFromText(text: string): bigint | null {
  const parts = /^(\d{1,9})(?:\.(\d{1,3}))?$/.exec(text.trim());
  if (!parts) return null;
  const milli = BigInt(parts[1] ?? '0') * 1000n + BigInt((parts[2] ?? '').padEnd(3, '0'));
  return milli > 0n ? milli : null;
}

/** Thousandths as decimal text without trailing zeros. */
export function textFromMilli(milli: bigint): string {
  const fraction = String(milli % 1000n)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return `${milli / 1000n}${fraction ? `.${fraction}` : ''}`;
}

/** Quantity × unit price in fen, rounded half up. */
export const worksOf = (line: Pick<Line, 'quantityMilli' | 'unitPriceFen'>): bigint =>
  (line.quantityMilli * line.unitPriceFen + 500n) / 1000n;
