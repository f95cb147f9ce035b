import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { readDocument } from '#platform/documents/read-document.ts';
import { openTestApp, type Person, type TestApp } from '#test/support/app.ts';
import {
  type Bill,
  collectionBody,
  type HouseEstate,
  insertCountedVote,
  insertHouses,
  issueHouses,
} from '#test/support/households.ts';

let app: TestApp;
let clerk: Person;
let other: Person;
let finance: Person;
let leader: Person;
let foreign: Person;
const base = '/api/funding/households';
type Answer = { status: number; body: unknown };
const codeOf = (answer: Answer) => (answer.body as { code?: string }).code;
const of = <T>(answer: Answer): T => {
  expect(answer).toMatchObject({ status: 200 });
  return answer.body as T;
};
const bodyOf = of;

beforeAll(async () => {
  app = await openTestApp();
  clerk = await app.person(['subdistrictClerk'], '371503001');
  other = await app.person(['subdistrictClerk'], '371503001');
  finance = await app.person(['finance']);
  leader = await app.person(['leader']);
  foreign = await app.person(['subdistrictClerk'], '371503002');
});
afterAll(() => app.close());

const bills = async (id: string, query = '') =>
  bodyOf<{ total: number; items: Bill[] }>(
    await clerk.get(`${base}/collections/${id}/bills?size=200${query}`),
  );
const bill = async (id: string) =>
  bodyOf<Bill & { history: object[]; why: object[] }>(await clerk.get(`${base}/bills/${id}`));
const file = async (estate: HouseEstate, name = '协议.pdf') =>
  bodyOf<{ id: string }>(
    await clerk.upload(`${base}/files?estateId=${estate.id}`, name, Buffer.from(`%PDF ${randomUUID()}`)),
  ).id;
const cash = (id: string, amountFen: string, change: object = {}, person: Person = finance) =>
  person.post(`${base}/bills/${id}/receipts`, {
    ...{
      key: randomUUID(),
      amountFen,
      receivedOn: '2026-11-20',
      way: 'cash',
      payer: '赵密名',
      voucher: 'P1',
    },
    ...change,
  });
/** Receipts of a collection's source in the ledger, less what was reversed and refunded. */
const ledgerCash = async (collection: string): Promise<bigint> =>
  inScope(app.services.db, everyRegion, async (tx) => {
    const { rows } = await sql<{ fen: string }>`select coalesce(sum(t.balance_fen), 0)::text as fen
      from funding_total t join funding_collection c on c.source_id = t.source_id
      where c.id = ${collection}::uuid and t.account = 'cash'`.execute(tx);
    return BigInt(rows[0]?.fen ?? '0');
  });

