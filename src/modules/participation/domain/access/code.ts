/**
 * The code on a card of one exclusive part: ten symbols of Crockford's base 32, nine by chance (45 bits) and one that
 * tells a slip of the pen. No I, L, O and U: what is read wrong most often cannot be written.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 10;
const chanceLength = codeLength - 1;

/** Multiplication in GF(32), x⁵ + x² + 1: every wrong symbol and every two changed places change the check symbol. */
function times(a: number, b: number): number {
  let product = 0;
  let left = a;
  for (let bit = 0; bit < 5; bit++) {
    if ((b >> bit) & 1) product ^= left;
    left <<= 1;
    if (left & 32) left ^= 0b100101;
  }
  return product;
}

/** Weight of each place: powers of 2, all different and none the 1 that the check symbol itself has. */
function checkOf(values: readonly number[]): number {
  let weight = 1;
  let sum = 0;
  for (const value of values) {
    weight = times(weight, 2);
    sum ^= times(weight, value);
  }
  return sum;
}

/** @param chance nine numbers, each even over 0…31 in its lowest five bits */
export function codeFrom(chance: Iterable<number>): string {
  const values = [...chance].map((one) => one & 31);
  if (values.length !== chanceLength) throw new RangeError(`a code is made from ${chanceLength} numbers`);
  return [...values, checkOf(values)].map((value) => alphabet.charAt(value)).join('');
}

/** What was typed as the ten symbols it means: blanks and dashes away, upper case, O as 0, I and L as 1; '' if it cannot be one. */
export function readCode(typed: string): string {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}_.·]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return text.length === codeLength && [...text].every((sign) => alphabet.includes(sign)) ? text : '';
}

/** Whether ten symbols agree with their check symbol; if not, they were typed wrong and no card can have them. */
export function checksOut(code: string): boolean {
  const values = [...code].map((sign) => alphabet.indexOf(sign));
  return values.length === codeLength && checkOf(values.slice(0, chanceLength)) === values[chanceLength];
}

/** As it is printed: ABC-DEF-GHJK. */
export const grouped = (code: string): string => `${code.slice(0, 3)}-${code.slice(3, 6)}-${code.slice(6)}`;
