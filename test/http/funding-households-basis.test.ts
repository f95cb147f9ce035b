import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recallSource } from '#modules/funding/server/ledger/post.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { writeTable } from '#platform/documents/xlsx-write/table.ts';
import { openTestApp, type Person, type TestApp } from '#test/support/app.ts';
import {
  type Bill,
  collectionBody,
  type HouseEstate,
  insertCountedVote,
  insertHouses,
  issueHouses,
} from '#test/support/households.ts';
import { withLedger } from '#test/support/ledger.ts';

let app: TestApp;
let clerk: Person;
let finance: Person;
const base = '/api/funding/households';
type Answer = { status: number; body: unknown };
const codeOf = (answer: Answer) => (answer.body as { code?: string }).code;
const of = <T>(answer: Answer): T => {
  expect(answer).toMatchObject({ status: 200 });
  return answer.body as T;
};

beforeAll(async () => {
  app = await openTestApp();
  clerk = await app.person(['subdistrictClerk'], '371503001');
  finance = await app.person(['finance']);
});
afterAll(() => app.close());

const balances = async (estate: HouseEstate, balance: number, asOf = '2026-11-01') => {
  const bytes = await writeTable({
    sheet: '余额',
    columns: ['楼栋', '单元', '房号', '首期交存额（元）', '余额（元）'].map((title) => ({ title })),
    rows: [
      ['1号楼', '1单元', '101', 5000, balance],
      ['1号楼', '2单元', '101', 5000, balance],
    ],
  });
  return clerk.upload(`${base}/fund-balances?estateId=${estate.id}&asOf=${asOf}`, '余额.xlsx', bytes);
};
const draw = (estate: HouseEstate, vote: object, change: object = {}) =>
  clerk.post(`${base}/drawdowns`, {
    ...{ key: randomUUID(), estateId: estate.id, title: '屋面大修', item: 'roof', amountFen: '10000' },
    ...vote,
    ...change,
  });
const total = async (estate: HouseEstate) =>
  of<{ balanceFen: string }>(await clerk.get(`${base}/fund?estateId=${estate.id}`)).balanceFen;