describe('拟定与分摊', () => {
  it('按面积分摊到分，合计与总额一致；同一次提交只登记一次；改后重新计算', async () => {
    const estate = await insertHouses(app);
    const body = collectionBody(estate.id);
    const made = of<{ id: string; version: number }>(await clerk.post(`${base}/collections`, body));
    const { items } = await bills(made.id);
    expect(items).toHaveLength(6);
    expect(items.reduce((sum, one) => sum + BigInt(one.shareFen), 0n)).toBe(1_000_001n);
    expect(items.every((one) => one.state === 'undue')).toBe(true);
    expect(codeOf(await clerk.post(`${base}/collections`, body))).toBe('funding.households.key-used');
    const { key: _key, estateId: _estate, ...values } = body;
    const edited = await clerk.post(`${base}/collections/${made.id}`, {
      ...values,
      version: 1,
      method: 'equal',
    });
    expect(edited.status).toBe(200);
    const equal = (await bills(made.id)).items.map((one) => Number(one.shareFen));
    expect(Math.max(...equal) - Math.min(...equal)).toBe(1);
    expect(codeOf(await clerk.post(`${base}/collections/${made.id}`, { ...values, version: 1 }))).toBe(
      'funding.households.stale',
    );
    const shown = of<{ sums: object; methodBasis: object }>(
      await leader.get(`${base}/collections/${made.id}`),
    );
    expect(shown).toMatchObject({
      sums: { parts: 6, shareFen: '1000001' },
      buildings: [{ building: '1号楼' }],
    });
  });

  it('电梯按楼层系数与面积；没有系数的楼层拒绝；系数待核', async () => {
    const estate = await insertHouses(app, 4);
    const scope = {
      scope: 'entrance',
      building: '1号楼',
      entrance: '1单元',
      method: 'floor',
      items: ['lifts'],
    };
    const made = of<{ id: string }>(
      await clerk.post(`${base}/collections`, collectionBody(estate.id, scope)),
    );
    const { items } = await bills(made.id);
    expect(items.map((one) => one.shareFen).slice(0, 2)).toEqual(['0', '0']);
    expect(items.reduce((sum, one) => sum + BigInt(one.shareFen), 0n)).toBe(1_000_001n);
    const shown = of<{ methodBasis: { unverified: boolean } }>(
      await clerk.get(`${base}/collections/${made.id}`),
    );
    expect(shown.methodBasis.unverified).toBe(true);
    const few = { ...scope, coefficients: { '1': '0', '2': '0.5' } };
    expect(codeOf(await clerk.post(`${base}/collections`, collectionBody(estate.id, few)))).toBe(
      'funding.households.coefficient',
    );
  });

  it('按约定的表：合计不符、缺户、没有签字文件都拒绝', async () => {
    const estate = await insertHouses(app, 1);
    const [a = '', b = ''] = estate.parts;
    const post = (change: object) =>
      clerk.post(
        `${base}/collections`,
        collectionBody(estate.id, { method: 'agreement', totalFen: '100', ...change }),
      );
    const agreementFile = await file(estate);
    const rows = (x: string, y: string) => [
      { partId: a, amountFen: x },
      { partId: b, amountFen: y },
    ];
    expect(codeOf(await post({ agreed: rows('40', '60') }))).toBe('funding.households.agreement-file');
    expect(codeOf(await post({ agreed: rows('40', '61'), agreementFile }))).toBe(
      'funding.households.agreement-sum',
    );
    expect(codeOf(await post({ agreed: rows('40', '60').slice(1), agreementFile }))).toBe(
      'funding.households.agreement-missing',
    );
    expect(
      codeOf(
        await post({
          agreed: [
            { partId: a, amountFen: '40' },
            { partId: b, weight: '1' },
          ],
          agreementFile,
        }),
      ),
    ).toBe('funding.households.agreement-mixed');
    expect((await post({ agreed: rows('40', '60'), agreementFile })).status).toBe(200);
    expect(codeOf(await post({ agreed: rows('40', '60'), agreementFile: randomUUID() }))).toBe(
      'funding.households.file',
    );
  });

  it('约定的表可用表格上传：金额合计须等于总额，权数按比例；认不出的房号指出单元格', async () => {
    const estate = await insertHouses(app, 1);
    const made = of<{ id: string }>(
      await clerk.post(`${base}/collections`, collectionBody(estate.id, { totalFen: '100' })),
    );
    const signed = await file(estate);
    const send = (version: number, rows: string, person = clerk) =>
      person.upload(
        `${base}/collections/${made.id}/agreement?version=${version}&fileId=${signed}`,
        '约定.csv',
        Buffer.from(`楼栋,单元,房号,${rows}`),
      );
    const sum = await send(1, '金额（元）\n1号楼,1单元,101,0.40\n1号楼,2单元,101,0.61\n');
    expect(codeOf(sum)).toBe('funding.households.agreement-sum');
    const strange = await send(1, '金额（元）\n1号楼,1单元,901,1\n');
    expect(codeOf(strange)).toBe('funding.households.table-faulty');
    expect((await send(1, '权数\n1,1,101,1\n', foreign)).status).toBe(404);
    expect((await send(1, '权数\n1号楼,1单元,101,1\n1号楼,2单元,101,3\n')).status).toBe(200);
    expect((await bills(made.id)).items.map((one) => one.shareFen)).toEqual(['25', '75']);
    expect((await send(2, '金额\n1号楼,1单元,101,0.40\n1号楼,2单元,101,0.60\n')).status).toBe(200);
    expect((await bills(made.id)).items.map((one) => one.shareFen)).toEqual(['40', '60']);
  });

  it('没有面积的拒绝并点名；领导不能拟定；另一街道看不到', async () => {
    const estate = await insertHouses(app, 1);
    await inScope(app.services.db, everyRegion, (tx) =>
      tx
        .updateTable('surveyPart')
        .set({ areaCm2: null, areaSource: null })
        .where('id', '=', estate.parts[0] ?? '')
        .execute(),
    );
    const answer = await clerk.post(`${base}/collections`, collectionBody(estate.id));
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'funding.households.area-unknown', message: expect.stringContaining('1号楼1单元101') },
    });
    expect((await leader.post(`${base}/collections`, collectionBody(estate.id))).status).toBe(403);
    expect((await foreign.post(`${base}/collections`, collectionBody(estate.id))).status).toBe(404);
    expect(
      (await clerk.post(`${base}/collections`, { ...collectionBody(estate.id), strange: 1 })).status,
    ).toBe(400);
    const setup = of<{ buildings: { withoutArea: number }[] }>(
      await clerk.get(`${base}/setup?estateId=${estate.id}`),
    );
    expect(setup.buildings[0]?.withoutArea).toBe(1);
  });
});

