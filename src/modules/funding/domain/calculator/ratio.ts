/** An exact fraction; the denominator is positive and the two have no common factor. */
export type Ratio = { readonly num: bigint; readonly den: bigint };

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));

/** @throws RangeError on a denominator of zero */
export function ratio(num: bigint, den = 1n): Ratio {
  if (den === 0n) throw new RangeError('division by zero');
  const sign = den < 0n ? -1n : 1n;
  const common = gcd(num, den) || 1n;
  return { num: (sign * num) / common, den: (sign * den) / common };
}

/** Reads `0.35`, `12` or `2/3`. @throws RangeError on anything else */
export function readRatio(text: string): Ratio {
  const parts = /^(\d{1,18})(?:\.(\d{1,9})|\/([1-9]\d{0,17}))?$/.exec(text.trim());
  if (!parts) throw new RangeError(`not a number: ${text}`);
  const [, whole = '0', fraction = '', over] = parts;
  if (over !== undefined) return ratio(BigInt(whole), BigInt(over));
  return ratio(BigInt(whole + fraction), 10n ** BigInt(fraction.length));
}

export const add = (a: Ratio, b: Ratio): Ratio => ratio(a.num * b.den + b.num * a.den, a.den * b.den);
export const subtract = (a: Ratio, b: Ratio): Ratio => ratio(a.num * b.den - b.num * a.den, a.den * b.den);
export const multiply = (a: Ratio, b: Ratio): Ratio => ratio(a.num * b.num, a.den * b.den);
export const divide = (a: Ratio, b: Ratio): Ratio => ratio(a.num * b.den, a.den * b.num);
export const compare = (a: Ratio, b: Ratio): number => {
  const difference = a.num * b.den - b.num * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
export const smaller = (a: Ratio, b: Ratio): Ratio => (compare(a, b) <= 0 ? a : b);

/** The largest whole number not above it. */
export const floorOf = ({ num, den }: Ratio): bigint => {
  const quotient = num / den;
  return num < 0n && quotient * den !== num ? quotient - 1n : quotient;
};
/** The smallest whole number not below it. */
export const ceilOf = ({ num, den }: Ratio): bigint => -floorOf({ num: -num, den });
/** The nearest whole number, halves upwards. */
export const roundOf = (value: Ratio): bigint => floorOf(add(value, ratio(1n, 2n)));

/** Decimal text with at most `places` digits, halves upwards, no trailing zeros. */
export function decimalText(value: Ratio, places: number): string {
  const scale = 10n ** BigInt(places);
  const scaled = roundOf(multiply(value, ratio(scale)));
  const size = scaled < 0n ? -scaled : scaled;
  const fraction =
    places === 0
      ? ''
      : String(size % scale)
          .padStart(places, '0')
          .replace(/0+$/, '');
  return `${scaled < 0n ? '-' : ''}${size / scale}${fraction ? `.${fraction}` : ''}`;
}

/** 0.256 → `25.6%`, at most `places` digits. */
export const percentOf = (value: Ratio, places = 4): string =>
  `${decimalText(multiply(value, ratio(100n)), places)}%`;
