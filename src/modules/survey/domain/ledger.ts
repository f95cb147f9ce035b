import type { Day } from '#shared/day.ts';

/** A sheet of a ledger as plain values; rows and columns count from 1, only rows with a value are there. */
export type LedgerCell = {
  readonly column: number;
  readonly kind: 'text' | 'number' | 'boolean' | 'date' | 'error';
  /** As stored; of a date `YYYY-MM-DD`. */
  readonly text: string;
  readonly serial?: string;
  readonly formula?: true;
  /** Number format other than General, for example `0.00%`. */
  readonly format?: string;
};
export type LedgerRow = { readonly row: number; readonly cells: readonly LedgerCell[] };
export type LedgerMerge = {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
};
export type LedgerSheet = {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: readonly LedgerRow[];
  readonly merges: readonly LedgerMerge[];
};

export type Extent = {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
};

/** A district the reader knows: its subdistricts by official code, and where it lies. */
export type KnownDistrict = {
  readonly code: string;
  readonly name: string;
  readonly extent: Extent | null;
  readonly subdistricts: readonly { readonly code: string; readonly name: string }[];
};

/** What the reader cannot know by itself; nothing of it is written in the rules. */
export type LedgerParams = {
  readonly today: Day;
  readonly districts: readonly KnownDistrict[];
  /** Degrees the whole country lies in; tells a longitude from a latitude. */
  readonly country: Extent;
  /** No dwelling still standing is taken to be older. */
  readonly earliestBuiltYear: number;
  /** ㎡ of floor area per household: outside `possible` a figure is in the wrong unit if `usual` fits the other. */
  readonly areaPerHouseholdM2: {
    readonly possible: readonly [number, number];
    readonly usual: readonly [number, number];
  };
  /** Two points at most this far apart, in degrees, are the same place. */
  readonly samePlaceDegrees: number;
  /** Column number of the estate sheet → field, or null for a column to ignore; goes before the synonyms. */
  readonly mapping?: Readonly<Record<number, EstateColumn | null>>;
};

export const grades = ['good', 'fair', 'poor', 'missing'] as const;
export type Grade = (typeof grades)[number];

export const conditionKeys = [
  'water',
  'power',
  'heating',
  'gas',
  'road',
  'security',
  'roof',
  'drainage',
] as const;
export type ConditionKey = (typeof conditionKeys)[number];
export type Condition = Record<ConditionKey, Grade | null>;

/** One estate as the ledger tells it; null is "not in the ledger, or not readable". */
export type LedgerEstate = {
  name: string | null;
  /** Nine-digit code when the region table knows the name, else as written. */
  subdistrict: string | null;
  community: string | null;
  address: string | null;
  builtYear: number | null;
  floorAreaM2: number | null;
  buildings: number | null;
  entrances: number | null;
  households: number | null;
  population: number | null;
  land: 'state' | 'collective' | null;
  demolition: boolean | null;
  propertyKind: string | null;
  formerOwner: string | null;
  management: string | null;
  condition: Condition;
  /** Households that agree to be renovated, and that are willing to pay a part. */
  agree: number | null;
  pay: number | null;
  papers: 'complete' | 'partial' | 'missing' | null;
  lon: number | null;
  lat: number | null;
};

export type EstateField = Exclude<keyof LedgerEstate, 'condition'> | ConditionKey;
/** What a column of an estate sheet can hold: a field, or something the reader turns into fields. */
export type EstateColumn = EstateField | 'place' | 'lonLat' | 'agreeRate' | 'payRate' | 'sequence' | 'remark';

export type Severity = 'corrected' | 'warning' | 'rejected';

/** One fault of a row: a stable code, where, a Chinese sentence; of a correction also what became what. */
export type LedgerIssue = {
  readonly code: string;
  readonly cell: string;
  readonly message: string;
  readonly severity: Severity;
  readonly from?: string;
  readonly to?: string;
};

export type Verdict = 'accepted' | 'corrected' | 'rejected';

export type RawCell = { readonly cell: string; readonly kind: string; readonly text: string };

/** One row that means an estate. */
export type EstateEntry = {
  readonly row: number;
  readonly verdict: Verdict;
  readonly estate: LedgerEstate;
  readonly issues: readonly LedgerIssue[];
  /** Row of the first entry of the same estate. */
  readonly duplicateOf: number | null;
  /** Address of the cell each field was read from. */
  readonly sources: Readonly<Partial<Record<EstateField, string>>>;
  /** Every cell of the row as stored. */
  readonly raw: readonly RawCell[];
};

/** A subtotal or total that does not add up. */
export type LedgerCheck = { readonly code: string; readonly row: number; readonly message: string };

export type ColumnMatch<C extends string = string> = {
  readonly column: number;
  readonly field: C;
  /** The header as written, levels joined by ` / `. */
  readonly title: string;
  /** Factor from the header's unit (万 is 10 000); null when the header names no unit. */
  readonly scale: number | null;
  /** The value of a ticked option column (国有 | 集体 under one heading). */
  readonly option?: string;
};

export const noCondition = (): Condition => ({
  water: null,
  power: null,
  heating: null,
  gas: null,
  road: null,
  security: null,
  roof: null,
  drainage: null,
});

export const emptyEstate = (): LedgerEstate => ({
  name: null,
  subdistrict: null,
  community: null,
  address: null,
  builtYear: null,
  floorAreaM2: null,
  buildings: null,
  entrances: null,
  households: null,
  population: null,
  land: null,
  demolition: null,
  propertyKind: null,
  formerOwner: null,
  management: null,
  condition: noCondition(),
  agree: null,
  pay: null,
  papers: null,
  lon: null,
  lat: null,
});
