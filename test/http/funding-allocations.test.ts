import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  arrange,
  authorise,
  commitContract,
  receive,
  recordPaid,
  reverse,
} from '#modules/funding/server/ledger/post.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { writeTable } from '#platform/documents/xlsx-write/table.ts';
import { openTestApp, type Person, type TestApp } from '#test/support/app.ts';
import { fundedSource, grantOrder, insertProject, roofContract, withLedger } from '#test/support/ledger.ts';
import { insertScheme } from '#test/support/schemes.ts';

let app: TestApp;
let finance: Person;
let other: Person;
let taskForce: Person;
let leader: Person;
const now = new Date('2026-11-22T09:00:00+08:00');
const base = '/api/funding';

beforeAll(async () => {
  app = await openTestApp();
  finance = await app.person(['finance']);
  other = await app.person(['finance']);
  taskForce = await app.person(['taskForce']);
  leader = await app.person(['leader']);
});
afterAll(() => app.close());

type Cell = string | number | null;
const codeOf = (answer: { body: unknown }) => (answer.body as { code: string }).code;
const tableOf = (heads: readonly string[], rows: readonly (readonly Cell[])[], title?: string) =>
  writeTable({
    sheet: '表',
    columns: heads.map((head) => ({ title: head })),
    rows,
    ...(title ? { title } : {}),
  });
type Shown = {
  id: string;
  version: number;
  state: string;
  report: { ready: number; known: number; faults: number; issues: { cell: string; code: string }[] } | null;
  outcome: { booked: number; open: number; known: number } | null;
  problem: { code: string } | null;
};
const shown = async (id: string) => (await finance.get(`${base}/finance-imports/${id}`)).body as Shown;
async function check(kind: string, bytes: Buffer, query: Record<string, string> = {}): Promise<Shown> {
  const search = new URLSearchParams({ kind, ...query });
  const sent = await finance.upload(`${base}/finance-imports?${search}`, '文件.xlsx', bytes);
  expect(sent).toMatchObject({ status: 200 });
  await app.runJobs();
  return shown((sent.body as { id: string }).id);
}
async function commit(one: Shown): Promise<Shown> {
  const url = `${base}/finance-imports/${one.id}/commit`;
  expect((await finance.post(url, { version: one.version })).status).toBe(200);
  await app.runJobs();
  return shown(one.id);
}
const undo = (one: Shown, person = finance) =>
  person.post(`${base}/finance-imports/${one.id}/undo`, { version: one.version, reason: '下达有误' });
const indicatorHeads = ['序号', '指标文号', '街道（乡镇）', '用途', '资金性质', '金额（万元）', '使用期限'];
const voucherHeads = ['凭证号', '日期', '业务类型', '收款人', '付款人', '金额（元）', '指标文号', '摘要'];

