import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { approvedScheme } from '#modules/scheme/index.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { openTestApp, type Person, type TestApp } from '#test/support/app.ts';
import { insertEstate } from '#test/support/estates.ts';
import { insertScheme } from '#test/support/schemes.ts';

type Line = Record<string, unknown> & { id: string | null; item: string; quantity: string; amount?: string };
type Detail = {
  id: string;
  version: number;
  state: string;
  undo: string | null;
  redo: string | null;
  files: { id: string; title: string }[];
  findings: { code: string; level: string; message: string; clause: string }[];
  current: Record<string, string> & { lines: Line[]; number: number };
  code?: string;
  message?: string;
};

let app: TestApp;
let clerk: Person;
let taskForce: Person;
let finance: Person;
beforeAll(async () => {
  app = await openTestApp();
  clerk = await app.person(['subdistrictClerk'], '371503001');
  taskForce = await app.person(['taskForce']);
  finance = await app.person(['finance']);
});
afterAll(() => app.close());

const detail = (answer: { body: unknown }) => answer.body as Detail;
const create = async (estateIds: string[], change: object = {}, by: Person = clerk) =>
  by.post('/api/scheme/schemes', {
    ...{ title: '幸福小区改造方案', estateIds, projectId: null, from: 'survey', copyOf: null },
    ...change,
  });
const input = ({
  id,
  estateId,
  item,
  itemTitle,
  trade,
  place,
  quantity,
  unit,
  unitPrice,
  why,
  priceBasis,
  note,
}: Line) => ({
  ...{ id, estateId, item, itemTitle, trade, place, quantity, unit, unitPrice, why, priceBasis, note },
});
const content = (one: Detail, change: object = {}) => ({
  ...{ version: one.version, title: one.current.title, summary: one.current.summary },
  ...{ otherPercent: one.current.otherPercent, contingencyPercent: one.current.contingencyPercent },
  ...{ ceiling: one.current.ceiling, ceilingBasis: one.current.ceilingBasis },
  lines: one.current.lines.map(input),
  ...change,
});
const save = (one: Detail, change: object = {}, by: Person = clerk) =>
  by.post(`/api/scheme/schemes/${one.id}/save`, content(one, change));
const lift = (estateId: string) => ({
  ...{
    id: null,
    estateId,
    item: 'lifts',
    itemTitle: '加装电梯',
    trade: '设备安装',
    place: '1 号楼',
    unit: '部',
  },
  ...{ quantity: '2', unitPrice: '50000000', why: '', priceBasis: '', note: '' },
});

