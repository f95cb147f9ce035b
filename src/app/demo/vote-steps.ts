import { keyOf, paper, placeOf } from './cast.ts';
import { seededRandom } from './random.ts';
import { type Loading, listed } from './steps.ts';
import type { Visitor } from './visitor.ts';
import { type VoteStory, voteStories } from './vote-stories.ts';

type Vote = {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly version: number;
  readonly paper: readonly { readonly id: string }[];
};
type Row = {
  readonly id: string;
  readonly areaCm2: string;
  readonly able: boolean;
  readonly unsold: boolean;
  readonly voted: boolean;
};
type Door = {
  readonly entitlementId: string;
  readonly ballot: { readonly times: number } | null;
};

async function found(loading: Loading, story: VoteStory) {
  const place = await placeOf(loading, story.estate);
  const rows = await listed<Vote>(place.clerk, `/participation/votes?estateId=${place.id}`);
  const row = rows.find(({ title }) => title === story.title);
  const vote = row && (await place.clerk.get<Vote>(`/participation/votes/${row.id}`));
  return { ...place, vote };
}

async function draft(loading: Loading, story: VoteStory): Promise<void> {
  const { id: estateId, clerk, vote } = await found(loading, story);
  if (vote) return;
  const [opens, closes] = story.voting ?? [];
  await clerk.post('/participation/votes', {
    ...{ estateId, scope: 'estate', title: story.title, matters: story.matters },
    ...{ convener: story.convener, convenerName: story.convenerName },
    how: '纸质票、上门收票与网上投票一并计入；同一投票权以截止前最后一次为准（虚构）。',
    opensAt: opens === undefined ? null : loading.walk.at(opens, '09:00'),
    closesAt: closes === undefined ? null : loading.walk.at(closes, '18:00'),
  });
}

async function step(
  loading: Loading,
  story: VoteStory,
  from: string,
  name: string,
  more: object = {},
): Promise<void> {
  const { clerk, vote } = await found(loading, story);
  if (vote?.state === from)
    await clerk.post(`/participation/votes/${vote.id}/step`, { step: name, version: vote.version, ...more });
}

/** Drafts a vote and posts its roll for objection. */
const postRoll = async (loading: Loading, story: VoteStory): Promise<void> => {
  await draft(loading, story);
  const objectionsUntil = loading.walk.day(story.objectionsUntil);
  await step(loading, story, 'draft', 'publishRoll', { objectionsUntil });
};

/** Enters the signed papers of those who take part, from one share of them (percent) to another, on one channel. */
async function collect(
  loading: Loading,
  story: VoteStory,
  [from, to]: readonly [number, number],
  channel: 'door' | 'paper',
): Promise<void> {
  const { clerk, vote } = await found(loading, story);
  if (vote?.state !== 'open') return;
  const rows = await listed<Row>(clerk, `/participation/votes/${vote.id}/roll`);
  const random = seededRandom(rows.length);
  const taking = rows
    .filter((row) => row.able && !row.unsold && random.chance(story.taking / 100))
    .toSorted((a, b) => (BigInt(a.areaCm2) < BigInt(b.areaCm2) ? 1 : -1));
  const entries = taking.flatMap((row, rank) => {
    const share = ((rank * 37) % 100) + 1;
    if (row.voted || share <= from || share > to) return [];
    const choices = Object.fromEntries(
      vote.paper.map(({ id }, n) => [id, story.mark(rank, taking.length, n)]),
    );
    return [{ key: keyOf('ballot', story.estate, row.id), entitlementId: row.id, choices }];
  });
  if (entries.length > 0) await enter(clerk, vote, channel, entries);
}

async function enter(clerk: Visitor, vote: Vote, channel: string, entries: readonly object[]): Promise<void> {
  const file = await clerk.upload<{ id: string }>(
    `/participation/votes/${vote.id}/scans`,
    '签字表决票扫描件（虚构演示）.pdf',
    paper('signed ballot papers'),
  );
  await clerk.post(`/participation/votes/${vote.id}/entries`, {
    ...{ channel, signed: true, fileId: file.id, entries },
  });
}

/** One owner thinks again before the closing: the later ballot replaces the earlier, both stay on record. */
async function thinkAgain(loading: Loading, story: VoteStory): Promise<void> {
  const { clerk, vote } = await found(loading, story);
  if (vote?.state !== 'open') return;
  const doors = await listed<Door>(clerk, `/participation/votes/${vote.id}/doors?voted=true`);
  const [door] = doors;
  if (!door?.ballot || doors.some(({ ballot }) => (ballot?.times ?? 0) > 1)) return;
  await enter(clerk, vote, 'paper', [
    {
      ...{ key: keyOf('again', story.estate), entitlementId: door.entitlementId },
      ...{ choices: Object.fromEntries(vote.paper.map(({ id }) => [id, 'for'])) },
      ...{ replaces: door.ballot.times, reason: '业主改变意见，重新填写表决票（虚构）' },
    },
  ]);
}

export async function postRolls(loading: Loading): Promise<void> {
  await postRoll(loading, voteStories.passed);
  await postRoll(loading, voteStories.split);
}
export async function announceVotes(loading: Loading): Promise<void> {
  await step(loading, voteStories.passed, 'roll', 'announce');
  await step(loading, voteStories.split, 'roll', 'announce');
  await postRoll(loading, voteStories.voting);
}
export const atTheDoor = async (loading: Loading): Promise<void> => {
  await collect(loading, voteStories.passed, [0, 60], 'door');
  await collect(loading, voteStories.split, [0, 60], 'door');
  await postRoll(loading, voteStories.announced);
  await step(loading, voteStories.voting, 'roll', 'announce');
};
export async function onPaper(loading: Loading): Promise<void> {
  await collect(loading, voteStories.passed, [60, 100], 'paper');
  await collect(loading, voteStories.split, [60, 100], 'paper');
  await thinkAgain(loading, voteStories.passed);
}
/** Counted by the clock at the closing minute; the result posted two days later, within the three. */
export async function postResults(loading: Loading): Promise<void> {
  await step(loading, voteStories.passed, 'closed', 'post');
  await step(loading, voteStories.split, 'closed', 'post');
}
export const announceNext = (loading: Loading) => step(loading, voteStories.announced, 'roll', 'announce');
export async function votingNow(loading: Loading): Promise<void> {
  await collect(loading, voteStories.voting, [0, 50], 'door');
  await collect(loading, voteStories.voting, [50, 100], 'paper');
  await draft(loading, voteStories.drafting);
}
