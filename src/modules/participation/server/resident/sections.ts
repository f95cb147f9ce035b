import type { Html } from '#platform/html.ts';
import { choiceSections } from './choices.ts';
import { noticeSections } from './notices.ts';
import { opennessSections } from './openness.ts';
import type { ResidentView } from './view.ts';
import { voteSections } from './votes.ts';
import { wishesSections } from './wishes.ts';

/** One block of an estate's front page. */
export type ResidentSection = {
  /** What is asked now: 10…39, what was decided: 40…69, what is published: 70…99. */
  readonly order: number;
  readonly title: string;
  readonly body: Html;
};

/** What an area has to say on the front page of an estate, to everybody or to the visitor alone; empty when nothing. */
export type SectionsOf = (view: ResidentView) => Promise<readonly ResidentSection[]>;

/** Every area adds its own here: one import, one name. */
const areas: readonly SectionsOf[] = [
  noticeSections,
  opennessSections,
  choiceSections,
  voteSections,
  wishesSections,
];

const connected: { areas: readonly SectionsOf[] } = { areas: [] };

/** Called once at start by the application: what modules on the right have to say on the front page of an estate. */
export function connectResidentSections(areasOfOthers: readonly SectionsOf[]): void {
  connected.areas = areasOfOthers;
}

export async function residentSections(view: ResidentView): Promise<readonly ResidentSection[]> {
  const found: ResidentSection[] = [];
  // one after another: they share the transaction's connection
  for (const area of [...areas, ...connected.areas]) found.push(...(await area(view)));
  return found.sort((a, b) => a.order - b.order);
}
