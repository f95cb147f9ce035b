import type { Prices } from '../../domain/dual.ts';
import type { Conflict, Instance } from '../../domain/instance.ts';

/** What a search is asked; `deadline` is milliseconds since the epoch. */
export type SearchJob = {
  readonly instance: Instance;
  readonly seed: number;
  readonly deadline: number;
};

/** What a search reports while it runs; each is complete in itself, so that the last one before a kill counts. */
export type SearchReport =
  | { readonly kind: 'plan'; readonly starts: Int8Array }
  | { readonly kind: 'bound'; readonly bound: number; readonly prices: Prices | null }
  | { readonly kind: 'stage'; readonly stage: SearchStage }
  | { readonly kind: 'optimal' }
  | { readonly kind: 'infeasible'; readonly conflicts: readonly Conflict[] }
  | { readonly kind: 'done' };

export type SearchStage = 'prices' | 'first-plan' | 'relaxation' | 'exact' | 'conflicts';
