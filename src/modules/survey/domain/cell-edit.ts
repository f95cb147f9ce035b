import { readBuiltYear } from './built-year.ts';
import { readDegrees } from './coordinates.ts';
import type { EstateField, LedgerParams } from './ledger.ts';
import { findSubdistrict } from './places.ts';
import { parseQuantity } from './quantity.ts';
import { saysUnknown, tidy, withoutSpaces } from './text.ts';
import { readDemolition, readGrade, readLand, readPapers } from './vocabulary.ts';

export type CellValue = string | number | boolean | null;
/** What a typed or pasted text means for a field: a value, or a Chinese sentence why it can be none. */
export type CellReading = { readonly value: CellValue } | { readonly fault: string };

const value = (found: CellValue): CellReading => ({ value: found });
const fault = (sentence: string): CellReading => ({ fault: sentence });

type Reader = (text: string, params: LedgerParams) => CellReading;

/** Whole numbers; a remark such as 约 is refused here, since the person who types can settle it. */
const count =
  (least: number): Reader =>
  (text) => {
    const quantity = parseQuantity(text);
    const number = quantity ? Math.round(quantity.value * (quantity.scale ?? 1) * 1e6) / 1e6 : Number.NaN;
    if (!quantity || quantity.percent || !Number.isInteger(number)) return fault(`“${text}”不是整数。`);
    return number < least ? fault(least > 0 ? '应大于零。' : '不能是负数。') : value(number);
  };

const area: Reader = (text) => {
  const quantity = parseQuantity(text);
  if (!quantity || quantity.percent) return fault(`“${text}”不是面积。`);
  if (quantity.value <= 0) return fault('面积应大于零。');
  const scale = quantity.scale ?? 1;
  return value(scale === 1 ? quantity.value : Math.round(quantity.value * scale));
};

const builtYear: Reader = (text, params) => {
  const found = readBuiltYear({ column: 1, kind: 'text', text }, params);
  if (found.year === null) return fault(`“${text}”不是 ${params.earliestBuiltYear} 年以来的年份。`);
  if (found.fault === 'built-year-range') return fault(`“${text}”有多个年份，请填一个。`);
  return value(found.year);
};

const grade: Reader = (text) => {
  const found = readGrade(text, new Map());
  return found ? value(found.grade) : fault(`“${text}”不是好、一般、差、缺失之一。`);
};

const degrees: Reader = (text) => {
  const found = readDegrees(text);
  return found === null ? fault(`“${text}”不是经纬度。`) : value(found);
};

const plain: Reader = (text) => value(tidy(text));
const name: Reader = (text) => value(withoutSpaces(text));

const known = <T extends string | boolean>(read: (text: string) => T | null, choices: string): Reader => {
  return (text) => {
    const found = read(text);
    return found === null ? fault(`“${text}”不是${choices}之一。`) : value(found);
  };
};

const readers: Readonly<Record<EstateField, Reader>> = {
  name,
  subdistrict: (text, params) => {
    const found = findSubdistrict(text, params.districts);
    return found ? value(found.code) : fault(`“${text}”不在街道、乡镇名录中。`);
  },
  community: name,
  address: plain,
  builtYear,
  floorAreaM2: area,
  buildings: count(0),
  entrances: count(0),
  households: count(1),
  population: count(0),
  land: known(readLand, '国有、集体'),
  demolition: known(readDemolition, '是、否'),
  propertyKind: plain,
  formerOwner: plain,
  management: plain,
  agree: count(0),
  pay: count(0),
  papers: known(readPapers, '齐全、部分缺失、缺失'),
  lon: degrees,
  lat: degrees,
  water: grade,
  power: grade,
  heating: grade,
  gas: grade,
  road: grade,
  security: grade,
  roof: grade,
  drainage: grade,
};

/** Reads one typed or pasted cell with the words and units of the ledger reader; blank and 不详 mean "unknown". */
export function readCellText(field: EstateField, text: string, params: LedgerParams): CellReading {
  if (saysUnknown(text)) return field === 'name' ? fault('小区名称不能为空。') : value(null);
  return readers[field](tidy(text), params);
}

export type PastedCell = {
  readonly row: number;
  readonly field: EstateField;
  readonly text: string;
} & CellReading;

/**
 * Reads a block copied from a spreadsheet (tab-separated, quoted cells may hold line breaks) into cell edits.
 * @param fields the grid's columns from the cell pasted into, null where a column cannot be edited
 * @returns one edit per cell of the block, rows counted from 0; columns beyond the grid are left out
 */
export function readPaste(
  text: string,
  fields: readonly (EstateField | null)[],
  params: LedgerParams,
): readonly PastedCell[] {
  return pastedRows(text).flatMap((cells, row) =>
    cells.flatMap((cell, column): PastedCell[] => {
      const field = fields[column];
      return field ? [{ row, field, text: cell, ...readCellText(field, cell, params) }] : [];
    }),
  );
}

/** Rows of a copied block; the line break after the last row makes no row of its own. */
function pastedRows(text: string): string[][] {
  const rows: string[][] = [];
  const pattern = /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/gy;
  let row: string[] = [];
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match) break;
    row.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'));
    if (match[3] === '\t') {
      if (pattern.lastIndex >= text.length) row.push('');
      continue;
    }
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows;
}
