import { compact } from '../text.ts';

/** A number as it is kept and compared: half-width, without spaces and dashes between digits, upper case. */
export const numberKey = (number: string): string =>
  compact(number)
    .toUpperCase()
    .normalize('NFKC')
    .replace(/(?<=[0-9A-Z])-(?=[0-9A-Z])/g, '');

/** A telephone as it is kept: digits, an area code with its dash; without +86. */
export const phoneKey = (phone: string): string =>
  compact(phone)
    .replace(/^(?:\+|00)86-?(?=1\d{10}$|0?\d{2,3}-?\d{7,8}$)/, '')
    .replace(/(?<=^1\d{2})-?(\d{4})-?(\d{4})$/, '$1$2');

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/** Check character of the first 17 digits of a citizen identity number (GB 11643-1999, ISO 7064 MOD 11-2). */
export function residentCheck(digits: string): string {
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return '10X98765432'[sum % 11] ?? '';
}

function isDay(text: string): boolean {
  const [year, month, day] = [text.slice(0, 4), text.slice(4, 6), text.slice(6, 8)].map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  if (year < 1850 || month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (days[month - 1] ?? 0);
}

/**
 * The number two papers of one person share: an old one of 15 digits becomes that of 18, whose century and check
 * character follow from it (GB 11643); any other number stays as `numberKey` has it.
 */
export function numberMarkText(number: string): string {
  const key = numberKey(number);
  if (!/^[1-9]\d{14}$/.test(key) || !isDay(`19${key.slice(6, 12)}`)) return key;
  const digits = `${key.slice(0, 6)}19${key.slice(6)}`;
  return digits + residentCheck(digits);
}

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/** Check character of the first 17 of a unified social credit code (GB 32100-2015); '' where one is none of its letters. */
export function creditCheck(code: string): string {
  let sum = 0;
  for (const [i, weight] of creditWeights.entries()) {
    const value = creditAlphabet.indexOf(code[i] ?? '?');
    if (value < 0) return '';
    sum += weight * value;
  }
  return creditAlphabet[(31 - (sum % 31)) % 31] ?? '';
}

export type NumberFault = 'length' | 'birthday' | 'check';
export const numberFaultText: Readonly<Record<NumberFault, string>> = {
  length: '位数不对',
  birthday: '出生日期不存在',
  check: '校验位不符',
};

/**
 * What is wrong with an identity number of a person or a credit code of an organisation; null when nothing is, or
 * when it is another paper (passport, Hong Kong and Macau pass, officer's card), which has no check.
 */
export function numberFault(number: string): NumberFault | null {
  const key = numberKey(number);
  if (/^\d{17}[\dX]$/.test(key) && isDay(key.slice(6, 14)) && /^[1-9]/.test(key))
    return residentCheck(key) === key[17] ? null : creditCheck(key) === key[17] ? null : 'check';
  if (/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(key)) {
    if (creditCheck(key) === key[17]) return null;
    return /^[1-8]\d{16}[\dX]$/.test(key) ? 'birthday' : 'check';
  }
  if (/^\d{15}$/.test(key)) return null;
  return /^\d{10,}X?$/.test(key) ? 'length' : null;
}

/** Whether it is the credit code of an organisation. */
export const isCreditCode = (number: string): boolean => {
  const key = numberKey(number);
  return /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(key) && creditCheck(key) === key[17] && residentFails(key);
};
const residentFails = (key: string): boolean =>
  !(/^\d{17}[\dX]$/.test(key) && isDay(key.slice(6, 14)) && residentCheck(key) === key[17]);

/** Whether it can be a Chinese telephone: a mobile of 11 digits or a landline with or without its area code. */
export const isPhone = (phone: string): boolean =>
  /^(?:1[3-9]\d{9}|(?:0\d{2,3}-?)?[2-9]\d{6,7}(?:-\d{1,6})?|400-?\d{3}-?\d{4})$/.test(phoneKey(phone));
