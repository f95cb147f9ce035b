import { findDuplicates } from './duplicates.ts';
import { changesBetween, type EstateValues, type FieldChange } from './estate-values.ts';
import { type PlaceContext, placeOf } from './import-place.ts';
import {
  conditionKeys,
  type EstateEntry,
  type EstateField,
  type LedgerEstate,
  type LedgerIssue,
  type LedgerParams,
  type Verdict,
} from './ledger.ts';

/** An estate already registered, as far as matching needs it. */
export type RegisteredEstate = {
  readonly id: string;
  readonly code: string;
  readonly values: EstateValues;
  /** Fields whose present value a person typed in. */
  readonly edited: ReadonlySet<string>;
};

export type RowAction = 'new' | 'changed' | 'unchanged' | 'refused';
export type RowChange = FieldChange & { readonly edited: boolean };

/** What committing one row of the ledger would do. */
export type PreparedRow = {
  readonly row: number;
  readonly name: string | null;
  readonly verdict: Verdict;
  readonly issues: readonly LedgerIssue[];
  readonly action: RowAction;
  /** The registered estate the row means; null for a new or refused one. */
  readonly estateId: string | null;
  /** Region the estate lies in; null when refused. */
  readonly regionCode: string | null;
  /** What the row says, empty cells left out. */
  readonly patch: Partial<EstateValues>;
  readonly sources: EstateEntry['sources'];
  readonly difference: readonly RowChange[];
};

/** Fields a ledger row brings by itself; name and place are handled beside them. */
const plainFields = [
  'community',
  'address',
  'builtYear',
  'floorAreaM2',
  'buildings',
  'entrances',
  'households',
  'population',
  'land',
  'demolition',
  'propertyKind',
  'formerOwner',
  'management',
  'papers',
  'agree',
  'pay',
  'lon',
  'lat',
] as const satisfies readonly EstateField[];

/** Largest figures that can be kept: technical bounds, far above anything true. */
const largest: Readonly<Record<string, number>> = {
  floorAreaM2: 100_000_000,
  buildings: 1_000_000,
  entrances: 1_000_000,
  households: 1_000_000,
  population: 10_000_000,
  agree: 1_000_000,
  pay: 1_000_000,
  lon: 180,
  lat: 90,
};
const tooLarge = (field: string, value: unknown): boolean =>
  typeof value === 'number' && Math.abs(value) > (largest[field] ?? Number.POSITIVE_INFINITY);

/** Figures that cannot be kept, each a fault of its cell. */
const largeFigures = ({ estate, sources, row }: EstateEntry): LedgerIssue[] =>
  plainFields
    .filter((field) => tooLarge(field, estate[field]))
    .map((field) => ({
      code: 'figure-too-large',
      cell: sources[field] ?? `A${row}`,
      message: `“${estate[field]}”大得不合常理，暂按空白处理。`,
      severity: 'corrected',
      from: String(estate[field]),
      to: '',
    }));

/** What the row says about the estate; a cell that is empty or could not be read says nothing. */
function patchOf(estate: LedgerEstate): Partial<EstateValues> {
  const patch: Record<string, unknown> = {};
  for (const field of plainFields)
    if (estate[field] !== null && !tooLarge(field, estate[field])) patch[field] = estate[field];
  for (const key of conditionKeys) if (estate.condition[key] !== null) patch[key] = estate.condition[key];
  return patch;
}

/** A registered estate in the form the reader compares. */
function asLedger(values: EstateValues, name: string): LedgerEstate {
  const { land, demolition, papers, lon, lat, address, community, builtYear, floorAreaM2 } = values;
  const { buildings, entrances, households, population, propertyKind, formerOwner, management } = values;
  const { water, power, heating, gas, road, security, roof, drainage, agree, pay } = values;
  return {
    name,
    subdistrict: values.regionCode.length >= 9 ? values.regionCode.slice(0, 9) : values.subdistrictText,
    community,
    address,
    builtYear,
    floorAreaM2,
    buildings,
    entrances,
    households,
    population,
    land,
    demolition,
    propertyKind,
    formerOwner,
    management,
    condition: { water, power, heating, gas, road, security, roof, drainage },
    agree,
    pay,
    papers,
    lon,
    lat,
  };
}

