import { nameKey as estateKey } from '../duplicates.ts';
import { addressOf, type GridRow, layOut, textOf } from '../grid.ts';
import { findHeader, type Header, isNumberingRow } from '../headers.ts';
import type { LedgerSheet } from '../ledger.ts';
import { compact, tidy } from '../text.ts';
import { type RollColumn, rollHeaderRules } from './columns.ts';
import { buildingKey } from './place.ts';
import type { RollParams, RollReading, RollSheet } from './roll.ts';
import { RollBook } from './roll-book.ts';

const topRows = 80;
const isSummary = /(?:小计|合计|总计|共计)[:]?(?:\(.*\))?$|^(?:小计|合计|总计|共计)/;
const isFooter = /^(?:填表|制表|审核|填报|联系人|负责人|注[:]?|说明|备注[:]|经办|打印)/;
const buildingName = /(?:\d+|[〇零一二三四五六七八九十]+|[A-Za-z])(?:号楼|#楼|#|栋|幢|座|号)/;

/**
 * Reads a roll of exclusive parts and their owners from all sheets of a workbook: header under title rows, merged
 * places carried down, co-owners in one cell or on rows of their own, a building per sheet or per section. Null where
 * no sheet has both a column of rooms and one of owners or areas.
 */
export function readRoll(sheets: readonly LedgerSheet[], params: RollParams): RollReading | null {
  const names = new Set(params.estateNames.map(estateKey));
  const book = new RollBook(names);
  const read: RollSheet[] = [];
  for (const sheet of sheets) {
    const header = sheet.hidden ? null : rollHeader(sheet);
    if (!header) {
      read.push({ name: sheet.name, headerRow: null, lines: 0, columns: [] });
      continue;
    }
    const before = book.lines.length;
    readSheet(sheet, header, book);
    read.push({
      name: sheet.name,
      headerRow: header.bottom,
      lines: book.lines.length - before,
      columns: header.headings.map(({ column, levels }) => ({
        letter: addressOf(0, column).slice(0, -1),
        title: levels.join(' / '),
        field: header.columns.find((match) => match.column === column)?.field ?? null,
      })),
    });
  }
  if (!read.some(({ headerRow }) => headerRow !== null)) return null;
  return { sheets: read, lines: book.lines, parts: book.parts };
}

function rollHeader(sheet: LedgerSheet): Header<RollColumn> | null {
  const header = findHeader(layOut({ ...sheet, rows: sheet.rows.slice(0, topRows) }), rollHeaderRules, 3);
  const fields = new Set(header?.columns.map(({ field }) => field));
  return header && fields.has('room') && (fields.has('owner') || fields.has('area')) ? header : null;
}

function readSheet(sheet: LedgerSheet, header: Header<RollColumn>, book: RollBook): void {
  const grid = layOut(sheet);
  const titles = new Set(header.columns.map((column) => compact(column.title.split(' / ').at(-1) ?? '')));
  const above = grid.rows.filter((row) => row.row < header.top).flatMap((row) => [...row.own.values()]);
  const reader = book.sheet(sheet.name, header, buildingOf([sheet.name, ...above.map((cell) => cell.text)]));
  for (const row of grid.rows) {
    if (row.row <= header.bottom || isNumberingRow(row)) continue;
    const texts = [...row.own.values()].map((cell) => compact(cell.text));
    if (texts.slice(0, 3).some((text) => text.length <= 24 && isSummary.test(text))) continue;
    if (texts.length <= 4 && isFooter.test(texts[0] ?? '')) continue;
    if (texts.filter((text) => titles.has(text)).length >= 3) continue;
    const section = sectionBuilding(row);
    if (section) reader.section(section);
    else reader.take(row);
  }
}

/** A row of its own that names a building: the rows below lie in it. */
function sectionBuilding(row: GridRow): string | null {
  if (row.own.size !== 1) return null;
  const [cell] = row.own.values();
  const text = compact(textOf(cell) ?? '');
  const key = buildingKey(text.replace(/(?:业主|房屋).*$/, ''));
  return /^(?:\d+[A-Z]?号楼|[A-Z]+\d*座)$/.test(key) && buildingName.test(text) ? key : null;
}

/** The building a sheet's name or title names, where there is exactly one. */
function buildingOf(texts: readonly string[]): string {
  for (const text of texts) {
    const plain = tidy(text).normalize('NFKC');
    const all = plain.match(new RegExp(buildingName, 'g')) ?? [];
    const [only = ''] = all;
    if (all.length === 1 && !/[-~至到]\s*\d/.test(plain)) return buildingKey(only);
  }
  return '';
}
