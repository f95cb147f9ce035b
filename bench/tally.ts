/**
 * A vote of 10,000 exclusive parts with six matters: counting it against its limit in seconds, and verifying its
 * bundle from the file on, told in the same measure (no limit is set for it).
 */
import { hash } from 'node:crypto';
import { sealBundle } from '#modules/participation/domain/proof/bundle.ts';
import { verifyBundle } from '#modules/participation/domain/proof/verify-bundle.ts';
import { tally } from '#modules/participation/domain/tally/tally.ts';
import {
  choices,
  type Matter,
  type Part,
  type Rules,
  type Vote,
} from '#modules/participation/domain/tally/vote.ts';
import { readBundle } from '#modules/participation/server/bundle-file.ts';
import { digest } from '#modules/participation/server/proof-digest.ts';
import { readTally } from '#modules/participation/server/tally-file.ts';
import { law } from '#test/support/vote-sample.ts';
import type { Bench, Figure } from './figure.ts';

const size = 10_000;
const limitSeconds = 1;
const rounds = 9;
const rules: Rules = { unreturned: 'follow-majority', follow: 'count-with-majority' };
const matters: Matter[] = Array.from({ length: 6 }, (_, index) => ({
  id: `m${index}`,
  class: index % 2 ? 'special' : 'ordinary',
}));

/** Whole numbers below a limit, the same in every run. */
function drawer(): (below: number) => number {
  let state = 20_261_122;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const idOf = (index: number) => hash('sha256', `part ${index}`).slice(0, 16);
const timeOf = (second: number) => new Date(Date.UTC(2021, 4, 1) + second * 1000).toISOString();

/** Four fifths take part, a tenth of them twice; a tenth of the owners hold several parts, 200 parts are unsold. */
function synthetic() {
  const draw = drawer();
  const parts = Array.from({ length: size }, (_, index): Part => {
    const unsold = index < 200;
    const owner = unsold ? null : `o${draw(10) === 0 ? draw(500) : index}`;
    return { id: idOf(index), areaCm2: 400_000 + draw(1_000_000), owner, unsold };
  });
  const cast = parts.flatMap((part) => (draw(5) === 0 ? [] : draw(10) === 0 ? [part, part] : [part]));
  const ballots = cast.map((part, index) => ({
    entitlement: part.id,
    choices: matters.map(() => choices[[0, 0, 0, 0, 0, 1, 2, 3][draw(8)] ?? 0] ?? 'for'),
    channel: 'online',
    at: timeOf(index),
    nonce: hash('sha256', `nonce ${index}`).slice(0, 32),
  }));
  const votes = ballots.flatMap(({ entitlement, choices: chosen, at }) =>
    matters.flatMap(({ id }, index): Vote[] => {
      const choice = chosen[index];
      return choice ? [{ part: entitlement, matter: id, choice, at }] : [];
    }),
  );
  const bundle = sealBundle(digest, {
    vote: {
      ...{ id: 'bench', title: '基准', scope: { kind: 'estate', name: '基准小区' } },
      subject: null,
      matters: matters.map((matter) => ({ ...matter, title: matter.id, text: '' })),
      ...{ rules, thresholds: law, opened: timeOf(0), closed: timeOf(100_000) },
    },
    roll: parts.map(({ id, areaCm2, owner, unsold }) => ({ pseudonym: id, areaCm2, owner, unsold })),
    ballots,
  });
  return { parts, votes, bundle };
}

/** Median seconds of a piece of work. */
function secondsOf(work: () => unknown): number {
  const times = Array.from({ length: rounds }, () => {
    const begun = performance.now();
    work();
    return (performance.now() - begun) / 1000;
  });
  return times.toSorted((a, b) => a - b)[rounds >> 1] ?? Number.NaN;
}

async function run(): Promise<object> {
  const { parts, votes, bundle } = synthetic();
  const file = JSON.stringify({ matters, parts, votes, rules });
  const bundleFile = JSON.stringify(bundle);
  const count = secondsOf(() => tally({ matters, parts }, votes, rules, law));
  const fromFile = secondsOf(() => {
    const read = readTally(JSON.parse(file));
    return tally(read.subject, read.votes, read.rules, law);
  });
  const verdict = verifyBundle(digest, readBundle(JSON.parse(bundleFile)));
  if (!verdict.valid) throw new Error('the bundle of the bench does not verify');
  const verify = secondsOf(() => verifyBundle(digest, readBundle(JSON.parse(bundleFile))));
  const figure = (title: string, seconds: number): Figure => ({
    title: `${title} ÷ ${limitSeconds} s`,
    value: seconds / limitSeconds,
  });
  const goal = { atMost: 1 };
  return {
    ...{ parts: size, matters: matters.length, votes: votes.length, ballots: bundle.ballots.length },
    seconds: { count, fromFile, verify },
    figures: [
      { ...figure('count of 10,000 parts, 6 matters', count), goal },
      { ...figure('the same read from its file', fromFile), goal },
      figure('verify of its bundle', verify),
    ],
  };
}

export const bench: Bench = { name: 'tally', run };
