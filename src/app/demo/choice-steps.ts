import { type CastName, keyOf, placeOf } from './cast.ts';
import { type Random, seededRandom } from './random.ts';
import { type Loading, listed } from './steps.ts';

type Item = {
  readonly id: string;
  readonly title: string;
  readonly class: 'basic' | 'improvement' | 'enhancement';
  readonly cost: string | null;
  readonly suggested: boolean;
  readonly basis: string;
  readonly note: string;
  readonly shares: object;
};
type Suggestion = {
  readonly items: readonly Item[];
  readonly budget: string | null;
  readonly rule: string;
  readonly completion: string;
};
type Choice = {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly items: readonly Item[];
};
type Door = { readonly partId: string; readonly done: boolean };

const title = '改造内容选择（虚构演示）';

async function found(loading: Loading, name: CastName) {
  const place = await placeOf(loading, name);
  const [choice] = await listed<Choice>(place.clerk, `/participation/choices?estateId=${place.id}`);
  return { ...place, choice };
}

/** What the catalogue proposes for the estate, priced; what is not basic competes for half of what it would cost. */
async function openChoice(loading: Loading, name: CastName, closesOn: string): Promise<void> {
  const { id: estateId, clerk, choice } = await found(loading, name);
  if (choice && choice.state !== 'draft') return;
  let draft = choice;
  if (!draft) {
    const menu = await clerk.get<Suggestion>(`/participation/choices-suggest?estateId=${estateId}`);
    const items = menu.items
      // Lifts are decided by entrance in a legal vote and would outweigh everything else.
      .filter(
        (item) => item.cost !== null && item.id !== 'lifts' && (item.suggested || item.class !== 'basic'),
      )
      .map(({ id, title: called, class: kind, cost, basis, note, shares }) => ({
        ...{ id, title: called, class: kind, cost, basis, note, shares },
      }));
    const sum = (basic: boolean) =>
      items
        .filter((item) => (item.class === 'basic') === basic)
        .reduce((all, { cost }) => all + BigInt(cost ?? 0), 0n);
    draft = await clerk.post<Choice>('/participation/choices', {
      ...{ estateId, title, items, budget: String(sum(true) + (sum(false) * 45n) / 100n) },
      ...{ rule: menu.rule, completion: menu.completion, caps: {}, incompatible: [] },
    });
  }
  await clerk.post(`/participation/choices/${draft.id}/open`, {
    ...{ version: draft.version, opensOn: loading.walk.clock.today(), closesOn },
  });
}

/**
 * Two tastes under one roof: most households want the dear things, the others many small services.
 * Counting approvals gives all the money to the larger group; equal shares gives each group its own.
 */
function approvals(random: Random, items: readonly Item[], minority: boolean): string[] {
  const open = items
    .filter((item) => item.class !== 'basic')
    .toSorted((a, b) => Number(b.cost) - Number(a.cost));
  const dear = new Set(open.slice(0, Math.ceil(open.length / 3)).map(({ id }) => id));
  return open.filter(({ id }) => random.chance(dear.has(id) !== minority ? 0.8 : 0.08)).map(({ id }) => id);
}

async function castBallots(loading: Loading, name: CastName, count: number): Promise<void> {
  const { clerk, choice } = await found(loading, name);
  if (choice?.state !== 'open') return;
  const { items } = await clerk.get<Choice>(`/participation/choices/${choice.id}`);
  const doors = await listed<Door>(clerk, `/participation/choices/${choice.id}/doors`);
  const random = seededRandom(count);
  for (const [n, door] of doors.slice(0, count).entries()) {
    const chosen = approvals(random, items, n % 5 < 2);
    if (!door.done)
      await clerk.post(`/participation/choices/${choice.id}/ballots`, {
        ...{ partId: door.partId, key: keyOf('choice', name, n), approvals: chosen },
        channel: n % 3 === 0 ? 'door' : 'paper',
      });
  }
}

export async function chooseItems(loading: Loading): Promise<void> {
  await openChoice(loading, 'chosen', loading.walk.day(27));
  await castBallots(loading, 'chosen', 60);
}

export async function choosingItems(loading: Loading): Promise<void> {
  await openChoice(loading, 'choosing', loading.walk.day(-8));
  await castBallots(loading, 'choosing', 24);
}

/** Counted by both rules; the result says of every item why it is in or out. */
export async function closeChoice(loading: Loading): Promise<void> {
  const { clerk, choice } = await found(loading, 'chosen');
  if (choice?.state === 'open')
    await clerk.post(`/participation/choices/${choice.id}/close`, { version: choice.version });
}
