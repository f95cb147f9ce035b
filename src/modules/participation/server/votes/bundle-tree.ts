import { readFile } from 'node:fs/promises';
import { type Bundle, leafOf } from '../../domain/proof/bundle.ts';
import { toHex } from '../../domain/proof/digest.ts';
import { pathIn, treeLevels } from '../../domain/proof/merkle.ts';
import { digest } from '../proof-digest.ts';

/** Where a ballot stands in its bundle, and the way from it to the published root; hashes in hex. */
export type ReceiptProof = {
  seq: number;
  size: number;
  leaf: string;
  path: string[];
  ballotsRoot: string;
  root: string;
};

type Tree = {
  readonly places: ReadonlyMap<string, number>;
  readonly levels: readonly (readonly Uint8Array[])[];
  readonly ballotsRoot: string;
  readonly root: string;
};

/** Everybody may ask after a receipt, so asking must not read and hash a whole bundle each time. */
const kept = new Map<string, Promise<Tree>>();
const most = 8;

/** The tree of a closed vote; of the votes last asked after, a few stay in memory. */
export function treeOf(
  vote: { readonly id: string; readonly root: string | null },
  path: string,
): Promise<Tree> {
  const key = `${vote.id} ${vote.root}`;
  const tree = kept.get(key) ?? growTree(path);
  // last in the order of the map: the first is the one to go
  kept.delete(key);
  kept.set(key, tree);
  tree.catch(() => kept.delete(key));
  const [oldest] = kept.keys();
  if (kept.size > most && oldest !== undefined) kept.delete(oldest);
  return tree;
}

async function growTree(path: string): Promise<Tree> {
  const bundle = JSON.parse(await readFile(path, 'utf8')) as Bundle;
  const leaves = bundle.ballots.map((ballot) => leafOf(digest, bundle.vote.id, ballot));
  return {
    places: new Map(bundle.ballots.map(({ receipt }, place) => [receipt, place])),
    levels: treeLevels(digest, leaves),
    ballotsRoot: bundle.hashes.ballots,
    root: bundle.root,
  };
}

export function proofIn(tree: Tree, receipt: string): ReceiptProof | null {
  const place = tree.places.get(receipt);
  const leaf = tree.levels[0]?.[place ?? -1];
  if (place === undefined || !leaf) return null;
  return {
    ...{ seq: place + 1, size: tree.places.size, leaf: toHex(leaf) },
    path: pathIn(tree.levels, place).map(toHex),
    ...{ ballotsRoot: tree.ballotsRoot, root: tree.root },
  };
}
