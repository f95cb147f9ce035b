import { nameKey } from './duplicates.ts';
import type { EstateEntry, LedgerIssue, Verdict } from './ledger.ts';
import type { PreparedRow, RegisteredEstate } from './prepare-import.ts';
import { compact } from './text.ts';
import type { BuildingRow, HouseholdRow } from './unit-rows.ts';

/** The estate a building or household belongs to: a row of this ledger, or one registered before. */
export type UnitTarget = { readonly row: number } | { readonly estateId: string };

/** A building or household row: where it goes, or why it goes nowhere. */
export type PreparedUnit<T> = {
  readonly unit: T;
  readonly target: UnitTarget | null;
  readonly verdict: Verdict;
  readonly issues: readonly LedgerIssue[];
};

const sameTarget = (a: UnitTarget, b: UnitTarget): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Finds estates by name as the unit sheets write it; what is refused or ambiguous is a sentence. */
export function unitTargets(
  entries: readonly EstateEntry[],
  prepared: readonly PreparedRow[],
  registered: readonly RegisteredEstate[],
): (name: string) => UnitTarget | string {
  const targets = new Map<string, UnitTarget[]>();
  const add = (name: string | null, target: UnitTarget) => {
    if (name === null) return;
    const key = nameKey(name);
    const known = targets.get(key) ?? [];
    if (!known.some((each) => sameTarget(each, target))) targets.set(key, [...known, target]);
  };
  const byRow = new Map(prepared.map((row) => [row.row, row]));
  const inFile = new Set<string>();
  for (const entry of entries) {
    const own = byRow.get(entry.row);
    const meant = entry.duplicateOf === null ? own : byRow.get(entry.duplicateOf);
    if (meant && meant.action !== 'refused') add(entry.estate.name, { row: meant.row });
    if (meant?.estateId) inFile.add(meant.estateId);
  }
  for (const estate of registered)
    if (!inFile.has(estate.id))
      for (const name of [estate.values.name, ...estate.values.aliases]) add(name, { estateId: estate.id });
  return (name) => {
    const [first, second] = targets.get(nameKey(name)) ?? [];
    if (!first) return `小区“${name}”没有登记（台账中没有这一行，或者该行不予登记），本行不能导入。`;
    return second ? `有不止一个小区叫“${name}”，分不清属于哪一个，本行不能导入。` : first;
  };
}

type Unit = {
  readonly row: number;
  readonly estate: string | null;
  readonly issues: readonly LedgerIssue[];
};

/** Gives every unit row its estate, refusing repeats of the same place. */
function prepareUnits<T extends Unit>(
  units: readonly T[],
  find: (name: string) => UnitTarget | string,
  placeOf: (unit: T) => string | null,
  words: { readonly missing: string; readonly repeated: string },
): PreparedUnit<T>[] {
  const seen = new Map<string, number>();
  return units.map((unit) => {
    const cell = `A${unit.row}`;
    const refuse = (code: string, message: string): PreparedUnit<T> => ({
      unit,
      target: null,
      verdict: 'rejected',
      issues: [...unit.issues, { code, cell, message, severity: 'rejected' }],
    });
    if (unit.estate === null) return refuse('estate-name-missing', '没有写明属于哪个小区，本行不能导入。');
    const place = placeOf(unit);
    if (place === null) return refuse('place-missing', words.missing);
    const target = find(unit.estate);
    if (typeof target === 'string') return refuse('estate-unknown', target);
    const key = `${JSON.stringify(target)}|${place}`;
    const earlier = seen.get(key);
    if (earlier !== undefined)
      return refuse('place-repeated', words.repeated.replace('{row}', String(earlier)));
    seen.set(key, unit.row);
    const corrected = unit.issues.some((issue) => issue.severity === 'corrected');
    return { unit, target, verdict: corrected ? 'corrected' : 'accepted', issues: unit.issues };
  });
}

export const prepareBuildings = (
  rows: readonly BuildingRow[],
  find: (name: string) => UnitTarget | string,
): PreparedUnit<BuildingRow>[] =>
  prepareUnits(rows, find, (row) => (row.building === null ? null : buildingName(row.building)), {
    missing: '没有楼号，本行不能导入。',
    repeated: '与第 {row} 行是同一栋楼，本行不再导入。',
  });

export const prepareHouseholds = (
  rows: readonly HouseholdRow[],
  find: (name: string) => UnitTarget | string,
): PreparedUnit<HouseholdRow>[] =>
  prepareUnits(rows, find, (row) => (row.room === null ? null : JSON.stringify(householdPlace(row))), {
    missing: '没有房号，本行不能导入。',
    repeated: '与第 {row} 行是同一户，本行不再导入。',
  });

/** A building's name as it is kept: half-width, without spaces. */
export const buildingName = (text: string): string => compact(text).slice(0, 40);

/** Building, entrance and room of a household as they are kept; empty where not written. */
export const householdPlace = (row: Pick<HouseholdRow, 'building' | 'entrance' | 'room'>) => ({
  building: compact(row.building ?? '').slice(0, 40),
  entrance: compact(row.entrance ?? '').slice(0, 40),
  room: compact(row.room ?? '').slice(0, 40),
});
