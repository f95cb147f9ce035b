import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { balancesOf } from '#modules/funding/server/ledger/balances.query.ts';
import { passGate, revokeGate, varyContract } from '#modules/funding/server/ledger/contracts.ts';
import {
  arrange,
  authorise,
  carryOverSource,
  closePeriod,
  commitContract,
  grantSource,
  increaseSource,
  measure,
  recallSource,
  recordInKind,
  recordPaid,
  refund,
  resolveCase,
  reverse,
  unarrange,
  uncommitContract,
} from '#modules/funding/server/ledger/post.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { openTestApp, type TestApp } from '#test/support/app.ts';
import { fundedSource, grantOrder, insertProject, roofContract, withLedger } from '#test/support/ledger.ts';

let app: TestApp;
let place: { projectId: string; estateIds: string[] };
const now = new Date('2026-11-22T09:00:00+08:00');
const day = '2026-11-10';

beforeAll(async () => {
  app = await openTestApp();
  place = await insertProject(app.services.db, { estates: 2, now });
});
afterAll(() => app.close());

const at = (n = 0): string => place.estateIds[n] as string;
const roofLine = (sourceId: string, amountFen: bigint) => ({
  ...{
    sourceId,
    projectId: place.projectId,
    estateId: at(),
    item: 'roof',
    itemClass: 'basic' as const,
    amountFen,
  },
});

/** Balances of a source by account, summed over its cells. */
const balances = (sourceId: string) =>
  inScope(app.services.db, everyRegion, async (tx) =>
    Object.fromEntries(
      (
        await tx
          .selectFrom('fundingTotal')
          .select(['account', 'balanceFen'])
          .where('sourceId', '=', sourceId)
          .where('balanceFen', '<>', 0n)
          .execute()
      ).map(({ account, balanceFen }) => [account, balanceFen]),
    ),
  );

