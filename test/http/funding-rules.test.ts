import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { estimateShares, whoPaysScheme } from '#modules/funding/index.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { readDocument } from '#platform/documents/read-document.ts';
import { day } from '#shared/day.ts';
import { openTestApp, type Person, type TestApp } from '#test/support/app.ts';
import { insertParts } from '#test/support/choices.ts';
import { insertEstate } from '#test/support/estates.ts';

let app: TestApp;
let taskForce: Person;
let finance: Person;
let clerk: Person;
let estateId: string;

beforeAll(async () => {
  app = await openTestApp();
  taskForce = await app.person(['taskForce']);
  finance = await app.person(['finance']);
  clerk = await app.person(['subdistrictClerk'], '371503001');
  estateId = await insertEstate(app, { name: '出资小区' });
  await insertParts(app, estateId, 12);
  await insertEstate(app, { name: '别处小区', regionCode: '371503002' });
});
afterAll(() => app.close());

type Rule = {
  id: string;
  class: string | null;
  payers: { payer: string; share: string }[];
  [key: string]: unknown;
};
type Book = { rules: Rule[]; divisions: object[] };
type View = {
  id: string;
  version: number;
  state: string;
  current: boolean;
  unverified: boolean;
  bookHash: string;
  proposedByMe: boolean;
  fromDay: string | null;
  book: Book;
};
type Refusal = { code: string; message: string; data?: { details?: { code: string; message: string }[] } };
const url = '/api/funding/rule-sets';
const view = (answer: { body: unknown }) => answer.body as View;
const code = (answer: { body: unknown }) => (answer.body as Refusal).code;
const start = async (person = taskForce, change: object = {}) =>
  person.post(url, { title: '本区出资规则', basedOn: null, key: randomUUID(), ...change });
const edit = (one: View, book: Book, change: object = {}, person = taskForce) =>
  person.post(`${url}/${one.id}`, {
    ...{ id: one.id, version: one.version, title: '本区出资规则', note: '' },
    ...{ basisClause: '五(五)', basisDocument: '茌政发〔2026〕1号', book, ...change },
  });
const withShare = (book: Book, residents: string, fiscal: string): Book => ({
  ...book,
  rules: book.rules.map((rule) =>
    rule.id === 'improvement'
      ? {
          ...rule,
          unverified: false,
          payers: [
            { payer: 'residents', share: residents, cap: null, floor: null },
            { payer: 'fiscal', share: fiscal, cap: null, floor: null },
          ],
        }
      : { ...rule, unverified: false },
  ),
});
async function proposed(residents: string, fiscal: string, fromDay = '2026-11-22') {
  const draft = view(await start());
  const saved = await edit(draft, withShare(draft.book, residents, fiscal));
  expect(saved.status).toBe(200);
  const asked = await taskForce.post(`${url}/${draft.id}/propose`, {
    ...{ id: draft.id, version: view(saved).version, fromDay },
  });
  expect(asked.status).toBe(200);
  return view(asked);
}
const enforce = (person: Person, one: View) =>
  person.post(`${url}/${one.id}/enforce`, { id: one.id, version: one.version });

type Amount = { payer: string; title: string; amountFen: string };
type Estimate = {
  ruleSetTitle: string;
  bookHash: string;
  source: string;
  totalFen: string;
  payers: Amount[];
  unverified: string[];
  lines: { id: string; title: string; rule: string; payers: Amount[]; why: string[] }[];
  networks: { item: string; document: string | null; version: number; pipe: string }[];
};
const estimateOf = async (id = estateId, person = clerk) =>
  (await person.get(`/api/funding/estimates/${id}`)).body as Estimate;
const sum = (rows: readonly { amountFen: string | null }[]) =>
  rows.reduce((all, { amountFen }) => all + BigInt(amountFen ?? 0), 0n);
const of = (rows: readonly Amount[], payer: string) =>
  rows.find((one) => one.payer === payer)?.amountFen ?? '0';

