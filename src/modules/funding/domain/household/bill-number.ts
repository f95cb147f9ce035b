/** The check digit of a bill number (Luhn): one mistyped or two swapped digits are noticed. */
function checkDigit(digits: string): string {
  let sum = 0;
  [...digits].reverse().forEach((sign, at) => {
    const value = Number(sign) * (at % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  });
  return String((10 - (sum % 10)) % 10);
}

/** `J` and 14 digits: year, place of the subdistrict, running number, check digit; short enough for a bank's memo. */
export function billNumber(year: number, regionCode: string, running: bigint): string {
  const place = regionCode.slice(4, 9).padEnd(5, '0');
  const digits = `${String(year).slice(-2)}${place}${String(running).padStart(6, '0')}`;
  return `J${digits}${checkDigit(digits)}`;
}

/** Bill numbers that stand in a free text, whatever spaces or dashes are between the digits; each once, in order. */
export function billNumbersIn(text: string): string[] {
  const plain = text.normalize('NFKC').toUpperCase();
  const found = plain.match(/J?(?:\d[\s-]?){13,}\d/g) ?? [];
  const numbers = found.flatMap((run) => {
    const digits = run.replace(/\D/g, '');
    const wanted = run.startsWith('J') ? [digits.slice(0, 14)] : windows(digits);
    return wanted.filter((one) => one.length >= 14 && checkDigit(one.slice(0, -1)) === one.at(-1));
  });
  return [...new Set(numbers)].map((digits) => `J${digits}`);
}

/** A number may stand beside others without a gap: every fourteen digits of a run no longer than a memo's. */
const windows = (digits: string): string[] =>
  digits.length > 60 ? [] : Array.from({ length: digits.length - 13 }, (_, at) => digits.slice(at, at + 14));
