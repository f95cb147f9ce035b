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
const personKey = (part: Part): string | null => (part.unsold ? null : part.owner);

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

/** The instant of every vote; those of one paper stand together and are read once. */
function instantsOf(votes: readonly Vote[]): readonly (bigint | null)[] {
  let last: { readonly text: string; readonly at: bigint | null } = { text: '', at: null };
  return votes.map(({ at: text }) => {
    if (text !== last.text) last = { text, at: readInstant(text) };
    return last.at;
  });
}

/**
 * The votes that count, for each matter the place in the list by part, or −1: a later vote replaces an earlier one of
 * the same part on the same matter, at the same instant the later in the list.
 * @throws RangeError on an unknown part or matter, or a time that is none (see `checkTally`)
 */
export function votesThatCount(register: Register, votes: readonly Vote[]): readonly Int32Array[] {
  const matterAt = new Map(register.matters.map(({ id }, index) => [id, index]));
  const size = register.parts.length;
  const effective = register.matters.map(() => new Int32Array(size).fill(-1));
  const instants = instantsOf(votes);
  for (const [index, vote] of votes.entries()) {
    const part = register.partAt.get(vote.part);
    const row = effective[matterAt.get(vote.matter) ?? -1];
    const at = instants[index] ?? null;
    if (part === undefined || row === undefined || at === null)
      throw new RangeError(`not a vote on this roll: ${vote.part} ${vote.matter} ${vote.at}`);
    const before = instants[row[part] ?? -1] ?? null;
    if (before === null || before <= at) row[part] = index;
  }
  return effective;
}

/** The choices of the votes that count, one array by part for each matter. @throws RangeError as votesThatCount */
export const effectiveChoices = (register: Register, votes: readonly Vote[]): readonly Chosen[] =>
  votesThatCount(register, votes).map((row) =>
    Uint8Array.from(row, (index) => {
      const vote = votes[index];
      return vote ? choices.indexOf(vote.choice) + 1 : 0;
    }),
  );
