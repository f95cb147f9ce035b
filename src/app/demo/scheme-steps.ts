import { paper } from './cast.ts';
import { type Loading, listed } from './steps.ts';
import type { Visitor } from './visitor.ts';

type Scheme = {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly version: number;
};
type Project = { readonly id: string; readonly name: string };
type Seat = {
  readonly id: string;
  readonly office: string;
  readonly stance: string | null;
  readonly version: number;
};
type Course = {
  readonly version: number;
  readonly state: string;
  readonly rounds: readonly {
    readonly id: string;
    readonly version: number;
    readonly state: string;
    readonly seats: readonly Seat[];
  }[];
  readonly notices: readonly { readonly notice: object | null }[];
  readonly offices: readonly { readonly id: string; readonly needed: boolean }[];
};

const schemes = (visitor: Visitor) => listed<Scheme>(visitor, '/scheme/schemes');
const course = (visitor: Visitor, id: string) => visitor.get<Course>(`/scheme/schemes/${id}/review`);

/** The scheme of the demo's n-th project, if it is drawn up. */
async function schemeOf(visitor: Visitor, project: Project): Promise<Scheme | undefined> {
  return (await schemes(visitor)).find(({ title }) => title === titleOf(project));
}
const titleOf = ({ name }: Project): string => `${name}方案`;

export async function projectsOf(visitor: Visitor): Promise<readonly Project[]> {
  const all = await listed<Project>(visitor, '/projects/projects');
  return all.toSorted((a, b) => (a.name < b.name ? 1 : -1));
}

/** A scheme of a single estate that is still being drawn up. */
export async function draftScheme({ as }: Loading): Promise<void> {
  const force = await as('demo-taskforce');
  const title = '一个小区的改造方案（编制中，演示）';
  if ((await schemes(force)).some((one) => one.title === title)) return;
  const assessed = await listed<{ id: string; state: string | null; projectCode: string | null }>(
    force,
    '/projects/assessments',
  );
  const estate = assessed.find(({ state, projectCode }) => state === 'accepted' && !projectCode);
  if (estate)
    await force.post('/scheme/schemes', {
      ...{ title, projectId: null, from: 'survey', copyOf: null, estateIds: [estate.id] },
    });
}

/** One scheme per project, drawn up from the survey and handed in. */
export async function drawUpSchemes({ as }: Loading): Promise<void> {
  const force = await as('demo-taskforce');
  for (const project of await projectsOf(force)) {
    let scheme = await schemeOf(force, project);
    const { members } = await force.get<{ members: { id: string }[] }>(`/projects/projects/${project.id}`);
    scheme ??= await force.post<Scheme>('/scheme/schemes', {
      ...{ title: titleOf(project), projectId: project.id, from: 'survey', copyOf: null },
      estateIds: members.map(({ id }) => id),
    });
    if (scheme.state === 'draft')
      await force.post(`/scheme/schemes/${scheme.id}/submit`, { version: scheme.version });
  }
}

/** Opinions on paper, agreeing, entered by the task force until so many are there. */
async function enterOpinions(loading: Loading, id: string, count: number): Promise<void> {
  const force = await loading.as('demo-taskforce');
  const seats = (await course(force, id)).rounds[0]?.seats ?? [];
  const open = seats.filter(({ stance }) => stance === null);
  for (const seat of open.slice(0, Math.max(0, count - (seats.length - open.length)))) {
    const file = await force.upload<{ id: string }>(
      `/scheme/opinion-files?schemeId=${id}`,
      '会审意见（虚构）.pdf',
      paper(`opinion ${seat.office}`),
    );
    await force.post(`/scheme/opinions/${seat.id}/enter`, {
      ...{ version: seat.version, stance: 'agree', text: '同意该方案（虚构）', fileIds: [file.id] },
      givenOn: loading.walk.clock.today(),
    });
  }
}

async function askReview(force: Visitor, { id }: Scheme): Promise<void> {
  const { rounds, offices, version } = await course(force, id);
  if (rounds.length > 0) return;
  const seats = offices.filter(({ needed }) => needed).map((office) => ({ office: office.id }));
  await force.post(`/scheme/schemes/${id}/review`, { version, seats });
}

/** The first project's scheme goes through its joint review; the second one's waits for most of its units. */
export async function reviewSchemes(loading: Loading): Promise<void> {
  const force = await loading.as('demo-taskforce');
  for (const [n, project] of (await projectsOf(force)).entries()) {
    const scheme = await schemeOf(force, project);
    if (scheme?.state !== 'submitted') continue;
    await askReview(force, scheme);
    await enterOpinions(loading, scheme.id, n === 0 ? 60 : 3);
    const { rounds } = await course(force, scheme.id);
    const [round] = rounds;
    if (n === 0 && round?.state === 'open')
      await force.post(`/scheme/reviews/${round.id}/pass`, {
        ...{ version: round.version, conclusion: '各单位均同意（虚构）' },
      });
  }
}

/** The reviewed scheme is posted in its estates. */
export async function postReviewed({ as }: Loading): Promise<void> {
  const force = await as('demo-taskforce');
  const [project] = await projectsOf(force);
  const scheme = project && (await schemeOf(force, project));
  if (scheme?.state !== 'reviewed') return;
  const { notices, version } = await course(force, scheme.id);
  if (notices.some(({ notice }) => notice !== null)) return;
  await force.post(`/scheme/schemes/${scheme.id}/post`, { version, places: '各小区公告栏（虚构）' });
}

/** Approved by another person than the one who handed it in. */
export async function approveScheme({ as }: Loading): Promise<void> {
  const admin = await as('demo-admin');
  const [project] = await projectsOf(admin);
  const scheme = project && (await schemeOf(admin, project));
  if (!scheme || scheme.state === 'approved') return;
  const { version } = await course(admin, scheme.id);
  await admin.post(`/scheme/schemes/${scheme.id}/approve`, {
    ...{ version, documentNumber: '演示改〔2021〕7号' },
  });
}
