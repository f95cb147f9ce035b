import { type CastName, cast, paper, placeOf } from './cast.ts';
import { demoRoll } from './roll.ts';
import { type Loading, listed } from './steps.ts';
import type { Visitor } from './visitor.ts';

type RollImport = { readonly id: string; readonly state: string; readonly version: number };
type Part = {
  readonly id: string;
  readonly version: number;
  readonly owners: readonly { readonly id: string; readonly nominated: boolean }[];
};

const names = Object.keys(cast) as CastName[];

/** Rolls of owners of the cast: handed in, checked and committed as a clerk does. */
export async function loadRolls(loading: Loading): Promise<void> {
  const taken: { id: string; jobId: string; clerk: Visitor }[] = [];
  for (const name of names) {
    const { id, clerk } = await placeOf(loading, name);
    const before = await listed<RollImport>(clerk, `/survey/estates/${id}/roll-imports`);
    if (before.some(({ state }) => state === 'committed')) continue;
    const estate = loading.district.estates.find((one) => one.name === cast[name]);
    if (!estate) continue;
    const bytes = await demoRoll(estate);
    const file = `${estate.name}业主名册（虚构演示）.xlsx`;
    const upload = await clerk.upload<{ id: string; jobId: string }>(
      `/survey/estates/${id}/roll-imports`,
      file,
      bytes,
    );
    taken.push({ ...upload, clerk });
  }
  for (const { jobId, clerk } of taken) await loading.finish(clerk, jobId);
  const commits: { jobId: string; clerk: Visitor }[] = [];
  for (const { id, clerk } of taken) {
    const { version } = await clerk.get<RollImport>(`/survey/roll-imports/${id}`);
    commits.push({
      ...(await clerk.post<{ jobId: string }>(`/survey/roll-imports/${id}/commit`, { version })),
      clerk,
    });
  }
  for (const { jobId, clerk } of commits) await loading.finish(clerk, jobId);
}

/** Co-owners name who votes for them, on a signed paper; a few have not yet. */
export async function nominate(loading: Loading): Promise<void> {
  for (const name of ['passed', 'split', 'voting', 'announced'] as const) {
    const { id, clerk } = await placeOf(loading, name);
    const parts = await listed<Part>(clerk, `/survey/estates/${id}/parts?unnominated=true`);
    const willing = parts.filter((_, n) => n % 7 !== 6);
    const [first] = willing;
    // Once more than the unwilling are named, the rest are those who were left out before.
    if (!first || parts.length < 4) continue;
    const bytes = paper('nomination of a co-owner');
    const { fileId } = await clerk.upload<{ fileId: string }>(
      `/survey/parts/${first.id}/nomination`,
      '共有人推选书（虚构演示）.pdf',
      bytes,
    );
    for (const part of willing)
      await clerk.post(`/survey/parts/${part.id}/nominate`, {
        version: part.version,
        ownerId: part.owners[0]?.id ?? null,
        fileId,
        reason: '共有人书面推选（虚构）',
      });
  }
}

/** Cards with access codes for the doors that are asked now; their codes are shown once and kept nowhere. */
export async function issueCards(loading: Loading): Promise<void> {
  for (const name of ['asking', 'choosing', 'voting'] as const) {
    const { id, clerk } = await placeOf(loading, name);
    const { estate } = await clerk.get<{ estate: { states: Record<string, number> } }>(
      `/participation/access/summary?estateId=${id}`,
    );
    if ((estate.states.unused ?? 0) > 0) continue;
    await clerk.post('/participation/access/issue', { estateId: id });
  }
}
