import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordPaid } from '#modules/funding/server/ledger/post.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { openTestApp, type Person, type TestApp } from '#test/support/app.ts';
import { withLedger } from '#test/support/ledger.ts';
import {
  attachAll,
  type Body,
  bodyOf,
  employee,
  insertOrganisation,
  makeWorks,
  measured,
  pass,
  signed,
  take,
  type WorksCourse,
} from '#test/support/works.ts';

let app: TestApp;
let course: WorksCourse;
let contractId = '';
beforeAll(async () => {
  app = await openTestApp();
  course = await makeWorks(app);
  contractId = await signed(course);
  await measured(course, contractId, { road: '50', lifts: '1' });
});
afterAll(() => app.close());

const payments = '/api/funding/payments';
const road = (amountFen: string, of = course) => ({ estateId: of.estateId, item: 'road', amountFen });
const draftOf = (person: Person, change: object = {}) =>
  person.post(payments, { contractId, kind: 'progress', lines: [road('1000000')], ...change });
const codeOf = (answer: { body: unknown }) => bodyOf(answer).code;

/** A request handed in and checked as far as the seat before `until`. */
async function walked(of: WorksCourse, id: string, until: 'supervisor' | 'finance' | 'done'): Promise<void> {
  const steps: [Person, string][] = [
    [of.crew.firm, 'submit'],
    [of.crew.supervisor, 'check'],
    [of.crew.clerk, 'check'],
    [of.crew.taskForce, 'check'],
    [of.crew.finance, 'authorise'],
  ];
  const count = { supervisor: 1, finance: 4, done: 5 }[until];
  for (const [person, step] of steps.slice(0, count)) {
    const answer = await take(person, id, step, { note: '属实' });
    if (answer.status !== 200) throw new Error(JSON.stringify([step, answer.body]));
  }
}

describe('起草用款申请', () => {
  it('可申请的款项按款项种类列出，缺的关口写明', async () => {
    const answer = await course.crew.firm.get(`/api/funding/contracts/${contractId}/payable`);
    const { kinds } = answer.body as unknown as {
      kinds: { kind: string; availableFen: string; missingGates: string[]; papers: unknown[] }[];
    };
    const of = (kind: string) => kinds.find((one) => one.kind === kind);
    // 10 % of 1,030,200 yuan
    expect(of('advance')).toMatchObject({ availableFen: '10302000', missingGates: [] });
    expect(of('progress')?.missingGates).toEqual(['开工条件（施工许可或开工报告）']);
    expect(of('retention')?.availableFen).toBe('1545300');
  });

  it('超过已计量的、不在合同中的、没有金额的都不收', async () => {
    const { firm } = course.crew;
    expect(bodyOf(await draftOf(firm, { lines: [road('1464701')] })).message).toBe(
      '“道路”可申请进度款 14,647.00 元，本次申请 14,647.01 元，超出 0.01 元',
    );
    expect(codeOf(await draftOf(firm, { lines: [{ ...road('1'), item: 'roof' }] }))).toBe(
      'funding.payments.line',
    );
    expect(codeOf(await draftOf(firm, { lines: [road('0')] }))).toBe('funding.payments.zero');
    expect(codeOf(await draftOf(firm, { lines: [road('1'), road('1')] }))).toBe('funding.payments.repeated');
    expect((await draftOf(firm, { lines: [] })).status).toBe(400);
    expect((await draftOf(firm, { sneaky: true })).status).toBe(400);
  });

  it('监理、街道、财政不能起草，别的单位的项目经理看不到合同', async () => {
    const { supervisor, clerk, finance } = course.crew;
    for (const person of [supervisor, clerk, finance]) expect((await draftOf(person)).status).toBe(403);
    const other = await employee(app, 'firm', await insertOrganisation(app, 'contractor', '别家'));
    expect((await draftOf(other)).status).toBe(404);
  });

  it('同一笔款只有一份在办，同时点两下也只成一份；撤回后可再起草', async () => {
    const answers = await Promise.all([1, 2].map(() => draftOf(course.crew.firm)));
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409]);
    const made = bodyOf(answers.find((one) => one.status === 200) ?? { body: {} });
    expect(made).toMatchObject({ state: 'draft', number: expect.stringMatching(/^371503-2026-\d{4}$/) });
    expect(codeOf(await take(course.crew.firm, made.id, 'withdraw'))).toBe('funding.payments.reason');
    expect(await take(course.crew.firm, made.id, 'withdraw', { note: '金额有误' })).toMatchObject({
      body: { state: 'withdrawn', next: [] },
    });
    expect(codeOf(await take(course.crew.firm, made.id, 'submit'))).toBe('funding.payments.state');
  });
});

