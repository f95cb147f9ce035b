/** Words and figures as finance bureaus type them. */

export const squeeze = (text: string): string => text.normalize('NFKC').replace(/\s/g, '');

/** `3`, `7` → `C7`. */
export function addressOf(column: number, row: number): string {
  let letters = '';
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return `${letters}${row}`;
}

export type MoneyUnit = 'yuan' | 'wan';

/** The unit a heading or a line such as 单位：万元 names; null when it names none. */
export function unitIn(text: string): MoneyUnit | null {
  const plain = squeeze(text);
  if (/万元/.test(plain)) return 'wan';
  return /[(:：,，/]元|^元$|人民币元/.test(plain) || /单位[:：]?元/.test(plain) ? 'yuan' : null;
}

/** Moves the point of a decimal text to the right; null when it is no number. */
function shifted(text: string, places: number): { whole: bigint; rest: string } | null {
  const parts = /^(-?)(\d{1,18})(?:\.(\d{1,30}))?(?:[eE]([+-]?\d{1,2}))?$/.exec(text);
  if (!parts) return null;
  const [, sign, whole = '0', fraction = '', exponent = '0'] = parts;
  const move = places + Number(exponent);
  const digits = whole + fraction;
  const point = whole.length + move;
  const padded = point > digits.length ? digits.padEnd(point, '0') : digits;
  const kept = point <= 0 ? '0' : padded.slice(0, point);
  const rest = point <= 0 ? digits.padStart(digits.length - point, '0') : padded.slice(point);
  return { whole: BigInt(kept || '0') * (sign ? -1n : 1n), rest: rest.replace(/0+$/, '') };
}

/**
 * An amount as typed into fen: thousands separators, ￥, a unit behind it, brackets for less than nothing. A number that
 * a spreadsheet computed may carry noise far behind the fen (12.300000000000001), which is dropped; anything finer than
 * a fen else is not an amount.
 */
export function readAmount(text: string, unit: MoneyUnit, computed = false): bigint | null {
  let plain = squeeze(text)
    .replace(/^[¥￥]|人民币/g, '')
    .replace(/,/g, '');
  const own = /(万元|元)$/.exec(plain)?.[1];
  if (own) plain = plain.slice(0, -own.length);
  const bracketed = /^\((.+)\)$/.exec(plain)?.[1];
  const read = shifted(bracketed ? `-${bracketed}` : plain, (own ? own === '万元' : unit === 'wan') ? 6 : 2);
  if (!read) return null;
  if (read.rest === '') return read.whole;
  if (!computed) return null;
  if (/^0{3,}/.test(read.rest)) return read.whole;
  return /^9{3,}/.test(read.rest) ? read.whole + (plain.startsWith('-') ? -1n : 1n) : null;
}

/** A day as typed: `2021-03-05`, `2021年3月5日`, `2021.3.5`, `20210305`; null when there is no such day. */
export function readDay(text: string): string | null {
  const plain = squeeze(text)
    .replace(/[年月./]/g, '-')
    .replace(/日$/, '');
  const parts =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:T?\d{2}:\d{2}.*)?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (!parts) return null;
  const day = `${parts[1]}-${parts[2]?.padStart(2, '0')}-${parts[3]?.padStart(2, '0')}`;
  try {
    return Temporal.PlainDate.from(day, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}

const documentPattern =
  /([\u4e00-\u9fff]{1,12})\s*[〔[(【［﹝]\s*((?:19|20)\d{2})\s*[〕\])】］﹞]\s*(?:第\s*)?0*(\d{1,5})\s*号/;

/** A document number in one spelling, `鲁财建指〔2021〕12号`; null when the text holds none. A space ends the word before it. */
export function readDocumentNumber(text: string): { number: string; year: number } | null {
  const parts = documentPattern.exec(text.normalize('NFKC'));
  if (!parts) return null;
  const [, word = '', year = '', count = ''] = parts;
  // What stands before the number in a sentence is no part of it.
  const name = word.replace(/^.*(?:文号|依据|根据|按照|通知|号文)/, '');
  return name === '' ? null : { number: `${name}〔${year}〕${count}号`, year: Number(year) };
}

/** A voucher's or authorisation's number in one spelling. */
export const plainNumber = (text: string): string =>
  squeeze(text)
    .toUpperCase()
    .replace(/[#№]|^(凭证|编)?号[:：]?/g, '');

/** A firm's or office's name for comparing: brackets in one form, no spaces. */
export const partyKey = (text: string): string => squeeze(text).replace(/[（(]/g, '(').replace(/[）)]/g, ')');