describe('依据与应缴', () => {
  it('没有通过的表决、别的小区的表决、只在一个单元的表决都不能作依据；数据库也不收没有依据的应缴', async () => {
    const estate = await insertHouses(app);
    const made = of<{ id: string; version: number }>(
      await clerk.post(`${base}/collections`, collectionBody(estate.id)),
    );
    const issue = (basis: object, instalments = [{ dueOn: '2026-12-31', share: '1' }]) =>
      clerk.post(`${base}/collections/${made.id}/issue`, { version: made.version, basis, instalments });
    const failed = await insertCountedVote(app, estate, { passed: false });
    expect(codeOf(await issue({ kind: 'vote', ...failed }))).toBe('funding.households.not-passed');
    const elsewhere = await insertCountedVote(app, await insertHouses(app, 1));
    expect(codeOf(await issue({ kind: 'vote', ...elsewhere }))).toBe('funding.households.not-passed');
    const narrow = await insertCountedVote(app, estate, { building: '1号楼', entrance: '1单元' });
    expect(codeOf(await issue({ kind: 'vote', ...narrow }))).toBe('funding.households.vote-scope');
    const agreement = { kind: 'agreement', title: '出资协议', signedOn: '2026-11-01', fileId: randomUUID() };
    expect(codeOf(await issue(agreement))).toBe('funding.households.file');
    const passed = { kind: 'vote', ...(await insertCountedVote(app, estate)) };
    expect(codeOf(await issue(passed, [{ dueOn: '2026-12-31', share: '0.9' }]))).toBe(
      'funding.households.plan',
    );
    expect(codeOf(await issue(passed, [{ dueOn: '2026-01-31', share: '1' }]))).toBe(
      'funding.households.due-day',
    );
    const [first] = (await bills(made.id)).items;
    const bare = inScope(app.services.db, everyRegion, (tx) =>
      tx
        .updateTable('fundingBill')
        .set({ dueFen: first?.shareFen ?? '0' })
        .where('id', '=', first?.id ?? '')
        .execute(),
    );
    await expect(bare).rejects.toMatchObject({ constraint: 'funding_bill_due_needs_basis' });
    const forged = inScope(app.services.db, everyRegion, (tx) =>
      tx
        .insertInto('fundingBasis')
        .values({
          ...{
            id: randomUUID(),
            collectionId: made.id,
            estateId: estate.id,
            regionCode: estate.region,
            kind: 'vote',
          },
          ...{ voteId: failed.voteId, matterId: 'm1', title: '假', documentNumber: '假' },
          ...{ enteredAt: new Date(), enteredBy: '假' },
        })
        .execute(),
    );
    await expect(forged).rejects.toMatchObject({ constraint: 'funding_basis_not_passed' });
    expect(codeOf(await cash(first?.id ?? '', '100'))).toBe('funding.households.state');
    expect((await issue(passed)).status).toBe(200);
    expect(codeOf(await issue(passed))).toBe('funding.households.stale');
    const frozen = inScope(app.services.db, everyRegion, (tx) =>
      tx.updateTable('fundingCollection').set({ totalFen: 5n }).where('id', '=', made.id).execute(),
    );
    await expect(frozen).rejects.toMatchObject({ constraint: 'funding_collection_frozen' });
  });

  it('签字协议也是依据；账单号有校验位且不重；点两下只发出一次', async () => {
    const estate = await insertHouses(app);
    const made = of<{ id: string; version: number }>(
      await clerk.post(`${base}/collections`, collectionBody(estate.id)),
    );
    const basis = {
      kind: 'agreement',
      title: '出资协议',
      documentNumber: 'XY-1',
      signedOn: '2026-11-01',
      fileId: await file(estate),
    };
    const issue = () =>
      clerk.post(`${base}/collections/${made.id}/issue`, {
        version: 1,
        basis,
        instalments: [{ dueOn: '2026-12-31', share: '1' }],
      });
    const answers = await Promise.all([issue(), issue()]);
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409]);
    const { items } = await bills(made.id);
    expect(new Set(items.map((one) => one.number)).size).toBe(6);
    expect(items.every((one) => /^J\d{14}$/.test(one.number))).toBe(true);
    expect(items.reduce((sum, one) => sum + BigInt(one.dueFen), 0n)).toBe(1_000_001n);
  });

  it('认缴：意愿不需签字，协议须有文件；入户登记可转入', async () => {
    const estate = await insertHouses(app);
    const made = of<{ id: string }>(await clerk.post(`${base}/collections`, collectionBody(estate.id)));
    const [one] = (await bills(made.id)).items;
    const pledge = (change: object) =>
      clerk.post(`${base}/bills/${one?.id}/pledge`, {
        version: 1,
        amountFen: '5000',
        source: 'wish',
        signedOn: '2026-11-01',
        ...change,
      });
    expect(codeOf(await pledge({ source: 'agreement' }))).toBe('funding.households.pledge-file');
    expect((await pledge({})).status).toBe(200);
    const taken = await clerk.post(`${base}/collections/${made.id}/pledges`, {});
    expect(taken).toMatchObject({ status: 200, body: { taken: 0 } });
    expect(await bill(one?.id ?? '')).toMatchObject({ pledgedFen: '5000', dueFen: null });
  });
});

