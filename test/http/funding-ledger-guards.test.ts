import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  arrange,
  authorise,
  commitContract,
  grantSource,
  receive,
  recordPaid,
} from '#modules/funding/server/ledger/post.ts';
import { inScope } from '#platform/database/scope.ts';
import { openTestApp, type TestApp } from '#test/support/app.ts';
import { fundedSource, grantOrder, insertProject, roofContract, withLedger } from '#test/support/ledger.ts';

let app: TestApp;
let place: { projectId: string; estateIds: string[] };
const now = new Date('2026-11-22T09:00:00+08:00');
const day = '2026-11-10';
const base = '/api/funding/ledger';
const run = <T>(work: Parameters<typeof withLedger<T>>[2], at = now) => withLedger(app.services.db, at, work);

beforeAll(async () => {
  app = await openTestApp();
  app.setNow(now.toISOString());
  place = await insertProject(app.services.db, { now });
});
afterAll(() => app.close());

const estateId = (): string => place.estateIds[0] as string;
/** A contract of 600 fen with the money of a source bound to it. */
async function bound(sourceId: string, amountFen = 600n): Promise<string> {
  const line = { sourceId, estateId: estateId(), item: 'roof', amountFen };
  return run(async (ctx) => {
    const lines = [{ ...line, projectId: place.projectId, itemClass: 'basic' as const }];
    await arrange(ctx, { lines, bookedOn: day, reason: '安排' });
    const { contractId } = await roofContract(
      ctx,
      { projectId: place.projectId, estateIds: [estateId()] },
      amountFen,
    );
    await commitContract(ctx, { contractId, bookedOn: day, lines: [line] });
    return contractId;
  });
}
const advance = (contractId: string, sourceId: string, amountFen: bigint, at = now) =>
  run(
    (ctx) =>
      authorise(ctx, {
        ...{ paymentId: randomUUID(), contractId, kind: 'advance', payee: '聊城某建设公司', bookedOn: day },
        lines: [{ sourceId, estateId: estateId(), item: 'roof', amountFen }],
      }),
    at,
  );

describe('街道只看本街道的钱', () => {
  it('区级来源的到账、违规及其凭证、收款人，别的街道看不见；来源的合计看得见', async () => {
    const sourceId = await run((ctx) => fundedSource(ctx));
    const contractId = await bound(sourceId);
    const { authorisationId } = await advance(contractId, sourceId, 100n);
    const fact = { bookedOn: day, fileId: null, sourceId };
    await run((ctx) =>
      receive(ctx, { ...fact, amountFen: 5n, voucherNumber: '收甲', payer: '张三13800138000' }),
    );
    const wrong = await run((ctx) =>
      recordPaid(ctx, { ...fact, authorisationId, amountFen: 7n, voucherNumber: '支甲', payee: '别家公司' }),
    );
    const loose = await run((ctx) =>
      recordPaid(ctx, {
        ...fact,
        ...{ authorisationId: null, amountFen: 8n, voucherNumber: '支乙', payee: '李四' },
      }),
    );
    const read = (scope: string) =>
      inScope(app.services.db, scope, async (tx) => ({
        parties: (
          await tx.selectFrom('fundingPosting').select('party').where('sourceId', '=', sourceId).execute()
        )
          .map((one) => one.party)
          .filter((party) => party !== '')
          .sort(),
        cases: (
          await tx.selectFrom('fundingCase').select('id').where('sourceId', '=', sourceId).execute()
        ).map((one) => one.id),
        vouchers: (
          await tx.selectFrom('fundingVoucher').select('number').where('sourceId', '=', sourceId).execute()
        ).length,
        authorised: (
          await tx
            .selectFrom('fundingAuthorisation')
            .select('id')
            .where('contractId', '=', contractId)
            .execute()
        ).length,
        totals: (
          await tx.selectFrom('fundingTotal').select('account').where('sourceId', '=', sourceId).execute()
        ).length,
      }));
    expect(await read('371503')).toMatchObject({ vouchers: 4, authorised: 1 });
    expect((await read('371503')).parties).toHaveLength(4);
    expect(await read('371503001')).toMatchObject({
      ...{ parties: ['别家公司'], cases: [wrong.caseId], vouchers: 1, authorised: 1 },
    });
    const other = await read('371503002');
    expect(other).toMatchObject({ parties: [], cases: [], vouchers: 0, authorised: 0 });
    expect(other.totals).toBeGreaterThan(0);
    const clerk = await app.person(['finance'], '371503002');
    const list = (await clerk.get(`${base}/postings?size=200`)).body as { items: { kind: string }[] };
    expect([...new Set(list.items.map((one) => one.kind))]).toEqual(['grant']);
    expect((await clerk.get(`${base}/cases`)).body).toMatchObject({ total: 0 });
    expect((await clerk.get(`${base}/postings/${loose.postingId}`)).status).toBe(404);
    const own = await app.person(['finance'], '371503001');
    expect(
      await own.post(`${base}/cases/${wrong.caseId}/resolve`, { how: 'explained', resolution: '自行了结' }),
    ).toMatchObject({ body: { code: 'funding.ledger.not-yours' } });
  });
});

describe('日期', () => {
  it('年份打错、早于预算年度上一年、尚未到的日期都不入账，并说明', async () => {
    const finance = await app.person(['finance']);
    const order = {
      ...{ regionCode: '371503', channel: 'fiscal', subChannel: 'central', title: '中央补助' },
      ...{
        documentNumber: '财建〔2026〕1号',
        classes: ['basic'],
        budgetYear: 2026,
        carry: false,
        cash: true,
      },
      amountFen: '100000',
    };
    for (const bookedOn of ['0206-11-01', '1999-12-31', '2024-12-31'])
      expect(await finance.post(`${base}/sources`, { ...order, bookedOn })).toMatchObject({
        ...{ status: 422, body: { code: 'funding.ledger.early' } },
      });
    expect(await finance.post(`${base}/sources`, { ...order, bookedOn: '2026-11-24' })).toMatchObject({
      ...{ status: 422, body: { code: 'funding.ledger.future' } },
    });
    const made = await finance.post(`${base}/sources`, { ...order, bookedOn: day });
    const { sourceId } = made.body as { sourceId: string };
    const fact = { amountFen: '1', voucherNumber: '1', payer: '区财政局', bookedOn: '0206-11-01' };
    expect(await finance.post(`${base}/sources/${sourceId}/receive`, fact)).toMatchObject({
      ...{ status: 422, body: { code: 'funding.ledger.early' } },
    });
  });

  it('来源过期后，倒填日期也不能安排、授权', async () => {
    const { sourceId } = await run(async (ctx) => {
      const made = await grantSource(ctx, grantOrder({ expiresOn: '2026-11-30' }));
      await receive(ctx, {
        ...{ sourceId: made.sourceId, amountFen: 900n, bookedOn: day, voucherNumber: '1', fileId: null },
        payer: '区财政局',
      });
      return made;
    });
    const contractId = await bound(sourceId);
    const later = new Date('2026-12-01T09:00:00+08:00');
    await expect(advance(contractId, sourceId, 100n, later)).rejects.toMatchObject({
      code: 'funding.ledger.expired',
    });
    const line = { sourceId, projectId: place.projectId, estateId: estateId(), item: 'roof' };
    await expect(
      run(
        (ctx) =>
          arrange(ctx, {
            lines: [{ ...line, itemClass: 'basic', amountFen: 1n }],
            ...{ bookedOn: day, reason: '补记' },
          }),
        later,
      ),
    ).rejects.toMatchObject({ code: 'funding.ledger.expired' });
    await advance(contractId, sourceId, 100n);
  });
});
