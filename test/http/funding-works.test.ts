import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrange, unarrange } from '#modules/funding/server/ledger/post.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { openTestApp, type TestApp } from '#test/support/app.ts';
import { insertProject, withLedger } from '#test/support/ledger.ts';
import {
  bodyOf,
  employee,
  insertOrganisation,
  makeWorks,
  measured,
  paperOf,
  pass,
  signed,
  signOrder,
  type WorksCourse,
} from '#test/support/works.ts';

let app: TestApp;
let course: WorksCourse;
let fileId = '';
beforeAll(async () => {
  app = await openTestApp();
  course = await makeWorks(app);
  fileId = await paperOf(course.crew.taskForce, course.projectId);
});
afterAll(() => app.close());

const contracts = '/api/funding/contracts';
const sign = (change: object) => course.crew.taskForce.post(contracts, signOrder(course, fileId, change));

describe('登记合同（四(二)2，政府投资条例二十二、二十三）', () => {
  it.each([
    [
      '没有批准的方案行',
      { lines: [{ lineId: crypto.randomUUID(), quantity: '1', amountFen: '1' }] },
      'scheme-line',
    ],
    ['没有监理', { supervisorId: null }, 'supervisor-missing'],
    ['没有工资专户', { wagesAccount: '' }, 'wages-missing'],
    ['工资比例太低', { wagesBp: 100 }, 'wages-share'],
    ['中小企业付款期限超过六十日', { termDays: 61 }, 'term'],
    ['缺陷责任期太长', { defectMonths: 36 }, 'defects'],
    ['将来的日期', { signedOn: '2026-12-01' }, 'future'],
  ])('%s：不收', async (_name, change, code) => {
    expect(await sign(change)).toMatchObject({ status: 422, body: { code: `funding.works.${code}` } });
  });

  it('超过方案数量、金额的不收，预付款与质保金超过上限的不收', async () => {
    const line = { lineId: course.roadLine, quantity: '101', amountFen: '100' };
    expect(bodyOf(await sign({ lines: [line] })).message).toContain('方案数量 100㎡');
    const dear = { ...line, quantity: '100', amountFen: '3020001' };
    expect(bodyOf(await sign({ lines: [dear] })).code).toBe('funding.works.above-amount');
    expect(bodyOf(await sign({ lines: [line, line] })).code).toBe('funding.works.repeated');
    expect(bodyOf(await sign({ advanceBp: 3100 })).code).toBe('funding.ledger.terms');
    expect(bodyOf(await sign({ retentionBp: 400 })).code).toBe('funding.ledger.terms');
    expect((await sign({ extra: 1 })).status).toBe(400);
  });

  it('项目没有批准的方案，不得签约', async () => {
    const bare = await insertProject(app.services.db, { now: app.services.clock.now() });
    const answer = await sign({ projectId: bare.projectId });
    expect(bodyOf(answer)).toMatchObject({ code: 'funding.works.no-scheme' });
    expect(bodyOf(answer).message).toContain('先有方案');
  });

  it('来源建议：先到期的先用；资金没有安排的部分不得签约', async () => {
    const propose = await course.crew.taskForce.post('/api/funding/contract-proposals', {
      projectId: course.projectId,
      lines: [{ lineId: course.roadLine, amountFen: '3020001' }],
    });
    expect(propose).toMatchObject({
      body: {
        lines: [{ sourceTitle: '中央补助', amountFen: '2000000' }, { amountFen: '1020000' }],
        short: [{ itemTitle: '道路', amountFen: '1' }],
      },
    });
    const poor = await makeWorks(app);
    await withLedger(app.services.db, app.services.clock.now(), (ctx) =>
      unarrange(ctx, {
        ...{ bookedOn: '2026-11-20', reason: '调整' },
        lines: [
          {
            ...{ sourceId: poor.basicSource, projectId: poor.projectId, estateId: poor.estateId },
            ...{ item: 'road', amountFen: 1n },
          },
        ],
      }),
    );
    const own = await paperOf(poor.crew.taskForce, poor.projectId);
    const answer = await poor.crew.taskForce.post(contracts, signOrder(poor, own));
    expect(bodyOf(answer).message).toBe(
      '“道路”还有 0.01 元没有安排资金；资金未落实不得签约，不得由施工单位垫资（政府投资条例二十二）',
    );
    const half = { lines: [{ lineId: poor.liftLine, quantity: '2', amountFen: '100000000' }] };
    expect((await poor.crew.taskForce.post(contracts, signOrder(poor, own, half))).status).toBe(200);
    const again = { ...half, number: 'HT-2' };
    expect(bodyOf(await poor.crew.taskForce.post(contracts, signOrder(poor, own, again))).code).toBe(
      'funding.works.above-scheme',
    );
  });

  it('只有专班登记；同一编号只登记一次，同时点两下也只成一份', async () => {
    for (const person of [course.crew.finance, course.crew.firm, course.crew.clerk])
      expect((await person.post(contracts, signOrder(course, fileId))).status).toBe(403);
    const order = signOrder(course, fileId);
    const answers = await Promise.all([1, 2].map(() => course.crew.taskForce.post(contracts, order)));
    expect(answers.filter((one) => one.status === 200)).toHaveLength(1);
    expect(answers.filter((one) => one.status >= 500)).toEqual([]);
  });

  it('合同、来源与监理单位在详情中；别的单位的项目经理看不到', async () => {
    const list = await course.crew.firm.get(`${contracts}?search=改造施工`);
    const row = (list.body as { items: { id: string }[] }).items[0];
    const detail = await course.crew.firm.get(`${contracts}/${row?.id}`);
    expect(detail).toMatchObject({
      status: 200,
      body: {
        kind: 'construction',
        amountFen: '103020000',
        termDays: 30,
        wagesBp: 2000,
        schemes: [{ version: 1 }],
        schemeNewer: false,
        file: { name: '文件.pdf' },
        mayMeasure: false,
      },
    });
    const other = await employee(app, 'firm', await insertOrganisation(app, 'contractor', '别家'));
    expect(await other.get(contracts)).toMatchObject({ body: { total: 0, items: [] } });
    expect((await other.get(`${contracts}/${row?.id}`)).status).toBe(404);
    expect((await other.get(`/api/funding/papers/${fileId}`)).status).toBe(404);
    expect((await course.crew.firm.download(`/api/funding/papers/${fileId}`)).status).toBe(200);
    expect((await other.get(`/api/funding/projects/${course.projectId}/gates`)).status).toBe(404);
    expect((await other.get('/api/funding/contract-projects')).body).toEqual([]);
    expect((await course.crew.firm.get('/api/funding/contract-projects')).body).toHaveLength(1);
    const nobody = await app.person(['firm']);
    expect(await nobody.get(contracts)).toMatchObject({ body: { total: 0 } });
    const vary = await course.crew.taskForce.post(`${contracts}/${row?.id}/changes`, {
      ...{ documentNumber: '变更1', approvedOn: '2026-11-20', reason: '加宽', fileId },
      lines: [{ lineId: course.roadLine, quantity: '100', amountFen: '3020000' }],
    });
    expect(bodyOf(vary)).toMatchObject({ code: 'funding.works.variation' });
  });

  it('导出台账；错误的筛选不是系统出错', async () => {
    expect((await course.crew.finance.download('/api/funding/contracts.xlsx?mark=sme')).status).toBe(200);
    expect((await course.crew.finance.get(`${contracts}?mark=none`)).status).toBe(400);
    for (const mark of ['sme', 'unmeasured', 'owing', 'retention'])
      expect((await course.crew.finance.get(`${contracts}?mark=${mark}`)).status).toBe(200);
  });
});

