import type { YearLimit } from './build-instance.ts';
import type { PlanNames } from './names.ts';

/** What a run keeps beside instance and result, so that it is read without today's tables. */
export type RunSummary = {
  readonly names: Required<Pick<PlanNames, 'sources' | 'subdistricts'>>;
  readonly warnings: readonly string[];
  /** The set years that held, with the estate's name. */
  readonly limits: readonly (YearLimit & { readonly name: string })[];
};

/** A verifier's or conflict's sentence with the ids of estates, channels and subdistricts put into words. */
export function inWords(text: string, names: PlanNames): string {
  const all = Object.entries({ ...names.candidates, ...names.subdistricts, ...names.sources });
  // Longest first: a community's code begins with its subdistrict's.
  const known = all.filter(([id]) => text.includes(id)).sort(([a], [b]) => b.length - a.length);
  return known.reduce((sentence, [id, name]) => sentence.replaceAll(id, `“${name}”`), text);
}