describe('六(四) 一笔钱从指标到支付', () => {
  it('指标、到账、安排、签约、预付、计量扣回、进度款、结算、质保金，逐步入账，试算平衡', async () => {
    const sourceId = await withLedger(app.services.db, now, (ctx) => fundedSource(ctx));
    const { contractId } = await withLedger(app.services.db, now, async (ctx) => {
      await arrange(ctx, { lines: [roofLine(sourceId, 80_000_000n)], bookedOn: day, reason: '年度安排' });
      const made = await roofContract(ctx, { projectId: place.projectId, estateIds: [at()] }, 60_000_000n);
      await commitContract(ctx, {
        contractId: made.contractId,
        lines: [{ sourceId, estateId: at(), item: 'roof', amountFen: 60_000_000n }],
        bookedOn: day,
      });
      return made;
    });
    const pay = (kind: 'advance' | 'progress' | 'settlement' | 'retention', amountFen: bigint) =>
      withLedger(app.services.db, now, async (ctx) => {
        const { authorisationId } = await authorise(ctx, {
          ...{ paymentId: randomUUID(), contractId, kind, payee: '聊城某建设公司', bookedOn: day },
          lines: [{ sourceId, estateId: at(), item: 'roof', amountFen }],
        });
        return recordPaid(ctx, {
          ...{ authorisationId, sourceId: null, amountFen, bookedOn: day, voucherNumber: randomUUID() },
          ...{ fileId: null, payee: '聊城某建设公司' },
        });
      });
    await expect(pay('advance', 18_000_001n)).rejects.toMatchObject({ code: 'funding.ledger.advance' });
    expect(await pay('advance', 18_000_000n)).toMatchObject({ caseId: null });
    await expect(pay('progress', 1n)).rejects.toMatchObject({ code: 'funding.ledger.gate' });
    await withLedger(app.services.db, now, (ctx) =>
      passGate(ctx, {
        ...{ projectId: place.projectId, gate: 'commencement', passedOn: day, documentNumber: '施许1号' },
        ...{ fileId: null, note: '' },
      }),
    );
    const measured = (amountFen: bigint) =>
      withLedger(app.services.db, now, (ctx) =>
        measure(ctx, {
          ...{ contractId, measuredOn: day, fileId: null },
          lines: [{ sourceId, estateId: at(), item: 'roof', lineId: 'L1', quantity: '500', amountFen }],
        }),
      );
    expect(await measured(30_000_000n)).toMatchObject({
      ...{ grossFen: '30000000', retainedFen: '900000', recoveredFen: '9000000', payableFen: '20100000' },
    });
    await expect(pay('progress', 15_000_001n)).rejects.toMatchObject({ code: 'funding.ledger.progress' });
    await pay('progress', 15_000_000n);
    await expect(measured(30_000_001n)).rejects.toMatchObject({ code: 'funding.ledger.above-contract' });
    await measured(30_000_000n);
    await expect(pay('settlement', 25_200_000n)).rejects.toMatchObject({ code: 'funding.ledger.gate' });
    for (const gate of ['acceptance', 'settlement', 'warranty'])
      await withLedger(app.services.db, now, (ctx) =>
        passGate(ctx, {
          ...{
            projectId: place.projectId,
            gate,
            passedOn: day,
            documentNumber: gate,
            fileId: null,
            note: '',
          },
        }),
      );
    await expect(pay('settlement', 25_200_001n)).rejects.toMatchObject({
      code: 'funding.ledger.above-measured',
    });
    await pay('settlement', 25_200_000n);
    await expect(pay('retention', 1_800_001n)).rejects.toMatchObject({ code: 'funding.ledger.retention' });
    await pay('retention', 1_800_000n);
    expect(await balances(sourceId)).toEqual({
      ...{ origin: -100_000_000n, budget: 20_000_000n, arranged: 20_000_000n, paid: 60_000_000n },
      ...{ outside: -100_000_000n, cash: 40_000_000n, spent: 60_000_000n },
    });
  });

  it('用基础类资金支付加装电梯被拒，说明理由', async () => {
    const sourceId = await withLedger(app.services.db, now, (ctx) =>
      fundedSource(ctx, { documentNumber: '鲁财建指〔2021〕12号' }),
    );
    const line = { ...roofLine(sourceId, 1n), item: 'lifts', itemClass: 'improvement' as const };
    await expect(
      withLedger(app.services.db, now, (ctx) => arrange(ctx, { lines: [line], bookedOn: day, reason: '' })),
    ).rejects.toMatchObject({
      code: 'funding.ledger.class',
      message: '“加装电梯”属完善类，来源“鲁财建指〔2021〕12号”限用于基础类，不得安排（六(四)）。',
    });
  });

  it('没有授权的支付照样入账，成为违规事项；冲正一次，再冲正被拒', async () => {
    const sourceId = await withLedger(app.services.db, now, (ctx) => fundedSource(ctx));
    const paid = await withLedger(app.services.db, now, (ctx) =>
      recordPaid(ctx, {
        ...{
          authorisationId: null,
          sourceId,
          amountFen: 5n,
          bookedOn: day,
          voucherNumber: '支1',
          fileId: null,
        },
        payee: '不明单位',
      }),
    );
    expect(paid.caseId).not.toBeNull();
    expect(await balances(sourceId)).toMatchObject({ suspense: -5n, violation: 5n, cash: 100_000_000n });
    const undo = () =>
      withLedger(app.services.db, now, (ctx) =>
        reverse(ctx, { postingId: paid.postingId, bookedOn: day, reason: '款项退回' }),
      );
    await undo();
    await expect(undo()).rejects.toMatchObject({ code: 'funding.ledger.reversed' });
  });

  it('追加、收回、收回安排、解除占用、变更、退款、结转各记一笔，各守各的余额', async () => {
    const id = await withLedger(app.services.db, now, (ctx) => fundedSource(ctx));
    const change = { sourceId: id, bookedOn: day, reason: '调整' };
    const run = <T>(work: Parameters<typeof withLedger<T>>[2]) => withLedger(app.services.db, now, work);
    await run((ctx) => increaseSource(ctx, { ...change, amountFen: 50n }));
    await run((ctx) => recallSource(ctx, { ...change, amountFen: 50n }));
    await expect(
      run((ctx) => recallSource(ctx, { ...change, amountFen: 100_000_001n })),
    ).rejects.toMatchObject({ code: 'funding.ledger.balance' });
    const lines = [roofLine(id, 40_000_000n)];
    await run((ctx) => arrange(ctx, { ...change, lines }));
    await run((ctx) => unarrange(ctx, { ...change, lines: [roofLine(id, 10_000_000n)] }));
    const { contractId } = await run((ctx) =>
      roofContract(ctx, { projectId: place.projectId, estateIds: [at()] }, 30_000_000n),
    );
    const committed = (amountFen: bigint) => ({
      ...{ contractId, bookedOn: day, lines: [{ sourceId: id, estateId: at(), item: 'roof', amountFen }] },
    });
    await expect(run((ctx) => commitContract(ctx, committed(30_000_001n)))).rejects.toMatchObject({
      code: 'funding.ledger.above-contract',
    });
    await run((ctx) => commitContract(ctx, committed(30_000_000n)));
    await run((ctx) => uncommitContract(ctx, committed(10_000_000n)));
    const varied = (amountFen: bigint) =>
      run((ctx) =>
        varyContract(ctx, {
          ...{ contractId, documentNumber: '变更1号', fileId: null, approvedOn: day, reason: '核减' },
          lines: [
            {
              ...{ lineId: 'L1', estateId: at(), item: 'roof', itemClass: 'basic', title: '', quantity: '' },
              ...{ unit: '', amountFen },
            },
          ],
        }),
      );
    await expect(varied(19_999_999n)).rejects.toMatchObject({ code: 'funding.ledger.vary-committed' });
    expect(await varied(25_000_000n)).toEqual({ beforeFen: '30000000', afterFen: '25000000' });
    const back = { sourceId: id, bookedOn: day, voucherNumber: '退1', fileId: null, payee: '区财政局' };
    await run((ctx) => refund(ctx, { ...back, amountFen: 1_000n }));
    await expect(run((ctx) => refund(ctx, { ...back, amountFen: 1_000n }))).rejects.toMatchObject({
      code: 'funding.ledger.twice',
    });
    const next = new Date('2027-01-10T09:00:00+08:00');
    expect(
      await withLedger(app.services.db, next, (ctx) =>
        carryOverSource(ctx, { sourceId: id, toYear: 2027, bookedOn: '2027-01-05', reason: '收回结余' }),
      ),
    ).toMatchObject({ lapsedFen: '80000000' });
    expect(await balances(id)).toMatchObject({ origin: -20_000_000n, committed: 20_000_000n });
  });

  it('实物按价值另册登记，不得与资金混记；关口可撤销；违规可说明了结', async () => {
    const run = <T>(work: Parameters<typeof withLedger<T>>[2]) => withLedger(app.services.db, now, work);
    const { sourceId } = await run((ctx) =>
      grantSource(ctx, grantOrder({ cash: false, channel: 'utilities', subChannel: 'utilities' })),
    );
    const gift = { ...roofLine(sourceId, 700n), bookedOn: day, description: '自行施工' };
    await expect(
      run((ctx) => recordInKind(ctx, { ...gift, evidenceFileId: randomUUID() })),
    ).rejects.toMatchObject({ code: 'funding.ledger.file' });
    await expect(
      run((ctx) => arrange(ctx, { lines: [roofLine(sourceId, 1n)], bookedOn: day, reason: '' })),
    ).rejects.toMatchObject({ code: 'funding.ledger.in-kind' });
    const { gateId } = await run((ctx) =>
      passGate(ctx, {
        ...{ projectId: place.projectId, contractId: null, gate: 'commencement', passedOn: day },
        ...{ documentNumber: '2', fileId: null, note: '' },
      }).catch(async () => ({ gateId: '' })),
    ).catch(() => ({ gateId: '' }));
    const revoke = (id: string) => run((ctx) => revokeGate(ctx, { gateId: id, reason: '登记有误' }));
    await expect(revoke(gateId || randomUUID())).rejects.toMatchObject({
      code: 'funding.ledger.gate-absent',
    });
    const cash = await run((ctx) => fundedSource(ctx));
    const wrong = await run((ctx) =>
      recordPaid(ctx, {
        ...{ authorisationId: null, sourceId: cash, amountFen: 5n, bookedOn: day, voucherNumber: '支1' },
        ...{ fileId: null, payee: '某人' },
      }),
    );
    const answer = {
      caseId: wrong.caseId ?? '',
      how: 'explained' as const,
      bookedOn: day,
      resolution: '已追回',
    };
    await run((ctx) => resolveCase(ctx, answer));
    await expect(run((ctx) => resolveCase(ctx, answer))).rejects.toMatchObject({
      code: 'funding.ledger.case-resolved',
    });
  });

  it('按月依次结账，结过的月份不再入账', async () => {
    const close = (month: string) =>
      withLedger(app.services.db, new Date('2026-12-05T09:00:00+08:00'), (ctx) =>
        closePeriod(ctx, { regionCode: '371503', month }),
      );
    await expect(close('2026-12')).rejects.toMatchObject({ code: 'funding.ledger.month-running' });
    expect(await close('2026-11')).toMatchObject({ month: '2026-11' });
    await expect(withLedger(app.services.db, now, (ctx) => fundedSource(ctx))).rejects.toMatchObject({
      code: 'funding.ledger.period-closed',
    });
  });
});

