/** A share or coefficient as written: whole and fraction digits, no sign, no exponent ("0.30", "1", "1.3"). */
const decimal = /^(0|[1-9]\d*)(?:\.(\d+))?$/;

/** Longest decimal text read; far beyond any rule, well below what would stall the machine. */
const longest = 10_000;

export const isDecimal = (text: string): boolean => text.length <= longest && decimal.test(text);

/** Decimal texts as whole numbers over one common power of ten, exactly; in the order given. */
export type Scaled = { readonly numbers: readonly bigint[]; readonly unit: bigint };

/** @throws RangeError on what is no decimal (see `isDecimal`) */
export function scaleDecimals(texts: readonly string[]): Scaled {
  const parts = texts.map((text) => {
    const [, whole = '', fraction = ''] = (isDecimal(text) && decimal.exec(text)) || [];
    if (whole === '') throw new RangeError(`not a decimal: ${text.slice(0, 40)}`);
    return { whole, fraction };
  });
  const places = parts.reduce((most, { fraction }) => Math.max(most, fraction.length), 0);
  return {
    numbers: parts.map(({ whole, fraction }) => BigInt(whole + fraction.padEnd(places, '0'))),
    unit: 10n ** BigInt(places),
  };
}

/** A sum of scaled decimals as the shortest decimal text. */
export function decimalText(number: bigint, unit: bigint): string {
  const places = unit.toString().length - 1;
  const fraction = (number % unit).toString().padStart(places, '0').replace(/0+$/, '');
  return `${number / unit}${fraction && places ? `.${fraction}` : ''}`;
}
