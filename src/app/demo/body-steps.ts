import { type CastName, paper, placeOf } from './cast.ts';
import { type Loading, listed } from './steps.ts';

type Body = {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly working: boolean;
};
type Member = { readonly name: string; readonly post: string; readonly seat: string };
type Meeting = {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly published: boolean;
};

const committee: readonly Member[] = ['甲', '乙', '丙', '丁', '戊'].map((sign, n) => ({
  ...{ name: `演示业主${sign}`, seat: 'owner' },
  post: n === 0 ? 'chair' : n === 1 ? 'deputy' : 'member',
}));
const mixed: readonly Member[] = [
  { name: '演示街道干部', post: 'chair', seat: 'subdistrict' },
  { name: '演示社区干部', post: 'deputy', seat: 'residentsCommittee' },
  { name: '演示党员', post: 'member', seat: 'party' },
  ...['甲', '乙', '丙', '丁'].map((sign) => ({ name: `演示业主${sign}`, post: 'member', seat: 'owner' })),
];
const branch: readonly Member[] = [
  { name: '演示书记', post: 'chair', seat: 'party' },
  { name: '演示党员甲', post: 'member', seat: 'party' },
  { name: '演示党员乙', post: 'member', seat: 'party' },
];

type BodyPlan = {
  readonly estate: CastName;
  readonly kind: string;
  readonly called: string;
  readonly members: readonly Member[];
  /** Days before the end on which it was set up, and on which its term ends. */
  readonly term: readonly [number, number];
  readonly evidence: string | null;
};

const bodies: readonly BodyPlan[] = [
  {
    ...{ estate: 'passed', kind: 'ownersCommittee', called: '业主委员会', members: committee },
    ...{ term: [700, -395], evidence: '已备案，近一年开会 4 次，记录齐全（虚构）' },
  },
  {
    ...{ estate: 'passed', kind: 'partyBranch', called: '小区党支部', members: branch },
    ...{ term: [400, -30], evidence: null },
  },
  {
    ...{ estate: 'split', kind: 'managementCommittee', called: '物业管理委员会', members: mixed },
    ...{ term: [300, -430], evidence: '组成合法，每月例会（虚构）' },
  },
  // Six members, no chair from outside: its faults are shown until they are put right.
  {
    ...{ estate: 'voting', kind: 'managementCommittee', called: '物业管理委员会', members: mixed.slice(1) },
    ...{ term: [90, -640], evidence: null },
  },
];

/** Owners' bodies of four kinds and states; whether one works is said with its evidence. */
export async function registerBodies(loading: Loading): Promise<void> {
  for (const plan of bodies) {
    const { id: estateId, name: estate, clerk } = await placeOf(loading, plan.estate);
    const name = `${estate}${plan.called}（虚构）`;
    const before = await listed<Body>(clerk, `/participation/bodies?estateId=${estateId}`);
    const body =
      before.find((one) => one.name === name) ??
      (await clerk.post<Body>('/participation/bodies', {
        ...{ estateId, kind: plan.kind, name, members: plan.members },
        ...{ since: loading.walk.day(plan.term[0]), termUntil: loading.walk.day(plan.term[1]) },
      }));
    if (plan.evidence && !body.working)
      await clerk.post(`/participation/bodies/${body.id}/working`, {
        ...{ version: body.version, working: true, evidence: plan.evidence },
      });
  }
}

const minutes = {
  plan: ['共同商定改造内容', '同意先改供水、道路和屋面防水'],
  build: ['听取施工单位进场安排', '施工时间为 7:30 至 18:30，午间停工'],
  manage: ['讨论改造后的物业管理方式', '由物业管理委员会招选物业服务企业'],
  review: ['改造中期居民评议', '楼道照明不足处由施工单位 10 日内补装'],
  share: ['商定公共活动室的使用办法', '活动室每日开放，老年人优先'],
} as const;
type Step = keyof typeof minutes;

/** A meeting held today on one of the five steps of clause 四(二)3, its decision published. */
async function meet(loading: Loading, estate: CastName, step: Step): Promise<void> {
  const { id: estateId, clerk } = await placeOf(loading, estate);
  const [subject, decision] = minutes[step];
  const title = `${subject}（虚构）`;
  const before = await listed<Meeting>(clerk, `/participation/meetings?estateId=${estateId}`);
  const [body] = await listed<Body>(clerk, `/participation/bodies?estateId=${estateId}`);
  const meeting =
    before.find((one) => one.title === title) ??
    (await clerk.post<Meeting>('/participation/meetings', {
      ...{ estateId, bodyId: body?.id ?? null, title, step, place: '社区议事厅' },
      ...{ heldOn: loading.walk.clock.today(), invited: 40, attended: 31 },
      agenda: `一、${subject}；二、居民发言；三、形成意见。`,
      minutes: `到会居民围绕“${subject}”发言，会议${decision}。（虚构记录）`,
      decisions: [
        { text: decision, responsible: '社区居民委员会', due: loading.walk.day(-10), doneOn: null },
      ],
    }));
  if (!meeting.published)
    await clerk.post(`/participation/meetings/${meeting.id}/publish`, {
      ...{ version: meeting.version, published: true, confirmed: true },
    });
}

