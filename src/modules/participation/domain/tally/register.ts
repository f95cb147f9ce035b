import { readInstant } from './instant.ts';
import type { Matter, Part, Subject, Vote } from './vote.ts';
import { type Choice, choices } from './vote.ts';

/** The roll as arrays by part and by person; the order is that of the file. */
export type Register = {
  readonly matters: readonly Matter[];
  readonly parts: readonly Part[];
  readonly partAt: ReadonlyMap<string, number>;
  /** Person of each part. */
  readonly personOf: Int32Array;
  /** Owner of each person; null is the one person of all unsold parts. */
  readonly persons: readonly (string | null)[];
  readonly allCm2: number;
};

/** The person a part belongs to: unsold wins over an owner named beside it (司法解释第九条). */
export const personKey = (part: Part): string | null => (part.unsold ? null : part.owner);

/** @throws RangeError when areas add up beyond what counts exactly, or an id stands twice */
export function makeRegister({ matters, parts }: Subject): Register {
  const partAt = new Map<string, number>();
  const personAt = new Map<string | null, number>();
  const personOf = new Int32Array(parts.length);
  let allCm2 = 0;
  for (const [index, part] of parts.entries()) {
    partAt.set(part.id, index);
    const key = personKey(part);
    const person = personAt.get(key) ?? personAt.size;
    personAt.set(key, person);
    personOf[index] = person;
    allCm2 += part.areaCm2;
  }
  if (partAt.size !== parts.length) throw new RangeError('a part stands twice on the roll');
  if (!Number.isSafeInteger(allCm2)) throw new RangeError('areas add up beyond exact integers');
  return { matters, parts, partAt, personOf, persons: [...personAt.keys()], allCm2 };
}

/** What a part chose on a matter in the end: 0 nothing, else the place in `choices` + 1. */
export type Chosen = Uint8Array;
export const choiceAt = (code: number): Choice | null => (code === 0 ? null : (choices[code - 1] ?? null));

/**
 * The effective choices, one array by part for each matter: a later vote replaces an earlier one of the same
 * part on the same matter, at the same instant the later in the list.
 * @throws RangeError on an unknown part or matter, or a time that is none (see `checkTally`)
 */
export function effectiveChoices(register: Register, votes: readonly Vote[]): readonly Chosen[] {
  const matterAt = new Map(register.matters.map(({ id }, index) => [id, index]));
  const size = register.parts.length;
  const chosen = register.matters.map(() => new Uint8Array(size));
  const latest = new Map<number, bigint>();
  for (const vote of votes) {
    const part = register.partAt.get(vote.part);
    const matter = matterAt.get(vote.matter);
    const at = readInstant(vote.at);
    if (part === undefined || matter === undefined || at === null)
      throw new RangeError(`not a vote on this roll: ${vote.part} ${vote.matter} ${vote.at}`);
    const slot = matter * size + part;
    const before = latest.get(slot);
    if (before !== undefined && before > at) continue;
    latest.set(slot, at);
    const row = chosen[matter];
    if (row) row[part] = choices.indexOf(vote.choice) + 1;
  }
  return chosen;
}
