import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDocument } from '#platform/documents/read-document.ts';
import { openTestApp, type Person, type TestApp } from '#test/support/app.ts';
import { smallLedger, soundLine } from '#test/support/ledgers.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

type Estate = {
  id: string;
  code: string;
  version: number;
  completeness: number;
  archived: boolean;
  values: Record<string, unknown>;
};
type Page<T> = { total: number; items: T[] };

const codeOf = (answer: { body: unknown }) => (answer.body as { code: string }).code;
const clerkOf = (street: string) => app.person(['subdistrictClerk'], street);
const street = '371503001';

async function create(
  person: Person,
  name: string,
  values: object = {},
  regionCode = street,
): Promise<Estate> {
  const answer = await person.post('/api/survey/estates', { values: { name, regionCode, ...values } });
  expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
  return answer.body as Estate;
}
const show = async (person: Person, id: string) =>
  (await person.get(`/api/survey/estates/${id}`)).body as Estate & Record<string, never>;
const list = async (person: Person, query: string) =>
  (await person.get(`/api/survey/estates?${query}`)).body as Page<Estate>;

describe('登记与修改', () => {
  it('手工登记：编码按街道续编，同街道不能重名，别的街道不能登记', async () => {
    const clerk = await clerkOf(street);
    const one = await create(clerk, '登记一小区', { households: 50 });
    const two = await create(clerk, '登记二小区');
    expect(Number(two.code) - Number(one.code)).toBe(1);
    const post = (values: object) => clerk.post('/api/survey/estates', { values });
    expect(codeOf(await post({ name: '登记一 小区', regionCode: street }))).toBe('survey.estate.exists');
    expect(codeOf(await post({ name: '外街小区', regionCode: '371503002' }))).toBe('survey.estate.region');
    expect(codeOf(await post({ name: '没有这个街道', regionCode: '371503999' }))).toBe(
      'survey.estate.region',
    );
    expect((await post({ name: '', regionCode: street })).status).toBe(400);
    const leader = await app.person(['leader']);
    expect(
      (await leader.post('/api/survey/estates', { values: { name: 'x', regionCode: street } })).status,
    ).toBe(403);
  });

  it('每处改动记下谁、何时、从什么改成什么、为什么；版本过期不收', async () => {
    const clerk = await clerkOf(street);
    const { id, version } = await create(clerk, '修改小区', { households: 50, agree: 40 });
    const edit = (values: object, at = version) =>
      clerk.post(`/api/survey/estates/${id}`, { version: at, values, reason: '复核' });
    expect((await edit({ households: 60, builtYear: 1999 })).body).toMatchObject({
      version: version + 1,
      values: { households: 60, builtYear: 1999 },
    });
    expect(codeOf(await edit({ households: 61 }))).toBe('survey.estate.stale');
    expect(codeOf(await edit({ households: 60 }, version + 1))).toBe('survey.estate.unchanged');
    expect(await edit({ households: 30 }, version + 1)).toMatchObject({
      status: 422,
      body: { code: 'survey.estate.invalid', data: { at: 'values.agree' } },
    });
    expect((await edit({ households: -1 }, version + 1)).status).toBe(400);
    expect((await edit({ floorAreaM2: 'x' }, version + 1)).status).toBe(400);
    const history = (await clerk.get(`/api/survey/estates/${id}/history`)).body as Page<object>;
    expect(history.items).toContainEqual(
      expect.objectContaining({ field: 'households', from: 50, to: 60, reason: '复核', source: 'edit' }),
    );
    const detail = (await clerk.get(`/api/survey/estates/${id}`)).body;
    expect(detail).toMatchObject({ provenance: { households: { kind: 'edit', reason: '复核' } } });
  });

  it('批量修改要么全成要么全不成；别街道的行改不了', async () => {
    const clerk = await clerkOf(street);
    const one = await create(clerk, '批量一小区');
    const two = await create(clerk, '批量二小区');
    const save = (person: Person, version: number) =>
      person.post('/api/survey/estates-edit', {
        items: [
          { id: one.id, version: one.version, values: { land: 'state' } },
          { id: two.id, version, values: { land: 'collective' } },
        ],
        reason: '',
      });
    expect(codeOf(await save(clerk, 9))).toBe('survey.estate.stale');
    expect((await show(clerk, one.id)).values.land).toBe(null);
    const other = await clerkOf('371503002');
    expect(codeOf(await save(other, two.version))).toBe('survey.estate.absent');
    expect((await save(clerk, two.version)).status).toBe(200);
    expect((await show(clerk, two.id)).values.land).toBe('collective');
  });

  it('完整度只在一样不缺时为 100', async () => {
    const clerk = await clerkOf(street);
    const { completeness } = await create(clerk, '完整度小区');
    expect(completeness).toBeLessThan(10);
  });
});

