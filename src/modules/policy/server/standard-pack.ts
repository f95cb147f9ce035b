import { readFileSync } from 'node:fs';
import type { Pack } from '../domain/pack.ts';
import { loadPack } from './pack-file.ts';

const file = new URL('../../../../policy/chiping-2021.yaml', import.meta.url);
const kept: { pack?: Pack } = {};

/** The rule pack this software ships with, read once per process. Throws as `loadPack` does. */
export function standardPack(): Pack {
  kept.pack ??= loadPack(readFileSync(file, 'utf8'));
  return kept.pack;
}
