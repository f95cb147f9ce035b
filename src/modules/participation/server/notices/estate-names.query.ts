import { type EstateSummary, estateSummaries } from '#modules/survey/index.ts';
import type { Tx } from '#platform/database/connect.ts';

/** The estates of these ids, by id; archived ones too. */
export async function estatesById(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, EstateSummary>> {
  const found = await estateSummaries({ tx }, { ids: [...new Set(ids)] });
  return new Map(found.map((one) => [one.id, one]));
}

/** Ids of the estates whose name contains the text. */
export async function estateIdsLike(tx: Tx, search: string): Promise<string[]> {
  const part = search.toLowerCase();
  const all = await estateSummaries({ tx });
  return all.filter((one) => one.name.toLowerCase().includes(part)).map((one) => one.id);
}