describe('列表', () => {
  it('按名称、别名、地址的一部分查，按街道、年份、完整度筛，按列排', async () => {
    const clerk = await clerkOf('371503101');
    const region = '371503101';
    await create(clerk, '列表甲小区', { aliases: ['老机械厂宿舍'], builtYear: 1990, households: 10 }, region);
    await create(clerk, '列表乙小区', { address: '乐平大街88号', builtYear: 2001, households: 30 }, region);
    await create(clerk, '列表丙小区', { builtYear: 2004, land: 'state' }, region);
    const names = async (query: string) =>
      (await list(clerk, query)).items.map((one) => String(one.values.name).slice(2, 3)).join('');
    expect(await names(`search=${encodeURIComponent('机械厂')}`)).toBe('甲');
    expect(await names(`search=${encodeURIComponent('乐平大街８８')}`)).toBe('乙');
    expect(await names('yearFrom=2000&yearTo=2003')).toBe('乙');
    expect(await names('land=unknown&sort=name')).toBe('乙甲');
    expect(await names('sort=households&descending=true')).toBe('乙甲丙');
    expect(await names('sort=builtYear')).toBe('甲乙丙');
    expect((await list(clerk, 'region=371503002')).total).toBe(0);
    expect((await list(clerk, 'completeness=full')).total).toBe(0);
    for (const bad of ['region=1', 'sort=password', 'yearFrom=abc', 'page=0', 'search=%00'])
      expect([bad, (await clerk.get(`/api/survey/estates?${bad}`)).status < 500]).toEqual([bad, true]);
  });

  it('导出与列表同一条件，只含管辖范围内的；读回来就是一份台账', async () => {
    const clerk = await clerkOf('371503105');
    await create(clerk, '导出小区', { households: 88, floorAreaM2: 1234.5, land: 'state' }, '371503105');
    const file = await clerk.download('/api/survey/export');
    const book = await readDocument(file.bytes, 'x.xlsx');
    const text = JSON.stringify(book.sheets);
    expect(text).toContain('导出小区');
    expect(text).not.toContain('列表甲小区');
    const sent = await clerk.upload('/api/survey/imports', '导出.xlsx', file.bytes);
    await app.runJobs();
    const { id } = sent.body as { id: string };
    const shown = (await clerk.get(`/api/survey/imports/${id}`)).body;
    expect(shown).toMatchObject({ report: { counts: { new: 0, changed: 0, unchanged: 1 } } });
  });

  it('空白模板可以下载，填的人看到本区的街道', async () => {
    const clerk = await clerkOf(street);
    const file = await clerk.download('/api/survey/template');
    expect(file.status).toBe(200);
    expect(JSON.stringify((await readDocument(file.bytes, 'x.xlsx')).sheets)).toContain('振兴街道');
  });
});

