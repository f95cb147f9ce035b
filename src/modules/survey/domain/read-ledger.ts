import { estateHeaderRules } from './estate-columns.ts';
import { type Grid, layOut } from './grid.ts';
import { findHeader, type Header } from './headers.ts';
import type { ColumnMatch, EstateColumn, LedgerCheck, LedgerParams, LedgerSheet } from './ledger.ts';
import { type EstateReading, readEstates } from './read-estates.ts';
import { readBuildings, readHouseholds, type UnitReading } from './read-units.ts';
import { saysUnknown } from './text.ts';
import {
  type BuildingColumn,
  buildingHeaderRules,
  type HouseholdColumn,
  householdHeaderRules,
} from './unit-columns.ts';
import type { BuildingRow, HouseholdRow } from './unit-rows.ts';
import { readLegend } from './vocabulary.ts';

/** A whole ledger: one sheet of estates, and the sheets of buildings and households beside it. */
export type LedgerReading = EstateReading & {
  readonly sheet: string;
  readonly headerRows: { readonly top: number; readonly bottom: number };
  /** Columns of the estate sheet no field was found for, title '' where none stands over figures; a caller may map them. */
  readonly unknownColumns: readonly { readonly column: number; readonly title: string }[];
  readonly buildings: UnitReading<BuildingRow>;
  readonly households: UnitReading<HouseholdRow>;
  /** Sheets that hold none of these. */
  readonly otherSheets: readonly string[];
};

type Found = {
  readonly sheet: LedgerSheet;
  readonly grid: Grid;
  readonly estate: Header<EstateColumn> | null;
  readonly building: Header<BuildingColumn> | null;
  readonly household: Header<HouseholdColumn> | null;
};

const has = <C extends string>(header: Header<C> | null, ...fields: readonly C[]): boolean =>
  header !== null && fields.every((field) => header.columns.some((column) => column.field === field));

/** Headers are looked for at the top only, so a long sheet costs no more than a short one. */
const topRows = 80;

function look(sheet: LedgerSheet): Found {
  const top = layOut({ ...sheet, rows: sheet.rows.slice(0, topRows) });
  const household = findHeader(top, householdHeaderRules, 3);
  const building = findHeader(top, buildingHeaderRules, 3);
  const isHousehold =
    has(household, 'room') || (has(household, 'building', 'agree') && has(household, 'estate'));
  const isBuilding = !isHousehold && has(building, 'estate', 'building') && listsBuildings(top, building);
  const estate = isHousehold || isBuilding ? null : findHeader(top, estateHeaderRules, 2);
  return {
    sheet,
    grid: has(estate, 'name') ? layOut(sheet) : top,
    estate: has(estate, 'name') ? estate : null,
    building: isBuilding ? building : null,
    household: isHousehold ? household : null,
  };
}

/**
 * Whether a 楼栋 column holds building numbers: its heading says so (楼号, 楼栋编号), or, beside floors or structure,
 * its cells do. In a sheet of estates the same word heads the count.
 */
