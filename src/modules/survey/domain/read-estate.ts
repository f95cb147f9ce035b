import { type EstateContext, RowReader } from './estate-context.ts';
import { addressOf, type GridRow, rawCells } from './grid.ts';
import { IssueLog } from './issue-log.ts';
import {
  type EstateField,
  emptyEstate,
  type LedgerEstate,
  type LedgerIssue,
  type RawCell,
} from './ledger.ts';
import { findSubdistrict, splitPlace } from './places.ts';
import { takeAnswers, takeBuiltYear, takeCondition, takePosition } from './read-facts.ts';
import { takeCounts, takeFloorArea, takeWishes } from './read-figures.ts';
import { compact, withoutSpaces } from './text.ts';

/** Where a row stands: the section heading above it, the last named groups, the ledger's district. */
export type RowPlace = {
  readonly section: { readonly subdistrict: string | null; readonly community: string | null };
  readonly carried: ReadonlyMap<string, string>;
};

export type ReadRow = {
  readonly estate: LedgerEstate;
  readonly issues: LedgerIssue[];
  readonly sources: Partial<Record<EstateField, string>>;
  readonly raw: readonly RawCell[];
};

/** Reads one row that means an estate; every fault at once. */
export function readEstateRow(row: GridRow, place: RowPlace, context: EstateContext): ReadRow {
  const log = new IssueLog(row.row);
  const reader = new RowReader(row, context, log);
  const estate = emptyEstate();
  const name = reader.text('name');
  estate.name = name === null ? null : withoutSpaces(name);
  if (estate.name === null)
    log.add('name-missing', context.column('name') ?? 1, 'rejected', '没有小区名称，不能登记。');
  takePlace(reader, estate, place, context);
  takeTexts(reader, estate);
  takeBuiltYear(reader, estate, context);
  takeCounts(reader, estate, context);
  takeFloorArea(reader, estate, context);
  takeAnswers(reader, estate, context);
  takeCondition(reader, estate, context);
  takeWishes(reader, estate, context);
  takePosition(reader, estate, context);
  return { estate, issues: log.issues, sources: sourcesOf(row, context), raw: rawCells(row.source) };
}

function sourcesOf(row: GridRow, context: EstateContext): Partial<Record<EstateField, string>> {
  const sources: Partial<Record<string, string>> = {};
  for (const { field, column } of context.columns) {
    if (!row.filled.has(column)) continue;
    const address = addressOf(row.row, column);
    const fields =
      field === 'lonLat'
        ? ['lon', 'lat']
        : field === 'place'
          ? ['subdistrict', 'community']
          : [field.replace(/Rate$/, '')];
    for (const each of fields) sources[each] ??= address;
  }
  return sources as Partial<Record<EstateField, string>>;
}

/** 街道 and 社区: own cell, merged cell, group heading above, or both in one cell. */
function takePlace(reader: RowReader, estate: LedgerEstate, place: RowPlace, context: EstateContext): void {
  const carried = (field: 'subdistrict' | 'community' | 'place') =>
    reader.text(field) ?? (context.groups.has(field) ? (place.carried.get(field) ?? null) : null);
  const both = carried('place');
  const own = carried('subdistrict');
  const split = splitPlace(both ?? own ?? '');
  const written =
    (both ?? own) === null ? place.section.subdistrict : (split.subdistrict ?? place.section.subdistrict);
  estate.community = carried('community') ?? split.community ?? place.section.community;
  if (estate.community !== null) estate.community = withoutSpaces(estate.community);
  const known = written === null ? null : findSubdistrict(written, context.params.districts);
  estate.subdistrict = known ? known.code : written === null ? null : withoutSpaces(written);
}

function takeTexts(reader: RowReader, estate: LedgerEstate): void {
  estate.address = reader.text('address');
  estate.propertyKind = reader.text('propertyKind');
  estate.management = reader.text('management');
  const owner = reader.text('formerOwner');
  estate.formerOwner = owner === null || /^(?:无|没有|否)$/.test(compact(owner)) ? null : owner;
}
