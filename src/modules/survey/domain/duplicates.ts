import type { LedgerEstate, LedgerParams } from './ledger.ts';
import { chineseNumber, compact } from './text.ts';

/** Kinds of place a name may end in; the same place is often written with another of them or without. */
const suffix =
  /(?:住宅小区|居民小区|小区|家属院|家属区|家属楼|生活区|宿舍区|宿舍楼|宿舍|住宅区|住宅楼|职工院|大院|社区|院|居民楼)$/;
/** What tells two parts of one place apart. */
const partMarks = /[东西南北中前后内外上下左右甲乙丙丁新老旧大小]|\d+|[a-z]+|期|区|组团|园|苑/g;

/** A name as it is compared: half-width, no spaces, dots or brackets' shape, Chinese numerals as digits. */
export function nameKey(name: string): string {
  return compact(name)
    .toLowerCase()
    .replace(/[·•.,、'"“”‘’()[\]【】<>《》\-_/]/g, '')
    .replace(
      /第?([一二三四五六七八九十两]{1,3})(?=[区期号院组村街巷里坊生宿家]|小区|$)/g,
      (whole, digits: string) => {
        const value = chineseNumber(digits);
        return value === null ? whole : String(value);
      },
    );
}

/** 青杨一中家属院 is 一中家属院 to those who live in 青杨. */
function withoutDistrict(key: string, params: LedgerParams): string {
  for (const { name } of params.districts) {
    const short = name.replace(/[区县市]$/, '');
    const rest = key.startsWith(short) ? key.slice(short.length).replace(/^[区县市](?=.{2})/, '') : key;
    if (rest !== key && rest.replace(suffix, '').length >= 2) return rest;
  }
  return key;
}

/** The name without its kind of place, and its distinguishing marks in order. */
function core(name: string, params: LedgerParams): { stem: string; marks: string } {
  const key = withoutDistrict(nameKey(name).replace(/^原(?=.{2})/, ''), params);
  const stem = key.replace(suffix, '');
  return { stem: stem === '' ? key : stem, marks: (stem.match(partMarks) ?? []).join('|') };
}

const same = (a: unknown, b: unknown): boolean => a !== null && a === b;
const differ = (a: unknown, b: unknown): boolean => a !== null && b !== null && a !== b;
const weight = (...facts: readonly boolean[]): number => facts.filter(Boolean).length;

const near = (a: LedgerEstate, b: LedgerEstate, degrees: number): boolean =>
  a.lon !== null &&
  a.lat !== null &&
  b.lon !== null &&
  b.lat !== null &&
  Math.abs(a.lon - b.lon) <= degrees &&
  Math.abs(a.lat - b.lat) <= degrees;

const plainAddress = (estate: LedgerEstate): string | null =>
  estate.address === null ? null : compact(estate.address).replace(/^.*?[省市区县](?=.{3})/, '');

/** Facts in which two rows agree that seldom agree by chance. */
function likeness(a: LedgerEstate, b: LedgerEstate, params: LedgerParams): number {
  return weight(
    same(a.floorAreaM2, b.floorAreaM2),
    same(a.households, b.households),
    same(a.population, b.population),
    same(a.buildings, b.buildings) && same(a.builtYear, b.builtYear),
    near(a, b, params.samePlaceDegrees),
    same(plainAddress(a), plainAddress(b)),
  );
}

/**
 * Whether two rows are entries of one estate. The same name in the same subdistrict is, unless community, address
 * and figures all speak against it; a near-equal name (other kind of place, 一 for 1) only when the facts agree as
 * well. 一区 and 二区, 东院 and 西院, 一期 and 二期 are never the same.
 */
export function isSameEstate(a: LedgerEstate, b: LedgerEstate, params: LedgerParams): boolean {
  if (a.name === null || b.name === null) return false;
  const keyA = nameKey(a.name);
  const keyB = nameKey(b.name);
  const elsewhere = differ(a.subdistrict, b.subdistrict);
  const alike = likeness(a, b, params);
  if (keyA === keyB) {
    if (elsewhere) return alike >= 3;
    const apart = weight(
      differ(a.community, b.community),
      differ(plainAddress(a), plainAddress(b)),
      differ(a.households, b.households),
      differ(a.floorAreaM2, b.floorAreaM2),
      differ(a.builtYear, b.builtYear),
    );
    return alike >= 1 || apart < 4;
  }
  const coreA = core(a.name, params);
  const coreB = core(b.name, params);
  const agree = alike >= 3 || (same(a.floorAreaM2, b.floorAreaM2) && same(a.households, b.households));
  return !elsewhere && coreA.stem === coreB.stem && coreA.marks === coreB.marks && agree;
}

/** Rows of one stem each row is compared with; no district has more estates of one name. */
const comparedAtMost = 200;

/**
 * For every estate the index of the first earlier one it repeats, or null. Only names with the same stem are
 * compared, so a ledger of many thousand rows stays quick.
 */
export function findDuplicates(estates: readonly LedgerEstate[], params: LedgerParams): (number | null)[] {
  const byStem = new Map<string, number[]>();
  return estates.map((estate, i) => {
    if (estate.name === null) return null;
    const { stem } = core(estate.name, params);
    const earlier = byStem.get(stem) ?? [];
    const found = earlier.find((j) => {
      const other = estates[j];
      return other !== undefined && isSameEstate(estate, other, params);
    });
    if (found !== undefined) return found;
    if (earlier.length < comparedAtMost) byStem.set(stem, [...earlier, i]);
    return null;
  });
}
