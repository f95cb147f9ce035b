import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { openTestApp, type TestApp } from '#test/support/app.ts';
import { insertEstate } from '#test/support/estates.ts';
import {
  clerkAt,
  insertParts,
  openVote,
  step,
  type VoteAnswer,
  voteBody,
} from '#test/support/vote-course.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

/** Three owners; two parts are one owner's. */
async function sampleEstate(): Promise<string> {
  const estateId = await insertEstate(app);
  await insertParts(app, estateId, [
    { room: '101', owners: ['赵一'] },
    { room: '102', owners: ['赵一'] },
    { room: '201', owners: ['钱二'] },
    { room: '202', owners: ['孙三'] },
  ]);
  return estateId;
}

describe('表决的步骤与期限', () => {
  it('从筹备到开始投票，逐步可办', async () => {
    const { vote } = await openVote(app, await sampleEstate());
    expect(vote).toMatchObject({
      state: 'open',
      matters: 2,
      roll: { parts: 4, heads: 3, areaCm2: '4000000' },
    });
  });
});

const url = (vote: VoteAnswer, tail = '') => `/api/participation/votes/${vote.id}${tail}`;
const codeOf = (answer: { body: unknown }) => (answer.body as { code?: string }).code;
const start = '2026-11-22T09:00:00+08:00';

describe('期限的边界', () => {
  it('名册异议期少一天不行，期满当日不能公告，次日可以', async () => {
    const clerk = await clerkAt(app, start);
    const made = (await clerk.post('/api/participation/votes', voteBody(await sampleEstate())))
      .body as VoteAnswer;
    const short = await clerk.post(url(made, '/step'), {
      ...{ step: 'publishRoll', version: made.version, objectionsUntil: '2026-12-06' },
    });
    expect(short).toMatchObject({ status: 409, body: { code: 'participation.vote.step-missing' } });
    const roll = await step(clerk, made, 'publishRoll', { objectionsUntil: '2026-12-07' });
    expect(roll).toMatchObject({ state: 'roll', rollVersion: 1 });
    const last = await clerkAt(app, '2026-12-07T23:59:59+08:00');
    const refused = await last.post(url(roll, '/step'), { step: 'announce', version: roll.version });
    expect(codeOf(refused)).toBe('participation.vote.step-missing');
    const next = await clerkAt(app, '2026-12-08T00:00:00+08:00');
    expect(await step(next, roll, 'announce')).toMatchObject({
      state: 'announced',
      announcedOn: '2026-12-08',
    });
  });

  it('公告到投票恰好十五日可以，少一天不行；公告后不能再改', async () => {
    const clerk = await clerkAt(app, start);
    const take = async (opensAt: string) => {
      const by = await clerkAt(app, start);
      const body = voteBody(await sampleEstate(), { opensAt });
      const made = (await by.post('/api/participation/votes', body)).body as VoteAnswer;
      const roll = await step(by, made, 'publishRoll', { objectionsUntil: '2026-12-07' });
      const later = await clerkAt(app, '2026-12-08T09:00:00+08:00');
      const answer = await later.post(url(roll, '/step'), { step: 'announce', version: roll.version });
      return { answer, later };
    };
    expect((await take('2026-12-22T23:59:00+08:00')).answer.status).toBe(409);
    const { answer, later } = await take('2026-12-23T00:00:00+08:00');
    expect(answer.status).toBe(200);
    const vote = answer.body as VoteAnswer;
    const { estateId: _e, scope: _s, ...values } = voteBody('');
    const edit = await later.post(url(vote), { ...values, version: vote.version });
    expect(codeOf(edit)).toBe('participation.vote.frozen');
    expect(clerk.id).not.toBe(later.id);
  });

  it('起止时间的年份须合理：不收过去的世纪、两年以后和历法写不出的时刻', async () => {
    const by = await clerkAt(app, start);
    const estate = await sampleEstate();
    for (const [at, day] of [
      ['closesAt', '9999-12-31T23:59:00-12:00'],
      ['closesAt', '2206-12-31T18:00:00+08:00'],
      ['opensAt', '1026-12-24T08:00:00+08:00'],
    ] as const) {
      const refused = await by.post('/api/participation/votes', voteBody(estate, { [at]: day }));
      expect(refused).toMatchObject({ status: 422, body: { code: 'participation.vote.years' } });
    }
  });

  it('两名经办人同时办理同一步，只成一次', async () => {
    const clerk = await clerkAt(app, start);
    const made = (await clerk.post('/api/participation/votes', voteBody(await sampleEstate())))
      .body as VoteAnswer;
    const go = () =>
      clerk.post(url(made, '/step'), {
        step: 'publishRoll',
        version: made.version,
        objectionsUntil: '2026-12-07',
      });
    const answers = await Promise.all([go(), go()]);
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409]);
  });

  it('取消须写原因；领导和财政人员不能办理', async () => {
    const { vote, clerk } = await openVote(app, await sampleEstate());
    const bare = await clerk.post(url(vote, '/step'), { step: 'cancel', version: vote.version });
    expect(codeOf(bare)).toBe('participation.vote.step-missing');
    for (const role of ['leader', 'finance', 'auditor'] as const) {
      const person = await app.person([role], '371503');
      const answer = await person.post(url(vote, '/step'), {
        step: 'cancel',
        version: vote.version,
        reason: '试',
      });
      expect([role, answer.status]).toEqual([role, 403]);
    }
    const done = await step(clerk, vote, 'cancel', { reason: '方案有变' });
    expect(done).toMatchObject({ state: 'cancelled', cancelReason: '方案有变' });
  });
});