describe('审核到支付（九：两人以上，同一人不得兼办）', () => {
  let id = '';
  it('材料不齐不能提交，缺什么写明；修改后版本变了，旧页面不能再办', async () => {
    const made = bodyOf(await draftOf(course.crew.firm));
    id = made.id;
    expect(bodyOf(await take(course.crew.firm, id, 'submit')).message).toContain(
      '还缺材料：用款申请书、计量签证',
    );
    const edit = { version: made.version, kind: 'progress', lines: [road('1100000')] };
    expect(await course.crew.firm.post(`${payments}/${id}`, edit)).toMatchObject({
      body: { amountFen: '1100000', version: made.version + 1 },
    });
    expect((await course.crew.firm.post(`${payments}/${id}`, edit)).status).toBe(409);
    const wrong = await course.crew.firm.upload(
      `/api/funding/payment-papers?id=${id}&paper=guarantee`,
      'a.pdf',
      Buffer.from('x'),
    );
    expect(codeOf(wrong)).toBe('funding.payments.paper');
    const kind = await course.crew.firm.upload(
      `/api/funding/payment-papers?id=${id}&paper=invoice`,
      'a.exe',
      Buffer.from('x'),
    );
    expect(kind.status).toBe(415);
    await attachAll(course.crew.firm, made);
    const now = bodyOf(await course.crew.firm.get(`${payments}/${id}`));
    const invoice = (now.papers as { id: string; files: { id: string }[] }[]).find(
      (one) => one.id === 'invoice',
    );
    const detach = { version: now.version, paper: 'invoice', fileId: invoice?.files[0]?.id };
    expect(await course.crew.firm.post(`${payments}/${id}/papers/remove`, detach)).toMatchObject({
      body: { missing: ['发票'] },
    });
    await attachAll(course.crew.firm, made);
  });

  it('没有轮到的人都不能办；每一步换人；付款期限从齐全之日起算', async () => {
    const { firm, supervisor, clerk, taskForce, finance } = course.crew;
    for (const person of [supervisor, clerk, finance])
      expect((await take(person, id, 'submit')).status).toSatisfy((status) => [403, 404].includes(status));
    expect(await take(firm, id, 'submit')).toMatchObject({
      body: {
        state: 'submitted',
        completeOn: '2026-11-22',
        dueOn: '2026-12-22',
        turn: 'supervisor',
        missing: [],
      },
    });
    const lines = bodyOf(await finance.get(`${payments}/${id}`)).lines;
    expect(lines).toMatchObject([{ sourceTitle: '中央补助', reason: '2026-12-31 到期，最先使用' }]);
    for (const person of [firm, clerk, taskForce, finance])
      expect((await take(person, id, 'check')).status).toBe(403);
    expect((await take(supervisor, id, 'check', { note: '属实' })).status).toBe(200);
    expect((await take(supervisor, id, 'check')).status).toBe(403);
    expect((await take(clerk, id, 'check')).status).toBe(200);
    expect((await take(taskForce, id, 'check')).status).toBe(200);
    for (const person of [firm, supervisor, clerk, taskForce])
      expect((await take(person, id, 'authorise')).status).toBe(403);
  });

  it('退回到街道再走一遍；同一席位换人也记名', async () => {
    const { clerk, taskForce2, finance } = course.crew;
    expect(codeOf(await take(finance, id, 'return', { note: '请核对' }))).toBe('funding.payments.target');
    expect(codeOf(await take(finance, id, 'return', { to: 'subdistrict' }))).toBe('funding.payments.reason');
    expect(await take(finance, id, 'return', { to: 'subdistrict', note: '请核对' })).toMatchObject({
      body: { state: 'supervisorChecked', dueOn: '2026-12-22' },
    });
    await take(clerk, id, 'check');
    expect((await take(taskForce2, id, 'check')).status).toBe(200);
  });

  it('关口未过，授权被拒并写明；过了才授权，支付由银行回单得出', async () => {
    const { finance } = course.crew;
    const refused = await take(finance, id, 'authorise');
    expect(refused).toMatchObject({ status: 409, body: { code: 'funding.ledger.gate' } });
    expect(bodyOf(refused).message).toContain('尚未取得“开工条件（施工许可或开工报告）”');
    await pass(course, 'commencement');
    const answers = await Promise.all([1, 2].map(() => take(finance, id, 'authorise')));
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409]);
    const done = bodyOf(await finance.get(`${payments}/${id}`));
    expect(done).toMatchObject({ state: 'authorised', paidFen: '0' });
    const { postingId } = await inScope(app.services.db, everyRegion, (tx) =>
      tx
        .selectFrom('fundingAuthorisation')
        .select('postingId')
        .where('id', '=', String(done.authorisationId))
        .executeTakeFirstOrThrow(),
    );
    const inBooks = await finance.post(`/api/funding/ledger/postings/${postingId}/reverse`, {
      reason: '授权有误',
    });
    expect(inBooks).toMatchObject({ status: 409, body: { code: 'funding.ledger.owned' } });
    await withLedger(app.services.db, app.services.clock.now(), (ctx) =>
      recordPaid(ctx, {
        authorisationId: String(done.authorisationId),
        sourceId: null,
        amountFen: 1_100_000n,
        bookedOn: '2026-11-22',
        voucherNumber: '付1',
        fileId: null,
        payee: String(done.supplierName),
      }),
    );
    expect(bodyOf(await course.crew.firm.get(`${payments}/${id}`))).toMatchObject({
      state: 'paid',
      stateText: '已支付',
      paidFen: '1100000',
    });
    expect(await finance.get(`${payments}?state=paid`)).toMatchObject({ body: { total: 1 } });
    expect((await finance.download(`${payments}/${id}/order.docx`)).bytes.subarray(0, 2).toString()).toBe(
      'PK',
    );
    expect((await finance.download(`${payments}.xlsx?state=paid`)).status).toBe(200);
  });

  it('数据库自己也不让同一人坐两席、跳过环节、改掉已交的金额', async () => {
    const attempt = (work: (tx: Parameters<Parameters<typeof inScope>[2]>[0]) => Promise<unknown>) =>
      inScope(app.services.db, everyRegion, work).then(
        () => 'done',
        (fault: { constraint?: string; code?: string }) => fault.constraint ?? fault.code,
      );
    const hand = (seat: string) =>
      attempt((tx) =>
        sql`insert into funding_payment_hand (payment_id, actor_id, seat, region_code)
          values (${id}, ${course.crew.firm.id}, ${seat}, '371503001')`.execute(tx),
      );
    expect(await hand('finance')).toBe('funding_payment_hand_pkey');
    const made = bodyOf(await draftOf(course.crew.firm, { lines: [road('10000')] }));
    const step = (seat: string, actor: string, from: string, to: string, kind: string) =>
      attempt(async (tx) => {
        await sql`insert into funding_payment_hand (payment_id, actor_id, seat, region_code)
          values (${made.id}, ${actor}, ${seat}, '371503001') on conflict do nothing`.execute(tx);
        await sql`insert into funding_payment_step (payment_id, region_code, step, seat, from_state, to_state, actor_id, actor_name, at)
          values (${made.id}, '371503001', ${kind}, ${seat}, ${from}, ${to}, ${actor}, '甲', now())`.execute(
          tx,
        );
      });
    const { finance, firm } = course.crew;
    expect(await step('finance', finance.id, 'draft', 'authorised', 'authorise')).toBe(
      'funding_payment_step_follows',
    );
    expect(await step('finance', firm.id, 'draft', 'authorised', 'authorise')).toBe(
      'funding_payment_step_follows',
    );
    expect(await step('supervisor', firm.id, 'draft', 'submitted', 'submit')).toBe(
      'funding_payment_step_follows',
    );
    const set = (what: string) =>
      attempt((tx) => sql`update funding_payment set ${sql.raw(what)} where id = ${made.id}`.execute(tx));
    expect(await set(`state = 'taskForceChecked', complete_on = '2026-11-22', due_on = '2026-11-22'`)).toBe(
      'funding_payment_follows',
    );
    await take(firm, made.id, 'withdraw', { note: '试' });
    expect(await set(`state = 'draft'`)).toBe('funding_payment_follows');
    expect(await set('amount_fen = 1')).toBe('funding_payment_follows');
    const gone = await attempt((tx) =>
      sql`delete from funding_payment_step where payment_id = ${id}`.execute(tx),
    );
    expect(gone).not.toBe('done');
  });
});

