import { z } from 'zod';
import { readShape } from '#platform/cli-files.ts';
import { problem } from '#shared/problem.ts';
import { checkTally } from '../domain/tally/check.ts';
import { choices, matterClasses, type Rules, type Subject, type Vote } from '../domain/tally/vote.ts';
import { participationProblems } from '../problems.ts';

const id = z.string().min(1).max(200);

const fileShape = z.strictObject({
  matters: z.array(z.strictObject({ id, class: z.enum(matterClasses) })),
  parts: z.array(
    z.strictObject({
      id,
      areaCm2: z.number(),
      /** May be missing only where the part is unsold. */
      owner: z.string().max(200).nullish(),
      unsold: z.boolean().default(false),
    }),
  ),
  votes: z.array(z.strictObject({ part: id, matter: id, choice: z.enum(choices), at: z.string().max(100) })),
  rules: z.strictObject({
    unreturned: z.enum(['exclude', 'follow-majority']),
    follow: z.enum(['count-with-majority', 'abstain']),
  }),
});

/**
 * Reads the input of a tally from parsed JSON: its shape, then everything `checkTally` knows. The rules have to be
 * stated: which answer is counted with the majority is for the estate's owners to have decided, not for a default.
 * @throws Problem cli.file-shape or participation.tally.…, at the path of the first fault
 */
export function readTally(input: unknown): { subject: Subject; votes: readonly Vote[]; rules: Rules } {
  const { matters, parts, votes, rules } = readShape(fileShape, input);
  const subject = { matters, parts: parts.map((part) => ({ ...part, owner: part.owner ?? null })) };
  const fault = checkTally(subject, votes)[0];
  if (fault)
    throw problem(
      participationProblems,
      fault.code,
      { at: fault.at, what: fault.what || '（空）' },
      { at: fault.at },
    );
  return { subject, votes, rules };
}
