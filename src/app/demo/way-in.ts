import { clerks } from './cast.ts';
import { type Loading, listed } from './steps.ts';
import type { Visitor } from './visitor.ts';

type Assessed = {
  readonly id: string;
  readonly name: string;
  readonly regionCode: string;
  readonly eligible: 'yes' | 'no' | 'unknown';
  readonly state: string | null;
  readonly disputed: boolean;
  readonly projectCode: string | null;
};

const assessed = (visitor: Visitor) => listed<Assessed>(visitor, '/projects/assessments');

/** Judges and scores every estate; a job, as for users. */
export async function assess({ as, finish }: Loading): Promise<void> {
  const force = await as('demo-taskforce');
  const { jobId } = await force.post<{ jobId: string }>('/projects/assessments/refresh');
  await finish(force, jobId);
}

/** Three disputed estates: one only opened, one half way, one released after all papers were filed. */
export async function loadDisputes({ as }: Loading): Promise<void> {
  const force = await as('demo-taskforce');
  if ((await listed(force, '/projects/disputes')).length > 0) return;
  const eligible = (await assessed(force)).filter((one) => one.eligible === 'yes');
  const reasons = ['一楼住户反对拆除自建小院', '停车位与绿地的取舍各执一词', '加装电梯的位置相持不下'];
  for (const [at, reason] of reasons.entries()) {
    const estate = eligible[at * 7 + 4];
    if (!estate) continue;
    let dispute = await force.post<{ id: string; version: number }>(
      `/projects/estates/${estate.id}/dispute`,
      { reason },
    );
    const say = async (path: string, body: object) => {
      dispute = await force.post(`/projects/disputes/${dispute.id}/${path}`, {
        ...body,
        version: dispute.version,
      });
    };
    if (at === 0) continue;
    await say('rounds', { day: '2021-06-10', summary: '社区组织第一轮论证，记录了双方意见' });
    if (at === 1) continue;
    await say('rounds', { day: '2021-06-24', summary: '第二轮论证，提出折中办法' });
    for (const [paper, title] of [
      ['riskAssessment', '社会稳定风险评估报告（虚构）'],
      ['emergencyPlan', '施工应急预案（虚构）'],
      ['agreement', '意见统一的书面记录（虚构）'],
    ])
      await say('papers', { paper, day: '2021-07-02', title });
    await say('release', { reason: '论证充分，材料齐备，双方已书面一致' });
  }
}

/** One estate's application, step after step; each step names the version the one before left. */
function application(id: string) {
  let version = 0;
  return async (visitor: Visitor, step: string, more: object = {}): Promise<void> => {
    const url = `/projects/estates/${id}/application`;
    ({ version } = await visitor.post<{ version: number }>(url, { step, version, ...more }));
  };
}

/** The way in from below: most eligible estates accepted, and some in every other state on the way. */
export async function loadApplications({ as }: Loading): Promise<void> {
  const force = await as('demo-taskforce');
  // Projects come after all applications: whoever is left then was meant to be.
  if ((await listed(force, '/projects/projects')).length > 0) return;
  const waiting = (await assessed(force)).filter(
    (one) => one.eligible === 'yes' && one.state === null && one.regionCode.slice(0, 9) in clerks,
  );
  for (const [at, estate] of waiting.entries()) {
    if (at % 9 === 8) continue;
    const step = application(estate.id);
    const clerk = await as(clerks[estate.regionCode.slice(0, 9)] ?? '');
    await step(clerk, 'apply', { reason: '经征询，居民愿意改造' });
    if (at % 9 === 7) continue;
    if (at % 18 === 6) await step(clerk, 'withdraw', { reason: '居民要求补充入户征询' });
    if (at % 18 === 6) continue;
    await step(clerk, 'opine', { opinion: 'support', reason: '情况属实，同意上报' });
    if (at % 9 === 5) continue;
    if (at % 18 === 15) await step(force, 'return', { reason: '请补充原产权单位的书面意见' });
    else if (!estate.disputed) await step(force, 'accept');
  }
}

/** Two projects of the first year out of the accepted estates of one street each. */
export async function loadProjects({ as }: Loading): Promise<void> {
  const force = await as('demo-taskforce');
  if ((await listed(force, '/projects/projects')).length > 0) return;
  const accepted = (await assessed(force)).filter((one) => one.state === 'accepted' && !one.projectCode);
  for (const [code, name] of [
    ['371503001', '振兴街道2021年老旧小区改造一期'],
    ['371503002', '信发街道2021年老旧小区改造一期'],
  ] as const)
    await force.post('/projects/projects', {
      name,
      year: 2021,
      implementingBody: '同舟城市更新有限公司',
      approvalNumber: `演示批〔2021〕${code.slice(-1)}号`,
      approvedOn: '2021-05-20',
      estateIds: accepted
        .filter((one) => one.regionCode.startsWith(code))
        .slice(0, 3)
        .map(({ id }) => id),
    });
}
