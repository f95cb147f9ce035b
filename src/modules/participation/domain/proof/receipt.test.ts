import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digest } from '#test/support/vote-sample.ts';
import { encodeFields, toHex } from './digest.ts';
import { type BallotContent, ballotLeaf, leafTime, readReceipt, receiptOf } from './receipt.ts';

const ballot: BallotContent = {
  entitlement: 'p1',
  choices: ['for', null],
  channel: 'online',
  at: '2021-05-02T01:00:00.000Z',
  nonce: new Uint8Array(16),
};
const leaf = ballotLeaf(digest, 'vote-1', ballot);
const leaves = fc.uint8Array({ minLength: 32, maxLength: 32 });
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('the leaf of a ballot', () => {
  test('is what the published format says, byte for byte', () => {
    const field = (text: string) => {
      const bytes = Buffer.from(text);
      return Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes]);
    };
    const bytes = Buffer.concat([
      Buffer.from([0]),
      ...['huanju-ballot/1', 'vote-1', 'p1', '2', 'for', '', 'online', '2021-05-02T01:00:00.000Z'].map(field),
      Buffer.from([0, 0, 0, 16]),
      Buffer.alloc(16),
    ]);
    expect(leaf).toEqual(digest.sha256(bytes));
    expect(toHex(leaf)).toBe('af86f701e7c7a4c67fc01f8190cc9e4d86c296ce42f420aca51f7f6ebcac2a7e');
  });

  test('changes with everything it says', () => {
    const others: BallotContent[] = [
      { ...ballot, entitlement: 'p2' },
      { ...ballot, choices: ['against', null] },
      { ...ballot, choices: [null, 'for'] },
      { ...ballot, choices: ['for'] },
      { ...ballot, channel: 'paper' },
      { ...ballot, at: '2021-05-02T01:00:00.001Z' },
      { ...ballot, nonce: Uint8Array.of(1, ...ballot.nonce.slice(1)) },
    ];
    const hashes = [leaf, ballotLeaf(digest, 'vote-2', ballot)]
      .concat(others.map((one) => ballotLeaf(digest, 'vote-1', one)))
      .map(toHex);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  test('lists of fields that read alike when strung together are encoded differently', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.array(fc.string()), (a, b) => {
        fc.pre(JSON.stringify(a) !== JSON.stringify(b));
        expect(toHex(encodeFields(digest, a))).not.toBe(toHex(encodeFields(digest, b)));
      }),
    );
  });
});

describe('the receipt', () => {
  test('is the beginning of the leaf, in groups that can be read aloud', () => {
    fc.assert(
      fc.property(leaves, (bytes) => {
        const code = receiptOf(bytes);
        expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
        const bits = [...code.replaceAll('-', '').slice(0, 23)]
          .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
          .join('');
        const expected = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
        expect(bits).toBe(expected.slice(0, 115));
      }),
    );
  });

  test('is read as people type it', () => {
    fc.assert(
      fc.property(leaves, (bytes) => {
        const code = receiptOf(bytes);
        const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
        expect(readReceipt(` ${typed} `)).toBe(code);
        expect(readReceipt(code.replaceAll('-', '').replaceAll('1', 'i'))).toBe(code);
      }),
    );
  });

  test('tells every single wrong character and every two swapped neighbours', () => {
    fc.assert(
      fc.property(leaves, (bytes) => {
        const plain = receiptOf(bytes).replaceAll('-', '');
        for (let place = 0; place < plain.length; place += 1) {
          for (const letter of alphabet)
            if (letter !== plain[place])
              expect(readReceipt(plain.slice(0, place) + letter + plain.slice(place + 1))).toBeNull();
          const [a = '', b = ''] = [plain[place], plain[place + 1]];
          if (a !== b && b !== '')
            expect(readReceipt(plain.slice(0, place) + b + a + plain.slice(place + 2))).toBeNull();
        }
      }),
      { numRuns: 20 },
    );
  });

  test.each(['', 'U', 'ABCD-EFGH', '回执', '0'.repeat(25), `${'0'.repeat(23)}*`])('no receipt: %s', (text) =>
    expect(readReceipt(text)).toBeNull(),
  );
});

describe('the time of a leaf', () => {
  const day = (at: string, opens: string | null = null) =>
    leafTime(Date.parse(at), opens === null ? null : Date.parse(opens));
  test('is midnight in Beijing, not before the vote opened', () => {
    expect(day('2026-12-24T15:59:59.999Z')).toBe('2026-12-23T16:00:00.000Z');
    expect(day('2026-12-24T16:00:00.000Z')).toBe('2026-12-24T16:00:00.000Z');
    expect(day('2026-12-24T09:00:00.000Z', '2026-12-24T00:00:00.000Z')).toBe('2026-12-24T00:00:00.000Z');
    expect(day('2026-12-25T09:00:00.000Z', '2026-12-24T00:00:00.000Z')).toBe('2026-12-24T16:00:00.000Z');
  });
});
