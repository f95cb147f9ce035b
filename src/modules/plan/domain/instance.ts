/**
 * The plan problem as its file form says it: which estate or precinct (a candidate) starts in which year.
 * Money is in 万元 with two decimals, households are whole numbers, willingness and spread are shares (0 to 1).
 */
export type Source = {
  readonly id: string;
  /** Classes of works this source may pay for; its earmark. */
  readonly classes: readonly string[];
  /** Whether what is left of a year may be spent in the next. */
  readonly carry: boolean;
  /** 万元, one per pay year. */
  readonly budget: readonly number[];
};

export type Utility = { readonly id: string; readonly budget: readonly number[] };

/** Capacity in households, one per start year; null means unlimited in that year. */
export type Subdistrict = { readonly id: string; readonly capacity: readonly (number | null)[] };

export type Candidate = {
  readonly id: string;
  readonly subdistrict: string;
  readonly households: number;
  /** 必改 if true, 力争 if false. */
  readonly must: boolean;
  /** 0 to 100. */
  readonly score: number;
  readonly willingness: number;
  /** Public money by class, 万元. */
  readonly need: Readonly<Record<string, number>>;
  /** Each utility's own money, 万元. */
  readonly utility?: Readonly<Record<string, number>> | undefined;
  /** Share of all money paid in the start year and the following ones; [1] if left out. */
  readonly spread?: readonly number[] | undefined;
  /** May start only if that candidate starts, and at least `lag` years later. */
  readonly after?: { readonly id: string; readonly lag: number } | undefined;
  /** In dispute: may not start. */
  readonly held: boolean;
  readonly pin?: number | undefined;
  readonly forbid?: readonly number[] | undefined;
};

export type ObjectiveParams = {
  /** One weight per start year. */
  readonly yearWeight: readonly number[];
  readonly deferPenalty: number;
  readonly willingnessTie: number;
};

export type Instance = {
  readonly startYears: readonly number[];
  readonly payYears: readonly number[];
  readonly classes: readonly string[];
  readonly sources: readonly Source[];
  readonly utilities: readonly Utility[];
  readonly subdistricts: readonly Subdistrict[];
  readonly candidates: readonly Candidate[];
  readonly objective: ObjectiveParams;
};

export type Flow = {
  readonly class: string;
  readonly source: string;
  readonly year: number;
  readonly amount: number;
};
export type Carried = { readonly source: string; readonly from: number; readonly amount: number };

/**
 * A limit that costs something. `limit` is a key: `source:<source>:<year>`, `utility:<utility>:<year>` (price:
 * objective gained by one more 万元) or `capacity:<subdistrict>:<year>` (by room for one more household).
 */
export type BindingLimit = { readonly limit: string; readonly price: number };

/** One limit of a smallest conflicting set; `text` says it in Chinese. */
export type Conflict = { readonly limit: string; readonly text: string };

export type PlanStatus = 'optimal' | 'feasible' | 'infeasible';

/** `objective`, `bound` and `gap` are null and the lists empty where the limits cannot be met. */
export type PlanResult = {
  readonly status: PlanStatus;
  readonly objective: number | null;
  readonly bound: number | null;
  readonly gap: number | null;
  readonly starts: Readonly<Record<string, number | null>>;
  readonly flows: readonly Flow[];
  readonly carried: readonly Carried[];
  readonly binding: readonly BindingLimit[];
  readonly conflicts: readonly Conflict[];
  readonly seed: number;
  readonly ms: number;
};

/** (bound − objective) / |bound|, never negative; a bound of 0 counts as 1 so that the ratio exists. */
export function gapOf(bound: number, objective: number): number {
  const distance = Math.max(0, bound - objective);
  return distance === 0 ? 0 : distance / (Math.abs(bound) || 1);
}
