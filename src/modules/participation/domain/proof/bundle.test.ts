import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digest, sampleVote } from '#test/support/vote-sample.ts';
import { type Bundle, rollHash, sealBundle } from './bundle.ts';
import type { Loose } from './loose.ts';
import { inclusionProof, rootOfProof } from './merkle.ts';
import { verifyBundle } from './verify-bundle.ts';

const bundle = sealBundle(digest, sampleVote);
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
const copy = (): Json => JSON.parse(JSON.stringify(bundle));
const verdictOf = (input: Json) => verifyBundle(digest, input as unknown as Loose<Bundle>);

/** Every place of a JSON value with a way to put something else there. */
function* places(
  value: Json,
  path = '',
): Generator<{ path: string; value: Json; set: (next: Json) => void }> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const at = `${path}.${key}`;
    yield { path: at, value: inner, set: (next) => void Object.assign(value, { [key]: next }) };
    yield* places(inner, at);
  }
}

/** Other values of the same kind. */
function others(value: Json): Json[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1, value - 1, 0, -value, value * 2, value + 0.5];
  if (value === null) return ['x', '', 'for'];
  if (typeof value !== 'string') return [];
  const words = ['for', 'against', 'abstain', 'follow', 'ordinary', 'special', 'exclude', 'follow-majority'];
  return [`${value}x`, '', value.toUpperCase(), ` ${value}`, ...words];
}

