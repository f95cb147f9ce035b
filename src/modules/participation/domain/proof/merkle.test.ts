import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digest } from '#test/support/vote-sample.ts';
import { toHex } from './digest.ts';
import { inclusionProof, leafHash, merkleRoot, rootOfProof } from './merkle.ts';

/** Inputs and roots of the Certificate Transparency reference tests (RFC 6962 trees of 0 to 8 leaves). */
const inputs = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const known = inputs.map((hex) => leafHash(digest, Uint8Array.fromHex(hex)));
const leavesOf = (size: number) =>
  Array.from({ length: size }, (_, index) => leafHash(digest, digest.utf8(String(index))));

describe('RFC 6962 Merkle tree', () => {
  test('the reference roots of 0 to 8 leaves', () => {
    for (const [size, root] of roots.entries())
      expect(toHex(merkleRoot(digest, known.slice(0, size)))).toBe(root);
  });

  test('every leaf of every size up to 70 proves itself, and nothing else', () => {
    for (let size = 1; size <= 70; size += 1) {
      const leaves = leavesOf(size);
      const root = merkleRoot(digest, leaves);
      for (const [index, leaf] of leaves.entries()) {
        const path = inclusionProof(digest, leaves, index);
        expect(rootOfProof(digest, leaf, index, size, path)).toEqual(root);
        expect(rootOfProof(digest, leaf, index, size, [...path, leaf])).toBeNull();
        expect(rootOfProof(digest, leaf, size, size, path)).toBeNull();
        if (path.length > 0) expect(rootOfProof(digest, leaf, index, size, path.slice(1))).not.toEqual(root);
        const other = leafHash(digest, digest.utf8('x'));
        expect(rootOfProof(digest, other, index, size, path)).not.toEqual(root);
      }
    }
  });

  test('a leaf that does not exist has no proof', () => {
    for (const index of [-1, 3, 0.5, Number.NaN])
      expect(() => inclusionProof(digest, leavesOf(3), index)).toThrow(RangeError);
  });

  test('any change of a leaf, or of their order, changes the root', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.nat(), fc.nat(), (size, a, b) => {
        const leaves = leavesOf(size);
        const [i, j] = [a % size, b % size];
        fc.pre(i !== j);
        const swapped = leaves.map((leaf, at) => leaves[at === i ? j : at === j ? i : at] ?? leaf);
        expect(merkleRoot(digest, swapped)).not.toEqual(merkleRoot(digest, leaves));
      }),
    );
  });
});