describe('账目页面的接口', () => {
  it('财政登记指标、到账、安排，查得明细、对应关系，冲正；街道看不见别处的，也不能动用上级的', async () => {
    app.setNow('2026-12-20T09:00:00+08:00');
    const finance = await app.person(['finance']);
    const clerk = await app.person(['finance'], '371503002');
    const base = '/api/funding/ledger';
    const bookedOn = '2026-12-10';
    const order = {
      ...{
        regionCode: '371503',
        channel: 'fiscal',
        subChannel: 'central',
        title: '中央补助',
        documentNumber: '财建〔2026〕9号',
      },
      ...{ classes: ['basic'], budgetYear: 2026, carry: false, cash: true, amountFen: '100000', bookedOn },
    };
    const wrong = await finance.post(`${base}/sources`, { ...order, classes: ['enhancement'] });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'funding.ledger.source-classes' } });
    expect((await finance.post(`${base}/sources`, { ...order, extra: 1 })).status).toBe(400);
    const made = await finance.post(`${base}/sources`, order);
    expect(made.status).toBe(200);
    const { sourceId } = made.body as { sourceId: string };
    const received = { amountFen: '60000', bookedOn, voucherNumber: '收001', payer: '区财政局' };
    expect((await finance.post(`${base}/sources/${sourceId}/receive`, received)).status).toBe(200);
    expect(await finance.post(`${base}/sources/${sourceId}/receive`, received)).toMatchObject({
      ...{
        status: 409,
        body: {
          code: 'funding.ledger.twice',
          message: '来源“财建〔2026〕9号”的凭证“收001”已经入账，不得重复登记。',
        },
      },
    });
    const line = { projectId: place.projectId, estateId: at(), item: 'lifts', amountFen: '5' };
    expect(
      await finance.post(`${base}/sources/${sourceId}/arrange`, {
        bookedOn,
        reason: '安排电梯',
        lines: [line],
      }),
    ).toMatchObject({ status: 409, body: { code: 'funding.ledger.class' } });
    const arranged = await finance.post(`${base}/sources/${sourceId}/arrange`, {
      ...{ bookedOn, reason: '安排屋面', lines: [{ ...line, item: 'roof', amountFen: '40000' }] },
    });
    expect(arranged.status).toBe(200);
    expect(
      (await clerk.post(`${base}/sources/${sourceId}/receive`, { ...received, voucherNumber: '2' })).body,
    ).toMatchObject({
      code: 'funding.ledger.not-yours',
    });
    const shown = (await finance.get(`${base}/sources/${sourceId}`)).body;
    expect(shown).toMatchObject({
      ...{ grantedFen: '100000', budgetFen: '60000', receivedFen: '60000', mine: true },
      cells: [{ itemTitle: '屋面防水', balances: { arranged: '40000' } }],
    });
    expect(await inScope(app.services.db, '371503001', (tx) => balancesOf(tx, { sourceId }))).toMatchObject([
      { account: 'arranged', balanceFen: 40_000n, estateId: at() },
    ]);
    const lines = (await finance.get(`${base}/sources/${sourceId}/statement?account=budget&month=2026-12`))
      .body;
    expect(lines).toMatchObject({
      ...{ openingFen: '0', closingFen: '60000', next: null },
      lines: [
        { amountFen: '100000', afterFen: '100000' },
        { amountFen: '-40000', afterFen: '60000' },
      ],
    });
    const first = (await finance.get(`${base}/sources/${sourceId}/statement?size=2`)).body as {
      next: string;
    };
    const second = (await finance.get(`${base}/sources/${sourceId}/statement?size=50&cursor=${first.next}`))
      .body;
    expect((second as { lines: unknown[] }).lines).toHaveLength(4);
    expect((await finance.get(`${base}/sources/${sourceId}/statement?cursor=x`)).status).toBe(422);
    expect((await finance.get(`${base}/sources/${sourceId}/trace`)).body).toMatchObject({
      links: [],
      unusedFen: '60000',
    });
    const book = await finance.download(`${base}/sources/${sourceId}/statement/export?account=budget`);
    expect(book.bytes.subarray(0, 2).toString()).toBe('PK');
    expect((await finance.download(`${base}/sources/export`)).status).toBe(200);
    const { postingId } = arranged.body as { postingId: string };
    expect((await finance.get(`${base}/postings/${postingId}`)).body).toMatchObject({ kind: 'arrange' });
    expect((await clerk.get(`${base}/postings/${postingId}`)).status).toBe(404);
    const undo = { bookedOn, reason: '安排有误' };
    expect((await finance.post(`${base}/postings/${postingId}/reverse`, undo)).status).toBe(200);
    expect((await finance.post(`${base}/postings/${postingId}/reverse`, undo)).status).toBe(409);
    expect((await finance.get(`${base}/postings?kind=reverse&sourceId=${sourceId}`)).body).toMatchObject({
      total: 1,
    });
    expect((await finance.get(`${base}/periods`)).body).toMatchObject([
      { month: '2027-01' },
      { month: '2026-12', closed: false },
      { closed: true },
    ]);
    expect((await finance.get(`${base}/cases?state=open`)).body).toMatchObject({ total: 0 });
    expect(
      (await finance.get(`${base}/sources?search=财建〔2026〕9&class=basic&year=2026&state=open`)).body,
    ).toMatchObject({ total: 1 });
    const leader = await app.person(['leader']);
    for (const url of ['sources', `sources/${sourceId}/receive`, `postings/${postingId}/reverse`])
      expect(
        (
          await leader.post(
            `${base}/${url}`,
            url === 'sources' ? order : url.includes('reverse') ? undo : received,
          )
        ).status,
      ).toBe(403);
  });

  it('实物、劳务凭计价依据登记投入，列出并可冲正；资金来源不收，没有依据不收，别处的街道与领导不能登记', async () => {
    app.setNow('2026-12-20T09:00:00+08:00');
    const finance = await app.person(['finance']);
    const base = '/api/funding/ledger';
    const bookedOn = '2026-12-10';
    const grant = {
      ...{ regionCode: '371503', channel: 'utilities', subChannel: 'utilities', title: '供热单位投入' },
      ...{
        documentNumber: '供热〔2026〕3号',
        classes: ['basic'],
        budgetYear: 2026,
        carry: true,
        cash: false,
      },
      ...{ amountFen: '900000', bookedOn },
    };
    const made = await finance.post(`${base}/sources`, grant);
    expect(made).toMatchObject({ status: 200 });
    const { sourceId } = made.body as { sourceId: string };
    const url = `${base}/sources/${sourceId}/in-kind`;
    const taskForce = await app.person(['taskForce']);
    const paper = await taskForce.upload(
      `/api/funding/papers?projectId=${place.projectId}`,
      '结算单.pdf',
      Buffer.from('%PDF-1.4'),
    );
    const evidenceFileId = (paper.body as { id: string }).id;
    const order = {
      ...{ projectId: place.projectId, estateId: at(), item: 'roof', amountFen: '70000', bookedOn },
      ...{ description: '自行施工，材料与人工', evidenceFileId },
    };
    const { evidenceFileId: _, ...bare } = order;
    expect((await taskForce.post(url, bare)).status).toBe(400);
    expect((await taskForce.post(url, { ...order, extra: 1 })).status).toBe(400);
    expect(await taskForce.post(url, { ...order, evidenceFileId: randomUUID() })).toMatchObject({
      ...{ status: 404, body: { code: 'funding.works.file' } },
    });
    expect(await taskForce.post(url, { ...order, item: 'nothing' })).toMatchObject({
      body: { code: 'funding.ledger.item-unknown' },
    });
    const money = await finance.post(`${base}/sources`, {
      ...{
        ...grant,
        channel: 'fiscal',
        subChannel: 'central',
        cash: true,
        documentNumber: '财建〔2026〕77号',
      },
    });
    const cashId = (money.body as { sourceId: string }).sourceId;
    expect(await taskForce.post(`${base}/sources/${cashId}/in-kind`, order)).toMatchObject({
      body: { code: 'funding.ledger.not-in-kind' },
    });
    expect((await (await app.person(['leader'])).post(url, order)).status).toBe(403);
    const elsewhere = await app.person(['finance'], '371503002');
    expect([403, 404]).toContain((await elsewhere.post(url, order)).status);
    const given = await taskForce.post(url, order);
    expect(given).toMatchObject({ status: 200 });
    const { postingId } = given.body as { postingId: string };
    expect((await finance.get(url)).body).toMatchObject([
      {
        ...{ postingId, amountFen: '70000', itemTitle: '屋面防水', description: '自行施工，材料与人工' },
        ...{ file: { id: evidenceFileId, name: '结算单.pdf' }, reversed: false },
      },
    ]);
    expect((await finance.get(`${base}/sources/${sourceId}`)).body).toMatchObject({
      totals: expect.arrayContaining([{ account: 'inKind', balanceFen: '70000' }]),
    });
    const undo = await finance.post(`${base}/postings/${postingId}/reverse`, {
      bookedOn,
      reason: '重复登记',
    });
    expect(undo.status).toBe(200);
    expect((await finance.get(url)).body).toMatchObject([{ reversed: true }]);
  });
});
