import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrange, commitContract, grantSource, recordPaid } from '#modules/funding/server/ledger/post.ts';
import { openTestApp, type Person, type TestApp } from '#test/support/app.ts';
import { fundedSource, grantOrder, insertProject, roofContract, withLedger } from '#test/support/ledger.ts';

let app: TestApp;
let finance: Person;
let place: { projectId: string; estateIds: string[] };
let sourceId: string;
const base = '/api/funding/overview';
const day = '2026-11-10';
type Stages = Record<string, string | null> & { key: string; title: string };
type Overview = { total: Stages; rows: Stages[]; years: number[] };
type Alarm = { key: string; kind: string; amount: string; path: string; dismissed: object | null };

beforeAll(async () => {
  app = await openTestApp();
  const { db, clock } = app.services;
  finance = await app.person(['finance'], '371503');
  place = await insertProject(db, { estates: 2, now: clock.now() });
  await withLedger(db, clock.now(), async (ctx) => {
    sourceId = await fundedSource(ctx, { bookedOn: '2026-07-01' });
    const line = (n: number, amountFen: bigint) => ({
      ...{ sourceId, projectId: place.projectId, estateId: place.estateIds[n] ?? '', item: 'roof' },
      ...{ itemClass: 'basic' as const, amountFen },
    });
    await arrange(ctx, {
      lines: [line(0, 50_000_000n), line(1, 30_000_000n)],
      bookedOn: day,
      reason: '年度安排',
    });
    const { contractId } = await roofContract(
      ctx,
      { projectId: place.projectId, estateIds: [place.estateIds[0] ?? ''] },
      40_000_000n,
    );
    await commitContract(ctx, { contractId, lines: [line(0, 40_000_000n)], bookedOn: day });
    await grantSource(
      ctx,
      grantOrder({ expiresOn: '2026-12-31', bookedOn: '2026-11-01', budgetYear: 2025, amountFen: 7n }),
    );
    // The bank pays what nobody authorised: recorded, and a case.
    await recordPaid(ctx, {
      ...{ authorisationId: null, sourceId, amountFen: 900n, bookedOn: day, voucherNumber: '付-1' },
      ...{ fileId: null, payee: '不明单位' },
    });
  });
});
afterAll(() => app.close());

const show = async (query: string, who = finance) => (await who.get(`${base}${query}`)).body as Overview;
const alarms = async (query = '') =>
  (await finance.get(`${base}/alarms${query}`)).body as { items: Alarm[]; counts: Record<string, number> };

describe('资金总览', () => {
  it('各环节并列，各种分法的合计都等于总数', async () => {
    const all = await show('');
    expect(all.total).toMatchObject({
      ...{ granted: '100000007', arranged: '80000000', received: '100000000' },
      ...{ committed: '40000000', measured: '0', paid: '0', inKind: '0' },
    });
    for (const by of ['channel', 'subChannel', 'subdistrict', 'estate', 'project', 'year']) {
      const { rows, total } = await show(`?by=${by}`);
      const sum = rows.reduce((sofar, row) => sofar + BigInt(row.arranged ?? '0'), 0n);
      expect(String(sum)).toBe(total.arranged);
    }
    const estates = await show('?by=estate');
    expect(estates.rows.map(({ title, arranged }) => [title, arranged])).toEqual([
      ['账目小区1', '50000000'],
      ['账目小区2', '30000000'],
    ]);
    expect(estates.rows[0]?.granted).toBeNull();
    expect(all.rows.map(({ title }) => title)).toEqual(['财政资金']);
    expect(all.years).toEqual([2025, 2026]);
    expect((await show('?year=2025')).total).toMatchObject({ granted: '7', arranged: '0' });
  });

  it('别的街道看不到这里的小区；导出是表格；参建单位看不到', async () => {
    const other = await app.person(['subdistrictClerk'], '371503002');
    expect((await show('?by=estate', other)).rows).toEqual([]);
    expect((await finance.get(`${base}/export?by=estate`)).status).toBe(200);
    expect((await finance.get(`${base}?by=colour`)).status).toBe(400);
    const firm = await app.person(['firm'], '371503');
    expect((await firm.get(base)).status).toBe(403);
  });
});

describe('资金预警', () => {
  it('闲置、临近失效、违规事项；说明理由后暂不提示，数额一变又提示', async () => {
    const first = await alarms();
    expect(first.items.map(({ kind }) => kind)).toEqual(['idle', 'expiring', 'violation']);
    expect(first.items[0]).toMatchObject({ key: `idle:${sourceId}`, path: `/funding/sources/${sourceId}` });
    const put = (payload: object) => finance.post(`${base}/alarms/dismiss`, payload);
    expect((await put({ key: `idle:${sourceId}`, reason: '冬季停工' })).status).toBe(200);
    expect((await alarms()).counts.idle).toBe(0);
    expect((await alarms('?dismissed=true')).items).toMatchObject([
      { kind: 'idle', dismissed: { reason: '冬季停工' } },
    ]);
    const { db, clock } = app.services;
    await withLedger(db, clock.now(), (ctx) =>
      recordPaid(ctx, {
        ...{ authorisationId: null, sourceId, amountFen: 1n, bookedOn: day, voucherNumber: '付-2' },
        ...{ fileId: null, payee: '不明单位' },
      }),
    );
    expect((await alarms()).counts.violation).toBe(2);
  });

  it('不存在的预警、过去的期限、没有权限，各有一句话', async () => {
    const put = (payload: object, who = finance) => who.post(`${base}/alarms/dismiss`, payload);
    expect((await put({ key: 'idle:x', reason: '没有' })).body).toMatchObject({
      code: 'funding.overview.alarm',
    });
    const violation = (await alarms('?kind=violation')).items[0]?.key ?? '';
    const past = await put({ key: violation, reason: '再看看', until: '2020-01-01' });
    expect(past.body).toMatchObject({ code: 'funding.overview.until' });
    expect((await put({ key: violation, reason: '' })).status).toBe(400);
    const leader = await app.person(['leader'], '371503');
    expect((await put({ key: violation, reason: '代办' }, leader)).status).toBe(403);
  });
});
