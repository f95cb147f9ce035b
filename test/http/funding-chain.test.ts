import ExcelJS, { type CellValue } from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '#test/support/app.ts';
import { paidCourse } from '#test/support/paid.ts';
import { bodyOf, type WorksCourse } from '#test/support/works.ts';

let app: TestApp;
let course: WorksCourse;
let paymentId = '';
let authorisationId = '';
let contractId = '';
type Step = { step: string; links: Record<string, string | null>[]; gaps: string[]; remark: string };
type Uses = { receivedFen: string; usedFen: string; unusedFen: string; receipts: { uses: object[] }[] };
const chains = '/api/funding/overview/chains';
const sources = '/api/funding/overview/sources';

/** Rows of a sheet as values, without the empty column ExcelJS counts from. */
async function rowsOf(bytes: Buffer, name: string): Promise<CellValue[][]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as never);
  const rows: CellValue[][] = [];
  book.getWorksheet(name)?.eachRow((row) => rows.push((row.values as CellValue[]).slice(1)));
  return rows;
}

beforeAll(async () => {
  app = await openTestApp();
  ({ course, contractId, paymentId, authorisationId } = await paidCourse(app));
});
afterAll(() => app.close());

describe('审计链', () => {
  it('从方案到收款凭证逐环列出，缺的写明；按申请或授权都能打开', async () => {
    const auditor = await app.person(['auditor']);
    const answer = await auditor.get(`${chains}/${paymentId}`);
    expect(answer.status).toBe(200);
    const steps = (answer.body as { steps: Step[] }).steps;
    const of = (name: string) => steps.find((one) => one.step === name);
    expect(steps.map((one) => one.step)).toEqual([
      ...['vote', 'scheme', 'contract', 'measurement', 'request', 'authorisation', 'voucher', 'source'],
      'receipt',
    ]);
    expect(of('vote')?.gaps).toEqual(['没有找到表决：“账目小区1”没有已通过的表决事项。']);
    expect(of('scheme')).toMatchObject({ gaps: [], links: [{ note: '合同依据这一版签订' }] });
    expect(of('contract')).toMatchObject({
      gaps: [],
      links: [{ number: 'HT-2026-01', amountFen: '103020000' }],
    });
    expect(of('measurement')?.links).toMatchObject([{ day: '2026-11-20', amountFen: '1510000' }]);
    expect(of('request')?.links[0]?.by?.split(' → ')).toHaveLength(5);
    expect(of('authorisation')?.links).toMatchObject([{ amountFen: '1000000' }]);
    expect(of('voucher')?.links).toMatchObject([{ number: '付-7', amountFen: '600000' }]);
    expect(of('voucher')?.gaps[0]).toBe('没有找到其余的银行凭证：还有 4,000.00 元没有支付。');
    expect(of('source')?.links).toMatchObject([{ title: '中央补助' }]);
    expect(of('receipt')?.links).toMatchObject([
      {
        number: `收-${course.basicSource}`,
        amountFen: '600000',
        path: `/funding/chain/source/${course.basicSource}`,
      },
    ]);
    expect((await auditor.get(`${chains}/${authorisationId}`)).body).toMatchObject({ id: paymentId });
  });

  it('审计员每看一次留一行；别人看不留', async () => {
    const auditor = await app.person(['auditor']);
    await auditor.get(`${chains}/${paymentId}`);
    await auditor.get(`/api/funding/payments/${paymentId}`);
    await auditor.get(`${sources}/${course.basicSource}/uses`);
    await course.crew.finance.get(`${chains}/${paymentId}`);
    const ledger = `/api/funding/ledger/sources/${course.basicSource}`;
    expect((await auditor.get(ledger)).status).toBe(200);
    expect((await auditor.get(`${ledger}/trace`)).status).toBe(200);
    const lines = async (action: string) => {
      const got = await auditor.get(`/api/identity/audit?size=200&action=${action}`);
      const { items } = got.body as { items: { actorName: string; subjectId: string }[] };
      return items.map((one) => one.subjectId);
    };
    const chained = await lines('funding.overview.chain');
    expect(chained).toContain(course.basicSource);
    expect(chained.filter((id) => id === paymentId).length).toBe(3);
    expect(await lines('funding.payments.read')).toEqual([paymentId]);
    expect(await lines('funding.ledger.read')).toEqual([course.basicSource, course.basicSource]);
  });

  it('草稿也有链，缺的都说；预付款不问计量', async () => {
    const { finance, firm } = course.crew;
    const lines = [{ estateId: course.estateId, item: 'lifts', amountFen: '10000' }];
    const made = await firm.post('/api/funding/payments', { contractId, kind: 'advance', lines });
    expect(made.status).toBe(200);
    const id = bodyOf(made).id;
    const { steps } = (await finance.get(`${chains}/${id}`)).body as { steps: Step[] };
    expect(steps.find((one) => one.step === 'measurement')).toMatchObject({ gaps: [], links: [] });
    expect(steps.find((one) => one.step === 'voucher')?.gaps).toEqual(['没有找到银行凭证：还没有支付。']);
  });

  it('别的街道、参建单位、不存在的都看不到；本街道看得到申请，上级来源的收款由上级看', async () => {
    const other = await app.person(['subdistrictClerk'], '371503002');
    expect(await other.get(`${chains}/${paymentId}`)).toMatchObject({
      status: 404,
      body: { code: 'funding.overview.chain' },
    });
    expect((await other.get(`${chains}/${authorisationId}`)).status).toBe(404);
    expect((await course.crew.firm.get(`${chains}/${paymentId}`)).status).toBe(403);
    const { clerk } = course.crew;
    const mine = (await clerk.get(`${chains}/${paymentId}`)).body as { steps: Step[] };
    expect(mine.steps.at(-1)?.gaps[0]).toContain('由上级掌管');
    expect(await clerk.get(`${sources}/${course.basicSource}/uses`)).toMatchObject({
      status: 403,
      body: { code: 'funding.overview.source-above' },
    });
    expect((await clerk.get(`${sources}/${paymentId}/uses`)).status).toBe(404);
    expect((await clerk.get(`${sources}/x/uses`)).status).toBe(400);
  });

  it('审计员不能办事', async () => {
    const auditor = await app.person(['auditor']);
    const asked = await auditor.post(`/api/funding/payments/${paymentId}/steps`, {
      step: 'check',
      version: 1,
    });
    expect(asked.status).toBe(403);
  });
});