describe('计量与关口', () => {
  it('监理确认累计数量，不得超过合同、不得减少；质保金留下，应付算清', async () => {
    const works = await makeWorks(app);
    const id = await signed(works);
    expect(bodyOf(await measured(works, id, { road: '100.001' }))).toMatchObject({
      code: 'funding.works.measure-above',
    });
    expect(await measured(works, id, { road: '50' })).toMatchObject({
      status: 200,
      body: { measuredFen: '1510000', retentionFen: '45300', payableFen: '1464700' },
    });
    expect(bodyOf(await measured(works, id, { road: '49' })).code).toBe('funding.works.measure-below');
    expect(bodyOf(await measured(works, id, { road: '50' })).code).toBe('funding.works.measure-nothing');
    const twice = await Promise.all([
      measured(works, id, { road: '80' }),
      measured(works, id, { road: '80' }),
    ]);
    expect(twice.map((one) => one.status).sort()).toEqual([200, 422]);
    const done = await measured(works, id, { road: '100', lifts: '1' });
    expect(done).toMatchObject({ body: { measuredFen: '53020000' } });
    const lines = (done.body as { lines: { measuredQuantity: string }[] }).lines;
    expect(lines.map((line) => line.measuredQuantity).sort()).toEqual(['1', '100']);
    const file = await paperOf(works.crew.firm, works.projectId);
    const by = (fields: object) => ({
      measuredOn: '2026-11-20',
      lines: [{ lineId: works.roadLine, cumulative: '100' }],
      ...fields,
    });
    expect((await works.crew.firm.post(`${contracts}/${id}/measurements`, by({ fileId: file }))).status).toBe(
      403,
    );
    expect(bodyOf(await works.crew.taskForce.post(`${contracts}/${id}/measurements`, by({}))).code).toBe(
      'funding.works.measure-document',
    );
    const stranger = await employee(app, 'siteSupervisor', works.supplierId);
    expect(bodyOf(await stranger.post(`${contracts}/${id}/measurements`, by({ fileId: file }))).code).toBe(
      'funding.works.measure-other',
    );
  });

  it('关口凭文件登记一次；缺什么写明；验收后算出各项保修期与质保金日期', async () => {
    const works = await makeWorks(app);
    const id = await signed(works);
    const gates = `/api/funding/projects/${works.projectId}/gates`;
    const before = (await works.crew.firm.get(gates)).body as {
      contracts: { missing: { kind: string; gates: string[] }[] }[];
    };
    const progress = before.contracts[0]?.missing.find((one) => one.kind === 'progress');
    expect(progress?.gates).toHaveLength(1);
    await pass(works, 'commencement');
    await pass(works, 'acceptance', '2026-11-20');
    const file = await paperOf(works.crew.taskForce, works.projectId);
    const order = { gate: 'acceptance', passedOn: '2026-11-21', documentNumber: '验2', fileId: file };
    expect((await works.crew.taskForce.post(gates, order)).status).toBe(409);
    expect((await works.crew.taskForce.post(gates, { ...order, gate: 'unknown' })).status).toBe(422);
    expect((await works.crew.finance.post(gates, order)).status).toBe(403);
    const detail = bodyOf(await works.crew.clerk.get(`${contracts}/${id}`));
    expect(detail).toMatchObject({ acceptedOn: '2026-11-20', retentionFreeOn: '2028-11-20' });
    expect(detail.warranties).toMatchObject([
      { item: 'lifts', endsOn: '2028-11-19' },
      { item: 'road', endsOn: '2028-11-19' },
    ]);
    const board = (await works.crew.finance.get(gates)).body as {
      gates: { gate: string; facts: { id: string }[] }[];
    };
    const fact = board.gates.find((one) => one.gate === 'acceptance')?.facts[0]?.id ?? '';
    const revoke = `/api/funding/gates/${fact}/revoke`;
    expect((await works.crew.taskForce.post(revoke, { reason: '' })).status).toBe(400);
    expect((await works.crew.taskForce.post(revoke, { reason: '误登' })).status).toBe(200);
    expect(bodyOf(await works.crew.clerk.get(`${contracts}/${id}`)).acceptedOn).toBeNull();
  });

  it('方案有批准的变更后才能变更合同：先落实资金；不低于已计量；之后按新数量计量', async () => {
    const works = await makeWorks(app);
    const id = await signed(works);
    await measured(works, id, { road: '60' });
    await approveVariation(works);
    const file = await paperOf(works.crew.taskForce, works.projectId);
    const change = (quantity: string, amountFen: string) =>
      works.crew.taskForce.post(`${contracts}/${id}/changes`, {
        ...{ documentNumber: '变更〔2026〕1号', approvedOn: '2026-11-21', reason: '道路加长', fileId: file },
        lines: [{ lineId: works.roadLine, quantity, amountFen }],
      });
    expect(bodyOf(await change('201', '6040000')).code).toBe('funding.works.above-scheme');
    expect(bodyOf(await change('50', '1510000')).code).toBe('funding.works.below-measured');
    expect(bodyOf(await change('200', '6040000')).code).toBe('funding.works.unfunded');
    await withLedger(app.services.db, app.services.clock.now(), (ctx) =>
      arrange(ctx, {
        ...{ bookedOn: '2026-11-21', reason: '追加' },
        lines: [
          {
            ...{ sourceId: works.basicSource, projectId: works.projectId, estateId: works.estateId },
            ...{ item: 'road', itemClass: 'basic', amountFen: 3_020_000n },
          },
        ],
      }),
    );
    expect(await change('200', '6040000')).toMatchObject({
      status: 200,
      body: { amountFen: '106040000', schemes: [{ version: 2 }], schemeNewer: false },
    });
    expect(await measured(works, id, { road: '150' })).toMatchObject({ status: 200 });
  });
});