function listsBuildings(top: Grid, header: Header<BuildingColumn> | null): boolean {
  const column = header?.columns.find((each) => each.field === 'building');
  if (!header || !column) return false;
  if (/号|编号|名/.test(column.title.replace(/\(.*\)/, ''))) return true;
  if (!has(header, 'floors') && !has(header, 'structure')) return false;
  const cells = top.rows
    .filter((row) => row.row > header.bottom)
    .flatMap((row) => row.own.get(column.column) ?? []);
  return cells.filter((cell) => /^[A-Za-z\d]+\s*(?:#|号)|座$/.test(cell.text)).length * 2 > cells.length;
}

/** Weight of a sheet as the sheet of estates: matched fields, then rows; hidden sheets last. */
const weightOf = (found: Found): number =>
  (found.sheet.hidden ? -1_000 : 0) +
  new Set(found.estate?.columns.map((column) => column.field)).size +
  Math.min(found.grid.rows.length, 1_000) / 10_000;

/**
 * Reads a ledger from plain sheets. Null when no sheet has a header with estate names and one more field.
 * The sheet with the most recognised columns is the estate sheet; sheets of buildings and of household visits are
 * told by their building and room numbers.
 */
export function readLedger(sheets: readonly LedgerSheet[], params: LedgerParams): LedgerReading | null {
  const found = sheets.map(look);
  const [best] = found.filter((each) => each.estate).sort((a, b) => weightOf(b) - weightOf(a));
  if (!best?.estate) return null;
  const columns = withMapping(best.estate, params);
  const legend = readLegend(notesOf(found, best));
  const reading = readEstates(best.grid, best.estate, columns, legend, params);
  return {
    ...reading,
    checks: [...reading.checks, ...unreadEstates(found, best)],
    sheet: best.sheet.name,
    headerRows: { top: best.estate.top, bottom: best.estate.bottom },
    unknownColumns: unreadColumns(best.grid, best.estate, reading),
    buildings: readBuildings(
      found.flatMap(({ sheet, building }) => (building ? [{ sheet, header: building }] : [])),
      params,
    ),
    households: readHouseholds(
      found.flatMap(({ sheet, household }) => (household ? [{ sheet, header: household }] : [])),
    ),
    otherSheets: found
      .filter((each) => each !== best && !each.building && !each.household)
      .map((each) => each.sheet.name),
  };
}

/** Other sheets that look like estates (one a subdistrict, last year's): their estates are missing, which must be said. */
function unreadEstates(found: readonly Found[], best: Found): LedgerCheck[] {
  const fields = new Set(best.estate?.columns.map((column) => column.field));
  return found.flatMap(({ sheet, estate }) => {
    if (sheet === best.sheet || !estate || sheet.hidden) return [];
    const alike = estate.columns.filter((column) => fields.has(column.field)).length;
    if (alike < 3 || alike * 2 < fields.size) return [];
    const message = `工作表“${sheet.name}”也是小区台账，没有读取。请把各表并入“${best.sheet.name}”，或分别存成文件后再导入。`;
    return [{ code: 'estate-sheet-not-read', row: estate.top, message }];
  });
}

/** Columns with a heading, or with cells in the rows of estates, that nothing is read from. */
function unreadColumns(
  grid: Grid,
  header: Header<EstateColumn>,
  reading: EstateReading,
): readonly { readonly column: number; readonly title: string }[] {
  const read = new Set(reading.columns.map((column) => column.column));
  const titles = new Map(header.headings.map(({ column, levels }) => [column, levels.join(' / ')]));
  const rows = new Set(reading.estates.map((entry) => entry.row));
  for (const { row, own } of grid.rows)
    if (rows.has(row))
      for (const [column, cell] of own)
        if (!titles.has(column) && !saysUnknown(cell.text)) titles.set(column, '');
  return [...titles]
    .filter(([column]) => !read.has(column))
    .map(([column, title]) => ({ column, title }))
    .sort((a, b) => a.column - b.column);
}

/** The caller's mapping goes before what the synonyms found. */
function withMapping(header: Header<EstateColumn>, params: LedgerParams): ColumnMatch<EstateColumn>[] {
  const mapping = params.mapping ?? {};
  const given = Object.entries(mapping).flatMap(([column, field]): ColumnMatch<EstateColumn>[] => {
    const heading = header.headings.find((each) => each.column === Number(column));
    const before = header.columns.find((each) => each.column === Number(column));
    if (field === null) return [];
    return [
      {
        column: Number(column),
        field,
        title: heading?.levels.join(' / ') ?? '',
        scale: before?.scale ?? null,
      },
    ];
  });
  const fields = new Set(given.map((column) => column.field));
  const kept = header.columns.filter((column) => !(column.column in mapping) && !fields.has(column.field));
  return [...given, ...kept].sort((a, b) => a.column - b.column);
}

/** Texts that may explain grades: sheets of notes, and what stands around the table. */
function notesOf(found: readonly Found[], best: Found): string[] {
  const others = found
    .filter((each) => each !== best && !each.building && !each.household)
    .flatMap((each) => each.grid.rows);
  const around = best.grid.rows.filter((row) => row.own.size <= 3);
  return [...others, ...around].flatMap((row) => [...row.own.values()].map((cell) => cell.text));
}