describe('减免、收款、退款', () => {
  it('减免须由另一人批准、由指定渠道承担；应缴随之减少，台账来源也减少', async () => {
    const estate = await insertHouses(app);
    const { id, bills: issued } = await issueHouses(app, clerk, estate);
    const one = issued[0] as Bill;
    const propose = (change: object = {}) =>
      clerk.post(`${base}/bills/${one.id}/reliefs`, {
        ...{
          kind: 'hardship',
          amountFen: '10000',
          subChannel: 'district',
          reason: '低保户',
          fileId: proof,
          ...change,
        },
      });
    const proof = await file(estate, '低保证.jpg');
    expect(codeOf(await propose({ subChannel: 'residents' }))).toBe('funding.households.relief-channel');
    expect(codeOf(await propose({ amountFen: '99999999' }))).toBe('funding.households.relief-over');
    const asked = of<{ id: string; version: number }>(await propose());
    const decide = (person: Person) =>
      person.post(`${base}/reliefs/${asked.id}/decide`, { version: 1, approve: true });
    expect(codeOf(await decide(clerk))).toBe('funding.households.two-persons');
    expect((await decide(leader)).status).toBe(403);
    expect((await decide(foreign)).status).toBe(404);
    const both = await Promise.all([decide(other), decide(finance)]);
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect(await bill(one.id)).toMatchObject({
      reliefFen: '10000',
      dueFen: String(BigInt(one.shareFen) - 10000n),
    });
    const granted = await inScope(app.services.db, everyRegion, async (tx) => {
      const { rows } = await sql<{ fen: string }>`select sum(t.balance_fen)::text as fen from funding_total t
        join funding_collection c on c.source_id = t.source_id where c.id = ${id}::uuid and t.account = 'budget'`.execute(
        tx,
      );
      return rows[0]?.fen;
    });
    expect(granted).toBe('990001');
    expect(of<{ total: number }>(await leader.get(`${base}/reliefs?open=false`)).total).toBeGreaterThan(0);
  });

  it('收款开收据，编号连续不断；多收须说明；作废保留编号并冲正；台账与收据到分一致', async () => {
    const estate = await insertHouses(app);
    const { id, bills: issued } = await issueHouses(app, clerk, estate);
    const [one, two] = issued as [Bill, Bill];
    const key = randomUUID();
    const first = of<{ number: string; again: boolean }>(await cash(one.id, '10000', { key }));
    expect(of<{ number: string; again: boolean }>(await cash(one.id, '10000', { key }))).toMatchObject({
      number: first.number,
      again: true,
    });
    expect(codeOf(await cash(one.id, '10001', { key }))).toBe('funding.households.key-used');
    const many = await Promise.all(Array.from({ length: 6 }, () => cash(two.id, '100')));
    const numbers = [first.number, ...many.map((answer) => of<{ number: string }>(answer).number)].sort();
    const tails = numbers.map((number) => Number(number.slice(-4)));
    expect(tails).toEqual(Array.from({ length: 7 }, (_, n) => (tails[0] ?? 0) + n));
    expect(codeOf(await cash(one.id, '99999999'))).toBe('funding.households.over');
    expect(codeOf(await cash(one.id, '100', { receivedOn: '2027-01-01' }))).toBe(
      'funding.households.day-future',
    );
    expect((await cash(one.id, '100', {}, leader)).status).toBe(403);
    expect((await cash(one.id, '100', {}, foreign)).status).toBe(404);
    expect(await ledgerCash(id)).toBe(10_600n);
    const receipts = of<{ receipts: { id: string; payerMasked: string }[] }>(
      await clerk.get(`${base}/bills/${two.id}`),
    ).receipts;
    expect(receipts[0]?.payerMasked).toBe('赵**');
    const gone = () => finance.post(`${base}/receipts/${receipts[0]?.id}/void`, { reason: '记错户' });
    const postingOf = async (receipt: string) =>
      (
        await inScope(app.services.db, everyRegion, (tx) =>
          tx
            .selectFrom('fundingReceipt')
            .select('postingId')
            .where('id', '=', receipt)
            .executeTakeFirstOrThrow(),
        )
      ).postingId;
    const onlyInBooks = `/api/funding/ledger/postings/${await postingOf(receipts[0]?.id ?? '')}/reverse`;
    const refused = await finance.post(onlyInBooks, { reason: '登记有误' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'funding.ledger.owned' } });
    expect((refused.body as { message: string }).message).toContain('作废这张收据');
    expect((await gone()).status).toBe(200);
    expect(codeOf(await gone())).toBe('funding.households.receipt-voided');
    expect(await bill(two.id)).toMatchObject({ netFen: '500' });
    expect(await ledgerCash(id)).toBe(10_500n);
    const changed = inScope(app.services.db, everyRegion, (tx) =>
      tx
        .updateTable('fundingReceipt')
        .set({ amountFen: 1n })
        .where('id', '=', receipts[1]?.id ?? '')
        .execute(),
    );
    await expect(changed).rejects.toMatchObject({ constraint: 'funding_receipt_kept' });
  });

  it('退款：不超过实缴，两人办理，退付后记账', async () => {
    const estate = await insertHouses(app);
    const { id, bills: issued } = await issueHouses(app, clerk, estate);
    const one = issued[0] as Bill;
    await cash(one.id, String(BigInt(one.dueFen) + 500n), { allowOver: true });
    expect(await bill(one.id)).toMatchObject({ state: 'overpaid' });
    const propose = (amountFen: string) =>
      clerk.post(`${base}/bills/${one.id}/refunds`, { amountFen, reason: '多缴退回' });
    expect(codeOf(await propose('99999999'))).toBe('funding.households.refund-over');
    const asked = of<{ id: string }>(await propose('500'));
    const decide = (person: Person) =>
      person.post(`${base}/refunds/${asked.id}/decide`, { version: 1, approve: true });
    expect(codeOf(await decide(clerk))).toBe('funding.households.two-persons');
    expect((await decide(other)).status).toBe(200);
    const pay = (person: Person, version = 2) =>
      person.post(`${base}/refunds/${asked.id}/pay`, { version, paidOn: '2026-11-21', voucher: 'T-1' });
    expect((await pay(leader)).status).toBe(403);
    expect((await pay(finance)).status).toBe(200);
    expect(codeOf(await pay(finance, 3))).toBe('funding.households.decided');
    expect(await bill(one.id)).toMatchObject({ state: 'paid', netFen: one.dueFen });
    expect(await ledgerCash(id)).toBe(BigInt(one.dueFen));
    expect(of<{ total: number }>(await leader.get(`${base}/refunds?open=false`)).total).toBeGreaterThan(0);
  });
});