describe('来源资金的去向', () => {
  it('到账的每一分不是用了就是没用', async () => {
    const uses = (await course.crew.finance.get(`${sources}/${course.basicSource}/uses`)).body as Uses;
    expect(uses).toMatchObject({ receivedFen: '100000000', usedFen: '600000', unusedFen: '99400000' });
    expect(uses.receipts[0]?.uses).toMatchObject([
      { chainId: paymentId, number: '付-7', purpose: '账目小区1：道路', amountFen: '600000' },
    ]);
  });

  it('审计明细四张表，元和万元分列，期初期末相接；审计链可导出', async () => {
    const auditor = await app.person(['auditor']);
    const book = await auditor.download(`${sources}/${course.basicSource}/statement.xlsx`);
    expect(book.status).toBe(200);
    const facts = await rowsOf(book.bytes, '指标');
    expect(facts.flat()).toContain('限用于基础类改造内容');
    expect(facts.find((row) => row[0] === '到账')?.slice(2)).toEqual([1_000_000, 100]);
    const entries = await rowsOf(book.bytes, '收支明细');
    expect(entries.filter((row) => row[1] === '期末余额').map((row) => row[6])).toEqual([994_000]);
    expect((await rowsOf(book.bytes, '用途')).at(-1)?.at(9)).toBe(994_000);
    expect((await rowsOf(book.bytes, '冲正与违规')).flat()).toContain('没有冲正，也没有违规事项');
    const year = await auditor.download(`${sources}/${course.basicSource}/statement.xlsx?year=2025`);
    expect((await rowsOf(year.bytes, '收支明细')).flat()).toContain('没有收支');
    const chain = await auditor.download(`${chains}/${paymentId}/chain.xlsx`);
    expect((await rowsOf(chain.bytes, '审计链')).flat()).toContain('付-7');
  });
});
