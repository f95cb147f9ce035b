import { type CastName, keyOf, placeOf } from './cast.ts';
import { type Random, seededRandom } from './random.ts';
import { type Loading, listed } from './steps.ts';

type Survey = {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly version: number;
};
type Question = { readonly id: string; readonly options: readonly { readonly id: string }[] };
type Template = { readonly purpose: string; readonly questions: readonly Question[] };
type Door = { readonly building: string; readonly entrance: string; readonly room: string };

const title = '老旧小区改造意愿征询（虚构演示）';

/** A survey of wishes opened and asked at so many doors of a hundred. */
async function ask(loading: Loading, name: CastName, share: number, closesOn: string): Promise<void> {
  const { id: estateId, clerk } = await placeOf(loading, name);
  const templates = await clerk.get<Template[]>('/participation/wishes-templates');
  const questions = templates.find(({ purpose }) => purpose === 'renovate')?.questions ?? [];
  let survey: Pick<Survey, 'id' | 'state' | 'version'> | undefined = (
    await listed<Survey>(clerk, `/participation/wishes?estateId=${estateId}`)
  )[0];
  survey ??= await clerk.post<Survey>('/participation/wishes', {
    ...{ estateId, title, purpose: 'renovate', questions, key: keyOf('survey', name) },
  });
  if (survey.state === 'draft')
    survey = await clerk.post<Survey>(`/participation/wishes/${survey.id}/open`, {
      version: survey.version,
      closesOn,
    });
  if (survey.state !== 'open') return;
  const url = `/participation/wishes/${survey.id}`;
  const { answered } = await clerk.get<{ answered: number }>(url);
  const { doors } = await clerk.get<{ doors: Door[] }>(`${url}/doors`);
  const wanted = Math.round(((doors.length + answered) * share) / 100) - answered;
  const random = seededRandom(answered + doors.length);
  const catalogue = questions.find(({ id }) => id === 'items')?.options.map(({ id }) => id) ?? [];
  // Door by door through the house, a few not at home.
  for (const door of doors.filter((_, n) => n % 6 !== 5).slice(0, Math.max(0, wanted)))
    await clerk.post(`${url}/answers`, {
      ...{ building: door.building, entrance: door.entrance, room: door.room },
      key: keyOf('answer', name, door.building, door.entrance, door.room),
      channel: random.chance(0.7) ? 'visit' : 'paper',
      answers: answersOf(random, catalogue),
    });
}

function answersOf(random: Random, catalogue: readonly string[]): Record<string, unknown> {
  if (!random.chance(0.88))
    return { agree: false, whyNot: [random.pick(['cost', 'noise', 'removal', 'need'])], pay: false };
  const items = catalogue.filter(() => random.chance(0.3));
  return { agree: true, items: items.length ? items : catalogue.slice(0, 1), pay: random.chance(0.72) };
}

export const askWishes = (loading: Loading) => ask(loading, 'asked', 83, loading.walk.day(50));
export const askingWishes = (loading: Loading) => ask(loading, 'asking', 52, loading.walk.day(-9));

/** Closed with its coverage met: from now on its figures stand for the estate. */
export async function closeWishes(loading: Loading): Promise<void> {
  const { id: estateId, clerk } = await placeOf(loading, 'asked');
  const [survey] = await listed<Survey>(clerk, `/participation/wishes?estateId=${estateId}`);
  if (survey?.state === 'open')
    await clerk.post(`/participation/wishes/${survey.id}/close`, { version: survey.version });
}
