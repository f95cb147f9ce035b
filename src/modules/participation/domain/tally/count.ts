import type { Chosen, Register } from './register.ts';
import { choiceAt } from './register.ts';
import { type Choice, choices, type Rules } from './vote.ts';

/** How one person's head stands: `split` where the largest area is shared by two choices (not for). */
export type Standing = Choice | 'split' | 'unreturned';
export type Sums = { readonly [K in Choice | 'unreturned']: number };
export type HeadSums = { readonly [K in Standing]: number };

/** The bare sums of a matter, before 从众 and unreturned ones join anything. */
export type Count = {
  readonly heads: HeadSums;
  readonly areaCm2: Sums;
};

/** Area of one person by choice, cm². */
export type AreaByChoice = { readonly [K in Choice]: number };

/**
 * The choice a head counts for: that of the larger area. Two choices with the same largest area leave it with
 * neither, which is not for.
 */
export function standingOf(area: AreaByChoice): Standing {
  const top = Math.max(area.for, area.against, area.abstain, area.follow);
  if (top === 0) return 'unreturned';
  const leading = choices.filter((choice) => area[choice] === top);
  return leading.length === 1 ? (leading[0] ?? 'split') : 'split';
}

/** A choice as it counts: where the rules make 从众 an abstention, it is one from the start. */
export const countedAs = (choice: Choice, follow: Rules['follow']): Choice =>
  choice === 'follow' && follow === 'abstain' ? 'abstain' : choice;

/** Area by choice of every person, in the order of the register. */
export function areasByPerson(register: Register, chosen: Chosen, follow: Rules['follow']): AreaByChoice[] {
  const areas = register.persons.map(() => ({ for: 0, against: 0, abstain: 0, follow: 0 }));
  for (const [index, part] of register.parts.entries()) {
    const choice = choiceAt(chosen[index] ?? 0);
    const area = areas[register.personOf[index] ?? -1];
    if (choice && area) area[countedAs(choice, follow)] += part.areaCm2;
  }
  return areas;
}

/** Sums heads and areas of one matter. */
export function countMatter(register: Register, chosen: Chosen, follow: Rules['follow']): Count {
  const heads = { for: 0, against: 0, abstain: 0, follow: 0, split: 0, unreturned: 0 };
  const areaCm2 = { for: 0, against: 0, abstain: 0, follow: 0, unreturned: register.allCm2 };
  for (const area of areasByPerson(register, chosen, follow)) {
    heads[standingOf(area)] += 1;
    for (const choice of choices) {
      areaCm2[choice] += area[choice];
      areaCm2.unreturned -= area[choice];
    }
  }
  return { heads, areaCm2 };
}