describe('欠缴、催缴与打印', () => {
  it('到期未缴的列为欠缴；成批催缴留记录；通知、账单、收据、导出', async () => {
    const estate = await insertHouses(app);
    const { id, bills: issued } = await issueHouses(app, clerk, estate);
    await cash((issued[0] as Bill).id, (issued[0] as Bill).dueFen);
    app.setNow('2027-01-05T09:00:00+08:00');
    const late = await app.person(['subdistrictClerk'], '371503001');
    const bank = await app.person(['finance']);
    const list = of<{ total: number }>(await late.get(`${base}/collections/${id}/bills?state=arrears`));
    expect(list.total).toBe(5);
    const remind = (change: object = {}) =>
      late.post(`${base}/collections/${id}/reminders`, {
        batchId: randomUUID(),
        way: 'door',
        remindedOn: '2027-01-05',
        ...change,
      });
    expect(await remind()).toMatchObject({ status: 200, body: { reminded: 5 } });
    expect(codeOf(await remind({ billIds: [issued[0]?.id] }))).toBe('funding.households.nothing-to-remind');
    expect(of<{ total: number }>(await late.get(`${base}/collections/${id}/reminders`)).total).toBe(5);
    for (const paper of ['bills', 'notices'])
      expect((await late.download(`${base}/collections/${id}/papers/${paper}`)).status).toBe(200);
    const receipt = of<{ receipts: { id: string }[] }>(await late.get(`${base}/bills/${issued[0]?.id}`))
      .receipts[0];
    expect((await bank.download(`${base}/receipts/${receipt?.id}/receipt.docx`)).status).toBe(200);
    for (const path of ['bills.xlsx', 'bank-file?format=xlsx', 'bank-file?format=csv']) {
      const got = await bank.download(`${base}/collections/${id}/${path}`);
      expect(got.status).toBe(200);
      const text = JSON.stringify(
        (await readDocument(got.bytes, path.includes('csv') ? 'a.csv' : 'a.xlsx')).sheets,
      );
      expect(text).toContain(issued[1]?.number);
      expect(text).not.toContain('密名');
    }
    expect((await late.download(`${base}/collections.xlsx`)).status).toBe(200);
    app.setNow('2026-11-22T09:00:00+08:00');
  });
});

