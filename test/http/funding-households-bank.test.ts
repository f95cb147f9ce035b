import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { openTestApp, type Person, type TestApp } from '#test/support/app.ts';
import { type Bill, insertHouses, issueHouses, statementXlsx, yuan } from '#test/support/households.ts';

let app: TestApp;
let clerk: Person;
let finance: Person;
let foreign: Person;
const base = '/api/funding/households';
type Answer = { status: number; body: unknown };
type Statement = {
  id: string;
  state: string;
  version: number;
  report: Record<string, unknown>;
  problem: { code: string } | null;
  open: number;
  posted: number;
};
type Line = {
  id: string;
  seq: number;
  match: string;
  state: string;
  version: number;
  reasons: string[];
  parts: { billId: string; receiptNumber: string }[];
  memoMasked: string;
  payerMasked: string;
};
const codeOf = (answer: Answer) => (answer.body as { code?: string }).code;
const of = <T>(answer: Answer): T => {
  expect(answer).toMatchObject({ status: 200 });
  return answer.body as T;
};

beforeAll(async () => {
  app = await openTestApp();
  clerk = await app.person(['subdistrictClerk'], '371503001');
  finance = await app.person(['finance']);
  foreign = await app.person(['subdistrictClerk'], '371503002');
});
afterAll(() => app.close());

const upload = (estateId: string, bytes: Buffer, name = '流水.xlsx', person = finance) =>
  person.upload(`${base}/statements?estateId=${estateId}`, name, bytes);
const show = async (id: string) => of<Statement>(await finance.get(`${base}/statements/${id}`));
async function check(estateId: string, bytes: Buffer, name = '流水.xlsx'): Promise<Statement> {
  const sent = of<{ id: string }>(await upload(estateId, bytes, name));
  await app.runJobs();
  return show(sent.id);
}
async function commit(one: Statement): Promise<Statement> {
  of(await finance.post(`${base}/statements/${one.id}/commit`, { version: one.version }));
  await app.runJobs();
  return show(one.id);
}
const lines = async (id: string, query = '') =>
  of<{ items: Line[] }>(await finance.get(`${base}/statements/${id}/lines?size=200${query}`)).items;
const billOf = async (id: string) => of<Bill>(await finance.get(`${base}/bills/${id}`));
const reconciled = async (collection: string) =>
  inScope(app.services.db, everyRegion, async (tx) => {
    const { rows } = await sql<{ cash: string; receipts: string; refunds: string }>`select
      (select coalesce(sum(t.balance_fen), 0)::text from funding_total t where t.source_id = c.source_id and t.account = 'cash') as cash,
      (select coalesce(sum(amount_fen), 0)::text from funding_receipt r where r.collection_id = c.id and voided_at is null) as receipts,
      (select coalesce(sum(amount_fen), 0)::text from funding_refund r where r.collection_id = c.id and state = 'paid') as refunds
      from funding_collection c where c.id = ${collection}::uuid`.execute(tx);
    const row = rows[0] ?? { cash: '0', receipts: '0', refunds: '0' };
    expect(BigInt(row.cash)).toBe(BigInt(row.receipts) - BigInt(row.refunds));
    return BigInt(row.cash);
  });