describe('名册（司法解释 8、9；专有部分）', () => {
  const preview = async (estateId: string) => {
    const clerk = await clerkAt(app, start);
    return (await clerk.get(`/api/participation/votes/preview?scope=estate&estateId=${estateId}`)).body as {
      sums: object;
      faults: { code: string; blocking: boolean }[];
      excluded: { place: string }[];
    };
  };

  it('共有、未售、商铺、无证车库、缺面积各按法律处理', async () => {
    const estateId = await insertEstate(app);
    await insertParts(app, estateId, [
      { room: '101', owners: ['周五', '吴六'] },
      { room: '102', owners: ['周五', '吴六'] },
      { room: '103', owners: ['!郑七', '王八'] },
      { room: '201', unsold: true },
      { room: '202', unsold: true },
      { room: '铺1', kind: 'shop', owners: ['冯九'] },
      { room: '库1', kind: 'garage', titled: false, owners: ['冯九'] },
      { room: '库2', kind: 'garage', titled: true, owners: ['冯九'] },
    ]);
    const roll = await preview(estateId);
    // 周五吴六 one, 郑七王八 one, the developer one, 冯九 one
    expect(roll.sums).toMatchObject({ parts: 7, heads: 4, unsoldParts: 2, unable: 2 });
    expect(roll.faults.map((one) => one.code)).toEqual(['not-nominated', 'not-nominated']);
    expect(roll.excluded).toMatchObject([{ place: '1号楼 1单元 库1' }]);
  });

  it('没有面积、面积自报：必须先改正，不能公示', async () => {
    const estateId = await insertEstate(app);
    await insertParts(app, estateId, [
      { room: '101', owners: ['陈一'], m2: null, areaSource: null },
      { room: '102', owners: ['陈二'], areaSource: 'stated' },
      { room: '103', owners: ['陈三'] },
    ]);
    const { faults } = await preview(estateId);
    expect(faults.filter((one) => one.blocking).map((one) => one.code)).toEqual([
      'area-missing',
      'area-unproved',
    ]);
    const clerk = await clerkAt(app, start);
    const made = (await clerk.post('/api/participation/votes', voteBody(estateId))).body as VoteAnswer;
    const refused = await clerk.post(url(made, '/step'), {
      ...{ step: 'publishRoll', version: made.version, objectionsUntil: '2026-12-31' },
    });
    expect(refused).toMatchObject({ status: 409, body: { code: 'participation.vote.step-missing' } });
  });

  it('公示期间按摸底更正：留痕，不变的户保留票号', async () => {
    const estateId = await sampleEstate();
    const clerk = await clerkAt(app, start);
    const made = (await clerk.post('/api/participation/votes', voteBody(estateId))).body as VoteAnswer;
    const roll = await step(clerk, made, 'publishRoll', { objectionsUntil: '2026-12-07' });
    const rows = async () =>
      (
        (await clerk.get(url(made, '/roll?size=200'))).body as {
          items: { room: string; paperNumber: string }[];
        }
      ).items;
    const before = await rows();
    const nothing = await clerk.post(url(made, '/roll/correct'), { version: roll.version, reason: '异议' });
    expect(codeOf(nothing)).toBe('participation.roll.unchanged');
    await insertParts(app, estateId, [{ room: '301', owners: ['李四'], m2: 80 }]);
    const done = await clerk.post(url(made, '/roll/correct'), {
      version: roll.version,
      reason: '异议 1 号成立',
    });
    expect(done.body).toEqual({ rollVersion: 2, changes: 1 });
    const after = await rows();
    for (const old of before) expect(after).toContainEqual(expect.objectContaining(old));
    expect((await clerk.get(url(made, '/roll/corrections'))).body).toMatchObject([
      { change: 'added', reason: '异议 1 号成立', rollVersion: 2 },
    ]);
  });
});

describe('打印', () => {
  it('各种文件能打开，没有姓名和证件号码原文；全部表决票成批生成', async () => {
    const { vote, clerk } = await openVote(app, await sampleEstate());
    for (const kind of ['announcement', 'roll', 'doors']) {
      const { status, bytes } = await clerk.download(url(vote, `/documents/${kind}.docx`));
      expect([kind, status]).toEqual([kind, 200]);
      const xml = await documentXml(bytes);
      expect(xml).toContain('</w:document>');
      expect(xml).not.toMatch(/赵一|钱二|孙三|371502199001011234|13900001111/);
    }
    expect((await clerk.get(url(vote, '/documents/result.docx'))).status).toBe(409);
    const { jobId } = (await clerk.post(url(vote, '/papers'), {})).body as { jobId: string };
    await app.runJobs();
    const job = (await clerk.get(`/api/jobs/${jobId}`)).body as {
      state: string;
      result: { files: { id: string }[] };
    };
    expect(job).toMatchObject({ state: 'done', result: { files: [{ pages: 4 }] } });
    const file = await clerk.download(url(vote, `/papers/${job.result.files[0]?.id}`));
    expect((await documentXml(file.bytes)).match(/表决票/g)?.length).toBeGreaterThan(3);
  });
});

/** The main part of a .docx, read by somebody else's program. */
async function documentXml(bytes: Buffer): Promise<string> {
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true });
  for await (const entry of zip.eachEntry())
    if (entry.fileName === 'word/document.xml')
      return (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8');
  return '';
}