describe('维修资金', () => {
  const balances = async (estate: HouseEstate, rows: readonly (readonly (string | number)[])[]) => {
    const { writeTable } = await import('#platform/documents/xlsx-write/table.ts');
    const bytes = await writeTable({
      sheet: '余额',
      columns: ['楼栋', '单元', '房号', '首期交存额（元）', '余额（元）'].map((title) => ({ title })),
      rows,
    });
    return clerk.upload(`${base}/fund-balances?estateId=${estate.id}&asOf=2026-11-01`, '余额.xlsx', bytes);
  };
  it('导入余额；低于首期三成的列为须续交；专营设施与没有表决的都不能用；两人批准后另立来源', async () => {
    const estate = await insertHouses(app, 1);
    expect(codeOf(await balances(estate, [['1号楼', '1单元', '999', 1, 1]]))).toBe(
      'funding.households.table-faulty',
    );
    expect(
      (
        await balances(estate, [
          ['1#', '一单元', '101室', '5000', '1499.99'],
          ['1号楼', '2单元', '101', 5000, 1500],
        ])
      ).status,
    ).toBe(200);
    const shown = of<{ renew: number; balanceFen: string }>(
      await clerk.get(`${base}/fund?estateId=${estate.id}`),
    );
    expect(shown).toMatchObject({ renew: 1, balanceFen: '299999' });
    const vote = await insertCountedVote(app, estate, { kind: 'fundUse' });
    const other9 = await insertCountedVote(app, estate);
    const ask = (change: object = {}) =>
      clerk.post(`${base}/drawdowns`, {
        ...{
          key: randomUUID(),
          estateId: estate.id,
          title: '屋面大修',
          item: 'roof',
          amountFen: '200001',
          ...vote,
          ...change,
        },
      });
    expect(codeOf(await ask({ item: 'water' }))).toBe('funding.fund.item');
    expect(codeOf(await ask(other9))).toBe('funding.fund.vote');
    expect(codeOf(await ask({ amountFen: '9999999' }))).toBe('funding.fund.balance-short');
    const asked = of<{ id: string }>(await ask());
    const decide = (person: Person) =>
      person.post(`${base}/drawdowns/${asked.id}/decide`, { version: 1, approve: true });
    expect(codeOf(await decide(clerk))).toBe('funding.households.two-persons');
    expect((await decide(finance)).status).toBe(200);
    const after = of<{ balanceFen: string }>(await clerk.get(`${base}/fund?estateId=${estate.id}`));
    expect(after.balanceFen).toBe('99998');
    expect(
      of<{ items: object[] }>(await leader.get(`${base}/drawdowns?estateId=${estate.id}`)).items,
    ).toMatchObject([{ state: 'approved' }]);
    const forged = inScope(app.services.db, everyRegion, (tx) =>
      tx.updateTable('fundingDrawdown').set({ voteId: other9.voteId }).where('id', '=', asked.id).execute(),
    );
    await expect(forged).rejects.toMatchObject({ constraint: 'funding_drawdown_not_passed' });
  });
});
