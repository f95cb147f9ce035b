import type { LedgerIssue, Verdict } from '../ledger.ts';
import type { AreaSource, PartKind } from './part.ts';
import type { OwnerKind } from './person.ts';
import type { PartPlace } from './place.ts';

/** An owner as a roll names them; personal data in clear, in memory only. */
export type RollOwner = {
  readonly name: string;
  readonly kind: OwnerKind;
  readonly number: string | null;
  readonly phone: string | null;
  readonly nominated: boolean;
};
export type RollOccupant = { readonly name: string; readonly phone: string | null };

/** One exclusive part as a roll tells it; null is "not in the roll, or not readable". */
export type RollPart = {
  readonly place: PartPlace;
  readonly kind: PartKind;
  floor: number | null;
  areaCm2: number | null;
  areaSource: AreaSource | null;
  areaEvidence: string;
  titled: boolean;
  unsold: boolean;
  readonly owners: RollOwner[];
  readonly occupants: RollOccupant[];
};

/** One row of a roll that means a part or one of its co-owners. */
export type RollLine = {
  /** From 0, over all sheets. */
  readonly seq: number;
  readonly sheet: string;
  readonly row: number;
  verdict: Verdict;
  readonly issues: LedgerIssue[];
  /** Building, entrance and room in words; '' where the row has none. */
  readonly place: string;
  /** Index into `parts`; null for a rejected row. A second row of a part is one of its co-owners. */
  part: number | null;
  /** Whether this is the row that brought the part in. */
  readonly first: boolean;
  readonly cells: readonly { readonly cell: string; readonly title: string; readonly text: string }[];
};

export type RollSheet = {
  readonly name: string;
  /** Null where no header of a roll was found; such a sheet is not read. */
  readonly headerRow: number | null;
  readonly lines: number;
  readonly columns: readonly {
    readonly letter: string;
    readonly title: string;
    readonly field: string | null;
  }[];
};

export type RollReading = {
  readonly sheets: readonly RollSheet[];
  readonly lines: readonly RollLine[];
  readonly parts: readonly RollPart[];
};

/** The estate a roll is handed in for, by all names it goes by. */
export type RollParams = { readonly estateNames: readonly string[] };

export const worstVerdict = (issues: readonly LedgerIssue[]): Verdict =>
  issues.some(({ severity }) => severity === 'rejected')
    ? 'rejected'
    : issues.some(({ severity }) => severity === 'corrected')
      ? 'corrected'
      : 'accepted';
