import type { Instance, PlanResult } from '../domain/instance.ts';
import type { PlanNames } from '../domain/names.ts';

/** One estate as the plan workbook shows it; null is unknown. Money in 万元, area in ㎡. */
export type BookEstate = {
  /** Row of the ledger, if the plan comes from one. */
  readonly row: number | null;
  readonly name: string;
  readonly province: string;
  readonly city: string;
  readonly county: string;
  readonly subdistrict: string;
  readonly community: string | null;
  readonly builtYear: number | null;
  readonly buildings: number | null;
  readonly entrances: number | null;
  readonly households: number | null;
  readonly floorAreaM2: number | null;
  readonly eligible: 'yes' | 'no' | 'unknown';
  readonly target: 'must' | 'aspire' | null;
  readonly score: number;
  readonly start: number | null;
  readonly why: string;
  /** Public money by class; empty where it is no candidate. */
  readonly need: Readonly<Record<string, number>>;
  readonly conditions: readonly { readonly title: string; readonly met: string; readonly evidence: string }[];
};

/** One fault of the ledger: which row, what was done with the row, where and what. */
export type BookIssue = {
  readonly row: number;
  readonly name: string | null;
  readonly verdict: 'accepted' | 'corrected' | 'rejected' | 'check';
  readonly code: string;
  readonly cell: string;
  readonly message: string;
};

/** Everything the plan workbook is written from. */
export type PlanBook = {
  readonly title: string;
  readonly estates: readonly BookEstate[];
  readonly issues: readonly BookIssue[];
  readonly instance: Instance;
  readonly result: PlanResult;
  readonly names: PlanNames;
  readonly warnings: readonly string[];
  /** Lines of the sheet 说明: what, and its value. */
  readonly notes: readonly (readonly [string, string])[];
};

export const verdictNames = { yes: '符合', no: '不符合', unknown: '未知' } as const;
export const targetNames = { must: '必改', aspire: '力争' } as const;
export const statusNames = {
  optimal: '已证明最优',
  feasible: '可行（差距已证明）',
  infeasible: '限制相互冲突，无解',
} as const;