describe('四(二)2：一小区一方案', () => {
  let estateId: string;
  let scheme: Detail;
  beforeEach(async () => {
    estateId = await insertEstate(app);
    scheme = detail(await create([estateId]));
  });

  test('按摸底拟稿：差、缺失的列入，写明理由、数量与单价来历', () => {
    const items = scheme.current.lines.map(({ item }) => item);
    expect(items).toEqual(['water', 'heating', 'road', 'security', 'roof']);
    const road = scheme.current.lines.find(({ item }) => item === 'road');
    // 10,000 ㎡ of floor area × 0.09
    expect(road).toMatchObject({ quantity: '900', unit: '㎡', unitPrice: '30180', why: '摸底现状为“差”' });
    expect(String(road?.priceBasis)).toContain('2026 年（待核）');
    expect(scheme.current.otherPercent).toBe('12');
    const sum = scheme.current.lines.reduce((all, { amount }) => all + BigInt(amount ?? 0), 0n);
    expect(String(sum)).toBe(scheme.current.total);
  });

  test('小区已有方案的，不能再编一份；别的街道也不能', async () => {
    expect(detail(await create([estateId]))).toMatchObject({ code: 'scheme.scheme.taken' });
    const other = await app.person(['subdistrictClerk'], '371503002');
    expect((await create([await insertEstate(app)], {}, other)).status).toBe(404);
    expect((await other.get(`/api/scheme/schemes/${scheme.id}`)).status).toBe(404);
    expect((await create([await insertEstate(app)], {}, finance)).status).toBe(403);
  });

  test('保存后行号不变，撤销与重做', async () => {
    const before = scheme.current.lines.map(({ id }) => id);
    const added = detail(await save(scheme, { lines: [...scheme.current.lines.map(input), lift(estateId)] }));
    expect(added.current.lines.slice(0, -1).map(({ id }) => id)).toEqual(before);
    expect(added).toMatchObject({ undo: '加 1 行', redo: null });
    const undone = detail(
      await clerk.post(`/api/scheme/schemes/${scheme.id}/undo`, { version: added.version }),
    );
    expect(undone.current.lines.map(({ id }) => id)).toEqual(before);
    expect(undone).toMatchObject({ undo: null, redo: '加 1 行' });
    const again = detail(
      await clerk.post(`/api/scheme/schemes/${scheme.id}/redo`, { version: undone.version }),
    );
    expect(again.current.lines.map(({ id }) => id)).toEqual(added.current.lines.map(({ id }) => id));
    expect(again).toMatchObject({ undo: '加 1 行', redo: null });
    const nothing = await clerk.post(`/api/scheme/schemes/${scheme.id}/redo`, { version: again.version });
    expect(detail(nothing)).toMatchObject({ code: 'scheme.scheme.nothing' });
  });

  test('两个人同时保存，后一个要刷新', async () => {
    const answers = await Promise.all([save(scheme, { title: '甲改' }), save(scheme, { title: '乙改' })]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  test('行的错误逐行说明，换小区、换内容都拒绝', async () => {
    const [first, second] = scheme.current.lines.map(input);
    const codes = [
      [{ ...lift(estateId), item: 'palace' }, 'scheme.line.item'],
      [{ ...lift(estateId), quantity: '0' }, 'scheme.line.quantity'],
      [lift(await insertEstate(app)), 'scheme.line.estate'],
      [{ ...lift(estateId), id: crypto.randomUUID() }, 'scheme.line.unknown'],
      [{ ...first, item: 'lifts' }, 'scheme.line.identity'],
      [{ ...lift(estateId), quantity: '999999999', unitPrice: '999999999999' }, 'scheme.line.amount'],
    ] as const;
    for (const [line, code] of codes)
      expect(detail(await save(scheme, { lines: [line] }))).toMatchObject({ code });
    const twice = await save(scheme, { lines: [second, second] });
    expect(detail(twice)).toMatchObject({ code: 'scheme.line.twice' });
    const strange = await save(scheme, { lines: [{ ...lift(estateId), colour: 'red' }] });
    expect([strange.status, detail(strange).code]).toEqual([400, 'input.invalid']);
  });

  test('四(一)2：基础类不达标又未列入，完善类不能提交；五(一)：一次开挖提醒', async () => {
    const only = detail(await save(scheme, { lines: [lift(estateId)] }));
    expect(only.findings.map(({ code, level }) => [code, level])).toContainEqual(['order', 'refused']);
    const refused = detail(
      await clerk.post(`/api/scheme/schemes/${scheme.id}/submit`, { version: only.version }),
    );
    expect(refused.code).toBe('scheme.scheme.refused');
    expect(refused.message).toContain('“加装电梯”须以完成基础类为前提');
    const road = scheme.current.lines
      .filter(({ item }) => item === 'road')
      .map((line) => ({ ...input(line), id: null }));
    const dug = detail(await save(only, { lines: road }));
    expect(dug.findings.map(({ code }) => code)).toContain('digOnce');
  });

  test('超过上限不能提交；提交后内容冻结，退回才能改', async () => {
    const over = detail(await save(scheme, { ceiling: '100' }));
    const refused = await clerk.post(`/api/scheme/schemes/${scheme.id}/submit`, { version: over.version });
    expect(detail(refused).message).toContain('超过上限');
    const fits = detail(await save(over, { ceiling: null }));
    const submitted = detail(
      await clerk.post(`/api/scheme/schemes/${scheme.id}/submit`, { version: fits.version }),
    );
    expect(submitted).toMatchObject({ state: 'submitted' });
    expect(submitted.current.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(detail(await save(submitted))).toMatchObject({ code: 'scheme.scheme.state' });
    const cancel = { version: submitted.version, reason: '不编了' };
    expect((await clerk.post(`/api/scheme/schemes/${scheme.id}/cancel`, cancel)).status).toBe(409);
  });

  test('取消的方案让出小区', async () => {
    const cancel = { version: scheme.version, reason: '重新编制' };
    const cancelled = detail(await clerk.post(`/api/scheme/schemes/${scheme.id}/cancel`, cancel));
    expect(cancelled.state).toBe('cancelled');
    expect((await create([estateId])).status).toBe(200);
  });

  test('图纸与文件：只收认得的种类，移除要写理由', async () => {
    const at = `/api/scheme/schemes/${scheme.id}/files?kind=drawing&title=${encodeURIComponent('总平面图')}`;
    const dwg = Buffer.from('AC1032 drawing');
    const kept = detail(await clerk.upload(at, '总平面.dwg', dwg));
    expect(kept.files.map(({ title }) => title)).toEqual(['总平面图']);
    const got = await finance.download(`/api/scheme/files/${kept.files[0]?.id}`);
    expect(got.bytes).toEqual(dwg);
    expect((await clerk.upload(at, '坏.exe', dwg)).status).toBe(415);
    expect(detail(await clerk.upload(at, '假.pdf', dwg))).toMatchObject({ code: 'scheme.file.content' });
    expect((await finance.upload(at, '总平面.dwg', dwg)).status).toBe(403);
    const removed = await clerk.post(`/api/scheme/files/${kept.files[0]?.id}/remove`, { reason: '旧图' });
    expect(detail(removed).files).toEqual([]);
  });
});

describe('四(二)4：片区一个设计，各小区一个附件', () => {
  test('跨街道的方案由区里编制，街道只看本辖区的行', async () => {
    const [near, far] = [
      await insertEstate(app),
      await insertEstate(app, { regionCode: '371503002', gas: 'missing' }),
    ];
    const scheme = detail(await create([near, far], { title: '北片区方案' }, taskForce));
    expect(new Set(scheme.current.lines.map(({ estateId }) => estateId))).toEqual(new Set([near, far]));
    const seen = detail(await clerk.get(`/api/scheme/schemes/${scheme.id}`));
    expect(new Set(seen.current.lines.map(({ estateId }) => estateId))).toEqual(new Set([near]));
    expect(seen.current.total).toBe(scheme.current.total);
    expect(detail(await save(seen))).toMatchObject({ code: 'scheme.scheme.foreign' });
    const listed = await clerk.get('/api/scheme/schemes?search=%E5%8C%97%E7%89%87%E5%8C%BA');
    expect(listed.body).toMatchObject({ total: 1, items: [{ estates: [{ id: near }] }] });
  });

  test('照另一份方案编制，行号是新的', async () => {
    const source = detail(await create([await insertEstate(app)]));
    const target = await insertEstate(app, { water: 'good' });
    const copied = detail(await create([target], { from: 'copy', copyOf: source.id }));
    expect(copied.current.lines.map(({ item }) => item)).toEqual(
      source.current.lines.map(({ item }) => item),
    );
    const ids = new Set(source.current.lines.map(({ id }) => id));
    expect(copied.current.lines.some(({ id }) => ids.has(id))).toBe(false);
    const nothing = await create([await insertEstate(app)], { from: 'copy' });
    expect(detail(nothing)).toMatchObject({ code: 'scheme.scheme.copy' });
  });
});

describe('版本与清单', () => {
  test('退回后成为新版本，逐行列出差异', async () => {
    const estateId = await insertEstate(app);
    const made = await insertScheme(app, { estateIds: [estateId], state: 'submitted' });
    const at = `/api/scheme/schemes/${made.schemeId}`;
    await taskForce.post(`${at}/return`, { version: 1, reason: '数量不实' });
    const draft = detail(await clerk.get(at));
    expect(draft.current).toMatchObject({ number: 2, origin: 'reopened', state: 'draft' });
    expect(draft.current.lines.map(({ id }) => id)).toEqual(made.lineIds);
    const [road] = draft.current.lines.map(input);
    await save(draft, { lines: [{ ...road, quantity: '50' }] });
    const answer = await clerk.get(`${at}/difference?from=1&to=2`);
    expect(answer.body).toMatchObject({
      added: [],
      removed: [{ id: made.lineIds[1] }],
      changed: [{ before: { quantity: '100' }, after: { quantity: '50' }, fields: ['quantityMilli'] }],
      beforeTotal: '103020000',
      afterTotal: '1510000',
    });
    const versions = (await clerk.get(`${at}/versions`)).body as { number: number; state: string }[];
    expect(versions.map(({ number, state }) => [number, state])).toEqual([
      [2, 'draft'],
      [1, 'returned'],
    ]);
    expect((await clerk.get(`${at}/versions/9`)).status).toBe(404);
  });

  test('列表、目录、建议与导出', async () => {
    const estateId = await insertEstate(app, { name: '导出小区' });
    const made = await insertScheme(app, { estateIds: [estateId], title: '导出方案' });
    const listed = await finance.get('/api/scheme/schemes?search=%E5%AF%BC%E5%87%BA&sort=total');
    expect(listed.body).toMatchObject({ total: 1, items: [{ title: '导出方案', total: '103020000' }] });
    const far = await finance.get('/api/scheme/schemes?search=%E5%AF%BC%E5%87%BA&subdistrict=371503002');
    expect(far.body).toMatchObject({ total: 0 });
    const catalogue = (await finance.get('/api/scheme/catalogue')).body as { items: { item: string }[] };
    expect(catalogue.items.map(({ item }) => item)).toContain('lifts');
    const suggested = (await finance.get(`/api/scheme/schemes/${made.schemeId}/suggestions`)).body as {
      items: { item: string; suggested: boolean }[];
    };
    expect(suggested.items.filter((one) => one.suggested).map(({ item }) => item)).toContain('roof');
    for (const url of ['/api/scheme/schemes.xlsx', `/api/scheme/schemes/${made.schemeId}/lines.xlsx`]) {
      const got = await finance.download(url);
      expect([got.status, got.bytes.subarray(0, 2).toString()]).toEqual([200, 'PK']);
    }
  });
});

test('前门只给出批准的版本', async () => {
  const estateId = await insertEstate(app);
  const made = await insertScheme(app, { estateIds: [estateId], state: 'approved' });
  await inScope(app.services.db, everyRegion, async (tx) => {
    expect((await approvedScheme(tx, { estateId }))?.schemeId).toBe(made.schemeId);
  });
});