describe('指标文件', () => {
  it('核对、记账、再导一遍全部认得、撤销后可重导', async () => {
    const rows: Cell[][] = [
      [1, '聊财建指〔2026〕7号', '振兴街道', '基础类改造', '中央补助', 120.5, '2027-06-30'],
      [2, '聊财建指〔2026〕7号', '信发街道', '完善类改造，不得用于加装电梯', '省级', 30, null],
      ['合计', null, null, null, null, 150.5, null],
    ];
    const checked = await check('indicator', await tableOf(indicatorHeads, rows));
    expect(checked).toMatchObject({ state: 'checked', report: { ready: 2, known: 0, faults: 0 } });
    expect((await finance.get(`${base}/indicators?search=7号`)).body).toMatchObject({ total: 0 });
    const booked = await commit(checked);
    expect(booked).toMatchObject({ state: 'committed', outcome: { booked: 2 } });
    const list = (await finance.get(`${base}/indicators?search=〔2026〕7号&sort=grantedFen`)).body;
    expect(list).toMatchObject({
      total: 2,
      items: [
        {
          regionName: '信发街道',
          classes: ['improvement'],
          excludedItems: ['lifts'],
          grantedFen: '30000000',
        },
        { regionName: '振兴街道', classes: ['basic'], grantedFen: '120500000', expiresOn: '2027-06-30' },
      ],
    });
    const again = await check('indicator', await tableOf(indicatorHeads, rows, '另存的同一份'));
    expect(again.report).toMatchObject({ ready: 0, known: 2, faults: 0 });
    const url = `${base}/finance-imports/${again.id}/commit`;
    expect(codeOf(await finance.post(url, { version: again.version }))).toBe('funding.import.empty');
    const changed = rows
      .map((row) => (row[0] === 1 ? [...row.slice(0, 5), 121, row[6] ?? null] : row))
      .slice(0, 2);
    const differs = await check('indicator', await tableOf(indicatorHeads, changed));
    expect(differs.report?.issues).toMatchObject([{ cell: 'F2', code: 'indicator-differs' }]);
    expect((await undo(booked)).status).toBe(200);
    expect((await shown(booked.id)).state).toBe('undone');
    expect((await finance.get(`${base}/indicators?search=〔2026〕7号&state=spent`)).body).toMatchObject({
      total: 2,
    });
    expect((await check('indicator', await tableOf(indicatorHeads, rows))).report).toMatchObject({
      ready: 2,
      known: 0,
    });
  });

  it('有问题指到单元格，不能记账；同一个文件不收两次；两下只记一次', async () => {
    const bad = await check(
      'indicator',
      await tableOf(indicatorHeads, [[1, '聊财建指〔2026〕8号', '东关街道', '', '中央', '12.0000001', null]]),
    );
    expect(bad.report).toMatchObject({ ready: 0, faults: 1 });
    expect(bad.report?.issues).toMatchObject([{ cell: 'F2', code: 'amount-unreadable' }]);
    const faulty = `${base}/finance-imports/${bad.id}/commit`;
    expect(codeOf(await finance.post(faulty, { version: bad.version }))).toBe('funding.import.faulty');
    const bytes = await tableOf(indicatorHeads, [[1, '聊财建指〔2026〕9号', '', '综合', '区级', 10, null]]);
    const one = await check('indicator', bytes);
    const url = `${base}/finance-imports/${one.id}/commit`;
    const both = await Promise.all([1, 2].map(() => finance.post(url, { version: one.version })));
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
    await app.runJobs();
    const again = await finance.upload(`${base}/finance-imports?kind=indicator`, '改名.xlsx', bytes);
    expect(codeOf(again)).toBe('funding.import.file-known');
    expect((await finance.get(`${base}/indicators?search=〔2026〕9号`)).body).toMatchObject({ total: 1 });
  });

  it('坏文件：不是表格、没有表头、空文件、未知参数，都有话说', async () => {
    expect(await check('indicator', Buffer.from('not a table'))).toMatchObject({ state: 'failed' });
    const bomb = await check('indicator', Buffer.from('PK\u0003\u0004 broken'));
    expect(bomb).toMatchObject({ state: 'failed' });
    const headless = await check('voucher', await tableOf(['姓名', '电话'], [['甲', '1']]));
    expect(headless.problem?.code).toBe('funding.import.head');
    expect(
      (await finance.upload(`${base}/finance-imports?kind=indicator&x=1`, 'a.xlsx', Buffer.from('x'))).status,
    ).toBe(400);
    expect(
      (await finance.upload(`${base}/finance-imports?kind=indicator`, 'a.xlsx', Buffer.alloc(0))).status,
    ).toBe(400);
  });

  it('没有权限的角色不能导入、记账、撤销；别的街道看不见', async () => {
    const auditor = await app.person(['auditor']);
    const bytes = await tableOf(indicatorHeads, [
      [1, '聊财建指〔2026〕10号', '振兴街道', '基础类', '中央', 1, null],
    ]);
    expect((await auditor.upload(`${base}/finance-imports?kind=indicator`, 'a.xlsx', bytes)).status).toBe(
      403,
    );
    const booked = await commit(await check('indicator', bytes));
    expect((await undo(booked, auditor)).status).toBe(403);
    const clerk = await app.person(['subdistrictClerk'], '371503002');
    expect((await clerk.get(`${base}/finance-imports/${booked.id}`)).status).toBe(404);
    expect((await clerk.get(`${base}/indicators?search=〔2026〕10号`)).body).toMatchObject({ total: 0 });
    expect((await auditor.download(`${base}/indicators.xlsx`)).status).toBe(200);
    expect((await auditor.download(`${base}/finance-imports/template.xlsx?kind=voucher`)).status).toBe(200);
  });

  it('年末结转、收回、追回并退缴；收回超过未安排的由账本拒绝', async () => {
    const sourceId = await withLedger(app.services.db, now, (ctx) =>
      fundedSource(ctx, { subChannel: 'city' }),
    );
    const url = `${base}/indicators/${sourceId}`;
    const paper = { documentNumber: '茌财〔2026〕3号', bookedOn: '2026-11-20', reason: '调整' };
    const recall = (change: object) => finance.post(`${url}/recall`, { ...paper, kind: 'recall', ...change });
    expect((await recall({ amountFen: '10000000' })).status).toBe(200);
    expect(codeOf(await recall({ amountFen: '900000000' }))).toBe('funding.ledger.balance');
    expect(codeOf(await recall({ amountFen: '1', refundFen: '1' }))).toBe(
      'funding.indicator.refund-only-clawback',
    );
    const back = { kind: 'clawback', amountFen: '5000000', refundFen: '5000000' };
    expect(codeOf(await recall(back))).toBe('funding.indicator.refund-voucher');
    expect((await recall({ ...back, voucherNumber: 'T1', payee: '市财政局' })).status).toBe(200);
    const carried = await finance.post(`${url}/carry`, { ...paper, toYear: 2026 });
    expect(carried.status).toBeLessThan(500);
    expect((await taskForce.post(`${url}/carry`, { ...paper, toYear: 2027 })).status).toBe(403);
    expect((await finance.get(url)).body).toMatchObject({
      ...{ budgetFen: '85000000', receivedFen: '95000000' },
      acts: [{ kind: 'clawback' }, { kind: 'recall' }],
    });
  });
});

