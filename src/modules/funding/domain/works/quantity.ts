/** Quantities are decimal text with at most three places; inside they are thousandths, whole numbers. */
const pattern = /^(\d{1,12})(?:\.(\d{1,3}))?$/;

/** Whether the text is a quantity. */
export const isQuantity = (text: string): boolean => pattern.test(text);

/** Text into thousandths. @throws RangeError on anything but a quantity */
export function milliOf(text: string): bigint {
  const [, whole, part = ''] = pattern.exec(text.trim()) ?? [];
  if (whole === undefined) throw new RangeError(`not a quantity: ${text}`);
  return BigInt(whole) * 1000n + BigInt(part.padEnd(3, '0'));
}

/** Thousandths as text without trailing noughts. */
export function quantityText(milli: bigint): string {
  const part = String(milli % 1000n)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return `${milli / 1000n}${part ? `.${part}` : ''}`;
}

/** One line of a contract's bill, with what was measured of it before. */
export type BillLine = {
  readonly lineId: string;
  readonly estateId: string;
  readonly item: string;
  readonly title: string;
  readonly quantity: string;
  readonly amountFen: bigint;
  readonly measured: string;
};

/** Worth of a cumulative quantity of a line, in fen, rounded down: exact at the whole quantity, never above it. */
export const worthOf = (line: Pick<BillLine, 'quantity' | 'amountFen'>, milli: bigint): bigint => {
  const whole = milliOf(line.quantity);
  return whole === 0n ? 0n : (line.amountFen * milli) / whole;
};

export type MeasuredLine = {
  readonly lineId: string;
  readonly estateId: string;
  readonly item: string;
  /** Cumulative, and what is new of it. */
  readonly cumulative: string;
  readonly quantity: string;
  readonly amountFen: bigint;
};
export type MeasureFault = {
  readonly kind: 'absent' | 'above' | 'below';
  readonly lineId: string;
  readonly title: string;
  /** The bound that is broken, in the line's unit. */
  readonly bound: string;
};

/**
 * Cumulative quantities against the contract's bill: never above it (a variation comes first), never below what was
 * measured before (a correction is a reversal). Lines that did not move are left out.
 */
export function measureLines(
  bill: readonly BillLine[],
  cumulative: readonly { readonly lineId: string; readonly cumulative: string }[],
): { readonly lines: readonly MeasuredLine[]; readonly faults: readonly MeasureFault[] } {
  const lines: MeasuredLine[] = [];
  const faults: MeasureFault[] = [];
  for (const one of cumulative) {
    const line = bill.find((other) => other.lineId === one.lineId);
    if (!line) {
      faults.push({ kind: 'absent', lineId: one.lineId, title: one.lineId, bound: '0' });
      continue;
    }
    const [now, before] = [milliOf(one.cumulative), milliOf(line.measured)];
    const { lineId, title, estateId, item } = line;
    if (now > milliOf(line.quantity)) faults.push({ kind: 'above', lineId, title, bound: line.quantity });
    else if (now < before) faults.push({ kind: 'below', lineId, title, bound: line.measured });
    else if (now > before)
      lines.push({
        ...{ lineId, estateId, item, cumulative: quantityText(now), quantity: quantityText(now - before) },
        amountFen: worthOf(line, now) - worthOf(line, before),
      });
  }
  return { lines, faults };
}
