import { yearOf } from '#shared/day.ts';
import type { LedgerCell, LedgerParams } from './ledger.ts';
import { chineseNumber, compact, saysUnknown } from './text.ts';

/** The year an estate was built, and what had to be assumed. */
export type BuiltYear = {
  readonly year: number | null;
  readonly fault:
    | 'built-year-missing'
    | 'built-year-approximate'
    | 'built-year-range'
    | 'built-year-decade'
    | 'built-year-unreadable'
    | 'built-year-implausible'
    | null;
  /** A range that is also approximate (约1996-1998). */
  readonly approximate: boolean;
};

const only = (year: number | null, fault: BuiltYear['fault'] = null): BuiltYear => ({
  year,
  fault,
  approximate: false,
});

const about = /约|大概|左右|前后|上下|许|末|初|中期|以前|之前|以后|之后|前$|后$|\?|±|≈|待核|估|可能/;

/** Serial numbers of days a spreadsheet writes when a date lost its format: 1927 to 2078. */
const serialDay = { from: 10_000, to: 65_380, epochYear: 1900, daysOfYear: 365.2425 };

/**
 * Reads the year of completion: 1998年, 1998.6, 98年, 约1996年, real dates, dates without a hyphen, Chinese numerals.
 * Of a range of years, and of several phases, the later is taken. A decade is no year.
 */
export function readBuiltYear(cell: LedgerCell | undefined, params: LedgerParams): BuiltYear {
  if (!cell || cell.kind === 'error' || saysUnknown(cell.text)) return only(null, 'built-year-missing');
  const thisYear = yearOf(params.today);
  const found =
    cell.kind === 'date' ? only(Number(cell.text.slice(0, 4))) : readText(cell.text, thisYear, params);
  if (found.year === null) return found;
  const possible = found.year >= params.earliestBuiltYear && found.year <= thisYear;
  return possible ? found : only(null, 'built-year-implausible');
}

/** Works on a building that stands already: their year is not the year of completion. */
const works = '改造|改建|翻建|翻新|扩建|维修|大修|整修|修缮|加固|整治|提升|节能';
const worksInBrackets = new RegExp(`\\([^()]*(?:${works})[^()]*\\)`, 'g');
const yearOfWorks = new RegExp(
  `[,;、]?(?:19|20)\\d{2}年?(?:\\d{1,2}月)?[^,;、\\d]{0,6}?(?:${works})[^,;、]*`,
  'g',
);

/** The text without the years of later works, unless nothing else would be left. */
function withoutWorks(text: string): string {
  const rest = text.replace(worksInBrackets, '').replace(yearOfWorks, '');
  return /\d/.test(rest) ? rest : text;
}

function readText(raw: string, thisYear: number, params: LedgerParams): BuiltYear {
  const text = withoutWorks(compact(raw)).replace(/[一二三四五六七八九〇零]{2,4}(?=年)/g, (digits) =>
    String(chineseNumber(digits) ?? digits),
  );
  if (/^无$|^没有$/.test(text)) return only(null, 'built-year-missing');
  if (text.includes('年代') && !/\d{4}(?!\d|年代)/.test(text)) return only(null, 'built-year-decade');
  const years = yearsIn(text, thisYear, params);
  if (years.length === 0) return only(null, 'built-year-unreadable');
  const year = Math.max(...years);
  const approximate = about.test(text);
  if (new Set(years).size > 1) return { year, fault: 'built-year-range', approximate };
  return only(year, approximate ? 'built-year-approximate' : null);
}

/** Two digits are a year of this century when they are not in the future, else of the last. */
const fullYear = (digits: number, thisYear: number): number => {
  const century = thisYear - (thisYear % 100);
  return digits <= thisYear % 100 ? century + digits : century - 100 + digits;
};

function yearsIn(text: string, thisYear: number, params: LedgerParams): number[] {
  const wholeNumber = /^\d+(?:\.0*)?$/.test(text) ? Number(text) : null;
  if (wholeNumber !== null) {
    const digits = text.replace(/\..*$/, '');
    if (digits.length === 8 || digits.length === 6) return [Number(digits.slice(0, 4))];
    if (digits.length === 5) return yearOfSerial(wholeNumber, params);
    if (digits.length === 2) return [fullYear(wholeNumber, thisYear)];
    return digits.length === 4 ? [wholeNumber] : [];
  }
  const four = [...text.matchAll(/(?<!\d)(\d{4})(?!\d)/g)].map((match) => Number(match[1]));
  if (four.length > 0) return [...four, ...shortSecond(text, thisYear)];
  const compactDate = /(?<!\d)((?:19|20)\d{2})(?:0[1-9]|1[0-2])(?:\d{2})?(?!\d)/.exec(text);
  if (compactDate) return [Number(compactDate[1])];
  const shortDate = /^'?(\d{2})[.\-/](?:0?[1-9]|1[0-2])$/.exec(text);
  if (shortDate) return [fullYear(Number(shortDate[1]), thisYear)];
  const two = [...text.matchAll(/(?<!\d)(\d{2})(?=年|[-~至到/]\d{2}年)/g)].map((match) => Number(match[1]));
  return two.map((digits) => fullYear(digits, thisYear));
}

/** The `98` of 1996-98 or 1996-98年; a number up to 12 is a month unless 年 follows it. */
function shortSecond(text: string, thisYear: number): number[] {
  const match = /\d{4}年?[-~至到/、](\d{2})(年)?(?![\d月.\-/])/.exec(text);
  if (!match) return [];
  const digits = Number(match[1]);
  return digits > 12 || match[2] ? [fullYear(digits, thisYear)] : [];
}

function yearOfSerial(serial: number, params: LedgerParams): number[] {
  if (serial < serialDay.from || serial > serialDay.to) return [];
  const year = Math.floor(serialDay.epochYear + (serial - 1) / serialDay.daysOfYear);
  return year >= params.earliestBuiltYear ? [year] : [];
}