type Voucher = {
  id: string;
  version: number;
  state: string;
  how: string | null;
  number: string;
  caseId: string | null;
};
const vouchers = async (search: string) =>
  (
    (await finance.get(`${base}/treasury-vouchers?search=${encodeURIComponent(search)}`)).body as {
      items: Voucher[];
    }
  ).items;

async function authorised(payee: string) {
  const place = await insertProject(app.services.db, { estates: 1, now });
  const [estateId = ''] = place.estateIds;
  return withLedger(app.services.db, now, async (ctx) => {
    const order = grantOrder();
    const sourceId = await fundedSource(ctx, order);
    const line = {
      sourceId,
      projectId: place.projectId,
      estateId,
      item: 'roof',
      itemClass: 'basic' as const,
    };
    await arrange(ctx, {
      lines: [{ ...line, amountFen: 60_000_000n }],
      bookedOn: '2026-11-10',
      reason: '安排',
    });
    const { contractId } = await roofContract(ctx, { ...place, estateIds: [estateId] }, 50_000_000n);
    const part = { sourceId, estateId, item: 'roof' };
    await commitContract(ctx, {
      contractId,
      lines: [{ ...part, amountFen: 50_000_000n }],
      bookedOn: '2026-11-10',
    });
    const gates = await ctx.tx
      .selectFrom('fundingContract')
      .select('gates')
      .where('id', '=', contractId)
      .executeTakeFirstOrThrow();
    const { passGate } = await import('#modules/funding/server/ledger/contracts.ts');
    for (const gate of (gates.gates as { advance?: string[] }).advance ?? [])
      await passGate(ctx, {
        ...{ projectId: place.projectId, contractId, gate, passedOn: '2026-11-09' },
        ...{ documentNumber: 'G1', fileId: null, note: '' },
      });
    const { authorisationId } = await authorise(ctx, {
      ...{ paymentId: randomUUID(), contractId, kind: 'advance', payee, bookedOn: '2026-11-11' },
      lines: [{ ...part, amountFen: 10_000_000n }],
    });
    return { sourceId, authorisationId, documentNumber: order.documentNumber };
  });
}