describe('维修资金的表决依据', () => {
  it('一个单元、一栋楼的表决不能动用更大范围的维修资金', async () => {
    const estate = await insertHouses(app, 1);
    expect((await balances(estate, 3000)).status).toBe(200);
    const narrow = await insertCountedVote(app, estate, {
      ...{ kind: 'fundUse', building: '1号楼', entrance: '1单元' },
    });
    const block = await insertCountedVote(app, estate, { kind: 'fundUse', building: '1号楼' });
    const building = { scope: 'building', building: '1号楼' };
    const refused = 'funding.households.vote-scope';
    expect(codeOf(await draw(estate, narrow))).toBe(refused);
    expect(codeOf(await draw(estate, narrow, building))).toBe(refused);
    expect(codeOf(await draw(estate, narrow, { ...building, scope: 'entrance', entrance: '2单元' }))).toBe(
      refused,
    );
    expect(codeOf(await draw(estate, block, { building: '1号楼' }))).toBe(refused);
    expect(await total(estate)).toBe('600000');
    expect((await draw(estate, block, building)).status).toBe(200);
    expect((await draw(estate, narrow, { ...building, scope: 'entrance', entrance: '1单元' })).status).toBe(
      200,
    );
  });

  it('同一项表决、同一用途只能用一次；不同意后可再申请；另一用途不受影响', async () => {
    const estate = await insertHouses(app, 1);
    expect((await balances(estate, 3000)).status).toBe(200);
    const vote = await insertCountedVote(app, estate, { kind: 'fundUse' });
    const decide = (id: string, approve: boolean) =>
      finance.post(`${base}/drawdowns/${id}/decide`, { version: 1, approve, note: '测试' });
    const both = await Promise.all([draw(estate, vote), draw(estate, vote)]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
    const first = of<{ id: string }>(both.find((one) => one.status === 200) as Answer);
    expect(codeOf(await draw(estate, vote, { scope: 'building', building: '1号楼' }))).toBe(
      'funding.fund.vote-used',
    );
    expect((await decide(first.id, false)).status).toBe(200);
    const second = of<{ id: string }>(await draw(estate, vote));
    expect((await decide(second.id, true)).status).toBe(200);
    expect(codeOf(await draw(estate, vote))).toBe('funding.fund.vote-used');
    expect((await draw(estate, vote, { item: 'drainage', title: '下水大修' })).status).toBe(200);
    expect(await total(estate)).toBe('590000');
    expect(codeOf(await balances(estate, 3000, '2026-01-01'))).toBe('funding.fund.balance-older');
    expect(await total(estate)).toBe('590000');
  });
});

describe('应缴的表决依据', () => {
  const draft = async (estate: HouseEstate, change: object = {}) =>
    of<{ id: string }>(await clerk.post(`${base}/collections`, collectionBody(estate.id, change))).id;
  const issue = (id: string, vote: object) =>
    clerk.post(`${base}/collections/${id}/issue`, {
      ...{ version: 1, basis: { kind: 'vote', ...vote } },
      instalments: [{ dueOn: '2026-12-31', share: '1' }],
    });

  it('选聘物业企业、选举业主委员会不产生应缴；加装电梯须按改建表决；筹集与方案可以', async () => {
    const estate = await insertHouses(app, 1);
    const id = await draft(estate);
    for (const kind of ['manager', 'committee', 'covenant', 'commonUse', 'fundUse'])
      expect(codeOf(await issue(id, await insertCountedVote(app, estate, { kind })))).toBe(
        'funding.households.vote-kind',
      );
    const setup = of<{ passed: object[] }>(await clerk.get(`${base}/setup?estateId=${estate.id}`));
    expect(setup.passed).toEqual([]);
    expect((await issue(id, await insertCountedVote(app, estate, { kind: 'fundRaise' }))).status).toBe(200);
    const lift = await draft(estate, { items: ['lifts'] });
    expect(codeOf(await issue(lift, await insertCountedVote(app, estate)))).toBe(
      'funding.households.vote-kind',
    );
    expect((await issue(lift, await insertCountedVote(app, estate, { kind: 'rebuild' }))).status).toBe(200);
  });

  it('一项表决只使同一户应缴一次；两人同时发出也只有一份', async () => {
    const estate = await insertHouses(app, 1);
    const vote = await insertCountedVote(app, estate);
    const [a, b] = [await draft(estate), await draft(estate)];
    const both = await Promise.all([issue(a, vote), issue(b, vote)]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
    expect(codeOf(both.find((one) => one.status === 409) as Answer)).toBe('funding.households.vote-used');
    const part = await draft(estate, { scope: 'building', building: '1号楼' });
    expect(codeOf(await issue(part, vote))).toBe('funding.households.vote-used');
    const wide = await insertCountedVote(app, estate);
    const block = { scope: 'entrance', building: '1号楼' };
    expect((await issue(await draft(estate, { ...block, entrance: '1单元' }), wide)).status).toBe(200);
    expect((await issue(await draft(estate, { ...block, entrance: '2单元' }), wide)).status).toBe(200);
  });
});

describe('款项安排以后的减免', () => {
  it('照样批准：没有安排的收回，已安排的记为指定渠道待拨付，合计到分', async () => {
    const estate = await insertHouses(app, 1);
    const { id, bills } = await issueHouses(app, clerk, estate);
    const one = bills[0] as Bill;
    const ledger = () =>
      inScope(app.services.db, everyRegion, async (tx) => {
        const { rows } = await sql<{ source: string; fen: string }>`select c.source_id as source,
          (select sum(t.balance_fen)::text from funding_total t where t.source_id = c.source_id and t.account = 'budget') as fen
          from funding_collection c where c.id = ${id}::uuid`.execute(tx);
        return rows[0] ?? { source: '', fen: '' };
      });
    // stands for money arranged meanwhile: no more than 40.00 yuan of the source is free
    await withLedger(app.services.db, app.services.clock.now(), async (ctx) =>
      recallSource(ctx, {
        ...{ sourceId: (await ledger()).source, amountFen: 1_000_001n - 4000n },
        ...{ bookedOn: '2026-11-21', reason: '测试' },
      }),
    );
    const fileId = of<{ id: string }>(
      await clerk.upload(`${base}/files?estateId=${estate.id}`, '低保证.pdf', Buffer.from('%PDF 低保')),
    ).id;
    const spare = async (amountFen: string) => {
      const body = { kind: 'hardship', amountFen, subChannel: 'district', reason: '低保户', fileId };
      const asked = of<{ id: string }>(await clerk.post(`${base}/bills/${one.id}/reliefs`, body));
      return finance.post(`${base}/reliefs/${asked.id}/decide`, { version: 1, approve: true });
    };
    expect((await spare('10000')).status).toBe(200);
    expect((await ledger()).fen).toBe('0');
    expect((await spare('500')).status).toBe(200);
    const list = of<{ items: { amountFen: string; claimFen: string }[] }>(
      await finance.get(`${base}/reliefs?open=false&estateId=${estate.id}`),
    ).items.map((each) => [each.amountFen, each.claimFen]);
    expect(list.sort()).toEqual([
      ['10000', '6000'],
      ['500', '500'],
    ]);
    expect(of<Bill>(await clerk.get(`${base}/bills/${one.id}`)).dueFen).toBe(
      String(BigInt(one.shareFen) - 10_500n),
    );
  });
});
