import { readInstant } from './instant.ts';
import type { Subject, Vote } from './vote.ts';

/** A fault of the input of a tally; `code` is a problem code of the module, `at` a path into the input. */
export type TallyFault = {
  readonly code:
    | 'participation.tally.duplicate-id'
    | 'participation.tally.unknown-id'
    | 'participation.tally.area'
    | 'participation.tally.area-sum'
    | 'participation.tally.owner-missing'
    | 'participation.tally.vote-at';
  readonly at: string;
  /** Fills `{what}` of the problem's sentence. */
  readonly what: string;
};

function repeated(list: readonly { readonly id: string }[], name: string): TallyFault[] {
  const seen = new Set<string>();
  return list.flatMap(({ id }, index) => {
    const again = seen.has(id);
    seen.add(id);
    return again ? [{ code: 'participation.tally.duplicate-id', at: `${name}[${index}].id`, what: id }] : [];
  });
}

/**
 * Everything that keeps a vote from being counted, in the order of the input. An area of 0 is refused: a part without
 * a known area would give a head and no area, and so shift one quorum against the other.
 */
export function checkTally({ matters, parts }: Subject, votes: readonly Vote[]): TallyFault[] {
  const faults: TallyFault[] = [...repeated(matters, 'matters'), ...repeated(parts, 'parts')];
  let sum = 0n;
  for (const [index, part] of parts.entries()) {
    const at = `parts[${index}]`;
    if (!Number.isSafeInteger(part.areaCm2) || part.areaCm2 <= 0)
      faults.push({ code: 'participation.tally.area', at: `${at}.areaCm2`, what: part.id });
    else sum += BigInt(part.areaCm2);
    if (!part.unsold && !part.owner)
      faults.push({ code: 'participation.tally.owner-missing', at: `${at}.owner`, what: part.id });
  }
  if (sum > BigInt(Number.MAX_SAFE_INTEGER))
    faults.push({ code: 'participation.tally.area-sum', at: 'parts', what: String(sum) });
  const known = { part: new Set(parts.map(({ id }) => id)), matter: new Set(matters.map(({ id }) => id)) };
  for (const [index, vote] of votes.entries()) {
    for (const key of ['part', 'matter'] as const)
      if (!known[key].has(vote[key]))
        faults.push({
          code: 'participation.tally.unknown-id',
          at: `votes[${index}].${key}`,
          what: vote[key],
        });
    if (readInstant(vote.at) === null)
      faults.push({ code: 'participation.tally.vote-at', at: `votes[${index}].at`, what: vote.at });
  }
  return faults;
}
