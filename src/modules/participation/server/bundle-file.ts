import { z } from 'zod';
import { readShape } from '#platform/cli-files.ts';
import { problem } from '#shared/problem.ts';
import { type Bundle, bundleFormat } from '../domain/proof/bundle.ts';
import type { Loose } from '../domain/proof/loose.ts';
import { participationProblems } from '../problems.ts';

/** A lone half of a character has no UTF-8, so two texts could have one hash. */
const text = z.string().refine((value) => value.isWellFormed(), '含有不完整的字符');
const fraction = z.strictObject({ num: z.number(), den: z.number() });
const threshold = z.strictObject({ quorum: fraction, majority: fraction, strict: z.boolean() });
const figures = z.strictObject({ all: z.number(), taking: z.number(), for: z.number() });
const total = z.strictObject({
  ...{ id: text, heads: figures, areaCm2: figures },
  ...{ quorum: z.boolean(), passed: z.boolean() },
});

/** Kinds of values only: whether they are right is for `verifyBundle` to say, so that a wrong one is a fault found. */
const bundleShape = z.strictObject({
  format: z.literal(bundleFormat),
  vote: z.strictObject({
    id: text,
    title: text,
    scope: z.strictObject({ kind: text, name: text }),
    subject: z.strictObject({ kind: text, id: text, version: text, hash: text }).nullable(),
    matters: z.array(z.strictObject({ id: text, title: text, text, class: text })),
    rules: z.strictObject({ unreturned: text, follow: text }),
    thresholds: z.strictObject({ article: text, ordinary: threshold, special: threshold }),
    opened: text,
    closed: text,
  }),
  roll: z.array(
    z.strictObject({ pseudonym: text, areaCm2: z.number(), owner: text.nullable(), unsold: z.boolean() }),
  ),
  ballots: z.array(
    z.strictObject({
      seq: z.number(),
      entitlement: text,
      choices: z.array(text.nullable()),
      channel: text,
      at: text,
      nonce: text,
      receipt: text,
    }),
  ),
  totals: z.array(z.strictObject({ ...total.shape, withUnreturned: total.exactOptional() })),
  hashes: z.strictObject({ vote: text, roll: text, ballots: text }),
  root: text,
});

const formatOf = (input: unknown): unknown =>
  typeof input === 'object' && input !== null && 'format' in input ? input.format : undefined;

/** Reads a bundle from parsed JSON. @throws Problem participation.bundle.format, cli.file-shape */
export function readBundle(input: unknown): Loose<Bundle> {
  if (formatOf(input) !== bundleFormat)
    throw problem(
      participationProblems,
      'participation.bundle.format',
      { format: bundleFormat },
      { at: 'format' },
    );
  return readShape(bundleShape, input);
}