/** Version 2 of the course's scheme, approved: twice the road. */
async function approveVariation(works: WorksCourse): Promise<void> {
  await inScope(app.services.db, everyRegion, async (tx) => {
    const old = await tx
      .selectFrom('schemeVersion as v')
      .innerJoin('schemeLine as l', 'l.versionId', 'v.id')
      .selectAll('v')
      .where('l.id', '=', works.roadLine)
      .executeTakeFirstOrThrow();
    const id = crypto.randomUUID();
    const lines = await tx.selectFrom('schemeLine').selectAll().where('versionId', '=', old.id).execute();
    const more = 3_020_000n;
    await tx
      .insertInto('schemeVersion')
      .values({
        ...{ id, schemeId: old.schemeId, regionCode: old.regionCode, number: 2, origin: 'variation' },
        ...{ state: 'draft', title: old.title, otherBp: 0, contingencyBp: 0, createdBy: '测试' },
        ...{ contingencyOn: old.contingencyOn, createdAt: app.services.clock.now(), baseId: old.id },
        ...{ worksFen: old.worksFen + more, totalFen: old.totalFen + more },
      })
      .execute();
    await tx
      .insertInto('schemeLine')
      .values(
        lines.map((line) =>
          line.id === works.roadLine
            ? {
                ...{ ...line, versionId: id, quantityMilli: line.quantityMilli * 2n },
                ...{ worksFen: line.worksFen * 2n, amountFen: line.amountFen * 2n },
              }
            : { ...line, versionId: id },
        ),
      )
      .execute();
    const now = app.services.clock.now();
    const move = (set: object) => tx.updateTable('schemeVersion').set(set).where('id', '=', id).execute();
    await move({ state: 'submitted', hash: 'x', submittedAt: now, submittedBy: '测试' });
    await move({ state: 'reviewed' });
    await move({ state: 'approved', approvedOn: '2026-11-21', approvedAt: now, approvedBy: '测试' });
  });
}
