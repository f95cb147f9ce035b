/** Longest whole number read or written, in digits; money and areas of a country need fewer than twenty. */
const longest = 1_000;
const number = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,5}))?$/;

/** A JSON number's source as the whole number it states, or null when it states none (or one beyond all use). */
function wholeOf(source: string): bigint | null {
  const [, sign = '', digits = '', fraction = '', exponent = '0'] =
    (source.length <= longest && number.exec(source)) || [];
  if (digits === '') return null;
  const shift = Number(exponent) - fraction.length;
  const all = BigInt(digits + fraction);
  if (all === 0n) return 0n;
  if (Math.abs(shift) > longest) return null;
  const unit = 10n ** BigInt(Math.abs(shift));
  if (shift < 0 && all % unit !== 0n) return null;
  return (sign ? -1n : 1n) * (shift < 0 ? all / unit : all * unit);
}

/** What a number becomes: itself where a double states it exactly, a bigint where whole and longer, else NaN. */
function exactNumber(value: number, source: string): number | bigint {
  // beyond every double nothing is meant, however it is written
  if (!Number.isFinite(value)) return Number.NaN;
  const whole = wholeOf(source);
  if (whole !== null) return Number.isSafeInteger(value) ? value : whole;
  // a fraction that rounds to a whole number would be taken for one
  return Number.isInteger(value) ? Number.NaN : value;
}

/**
 * JSON.parse for files with money in them: whole numbers beyond 2^53 arrive as bigint with every digit, and what only
 * looks whole after rounding (0.99999999999999999) arrives as NaN, which no shape takes.
 * @throws SyntaxError as JSON.parse
 */
export function parseExact(text: string): unknown {
  // short whole numbers only: nothing can be lost
  if (!/\d{16}|\d[.eE]/.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_key: string, value: unknown, context?: { readonly source?: string }) =>
    typeof value === 'number' ? exactNumber(value, context?.source ?? String(value)) : value,
  );
}

/** Node writes raw JSON; the compiler's library does not know it yet. */
const { rawJSON } = JSON as unknown as { readonly rawJSON: (text: string) => unknown };

/** JSON.stringify that writes bigint as a JSON number with every digit. */
export const stringifyExact = (value: unknown): string =>
  JSON.stringify(value, (_key, one: unknown) => (typeof one === 'bigint' ? rawJSON(String(one)) : one));
