/**
 * Merkle tree as RFC 6962 builds it: leaf = SHA-256(00 ‖ data), node = SHA-256(01 ‖ left ‖ right); a tree of n leaves
 * splits at the largest power of two below n; the tree of no leaves is SHA-256 of nothing.
 *
 *   leafHash(digest, data) → 32 bytes          merkleRoot(digest, leaves) → 32 bytes
 *   inclusionProof(digest, leaves, index) → path     rootOfProof(digest, leaf, index, size, path) → 32 bytes | null
 */
import { concat, type Digest } from './digest.ts';

const leafTag = Uint8Array.of(0);
const nodeTag = Uint8Array.of(1);

export const leafHash = (digest: Digest, data: Uint8Array): Uint8Array =>
  digest.sha256(concat([leafTag, data]));
const nodeHash = (digest: Digest, left: Uint8Array, right: Uint8Array): Uint8Array =>
  digest.sha256(concat([nodeTag, left, right]));

/** One level up; an odd last node moves up unchanged, which is the same tree as RFC 6962's. */
function above(digest: Digest, level: readonly Uint8Array[]): Uint8Array[] {
  const next: Uint8Array[] = [];
  for (let i = 0; i < level.length; i += 2) {
    const [left, right] = [level[i], level[i + 1]];
    if (left) next.push(right ? nodeHash(digest, left, right) : left);
  }
  return next;
}

/** Root of leaf hashes. */
export function merkleRoot(digest: Digest, leaves: readonly Uint8Array[]): Uint8Array {
  let level = leaves;
  while (level.length > 1) level = above(digest, level);
  return level[0] ?? digest.sha256(new Uint8Array());
}

/**
 * The neighbours from a leaf up to the root, lowest first.
 * @throws RangeError when there is no such leaf
 */
export function inclusionProof(
  digest: Digest,
  leaves: readonly Uint8Array[],
  index: number,
): readonly Uint8Array[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length)
    throw new RangeError(`no leaf ${index}`);
  return pathIn(treeLevels(digest, leaves), index);
}

/** All levels of a tree, the leaves first: hashed once, any number of proofs are read from them. */
export function treeLevels(
  digest: Digest,
  leaves: readonly Uint8Array[],
): readonly (readonly Uint8Array[])[] {
  const levels = [leaves];
  for (let level = leaves; level.length > 1; ) {
    level = above(digest, level);
    levels.push(level);
  }
  return levels;
}

/** `inclusionProof` of a tree whose levels are at hand; `index` is one of its leaves. */
export const pathIn = (levels: readonly (readonly Uint8Array[])[], index: number): readonly Uint8Array[] =>
  levels.slice(0, -1).flatMap((level, height) => level[(index >>> height) ^ 1] ?? []);

/** The root that a leaf and its path lead to, or null when the path does not fit a tree of that size. */
export function rootOfProof(
  digest: Digest,
  leaf: Uint8Array,
  index: number,
  size: number,
  path: readonly Uint8Array[],
): Uint8Array | null {
  if (!Number.isInteger(index) || index < 0 || index >= size) return null;
  let hash = leaf;
  let used = 0;
  let width = size;
  for (let at = index; width > 1; at >>>= 1, width = (width + 1) >>> 1) {
    if (at === width - 1 && at % 2 === 0) continue;
    const neighbour = path[used];
    if (!neighbour) return null;
    used += 1;
    hash = at % 2 === 0 ? nodeHash(digest, hash, neighbour) : nodeHash(digest, neighbour, hash);
  }
  return used === path.length ? hash : null;
}
