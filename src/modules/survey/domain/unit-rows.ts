import type { LedgerIssue, RawCell } from './ledger.ts';

/** One building as its sheet tells it. */
export type BuildingRow = {
  readonly sheet: string;
  readonly row: number;
  /** Name of the estate as written, without spaces; null when the row names none. */
  readonly estate: string | null;
  /** As written, for example `3号楼`. */
  readonly building: string | null;
  readonly builtYear: number | null;
  readonly floors: number | null;
  readonly entrances: number | null;
  readonly households: number | null;
  readonly floorAreaM2: number | null;
  readonly structure: string | null;
  readonly roof: string | null;
  readonly elevators: number | null;
  readonly insulation: boolean | null;
  readonly issues: readonly LedgerIssue[];
  readonly raw: readonly RawCell[];
};

/** One visited household. Names and telephone numbers stay in `raw` only. */
export type HouseholdRow = {
  readonly sheet: string;
  readonly row: number;
  readonly estate: string | null;
  readonly building: string | null;
  readonly entrance: string | null;
  readonly room: string | null;
  readonly areaM2: number | null;
  readonly agree: boolean | null;
  readonly pay: boolean | null;
  /** Whole fen would be too exact for a wish; yuan as told. */
  readonly payYuan: number | null;
  readonly items: readonly string[];
  readonly management: string | null;
  /** `YYYY-MM-DD`. */
  readonly visitedOn: string | null;
  readonly issues: readonly LedgerIssue[];
  readonly raw: readonly RawCell[];
};
