import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const manifestFile = path.join(import.meta.dirname, '../../../../../dist/web/resident.json');
const manifestShape = z.record(
  z.string(),
  z.object({ file: z.string(), isEntry: z.boolean().optional(), css: z.array(z.string()).optional() }),
);

export type ResidentAssets = { readonly script: string | null; readonly styles: readonly string[] };

const kept: { assets?: ResidentAssets } = {};

/** Addresses of the script and styles as last built; none where nothing was built (tests of the API): pages read without. */
export function residentAssets(): ResidentAssets {
  if (kept.assets) return kept.assets;
  let text: string;
  try {
    text = readFileSync(manifestFile, 'utf8');
  } catch {
    return { script: null, styles: [] };
  }
  const chunks = Object.values(manifestShape.parse(JSON.parse(text)));
  const entry = chunks.find((one) => one.isEntry);
  const styles = chunks.flatMap((one) => [
    ...(one.css ?? []),
    ...(one.file.endsWith('.css') ? [one.file] : []),
  ]);
  kept.assets = {
    script: entry ? `/${entry.file}` : null,
    styles: [...new Set(styles)].map((file) => `/${file}`),
  };
  return kept.assets;
}