describe('用途（六(四)）', () => {
  it('拿限用于基础类的钱付加装电梯：授权时被拒，句子如审计所写，申请原样不动', async () => {
    const works = await makeWorks(app);
    const contract = await signed(works);
    await pass(works, 'commencement');
    await measured(works, contract, { lifts: '1' });
    const lift = { estateId: works.estateId, item: 'lifts', amountFen: '10000000' };
    const made = bodyOf(
      await works.crew.firm.post(payments, { contractId: contract, kind: 'progress', lines: [lift] }),
    );
    await attachAll(works.crew.firm, made);
    await walked(works, made.id, 'finance');
    const now = bodyOf(await works.crew.finance.get(`${payments}/${made.id}`));
    const holding = (
      now.holdings as { sourceId: string; barred: string | null; documentNumber: string }[]
    ).find((one) => one.sourceId === works.basicSource);
    expect(holding?.barred).toBe('“加装电梯”属完善类，该来源限用于基础类');
    const assign = (lines: object[], version = now.version) =>
      works.crew.finance.post(`${payments}/${made.id}/sources`, { version, lines });
    const from = { ...lift, sourceId: works.basicSource };
    expect(codeOf(await assign([{ ...from, amountFen: '1' }]))).toBe('funding.payments.totals');
    expect(codeOf(await assign([{ ...from, sourceId: crypto.randomUUID() }]))).toBe(
      'funding.payments.source',
    );
    expect((await assign([from])).status).toBe(200);
    const refused = await take(works.crew.finance, made.id, 'authorise');
    expect(refused.status).toBe(409);
    expect(bodyOf(refused).message).toBe(
      `“加装电梯”属完善类，来源“${holding?.documentNumber}”限用于基础类，不得支付（六(四)）。`,
    );
    const after = bodyOf(await works.crew.finance.get(`${payments}/${made.id}`));
    expect(after.state).toBe('taskForceChecked');
    expect((await assign([], after.version)).status).toBe(200);
    expect(await take(works.crew.finance, made.id, 'authorise')).toMatchObject({
      body: { state: 'authorised' },
    });
    for (const person of [works.crew.firm, works.crew.clerk])
      expect((await person.post(`${payments}/${made.id}/sources`, { version: 1, lines: [] })).status).toBe(
        403,
      );
  });
});