describe('核验表决包', () => {
  test('原样有效，根值与结果与封存时相同', () => {
    const verdict = verdictOf(copy());
    expect(verdict).toMatchObject({ valid: true, root: bundle.root, matters: bundle.totals, faults: [] });
    for (const { why } of verdict.matters) expect(why).toContain('民法典第二百七十八条');
  });

  test('改动任何一处都被发现', () => {
    let tried = 0;
    const paths = [...places(copy())].map(({ path }) => path);
    for (const [index, path] of paths.entries()) {
      if (path === '.format') continue;
      const before = [...places(copy())][index]?.value ?? null;
      for (const next of others(before)) {
        if (next === before || Object.is(next, -0)) continue;
        const changed = copy();
        [...places(changed)][index]?.set(next);
        const verdict = verdictOf(changed);
        expect(verdict.valid, `${path}: ${JSON.stringify(before)} → ${JSON.stringify(next)}`).toBe(false);
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(900);
  });

  test('删去、重复、调换任何一项都被发现', () => {
    const lists = [...places(copy())].flatMap(({ path, value }, index) =>
      Array.isArray(value) && value.length > 0 ? [{ path, index, value }] : [],
    );
    for (const { path, index, value } of lists)
      for (const [at, item] of value.entries()) {
        const variants = [value.toSpliced(at, 1), value.toSpliced(at, 0, item)];
        if (at > 0) variants.push(value.with(at, value[at - 1] ?? null).with(at - 1, item));
        for (const next of variants) {
          if (JSON.stringify(next) === JSON.stringify(value)) continue;
          const changed = copy();
          [...places(changed)][index]?.set(next);
          expect(verdictOf(changed).valid, `${path} ${JSON.stringify(next)}`).toBe(false);
        }
      }
  });

  test('随机的两处同时改动也被发现', () => {
    const size = [...places(copy())].length;
    fc.assert(
      fc.property(fc.nat(size - 1), fc.nat(size - 1), fc.nat(), fc.nat(), (a, b, x, y) => {
        const changed = copy();
        for (const [index, pick] of [
          [a, x],
          [b, y],
        ] as const) {
          const place = [...places(changed)][index];
          if (!place || place.path === '.format') continue;
          const options = others(place.value);
          if (options.length > 0) place.set(options[pick % options.length] ?? null);
        }
        fc.pre(JSON.stringify(changed) !== JSON.stringify(bundle));
        expect(verdictOf(changed).valid).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  test('票数对不上的改动说出错在哪里', () => {
    const changed = JSON.parse(JSON.stringify(bundle)) as { ballots: { choices: string[] }[] };
    changed.ballots[2]?.choices.splice(0, 1, 'against');
    const verdict = verdictOf(changed as unknown as Json);
    const codes = verdict.faults.map(({ code, at }) => `${code} ${at}`);
    expect(codes).toContain('bundle.receipt ballots[2].receipt');
    expect(codes).toContain('bundle.hash hashes.ballots');
    expect(codes).toContain('bundle.root root');
    expect(codes).toContain('bundle.totals totals[0].heads.for');
    expect(verdict.matters[0]?.heads.for).toBe(1);
    for (const { message } of verdict.faults) expect(message).toMatch(/[一-鿿]/);
  });
});

describe('封存', () => {
  test('名册按代号排序，不透露门牌次序；票按收下的次序编号', () => {
    expect(bundle.roll.map(({ pseudonym }) => pseudonym)).toEqual(['p1', 'p2', 'p3', 'p4']);
    expect(bundle.ballots.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(rollHash(digest, sampleVote.roll.toReversed())).toBe(bundle.hashes.roll);
    const unsorted = { ...bundle, roll: bundle.roll.toReversed() };
    expect(verifyBundle(digest, unsorted).faults.map(({ code }) => code)).toContain('bundle.roll-order');
  });

  test('后一张票整张替换前一张，前一张仍在包中', () => {
    expect(bundle.ballots.filter(({ entitlement }) => entitlement === 'p1')).toHaveLength(2);
    expect(bundle.totals.map(({ id, heads }) => [id, heads.for])).toEqual([
      ['fund', 2],
      ['lift', 2],
    ]);
  });

  test('后一张票上没填的事项，不再按前一张计', () => {
    const [first] = sampleVote.ballots;
    if (!first) throw new Error('no ballot');
    const later = {
      ...first,
      choices: [null, 'for'] as const,
      nonce: 'f'.repeat(32),
      at: '2021-05-09T00:00:00.000Z',
    };
    const sealed = sealBundle(digest, { ...sampleVote, ballots: [first, later] });
    expect(sealed.totals.map(({ heads }) => heads.taking)).toEqual([0, 1]);
    expect(verifyBundle(digest, sealed).valid).toBe(true);
  });

  test('没有票、没有人也能封存和核验', () => {
    expect(verifyBundle(digest, sealBundle(digest, { ...sampleVote, ballots: [] })).valid).toBe(true);
    const nobody = sealBundle(digest, { ...sampleVote, ballots: [], roll: [] });
    expect(verifyBundle(digest, nobody)).toMatchObject({ valid: true, matters: [{ passed: false }, {}] });
  });

  test('时间不在表决期内、倒流的票不算有效的包', () => {
    const faultsOf = (times: readonly string[]) => {
      const ballots = sampleVote.ballots.map((one, index) => ({ ...one, at: times[index] ?? one.at }));
      return verifyBundle(digest, sealBundle(digest, { ...sampleVote, ballots })).faults.map(({ at }) => at);
    };
    expect(faultsOf(['2021-04-30T23:59:59.999Z'])).toEqual(['ballots[0].at']);
    expect(faultsOf([sampleVote.vote.opened])).toEqual([]);
    expect(faultsOf(['2021-05-02T02:00:00.000Z'])).toEqual(['ballots[1].at']);
  });
});

describe('凭回执查票', () => {
  const found = (code: string) => verifyBundle(digest, bundle, code).receiptFound;

  test('每个回执都能找到，被替换的也在', () => {
    for (const { receipt } of bundle.ballots) {
      expect(found(receipt)).toBe(true);
      expect(found(receipt.toLowerCase().replaceAll('-', ''))).toBe(true);
    }
  });

  test('别的回执、输错的回执找不到，包仍然有效', () => {
    const other = sealBundle(digest, { ...sampleVote, vote: { ...sampleVote.vote, id: 'vote-2' } });
    const verdict = verifyBundle(digest, bundle, other.ballots[0]?.receipt);
    expect(verdict).toMatchObject({ valid: true, receiptFound: false });
    expect(found('ABCD')).toBe(false);
    expect(verifyBundle(digest, bundle)).not.toHaveProperty('receiptFound');
  });

  test('漏掉一张票的包自身有效，只有持回执的人发现，根值也不同', () => {
    const [dropped, ...ballots] = sampleVote.ballots;
    const sealed = sealBundle(digest, { ...sampleVote, ballots });
    const receipt = bundle.ballots[0]?.receipt ?? '';
    expect(dropped).toBeDefined();
    expect(verifyBundle(digest, sealed, receipt)).toMatchObject({ valid: true, receiptFound: false });
    expect(sealed.root).not.toBe(bundle.root);
  });
});

test('根值可以另行算出：SHA-256 与长度前缀，树按 RFC 6962', () => {
  const sha = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
  const field = (text: string) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(Buffer.byteLength(text));
    return Buffer.concat([length, Buffer.from(text)]);
  };
  const leaves = bundle.ballots.map(({ entitlement, choices, channel, at, nonce }) => {
    const fields = [
      'huanju-ballot/1',
      'vote-1',
      entitlement,
      '2',
      ...choices.map((one) => one ?? ''),
      channel,
      at,
    ];
    const tail = Buffer.concat([Buffer.from([0, 0, 0, 16]), Buffer.from(nonce, 'hex')]);
    return sha(Buffer.from([0]), ...fields.map(field), tail);
  });
  const [a, b, c, d] = leaves;
  if (!a || !b || !c || !d) throw new Error('four ballots expected');
  const node = (left: Uint8Array, right: Uint8Array) => sha(Buffer.from([1]), left, right);
  const tree = node(node(a, b), node(c, d));
  expect(tree.toString('hex')).toBe(bundle.hashes.ballots);
  const root = sha(
    Buffer.from([2]),
    ...[bundle.format, bundle.hashes.vote, bundle.hashes.roll, bundle.hashes.ballots].map(field),
  );
  expect(root.toString('hex')).toBe(bundle.root);
  const proved = rootOfProof(digest, c, 2, 4, inclusionProof(digest, leaves, 2));
  expect(Buffer.from(proved ?? []).toString('hex')).toBe(tree.toString('hex'));
});