describe('国库凭证', () => {
  it('到账按文号、支付按金额收款人文号自动记账；对不上的留在凭证台', async () => {
    const { documentNumber } = await authorised('聊城甲建设（集团）公司');
    const granted = await withLedger(app.services.db, now, async (ctx) => {
      const order = grantOrder({ subChannel: 'city' });
      const { grantSource } = await import('#modules/funding/server/ledger/post.ts');
      return { ...order, ...(await grantSource(ctx, order)) };
    });
    const rows: Cell[][] = [
      ['V-1', '2026-11-15', '拨款到账', null, '市财政局', 400_000, granted.documentNumber, '拨款'],
      [
        'V-2',
        '2026-11-16',
        '直接支付',
        '聊城甲建设(集团)公司',
        '区财政局',
        100_000,
        documentNumber,
        '预付款',
      ],
      ['V-3', '2026-11-16', '直接支付', '不知哪家公司', '区财政局', 5_000, null, '其他'],
      ['V-4', '2026-11-17', '到账', null, '市财政局', 1, null, '没有文号'],
      ['合计', null, null, null, null, 505_001, null, null],
    ];
    const booked = await commit(await check('voucher', await tableOf(voucherHeads, rows)));
    expect(booked).toMatchObject({ state: 'committed', outcome: { booked: 2, open: 2 } });
    expect((await vouchers('V-')).map(({ number, state, how }) => [number, state, how]).sort()).toEqual([
      ['V-1', 'booked', 'automatic'],
      ['V-2', 'booked', 'automatic'],
      ['V-3', 'open', null],
      ['V-4', 'open', null],
    ]);
    const again = await check('voucher', await tableOf(voucherHeads, rows, '另一份'));
    expect(again.report).toMatchObject({ ready: 0, known: 4, faults: 0 });
    const changed = await check(
      'voucher',
      await tableOf(voucherHeads, [['V-1', '2026-11-15', '到账', null, null, 1, null, null]]),
    );
    expect(changed.report?.issues).toMatchObject([{ code: 'voucher-differs' }]);
    const [third] = await vouchers('V-3');
    const [fourth] = await vouchers('V-4');
    const one = (await finance.get(`${base}/treasury-vouchers/${fourth?.id}`)).body as {
      candidates: object[];
    };
    expect(one.candidates.length).toBeGreaterThan(0);
    const book = (voucher: Voucher | undefined, target: object, person = finance) =>
      person.post(`${base}/treasury-vouchers/${voucher?.id}/book`, { version: voucher?.version, ...target });
    expect(codeOf(await book(fourth, {}))).toBe('funding.voucher.target');
    expect((await book(fourth, { sourceId: granted.sourceId }, taskForce)).status).toBe(403);
    const twice = await Promise.all([1, 2].map(() => book(fourth, { sourceId: granted.sourceId })));
    expect(twice.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(codeOf(await book(third, { sourceId: granted.sourceId }))).toBe('funding.voucher.target');
    const fact = await book(third, { sourceId: granted.sourceId, note: '银行已付，没有授权' });
    expect(fact).toMatchObject({ status: 200, body: { caseId: expect.any(String) } });
    const [after] = await vouchers('V-3');
    const reopened = await finance.post(`${base}/treasury-vouchers/${after?.id}/reopen`, {
      ...{ version: after?.version, note: '对应有误' },
    });
    expect(reopened.status).toBeLessThan(500);
    const [last] = await vouchers('V-4');
    const received = `${base}/ledger/postings?kind=receive&sourceId=${granted.sourceId}&search=V-4`;
    const [owned] = ((await finance.get(received)).body as { items: { id: string }[] }).items;
    const ownedId = owned?.id ?? '';
    expect(
      await finance.post(`${base}/ledger/postings/${ownedId}/reverse`, { reason: '登记有误' }),
    ).toMatchObject({
      ...{ status: 409 },
      body: {
        code: 'funding.ledger.owned',
        message: '这笔记账由国库凭证 V-4 产生，不能在账上冲正：请到“国库凭证”打开这张凭证，办理“撤销记账”。',
      },
    });
    // reversed in the ledger in older times: the voucher still comes back to the desk
    await withLedger(app.services.db, now, (ctx) =>
      reverse(ctx, { postingId: ownedId, bookedOn: '2026-11-22', reason: '早先冲正' }),
    );
    const back = `${base}/treasury-vouchers/${last?.id}/reopen`;
    expect((await finance.post(back, { version: last?.version, note: '对错了' })).status).toBe(200);
    const [open] = await vouchers('V-4');
    const aside = `${base}/treasury-vouchers/${open?.id}/set-aside`;
    expect((await finance.post(aside, { version: open?.version, note: '不属本工程' })).status).toBe(200);
    expect((await finance.download(`${base}/treasury-vouchers.xlsx?kind=payment`)).status).toBe(200);
  });
});

describe('先在账上手工登记过的凭证', () => {
  const granted = (documentNumber: string) =>
    withLedger(app.services.db, now, async (ctx) => {
      const { grantSource } = await import('#modules/funding/server/ledger/post.ts');
      return grantSource(ctx, grantOrder({ documentNumber }));
    });
  const hand = (sourceId: string, voucherNumber: string) =>
    finance.post(`${base}/ledger/sources/${sourceId}/receive`, {
      ...{ amountFen: '10000', bookedOn: '2026-11-15', voucherNumber, payer: '区财政局' },
    });
  const row = (number: string, yuan: number, document: string): Cell[] => [
    ...[number, '2026-11-15', '到账', null, '区财政局', yuan, document, null],
  ];

  it('核对时认得，不再记账；其余照记', async () => {
    const document = '聊财建指〔2026〕91号';
    const { sourceId } = await granted(document);
    expect((await hand(sourceId, 'H-1')).status).toBe(200);
    const rows = [row('H-1', 100, document), row('H-2', 200, document)];
    const checked = await check('voucher', await tableOf(voucherHeads, rows));
    expect(checked.report).toMatchObject({ ready: 1, known: 1, faults: 0 });
    expect(checked.report).toMatchObject({ notes: [expect.stringContaining('凭证 H-1 已由')] });
    expect(await commit(checked)).toMatchObject({
      ...{ state: 'committed', problem: null, outcome: { booked: 1, open: 0, known: 1 } },
    });
    expect(await vouchers('H-1')).toEqual([]);
    expect((await finance.get(`${base}/ledger/sources/${sourceId}`)).body).toMatchObject({
      receivedFen: '30000',
    });
  });

  it('号相同而金额不同：账本拒绝的这一张留在凭证台并写明原因，其余照记', async () => {
    const document = '聊财建指〔2026〕92号';
    const { sourceId } = await granted(document);
    expect((await hand(sourceId, 'H-3')).status).toBe(200);
    const rows = [row('H-3', 101, document), row('H-4', 200, document)];
    const booked = await commit(await check('voucher', await tableOf(voucherHeads, rows)));
    expect(booked).toMatchObject({ state: 'committed', outcome: { booked: 1, open: 1 } });
    const [third] = await vouchers('H-3');
    expect(third).toMatchObject({ state: 'open' });
    expect((await finance.get(`${base}/treasury-vouchers/${third?.id}`)).body).toMatchObject({
      note: expect.stringContaining('凭证“H-3”已经入账'),
    });
  });

  it('核对之后才登记的：再核对一遍没有可记的，导入上写明', async () => {
    const document = '聊财建指〔2026〕93号';
    const { sourceId } = await granted(document);
    const checked = await check('voucher', await tableOf(voucherHeads, [row('H-5', 100, document)]));
    expect((await hand(sourceId, 'H-5')).status).toBe(200);
    expect(await commit(checked)).toMatchObject({
      state: 'checked',
      problem: { code: 'funding.import.empty' },
    });
  });
});

type Scheme = {
  version: number;
  state: string;
  lines: { sourceId: string; projectId: string; estateId: string; item: string; amountFen: string }[];
  needs: { item: string; gapFen: string }[];
  hash: string | null;
};

describe('六(四) 资金使用方案', () => {
  async function draft() {
    const place = await insertProject(app.services.db, { estates: 2, now });
    const estateId = place.estateIds[0] ?? '';
    await insertScheme(app, { estateIds: [estateId], state: 'approved' });
    const sourceIds = await withLedger(app.services.db, now, async (ctx) => [
      await fundedSource(ctx, { amountFen: 2_000_000n }),
      await fundedSource(ctx, { amountFen: 50_000_000n, classes: ['basic', 'improvement'] }),
    ]);
    const made = await taskForce.post(`${base}/allocations`, {
      ...{ title: '2026 年第一批资金使用方案', sourceIds, projectIds: [place.projectId] },
    });
    expect(made.status).toBe(200);
    const { id } = made.body as { id: string };
    const url = `${base}/allocations/${id}`;
    return {
      ...place,
      estateId,
      sourceIds,
      id,
      url,
      show: async () => (await taskForce.get(url)).body as Scheme,
    };
  }

  it('按规则提出、逐行调整写明理由、另一人批准即安排、公布后冻结', async () => {
    const { url, show, sourceIds, estateId, projectId } = await draft();
    const first = await show();
    // 只能用于基础类的先用完在道路上；另一个来源在道路余下的 10,200 元和电梯 1,000,000 元之间按需求分。
    expect(first.lines.map((one) => [one.item, one.amountFen]).sort()).toEqual([
      ['lifts', '49495149'],
      ['road', '2000000'],
      ['road', '504851'],
    ]);
    const line = { sourceId: sourceIds[1], projectId, estateId, item: 'lifts' };
    const adjust = (change: object) =>
      taskForce.post(`${url}/lines`, { version: first.version, ...line, ...change });
    expect(codeOf(await adjust({ amountFen: '100' }))).toBe('funding.allocation.reason');
    expect(codeOf(await adjust({ amountFen: '99000000000', reason: '多要' }))).toBe(
      'funding.allocation.above-need',
    );
    expect(codeOf(await adjust({ amountFen: '49600000', reason: '多要' }))).toBe(
      'funding.allocation.above-source',
    );
    expect(codeOf(await adjust({ sourceId: sourceIds[0], amountFen: '100', reason: '挪用' }))).toBe(
      'funding.allocation.earmark',
    );
    expect((await adjust({ amountFen: '40000000', reason: '电梯分两年安排' })).status).toBe(200);
    expect(codeOf(await adjust({ amountFen: '30000000', reason: '旧版本' }))).toBe(
      'funding.allocation.stale',
    );
    const step = async (verb: string, person: Person, more: object = {}) =>
      person.post(`${url}/${verb}`, { version: (await show()).version, ...more });
    expect(codeOf(await step('approve', leader, { approvalNumber: '1号' }))).toBe('funding.allocation.state');
    const second = await app.person(['taskForce']);
    const by = { version: (await show()).version, ...line, amountFen: '39000000', reason: '再减' };
    expect((await second.post(`${url}/lines`, by)).status).toBe(200);
    const restored = {
      ...by,
      version: (await show()).version,
      amountFen: '40000000',
      reason: '电梯分两年安排',
    };
    expect((await taskForce.post(`${url}/lines`, restored)).status).toBe(200);
    expect((await step('submit', taskForce)).status).toBe(200);
    expect(codeOf(await step('approve', second, { approvalNumber: '1号' }))).toBe(
      'funding.allocation.same-person',
    );
    expect(codeOf(await step('approve', taskForce, { approvalNumber: '1号' }))).toBe(
      'funding.allocation.same-person',
    );
    expect((await step('approve', finance, { approvalNumber: '1号' })).status).toBe(403);
    const { version } = await show();
    const approve = () => leader.post(`${url}/approve`, { version, approvalNumber: '茌改办〔2026〕5号' });
    const both = await Promise.all([approve(), approve()]);
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
    const balance = await inScope(app.services.db, everyRegion, (tx) =>
      tx
        .selectFrom('fundingTotal')
        .select(['account', 'balanceFen'])
        .where('sourceId', '=', sourceIds[1] ?? '')
        .where('account', 'in', ['budget', 'arranged'])
        .execute(),
    );
    expect(new Map(balance.map((one) => [one.account, one.balanceFen]))).toEqual(
      new Map([
        ['budget', 9_495_149n],
        ['arranged', 40_504_851n],
      ]),
    );
    const { items } = (await finance.get(`${base}/ledger/postings?kind=arrange&sourceId=${sourceIds[1]}`))
      .body as { items: { id: string }[] };
    expect(
      codeOf(await finance.post(`${base}/ledger/postings/${items[0]?.id}/reverse`, { reason: '登记有误' })),
    ).toBe('funding.ledger.owned');
    expect((await step('revoke', leader, { reason: '金额有误' })).status).toBe(200);
    expect((await step('submit', taskForce)).status).toBe(200);
    expect((await step('approve', leader, { approvalNumber: '茌改办〔2026〕6号' })).status).toBe(200);
    expect((await step('publish', leader)).status).toBe(403);
    expect((await step('publish', taskForce)).status).toBe(200);
    expect(await show()).toMatchObject({ state: 'published', hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(codeOf(await step('withdraw', taskForce, { reason: '不要了' }))).toBe('funding.allocation.state');
    for (const file of ['notice.docx', 'lines.xlsx'])
      expect((await leader.download(`${url}/${file}`)).bytes.subarray(0, 2).toString()).toBe('PK');
    const owner = inScope(app.services.db, everyRegion, (tx) =>
      tx.updateTable('fundingAllocation').set({ title: '偷改' }).where('state', '=', 'published').execute(),
    );
    await expect(owner).rejects.toThrow(/never changes/);
  });

  it('账上的钱已用掉的，批准被拒绝，什么也没有安排', async () => {
    const { url, show, sourceIds } = await draft();
    await taskForce.post(`${url}/submit`, { version: (await show()).version });
    await finance.post(`${base}/indicators/${sourceIds[1]}/recall`, {
      ...{ kind: 'recall', amountFen: '40000000', documentNumber: '收〔2026〕1号' },
      ...{ bookedOn: '2026-11-20', reason: '收回' },
    });
    const refused = await leader.post(`${url}/approve`, {
      version: (await show()).version,
      approvalNumber: '1号',
    });
    expect(codeOf(refused)).toBe('funding.ledger.balance');
    expect((await show()).state).toBe('submitted');
  });

  it('没有需求、没有来源、街道用户不能提出；换权重重提', async () => {
    const { url, show, projectId, sourceIds } = await draft();
    const create = (change: object, person = taskForce) =>
      person.post(`${base}/allocations`, { title: '方案', sourceIds, projectIds: [projectId], ...change });
    expect(codeOf(await create({ sourceIds: [randomUUID()] }))).toBe('funding.allocation.source');
    expect(codeOf(await create({ projectIds: [randomUUID()] }))).toBe('funding.allocation.project');
    const bare = await insertProject(app.services.db, { now });
    expect(codeOf(await create({ projectIds: [bare.projectId] }))).toBe('funding.allocation.no-need');
    const clerk = await app.person(['taskForce'], '371503001');
    expect((await create({}, clerk)).status).toBe(403);
    const weights = { area: 100, households: 0, buildings: 0, estates: 0, classNeed: 0, gap: 0 };
    const { version } = await show();
    expect(
      (await taskForce.post(`${url}/propose`, { version, weights: { ...weights, area: 99 } })).status,
    ).toBe(400);
    expect((await taskForce.post(`${url}/propose`, { version, weights })).status).toBe(200);
    expect((await taskForce.get(`${base}/allocations/choices`)).body).toMatchObject({ unverified: true });
    expect((await taskForce.get(`${base}/allocations?state=draft`)).status).toBe(200);
  });
});

describe('对账', () => {
  const heads = ['交易日期', '流水号', '收入', '支出', '余额', '对方户名', '凭证号'];
  type View = {
    version: number;
    state: string;
    figures: {
      differenceFen: string;
      unexplained: number;
      openingDifferenceFen: string;
      bookClosingFen: string;
    };
    bank: { id: string; postingId: string | null; amountFen: string }[];
    book: { postingId: string; amountFen: string }[];
  };
  it('自动对应、说明未达、两人签字、签后冻结；差额不平不能提交', async () => {
    app.setNow('2026-11-22T09:00:00+08:00');
    const { sourceId } = await withLedger(app.services.db, now, async (ctx) => {
      const order = grantOrder({ subChannel: 'landSale', bookedOn: '2026-10-01', amountFen: 100_000n });
      const { grantSource } = await import('#modules/funding/server/ledger/post.ts');
      const made = await grantSource(ctx, order);
      const common = { sourceId: made.sourceId, fileId: null };
      await receive(ctx, {
        ...common,
        amountFen: 50_000n,
        bookedOn: '2026-10-10',
        voucherNumber: 'R1',
        payer: '区财政局',
      });
      await receive(ctx, {
        ...common,
        amountFen: 20_000n,
        bookedOn: '2026-10-31',
        voucherNumber: 'R2',
        payer: '区财政局',
      });
      await recordPaid(ctx, {
        ...{ ...common, authorisationId: null, amountFen: 3_000n, bookedOn: '2026-10-20' },
        ...{ voucherNumber: 'P9', payee: '不明' },
      });
      return made;
    });
    expect(sourceId).toBeTruthy();
    const account = await finance.post(`${base}/accounts`, {
      ...{ title: '土地出让专户', bank: '某银行', tail: '1234', subChannels: ['landSale'] },
    });
    const { id: accountId } = account.body as { id: string };
    const overlap = await finance.post(`${base}/accounts`, { title: '另一户', subChannels: ['landSale'] });
    expect(codeOf(overlap)).toBe('funding.account.overlap');
    const upload = (month: string, rows: readonly (readonly Cell[])[], person = finance) =>
      tableOf(heads, rows).then((bytes) =>
        person.upload(`${base}/reconciliations?accountId=${accountId}&month=${month}`, '对账单.xlsx', bytes),
      );
    const rows: Cell[][] = [
      ['2026-10-11', 'a', 500, null, 500, '区财政局', 'R1'],
      ['2026-10-20', 'b', null, 30, 470, '不明', 'P9'],
    ];
    expect(codeOf(await upload('2026-11', rows))).toBe('funding.reconciliation.month');
    expect((await upload('2026-10', rows, taskForce)).status).toBe(403);
    expect(codeOf(await upload('2026-10', [...rows, ['2026-10-21', 'c', 1, null, 999, '', '']]))).toBe(
      'funding.reconciliation.faulty',
    );
    const sent = await upload('2026-10', rows);
    expect(sent).toMatchObject({ status: 200 });
    const { id } = sent.body as { id: string };
    const url = `${base}/reconciliations/${id}`;
    const show = async () => (await finance.get(url)).body as View;
    const first = await show();
    expect(first.bank.map(({ amountFen, postingId }) => [amountFen, postingId !== null])).toEqual([
      ['50000', true],
      ['-3000', false],
    ]);
    expect(first.book.map(({ amountFen }) => amountFen)).toEqual(['20000']);
    expect(first.figures).toMatchObject({ differenceFen: '0', unexplained: 2, bookClosingFen: '70000' });
    const step = async (verb: string, person: Person, more: object = {}) =>
      person.post(`${url}/${verb}`, { version: (await show()).version, ...more });
    expect(codeOf(await step('prepare', finance))).toBe('funding.reconciliation.unexplained');
    const [matched, open] = first.bank;
    const wrong = { lineId: open?.id, postingId: first.book[0]?.postingId };
    expect(codeOf(await step('match', finance, wrong))).toBe('funding.reconciliation.line');
    const pair = { lineId: matched?.id, postingId: matched?.postingId };
    expect((await step('match', finance, { ...pair, postingId: null })).status).toBe(200);
    expect((await show()).figures.unexplained).toBe(4);
    expect((await step('match', finance, pair)).status).toBe(200);
    const explain = (side: string, ref: string | undefined, kind: string) =>
      step('explain', finance, { side, ref, kind, note: '已查明' });
    expect((await explain('bank', open?.id, 'error')).status).toBe(200);
    expect((await explain('book', first.book[0]?.postingId, 'outstanding')).status).toBe(200);
    expect((await step('prepare', finance)).status).toBe(200);
    expect(codeOf(await step('sign', finance))).toBe('funding.reconciliation.same-person');
    expect((await step('sign', other)).status).toBe(200);
    expect(await show()).toMatchObject({ state: 'signed', figures: { differenceFen: '0', unexplained: 0 } });
    expect(codeOf(await step('remove', finance, { reason: '重来' }))).toBe('funding.reconciliation.state');
    expect((await finance.download(`${url}/reconciliation.xlsx`)).bytes.subarray(0, 2).toString()).toBe('PK');
    expect(codeOf(await upload('2026-10', rows))).toBe('funding.reconciliation.month-known');
    expect((await finance.get(`${base}/accounts`)).body).toMatchObject([
      { signedTo: '2026-10', bookFen: '70000' },
    ]);
  });
});

describe('计算器', () => {
  it('规则与出处；本区规则没有录入时拒绝并说明', async () => {
    const rules = (await leader.get(`${base}/calculators`)).body as {
      ownEntered: boolean;
      central: { unverified: boolean }[];
    };
    expect(rules).toMatchObject({ ownEntered: false });
    expect(rules.central.every(({ unverified }) => unverified)).toBe(true);
    const region = {
      areaCm2: '1000000',
      households: 10,
      buildings: 1,
      estates: 1,
      difficulty: '1',
      performance: '1',
    };
    const central = (change: object) =>
      leader.post(`${base}/calculators/central`, {
        ...{
          template: 'y2019',
          potFen: '1001',
          regions: [
            { id: '甲', ...region },
            { id: '乙', ...region },
          ],
          ...change,
        },
      });
    expect((await central({})).body).toMatchObject({ shares: [{ amountFen: '500' }, { amountFen: '501' }] });
    expect(codeOf(await central({ template: 'x' }))).toBe('funding.calculator.template-absent');
    expect(
      codeOf(
        await central({
          regions: [
            { id: '甲', ...region },
            { id: '甲', ...region },
          ],
        }),
      ),
    ).toBe('funding.calculator.region-twice');
    expect(codeOf(await central({ regions: [{ id: '甲', ...region, buildings: 0 }] }))).toBe(
      'funding.calculator.factor-empty',
    );
    const lift = (change: object) =>
      leader.post(`${base}/calculators/lift`, { floors: 6, households: 12, unsigned: 3, ...change });
    expect((await lift({})).body).toMatchObject({
      amountFen: '13500000',
      rule: { own: false, unverified: true },
    });
    expect(codeOf(await lift({ rule: 'own' }))).toBe('funding.calculator.own-absent');
    expect(codeOf(await lift({ floors: 9 }))).toBe('funding.calculator.floors');
    expect(codeOf(await lift({ unsigned: 13 }))).toBe('funding.calculator.unsigned');
    const cost = { kind: 'district', areaCm2: '100000000', costFen: '500000000', localFen: '0' };
    expect((await leader.post(`${base}/calculators/by-cost`, cost)).body).toMatchObject({
      amountFen: '240000000',
    });
    const amount = (costFen: string, residentsFen: string) => ({ costFen, residentsFen });
    const area = {
      ...{ areaCm2: '100000000', ratio: '0.4' },
      classes: {
        basic: amount('400000000', '48400000'),
        improvement: amount('0', '0'),
        enhancement: amount('0', '0'),
      },
    };
    expect((await leader.post(`${base}/calculators/by-area`, area)).body).toMatchObject({
      points: 3,
      amountFen: '129000000',
    });
    expect((await leader.get(`${base}/calculators/volumes`)).status).toBe(200);
    const visitor = await app.person(['firm']);
    expect((await visitor.get(`${base}/calculators`)).status).toBe(403);
  });
});