describe('专班代拟、期限与别家', () => {
  it('专班代拟的由专班另一人审核；逾期的列出、利息按法定利率说明；别家什么都看不到', async () => {
    const works = await makeWorks(app);
    const contract = await signed(works);
    await pass(works, 'commencement');
    await measured(works, contract, { road: '100' });
    const { taskForce, taskForce2, supervisor, clerk, finance, firm } = works.crew;
    const made: Body = bodyOf(
      await taskForce.post(payments, {
        contractId: contract,
        kind: 'progress',
        lines: [road('2000000', works)],
      }),
    );
    expect((await supervisor.get(`${payments}/${made.id}`)).status).toBe(404);
    await attachAll(taskForce, made);
    await take(taskForce, made.id, 'submit');
    await take(supervisor, made.id, 'check');
    await take(clerk, made.id, 'check');
    expect(codeOf(await take(taskForce, made.id, 'check'))).toBe('funding.payments.same-person');
    expect((await take(taskForce2, made.id, 'check')).status).toBe(200);
    const other = await employee(app, 'firm', await insertOrganisation(app, 'contractor', '别家'));
    expect(await other.get(payments)).toMatchObject({ body: { total: 0, items: [], counts: { late: 0 } } });
    expect((await other.get(`${payments}/${made.id}`)).status).toBe(404);
    expect((await take(other, made.id, 'submit')).status).toBe(404);
    expect((await other.download(`${payments}/${made.id}/order.docx`)).status).toBe(404);
    expect(bodyOf(await firm.get(`${payments}/${made.id}`)).holdings).toEqual([]);
    app.setNow('2026-12-24T09:00:00+08:00');
    try {
      const late = await app.person(['finance']);
      expect(await late.get(`${payments}?mark=late&projectId=${works.projectId}`)).toMatchObject({
        body: {
          total: 1,
          items: [{ lateDays: 2, dueOn: '2026-12-22' }],
          counts: { late: 2, lateFen: '12000000' },
        },
      });
      expect(await late.get(`${payments}/${made.id}`)).toMatchObject({
        body: { interestFen: '2000', interestRate: 5, interestUnverified: true },
      });
    } finally {
      app.setNow('2026-11-22T09:00:00+08:00');
    }
    const mine = await finance.get(`${payments}?mark=mine`);
    expect((mine.body as { items: { id: string }[] }).items.map((one) => one.id)).toContain(made.id);
  });

  it('质量保证金：缺陷责任期满的关口之前不得返还，之后按留存返还，不得多退', async () => {
    const works = await makeWorks(app);
    const contract = await signed(works);
    await measured(works, contract, { road: '100' });
    const { firm, finance } = works.crew;
    const ask = (amountFen: string) =>
      firm.post(payments, { contractId: contract, kind: 'retention', lines: [road(amountFen, works)] });
    expect(bodyOf(await ask('90601')).message).toContain('“道路”可申请质量保证金 906.00 元');
    const made = bodyOf(await ask('90600'));
    await attachAll(firm, made);
    await walked(works, made.id, 'finance');
    expect(bodyOf(await take(finance, made.id, 'authorise')).message).toContain('缺陷责任期满');
    await pass(works, 'acceptance', '2026-11-20');
    await pass(works, 'warranty', '2026-11-21');
    expect(await take(finance, made.id, 'authorise')).toMatchObject({
      body: { state: 'authorised', wages: null },
    });
    expect(bodyOf(await firm.get(`/api/funding/contracts/${contract}`)).retentionFen).toBe('0');
  });
});