export const meetOn =
  (...steps: readonly Step[]) =>
  async (loading: Loading): Promise<void> => {
    for (const step of steps) {
      await meet(loading, 'passed', step);
      if (step === 'plan' || step === 'manage') await meet(loading, 'split', step);
    }
  };

type Visit = {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly heldOn: string | null;
  readonly published: boolean;
  readonly list: readonly Finding[];
};
type Finding = {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly published: boolean;
};
type Inspector = { readonly id: string };

const openDay = '施工现场居民开放日（虚构）';

/** Two resident inspectors, an open day they invite to, and a site visit still to come. */
export async function planOpenDay(loading: Loading): Promise<void> {
  const { id: estateId, clerk } = await placeOf(loading, 'passed');
  const before = await listed<Inspector>(clerk, `/participation/inspectors?estateId=${estateId}`);
  for (const sign of ['甲', '乙'].slice(before.length))
    await clerk.post('/participation/inspectors', {
      ...{
        estateId,
        name: `演示监督员${sign}`,
        phone: '',
        duty: sign === '甲' ? '屋面与外墙' : '管线与道路',
      },
      since: loading.walk.clock.today(),
    });
  const inspectors = await listed<Inspector>(clerk, `/participation/inspectors?estateId=${estateId}`);
  const visits = await listed<Visit>(clerk, `/participation/visits?estateId=${estateId}`);
  for (const [kind, title, on] of [
    ['openDay', openDay, 10],
    ['siteVisit', '屋面防水闭水试验现场查看（虚构）', -5],
  ] as const) {
    const plan = {
      ...{ estateId, kind, title, plannedOn: loading.walk.day(on), place: '小区东门集合' },
      invitation: '欢迎居民到现场查看材料和工序，可当场提出问题。',
      inspectorIds: inspectors.map(({ id }) => id),
    };
    const visit =
      visits.find((one) => one.title === title) ?? (await clerk.post<Visit>('/participation/visits', plan));
    if (!visit.published)
      await clerk.post(`/participation/visits/${visit.id}/publish`, {
        version: visit.version,
        published: true,
      });
  }
}

async function openDayOf(loading: Loading) {
  const place = await placeOf(loading, 'passed');
  const visits = await listed<Visit>(place.clerk, `/participation/visits?estateId=${place.id}&kind=openDay`);
  const row = visits.find((one) => one.title === openDay);
  const visit = row && (await place.clerk.get<Visit>(`/participation/visits/${row.id}`));
  return { ...place, visit };
}

/** The open day is held; what residents found there is entered. */
export async function holdOpenDay(loading: Loading): Promise<void> {
  const { clerk, visit } = await openDayOf(loading);
  if (!visit) return;
  const url = `/participation/visits/${visit.id}`;
  if (visit.heldOn === null)
    await clerk.post(`${url}/hold`, {
      ...{ version: visit.version, heldOn: loading.walk.clock.today(), attended: 26 },
    });
  for (const [text, severity] of [
    ['2 号楼楼道临时用电线路没有套管', 'danger'],
    ['部分窗台披水坡度不足', 'defect'],
    ['建议在北门增设无障碍坡道', 'note'],
  ].slice(visit.list.length))
    await clerk.post(`${url}/findings`, { text, severity });
}

/** One finding put right, accepted by an inspector and published; one answered; the dangerous one is overdue. */
export async function answerFindings(loading: Loading): Promise<void> {
  const { id: estateId, clerk, visit } = await openDayOf(loading);
  const [, defect, suggestion] = visit?.list ?? [];
  const say = (one: Finding, step: string, body: object) =>
    clerk.post<Finding>(`/participation/findings/${one.id}/${step}`, { version: one.version, ...body });
  if (suggestion?.state === 'open')
    await say(suggestion, 'answer', { answer: '已列入变更，随道路工程一并实施。' });
  if (defect?.state !== 'open') return;
  const answered = await say(defect, 'answer', { answer: '已返工 12 处，逐一做泼水检查。' });
  const file = await clerk.upload<{ id: string }>(
    `/participation/attachments?estateId=${estateId}`,
    '监督员签字验收单（虚构演示）.pdf',
    paper('acceptance signed by an inspector'),
  );
  const [inspector] = await listed<Inspector>(clerk, `/participation/inspectors?estateId=${estateId}`);
  const accepted = await say(answered, 'accept', {
    ...{ accepted: true, inspectorId: inspector?.id, paper: file.id, note: '现场复查合格' },
  });
  await say(accepted, 'publish', { text: '部分窗台披水坡度不足，已返工并复查合格', confirmed: true });
}