describe('停用与合并', () => {
  it('停用须有理由，停用后不再列出、不能修改，可以恢复', async () => {
    const clerk = await clerkOf(street);
    const { id, version } = await create(clerk, '停用小区');
    const archive = (at: number, archived: boolean, reason = '已拆除') =>
      clerk.post(`/api/survey/estates/${id}/archive`, { version: at, archived, reason });
    expect((await archive(version, true, '')).status).toBe(400);
    expect((await archive(version, true)).body).toMatchObject({ archived: true });
    expect((await list(clerk, `search=${encodeURIComponent('停用小区')}`)).total).toBe(0);
    expect((await list(clerk, `archived=true&search=${encodeURIComponent('停用小区')}`)).total).toBe(1);
    const edit = { version: version + 1, values: { land: 'state' } };
    expect(codeOf(await clerk.post(`/api/survey/estates/${id}`, edit))).toBe('survey.estate.archived');
    expect((await archive(version + 1, false, '误停')).body).toMatchObject({ archived: false });
    const community = await app.person(['communityClerk'], street);
    const answer = await community.post(`/api/survey/estates/${id}/archive`, {
      version: version + 2,
      archived: true,
      reason: '越权',
    });
    expect(answer.status).toBe(403);
  });

  it('合并：留下的补上空白并记别名，楼栋并入，另一个停用并指向它', async () => {
    const clerk = await clerkOf(street);
    const keep = await create(clerk, '合并小区', { households: 100 });
    const drop = await create(clerk, '合并家属院甲', { households: 90, builtYear: 1993 });
    const building = { items: [{ id: null, values: { name: '1号楼', floors: 6 } }] };
    expect((await clerk.post(`/api/survey/estates/${drop.id}/buildings`, building)).status).toBe(200);
    const merge = (id: string, dropId: string) =>
      clerk.post(`/api/survey/estates/${id}/merge`, {
        version: keep.version,
        dropId,
        dropVersion: drop.version,
        reason: '同一个院子',
      });
    expect(codeOf(await merge(keep.id, keep.id))).toBe('survey.merge.self');
    expect((await merge(keep.id, drop.id)).body).toMatchObject({
      values: { households: 100, builtYear: 1993, aliases: ['合并家属院甲'] },
    });
    expect((await clerk.get(`/api/survey/estates/${keep.id}/buildings`)).body).toMatchObject([
      { name: '1号楼', floors: 6 },
    ]);
    const closed = (await clerk.get(`/api/survey/estates/${drop.id}`)).body;
    expect(closed).toMatchObject({ archived: true, mergedInto: { id: keep.id } });
    const found = await list(clerk, `search=${encodeURIComponent('合并家属院甲')}`);
    expect(found.items.map((one) => one.id)).toEqual([keep.id]);
    const sent = await clerk.upload(
      '/api/survey/imports',
      '别名.xlsx',
      await smallLedger([soundLine('合并家属院甲', { households: 100, year: 1993 })]),
    );
    await app.runJobs();
    const shown = (await clerk.get(`/api/survey/imports/${(sent.body as { id: string }).id}`)).body;
    expect(shown).toMatchObject({ report: { counts: { new: 0, changed: 1 } } });
  });
});

describe('楼栋', () => {
  it('增改留历史；同名、过期、别人的小区都不收', async () => {
    const clerk = await clerkOf(street);
    const estate = await create(clerk, '楼栋编辑小区');
    const url = `/api/survey/estates/${estate.id}/buildings`;
    const save = (items: object[], person = clerk) => person.post(url, { items, reason: '补录' });
    const made = await save([{ id: null, values: { name: '１号楼', floors: 5 } }]);
    const [one] = made.body as { id: string; version: number; name: string }[];
    expect(one).toMatchObject({ name: '1号楼', version: 1 });
    expect(codeOf(await save([{ id: null, values: { name: '1号楼' } }]))).toBe('survey.building.exists');
    const change = { id: one?.id, version: 1, values: { floors: 6, insulation: true } };
    expect((await save([change])).body).toMatchObject([{ floors: 6, insulation: true, version: 2 }]);
    expect(codeOf(await save([change]))).toBe('survey.building.stale');
    const other = await clerkOf('371503002');
    expect(codeOf(await save([change], other))).toBe('survey.estate.absent');
    const leader = await app.person(['leader']);
    expect((await save([change], leader)).status).toBe(403);
    const history = (await clerk.get(`/api/survey/estates/${estate.id}/history`)).body as Page<object>;
    expect(history.items).toContainEqual(
      expect.objectContaining({ building: '1号楼', field: 'floors', from: 5, to: 6 }),
    );
  });
});