describe('出资规则（五(五)，六(一)至(六)）', () => {
  it('没有本区规则时用规则包的缺省，标明待核；街道能看不能改', async () => {
    const holding = await clerk.get('/api/funding/rule-sets-in-force');
    expect(holding.body).toMatchObject({ id: null, unverified: true });
    expect((holding.body as View).book.rules.map(({ id }) => id)).toContain('utilityOwned');
    expect(code(await start(clerk))).toBe('action.forbidden');
    expect(code(await start(await app.person(['finance'], '371503001')))).toBe('funding.rules.district');
    expect(code(await start(await app.person(['communityClerk'])))).toBe('action.forbidden');
  });

  it('起草从现行的一套开始；同一份草案点两下只有一份；改旧版本的拒绝', async () => {
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => start(taskForce, { key, title: '连点草案' })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const list = await clerk.get(`${url}?search=${encodeURIComponent('连点')}`);
    expect(list.body).toMatchObject({ total: 1, items: [{ state: 'draft', unverified: true }] });
    const draft = view(answers[0] ?? { body: {} });
    const both = await Promise.all([edit(draft, draft.book), edit(draft, draft.book)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(code(await edit(draft, draft.book))).toBe('funding.rules.stale');
    expect(code(await edit({ ...draft, id: randomUUID() }, draft.book))).toBe('funding.rules.absent');
  });

  it('有缺口或冲突的不得保存：第一处是答复，全部在细节里，逐条点名', async () => {
    const draft = view(await start());
    const short = await edit(draft, withShare(draft.book, '0.3', '0.6'));
    expect(short.body).toMatchObject({ code: 'funding.rule.sum', status: 422 });
    expect((short.body as Refusal).message).toContain('完善类');
    const gap = await edit(draft, {
      ...draft.book,
      rules: draft.book.rules.filter(({ id }) => id !== 'enhancement'),
    });
    expect(code(gap)).toBe('funding.rule.gap');
    const details = (gap.body as Refusal).data?.details ?? [];
    expect(details).toHaveLength(6);
    expect(details[0]?.message).toContain('社区养老');
    const law = await edit(draft, {
      ...draft.book,
      rules: draft.book.rules.map((rule) =>
        rule.id === 'utilityOwned'
          ? { ...rule, payers: [{ payer: 'maintenanceFund', share: '1', cap: null, floor: null }] }
          : rule,
      ),
    });
    expect(code(law)).toBe('funding.rule.maintenance');
    for (const share of ['1e-1', '-0.1', '３', 0.3])
      expect((await edit(draft, withShare(draft.book, share as string, '0.7'))).status).toBe(400);
    expect((await edit(draft, { ...draft.book, extra: 1 } as unknown as Book)).status).toBe(400);
  });

  it('两人：提请的人不能自己批准；退回写明理由；批准后不得再改，到日生效', async () => {
    expect(code(await enforce(finance, view(await start())))).toBe('funding.rules.state');
    const asked = await proposed('0.4', '0.6', '2026-12-01');
    expect(asked).toMatchObject({ state: 'proposed', proposedByMe: true, fromDay: '2026-12-01' });
    expect(code(await enforce(taskForce, asked))).toBe('funding.rules.same-person');
    expect(code(await enforce(clerk, asked))).toBe('action.forbidden');
    const back = await finance.post(`${url}/${asked.id}/return`, {
      id: asked.id,
      version: asked.version,
      reason: '请附会议纪要',
    });
    expect(back.body).toMatchObject({ state: 'draft', reason: '请附会议纪要', fromDay: null });
    const past = await taskForce.post(`${url}/${asked.id}/propose`, {
      id: asked.id,
      version: view(back).version,
      fromDay: '2026-11-21',
    });
    expect(code(past)).toBe('funding.rules.past');
    const again = view(
      await taskForce.post(`${url}/${asked.id}/propose`, {
        id: asked.id,
        version: view(back).version,
        fromDay: '2026-12-01',
      }),
    );
    const two = await Promise.all([enforce(finance, again), enforce(finance, again)]);
    expect(two.map(({ status }) => status).sort()).toEqual([200, 409]);
    const done = view(await clerk.get(`${url}/${again.id}`));
    expect(done).toMatchObject({ state: 'inForce', current: false, unverified: false });
    expect(code(await edit(done, done.book))).toBe('funding.rules.state');
    expect(
      code(
        await taskForce.post(`${url}/${done.id}/cancel`, {
          id: done.id,
          version: done.version,
          reason: '不要了',
        }),
      ),
    ).toBe('funding.rules.state');
    await expect(
      inScope(app.services.db, everyRegion, (tx) =>
        tx.updateTable('fundingRuleSet').set({ title: '改' }).where('id', '=', done.id).execute(),
      ),
    ).rejects.toThrow('never changed');
    expect((await clerk.get('/api/funding/rule-sets-in-force')).body).toMatchObject({ id: null });
    app.setNow('2026-12-01T09:00:00+08:00');
    const later = await app.person(['subdistrictClerk'], '371503001');
    expect((await later.get('/api/funding/rule-sets-in-force')).body).toMatchObject({
      id: done.id,
      bookHash: done.bookHash,
    });
    app.setNow('2026-11-22T09:00:00+08:00');
  });

  it('草案可以作废，写明理由；留痕', async () => {
    const draft = view(await start());
    const gone = await taskForce.post(`${url}/${draft.id}/cancel`, {
      id: draft.id,
      version: 1,
      reason: '另起一版',
    });
    expect(gone.body).toMatchObject({ state: 'cancelled', reason: '另起一版' });
    const lines = await inScope(app.services.db, everyRegion, (tx) =>
      tx.selectFrom('auditLine').select(['action']).where('subjectId', '=', draft.id).execute(),
    );
    expect(lines.map(({ action }) => action)).toEqual(['funding.rules.edit', 'funding.rules.edit']);
  });
});

describe('出资测算', () => {
  it('没有方案的按目录单价：各方之和恰为合计，每个数都说得出为什么', async () => {
    const one = await estimateOf();
    expect(one).toMatchObject({ source: 'catalogue' });
    expect(one.unverified).toEqual(expect.arrayContaining(['各项改造内容的单价', '出资测算的暂定条件']));
    expect(sum(one.payers)).toBe(BigInt(one.totalFen));
    const water = one.lines.find(({ id }) => id === 'water');
    // 10,000 ㎡ × 25 元，管线暂定属专营单位
    expect(water?.payers).toEqual([{ payer: 'utilities', title: '专营单位', amountFen: '25000000' }]);
    expect(water?.why.join()).toContain('山东省物业管理条例第七十七条');
    expect(one.lines.some(({ id }) => id === 'gas' || id === 'lifts')).toBe(false);
    const parts = (await clerk.get(`/api/funding/estimates/${estateId}/parts?size=200`)).body as {
      total: number;
      items: { amountFen: string; why: string[] }[];
    };
    expect(parts.total).toBe(12);
    expect(sum(parts.items)).toBe(BigInt(of(one.payers, 'residents')));
    expect(parts.items[0]?.why[0]).toContain('民法典第二百八十三条');
  });

  it('登记管线产权和入户端口后照登记算；别处的小区、不是管线的内容、旧版本拒绝', async () => {
    const other = await insertEstate(app, { name: '登记小区' });
    const enter = (body: object, id = other, person = clerk) =>
      person.post(`/api/funding/estimates/${id}/networks`, {
        ...{
          estateId: id,
          item: 'water',
          insideShare: '0.2',
          pipe: 'other',
          document: '自来水公司函',
          version: 0,
          ...body,
        },
      });
    const done = (await enter({})).body as Estimate;
    expect(done.networks.find(({ item }) => item === 'water')).toMatchObject({
      document: '自来水公司函',
      version: 1,
      pipe: 'other',
    });
    const water = done.lines.filter(({ id }) => id.startsWith('water'));
    expect(water.map(({ id, payers }) => [id, payers[0]?.payer, payers[0]?.amountFen])).toEqual([
      ['water:inside', 'residents', '5000000'],
      ['water:outside', 'fiscal', '20000000'],
    ]);
    expect(code(await enter({}))).toBe('funding.estimate.stale');
    expect((await enter({ version: 1, pipe: 'utility' })).status).toBe(200);
    expect(code(await enter({ item: 'roof' }))).toBe('funding.estimate.item');
    expect(code(await enter({}, other, finance))).toBe('action.forbidden');
    const elsewhere = await app.person(['subdistrictClerk'], '371503002');
    expect(code(await enter({ version: 2 }, other, elsewhere))).toBe('funding.estimate.estate');
    expect((await elsewhere.get(`/api/funding/estimates/${other}`)).status).toBe(404);
  });

  it('批准生效后自动重算；列表按各方合计，可搜可筛可排可导出；改过的小区标明过时', async () => {
    const asked = await proposed('0.50', '0.50');
    expect((await enforce(finance, asked)).status).toBe(200);
    await app.runJobs();
    const read = async (query = '', person = taskForce) =>
      (await person.get(`/api/funding/estimates?size=200${query}`)).body as {
        total: number;
        missing: number;
        unverified: boolean;
        payers: Amount[];
        items: {
          estateId: string;
          estateName: string;
          totalFen: string;
          residentsFen: string;
          payers: Amount[];
          stale: boolean;
        }[];
      };
    const all = await read();
    expect(all).toMatchObject({ missing: 0, unverified: false });
    expect(all.total).toBeGreaterThanOrEqual(3);
    expect(sum(all.payers)).toBe(all.items.reduce((total, { totalFen }) => total + BigInt(totalFen), 0n));
    for (const item of all.items) expect(sum(item.payers)).toBe(BigInt(item.totalFen));
    expect((await estimateOf()).bookHash).toBe(asked.bookHash);
    expect((await read('', clerk)).items.map(({ estateName }) => estateName)).not.toContain('别处小区');
    expect((await read(`&search=${encodeURIComponent('出资小')}`)).total).toBe(1);
    expect((await read('&subdistrict=371503002')).items.map(({ estateName }) => estateName)).toEqual([
      '别处小区',
    ]);
    const sorted = (await read('&sort=residents&descending=true')).items.map(({ residentsFen }) =>
      BigInt(residentsFen),
    );
    expect(sorted).toEqual(sorted.toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0)));
    for (const query of ['&sort=perHousehold', '&sort=total&source=scheme', '&issues=true', '&issues=false'])
      expect((await read(query)).total).toBeGreaterThanOrEqual(0);
    await clerk.post(`/api/survey/estates/${estateId}`, {
      id: estateId,
      version: 1,
      values: { households: 101 },
      reason: '核对',
    });
    expect((await read(`&search=${encodeURIComponent('出资小')}`)).items[0]?.stale).toBe(true);
    const book = await taskForce.download('/api/funding/estimates.xlsx');
    const sheets = await readDocument(book.bytes, 'a.xlsx');
    expect(JSON.stringify(sheets)).toContain('出资小区');
    const single = await clerk.download(`/api/funding/estimates/${estateId}/estimate.xlsx`);
    expect(single.status).toBe(200);
    const bench = await clerk.download(`${url}/${asked.id}/bench.xlsx`);
    expect(bench.status).toBe(200);
  });

  it('重新测算一次只排一个；没有权限的拒绝；试算台只给看得到的小区', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => taskForce.post('/api/funding/estimates', {})));
    expect(answers.map((one) => (one.status === 200 ? 'ok' : code(one))).sort()).toEqual([
      'funding.rules.running',
      'funding.rules.running',
      'ok',
    ]);
    await app.runJobs();
    expect(code(await (await app.person(['leader'])).post('/api/funding/estimates', {}))).toBe(
      'action.forbidden',
    );
    const bench = (await clerk.get('/api/funding/rules-bench?size=500')).body as {
      total: number;
      items: { name: string }[];
      basis: { networks: string[] };
    };
    expect(bench.items.map(({ name }) => name)).toContain('出资小区');
    expect(bench.items.map(({ name }) => name)).not.toContain('别处小区');
    expect(bench.basis.networks).toContain('water');
    const second = (await clerk.get('/api/funding/rules-bench?size=1&page=2')).body as typeof bench;
    expect(second.items).toHaveLength(1);
  });

  it('前门：给方案的行问由谁出资，和某一户应出多少，合计恰等', async () => {
    const lines = [
      { id: 'l1', estateId, item: 'water', class: 'basic', amountFen: 1_000_001n },
      { id: 'l2', estateId, item: 'lifts', class: 'improvement', amountFen: 50_000_003n },
    ];
    await inScope(app.services.db, everyRegion, async (tx) => {
      const part = await tx
        .selectFrom('surveyPart')
        .select('id')
        .where('estateId', '=', estateId)
        .orderBy('floor', 'desc')
        .executeTakeFirstOrThrow();
      const question = {
        regionCode: '371503001',
        estateIds: [estateId],
        lines,
        totalFen: 51_000_004n,
        today: day('2026-11-22'),
        partId: part.id,
      };
      const answer = await whoPaysScheme(tx, question);
      expect(answer?.payers.reduce((all, { amountFen }) => all + amountFen, 0n)).toBe(51_000_004n);
      expect(answer?.lines.map(({ lineId, payers }) => [lineId, payers.map(({ payer }) => payer)])).toEqual([
        ['l1', ['utilities']],
        ['l2', ['residents', 'fiscal']],
      ]);
      expect(answer?.part?.why.join()).toContain('楼层系数');
      const shares = await estimateShares(tx, {
        estateId,
        lines: null,
        today: day('2026-11-22'),
        partId: null,
      });
      expect(shares?.parts).toHaveLength(12);
      expect(
        await estimateShares(tx, {
          estateId: randomUUID(),
          lines: null,
          today: day('2026-11-22'),
          partId: null,
        }),
      ).toBeNull();
    });
  });
});
