import type { BarePage, HomeCard, PageEntry } from '#ui/page-entry.ts';

/** What a module's `web/pages.ts` may export, each an array of constants. */
type ModuleWeb = {
  readonly pages?: readonly PageEntry[];
  readonly barePages?: readonly BarePage[];
  readonly homeCards?: readonly HomeCard[];
};

/**
 * The one place that knows the modules' pages: every `src/modules/<m>/web/pages.ts` is taken in at build
 * time, so that a new module appears in the menu by being there.
 */
const found = Object.values(import.meta.glob<ModuleWeb>('../../modules/*/web/pages.ts', { eager: true }));

export const pages: readonly PageEntry[] = found.flatMap((web) => web.pages ?? []);
export const barePages: readonly BarePage[] = found.flatMap((web) => web.barePages ?? []);
export const homeCards: readonly HomeCard[] = found
  .flatMap((web) => web.homeCards ?? [])
  .sort((a, b) => a.order - b.order);