describe('银行流水', () => {
  it('按账单号、房号、金额与姓氏匹配；对上的一次入账；其余在台上处理；台账与收据到分一致', async () => {
    const estate = await insertHouses(app, 4);
    const { id, bills } = await issueHouses(app, clerk, estate);
    const [a, b, c, d, e] = bills as [Bill, Bill, Bill, Bill, Bill];
    const bytes = await statementXlsx([
      { in: yuan(a.dueFen), memo: `改造 ${a.number.slice(0, 5)} ${a.number.slice(5)}`, payer: '外人代缴' },
      { in: yuan(b.dueFen), memo: '1号楼1单元201 电梯款', payer: '随便谁' },
      { in: yuan(c.dueFen), payer: '孙密名' },
      { in: yuan(BigInt(d.dueFen) + 1000n), memo: d.number },
      { in: '33.00', memo: '电话 13912345678 王小二', payer: '王小二' },
      { out: '12.00', memo: '手续费' },
    ]);
    const one = await check(estate.id, bytes);
    expect(one).toMatchObject({
      state: 'checked',
      report: { lines: 6, exact: 2, probable: 2, none: 2, duplicate: 0, faults: 0 },
    });
    expect(await reconciled(id)).toBe(0n);
    const all = await lines(one.id);
    expect(all.map((line) => line.match)).toEqual(['exact', 'exact', 'probable', 'probable', 'none', 'none']);
    expect(JSON.stringify(all)).not.toMatch(/13912345678|小二|密名|6228480000001234567/);
    const done = await commit(one);
    expect(done).toMatchObject({ state: 'committed', posted: 2, open: 4 });
    expect(await billOf(a.id)).toMatchObject({ state: 'paid' });
    expect(await reconciled(id)).toBe(BigInt(a.dueFen) + BigInt(b.dueFen));
    const [third, fourth, fifth, sixth] = (await lines(one.id, '&state=open')) as [Line, Line, Line, Line];
    const match = (line: Line, parts: object[], person = finance) =>
      person.post(`${base}/statement-lines/${line.id}/match`, { version: line.version, parts });
    expect((await match(third, [{ billId: c.id, amountFen: c.dueFen }], foreign)).status).toBe(404);
    const twice = await Promise.all([1, 2].map(() => match(third, [{ billId: c.id, amountFen: c.dueFen }])));
    expect(twice.map((answer) => answer.status).sort()).toEqual([200, 409]);
    const over = BigInt(d.dueFen) + 1000n;
    expect(codeOf(await match(fourth, [{ billId: d.id, amountFen: d.dueFen }]))).toBe(
      'funding.households.line-sum',
    );
    expect(
      (
        await match(fourth, [
          { billId: d.id, amountFen: d.dueFen },
          { billId: e.id, amountFen: '1000' },
        ])
      ).status,
    ).toBe(200);
    expect(codeOf(await match(sixth, [{ billId: e.id, amountFen: '1200' }]))).toBe(
      'funding.households.line-direction',
    );
    expect(
      (
        await finance.post(`${base}/statement-lines/${fifth.id}/ignore`, {
          version: fifth.version,
          reason: '物业费',
        })
      ).status,
    ).toBe(200);
    expect(await billOf(e.id)).toMatchObject({ netFen: '1000' });
    expect(await reconciled(id)).toBe(BigInt(a.dueFen) + BigInt(b.dueFen) + BigInt(c.dueFen) + over);

    const again = await check(estate.id, bytes);
    expect(again.report).toMatchObject({ lines: 6, exact: 0, duplicate: 5, none: 1 });
    const overlap = await check(
      estate.id,
      await statementXlsx([
        { in: yuan(a.dueFen), serial: 'S0', memo: a.number },
        { in: '1.00', serial: 'S99', memo: e.number },
      ]),
    );
    expect(overlap.report).toMatchObject({ duplicate: 1, exact: 1 });
    await commit(overlap);
    expect(await billOf(e.id)).toMatchObject({ netFen: '1100' });
    await reconciled(id);
  });

  it('退回的一笔作废原收据；撤销整份后可重新导入，退回的不再算作已缴', async () => {
    const estate = await insertHouses(app, 2);
    const { id, bills } = await issueHouses(app, clerk, estate);
    const [a, b] = bills as [Bill, Bill];
    const bytes = await statementXlsx([
      { in: yuan(a.dueFen), memo: a.number },
      { in: yuan(b.dueFen), memo: b.number },
    ]);
    const first = await commit(await check(estate.id, bytes));
    const back = await check(
      estate.id,
      await statementXlsx([
        { out: yuan(b.dueFen), serial: 'R1', memo: `退汇 ${b.number}`, day: '2026-11-21' },
      ]),
    );
    expect(back.report).toMatchObject({ returned: 1 });
    const [line] = (await lines((await commit(back)).id)) as [Line];
    expect(
      (await finance.post(`${base}/statement-lines/${line.id}/take-back`, { version: line.version })).status,
    ).toBe(200);
    expect(await billOf(b.id)).toMatchObject({ netFen: '0' });
    expect(await reconciled(id)).toBe(BigInt(a.dueFen));
    expect(of<{ total: number }>(await finance.get(`${base}/statements?estateId=${estate.id}`)).total).toBe(
      2,
    );
    const undo = (person: Person) =>
      person.post(`${base}/statements/${first.id}/undo`, { version: first.version, reason: '账户选错' });
    expect((await undo(foreign)).status).toBe(404);
    expect(await undo(finance)).toMatchObject({ status: 200, body: { voided: 1 } });
    expect(await reconciled(id)).toBe(0n);
    const again = await check(estate.id, bytes);
    expect(again.report).toMatchObject({ exact: 1, duplicate: 1 });
    expect(await commit(again)).toMatchObject({ posted: 1 });
    // what the bank sent back is no more paid than before
    expect(await billOf(b.id)).toMatchObject({ netFen: '0' });
    expect(await reconciled(id)).toBe(BigInt(a.dueFen));
  });

  it('两份相同的流水同时入账只入一次', async () => {
    const estate = await insertHouses(app, 2);
    const { id, bills } = await issueHouses(app, clerk, estate);
    const bytes = await statementXlsx([
      { in: yuan((bills[0] as Bill).dueFen), memo: (bills[0] as Bill).number },
    ]);
    const x = await check(estate.id, bytes);
    const y = await check(estate.id, bytes);
    const send = (one: Statement) =>
      finance.post(`${base}/statements/${one.id}/commit`, { version: one.version });
    await Promise.all([send(x), send(y)]);
    await app.runJobs();
    expect((await show(x.id)).posted + (await show(y.id)).posted).toBe(1);
    expect(await reconciled(id)).toBe(BigInt((bills[0] as Bill).dueFen));
  });

  it('脏文件、坏文件：读得懂的读，读不懂的指出单元格，伪造的拒绝，从不出 5xx', async () => {
    const estate = await insertHouses(app, 1);
    const { bills } = await issueHouses(app, clerk, estate);
    const one = bills[0] as Bill;
    const csv = (text: string) => check(estate.id, Buffer.from(text), '流水.csv');
    const dirty = await csv(
      `账户明细\n交易日期,收支,交易金额(元),对方户名,附言\n2026/11/20 10:11:12,收入,"￥${yuan(one.dueFen)}元",赵密名,${one.number}\n20261121,支出,-5.00,银行,手续费\n合计,,999,,\n`,
    );
    expect(dirty).toMatchObject({ state: 'checked', report: { lines: 2, exact: 1, faults: 0, passed: 1 } });
    const bad = await csv(
      '交易日期,贷方发生额,附言\n2026-13-45,10.00,a\n2026-11-20,一百,b\n2026-11-20,1.005,c\n',
    );
    expect(bad.report).toMatchObject({
      lines: 0,
      faults: 3,
      issues: [{ cell: 'A2' }, { cell: 'B3' }, { cell: 'B4' }],
    });
    expect(codeOf(await finance.post(`${base}/statements/${bad.id}/commit`, { version: bad.version }))).toBe(
      'funding.households.statement-faulty',
    );
    const hostile: [Buffer, string][] = [
      [Buffer.from('PK\u0003\u0004not a zip'), '流水.xlsx'],
      [Buffer.from('<html><table></table></html>'), '流水.xls'],
      [Buffer.from('a,b\n"unclosed'), '流水.csv'],
      [Buffer.from([0, 1, 2, 3]), '流水.csv'],
      [Buffer.from('没有表头\n1,2'), '流水.csv'],
    ];
    for (const [bytes, name] of hostile) {
      const failed = await check(estate.id, bytes, name);
      expect(failed).toMatchObject({
        state: 'failed',
        problem: { code: expect.stringMatching(/^(documents|funding)\./) },
      });
      expect(failed.problem?.code).not.toBe('funding.households.statement-fault');
    }
    const formula = await csv(`交易日期,贷方发生额,附言\n2026-11-20,1.00,"=cmd|' /C calc'!A0"\n`);
    expect(formula.state).toBe('checked');
    expect((await upload(estate.id, Buffer.from('x'), 'a.csv', await app.person(['leader']))).status).toBe(
      403,
    );
    expect((await upload(estate.id, Buffer.from('x'), 'a.csv', foreign)).status).toBe(404);
    expect((await finance.post(`${base}/statements/${randomUUID()}/commit`, { version: 1 })).status).toBe(
      404,
    );
  });
});