/**
 * For each entry the registered estate it means, by its 16-digit code where the ledger carries one, else as the
 * reader tells second entries of one estate: same name (or alias) and subdistrict, or a near-equal name with equal facts.
 */
function matchEntries(
  entries: readonly EstateEntry[],
  registered: readonly RegisteredEstate[],
  params: LedgerParams,
): (RegisteredEstate | null)[] {
  const byCode = new Map(registered.map((estate) => [estate.code, estate]));
  const known = registered.flatMap((estate) =>
    [estate.values.name, ...estate.values.aliases].map((name) => ({
      estate,
      ledger: asLedger(estate.values, name),
    })),
  );
  const repeats = findDuplicates(
    [...known.map(({ ledger }) => ledger), ...entries.map((e) => e.estate)],
    params,
  );
  return entries.map((entry, i) => {
    const coded = entry.raw
      .map((cell) => byCode.get(cell.text.trim()))
      .find((estate) => estate !== undefined);
    let at = repeats[known.length + i] ?? null;
    // A second entry of a row above leads on to what that row means.
    while (at !== null && at >= known.length) at = repeats[at] ?? null;
    return coded ?? (at === null ? null : (known[at]?.estate ?? null));
  });
}

/** Decides for every row of the ledger what committing it would do; nothing is written here. */
export function prepareImport(
  entries: readonly EstateEntry[],
  registered: readonly RegisteredEstate[],
  place: PlaceContext,
  params: LedgerParams,
): PreparedRow[] {
  const matches = matchEntries(entries, registered, params);
  const taken = new Map<string, number>();
  return entries.map((entry, i) => {
    const issues = [...entry.issues, ...largeFigures(entry)];
    const refuse = (): PreparedRow => ({
      row: entry.row,
      name: entry.estate.name,
      verdict: 'rejected',
      issues,
      action: 'refused',
      estateId: null,
      regionCode: null,
      patch: patchOf(entry.estate),
      sources: entry.sources,
      difference: [],
    });
    if (entry.verdict === 'rejected' || entry.estate.name === null) return refuse();
    const found = placeOf(entry, place);
    if (found.issue) issues.push(found.issue);
    if (found.regionCode === null) return refuse();
    const match = matches[i] ?? null;
    const earlier = match ? taken.get(match.id) : undefined;
    if (match && earlier !== undefined) {
      issues.push(matchedTwice(entry, match, earlier));
      return refuse();
    }
    if (match) taken.set(match.id, entry.row);
    return settle(entry, match, found.regionCode, issues);
  });
}

function settle(
  entry: EstateEntry,
  match: RegisteredEstate | null,
  regionCode: string,
  issues: readonly LedgerIssue[],
): PreparedRow {
  const { estate } = entry;
  const unknownPlace = regionCode.length < 9;
  const patch: Partial<EstateValues> = {
    name: estate.name ?? '',
    regionCode,
    ...(unknownPlace ? { subdistrictText: estate.subdistrict } : {}),
    ...patchOf(estate),
  };
  if (match) {
    // A ledger that knows only the subdistrict does not undo a known community; nor does its spelling of the name
    // undo the registered one when it is an alias.
    if (match.values.regionCode.startsWith(regionCode)) delete patch.regionCode;
    if (match.values.aliases.includes(estate.name ?? '')) delete patch.name;
  }
  const difference = match
    ? changesBetween(match.values, patch).map((change) => ({
        ...change,
        edited: match.edited.has(change.field),
      }))
    : [];
  return {
    row: entry.row,
    name: estate.name,
    verdict: issues.some((issue) => issue.severity === 'corrected') ? 'corrected' : entry.verdict,
    issues,
    action: match ? (difference.length > 0 ? 'changed' : 'unchanged') : 'new',
    estateId: match?.id ?? null,
    regionCode,
    patch,
    sources: entry.sources,
    difference,
  };
}

const matchedTwice = (entry: EstateEntry, match: RegisteredEstate, earlier: number): LedgerIssue => ({
  code: 'matched-twice',
  cell: entry.sources.name ?? `A${entry.row}`,
  message: `与第 ${earlier} 行对应同一个已登记小区“${match.values.name}”（${match.code}），本行不再登记。`,
  severity: 'rejected',
});
