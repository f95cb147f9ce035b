import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { readDocument } from '#platform/documents/read-document.ts';
import { openTestApp, type Person, type TestApp } from '#test/support/app.ts';
import { type LedgerLine, ledgerHeadings, smallLedger, soundLine } from '#test/support/ledgers.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

type Counts = Record<string, number>;
type Shown = {
  id: string;
  version: number;
  state: string;
  jobId: string;
  problem: { code: string } | null;
  report: {
    columns: { title: string; field: string | null; chosen: boolean; samples: string[] }[];
    counts: Counts;
    checks: unknown[];
    issues: { code: string; count: number }[];
    missing: { name: string }[];
  };
  outcome: Counts & { undone: Counts | null };
};
type Estate = { id: string; code: string; version: number; values: Record<string, unknown> };

const codeOf = (answer: { body: unknown }) => (answer.body as { code: string }).code;
const admin = () => app.person(['administrator']);
const clerkOf = (street: string) => app.person(['subdistrictClerk'], street);

async function show(person: Person, id: string): Promise<Shown> {
  const answer = await person.get(`/api/survey/imports/${id}`);
  expect(answer.status).toBe(200);
  return answer.body as Shown;
}

/** Uploads and lets the worker check it. */
async function check(person: Person, bytes: Buffer, name = '台账.xlsx'): Promise<Shown> {
  const sent = await person.upload('/api/survey/imports', name, bytes);
  expect(sent.body).toMatchObject({ id: expect.any(String), jobId: expect.any(String) });
  await app.runJobs();
  return show(person, (sent.body as { id: string }).id);
}

async function commit(person: Person, { id, version }: Shown, keepEdits = true): Promise<Shown> {
  const sent = await person.post(`/api/survey/imports/${id}/commit`, { version, keepEdits });
  expect(sent.status).toBe(200);
  await app.runJobs();
  return show(person, id);
}

const bringIn = async (person: Person, lines: readonly LedgerLine[], units = {}) =>
  commit(person, await check(person, await smallLedger(lines, units)));

async function estates(person: Person, search: string): Promise<Estate[]> {
  const answer = await person.get(`/api/survey/estates?size=200&search=${encodeURIComponent(search)}`);
  return (answer.body as { items: Estate[] }).items;
}

async function onlyEstate(person: Person, search: string): Promise<Estate> {
  const [first, second] = await estates(person, search);
  if (!first || second) throw new Error(`not one estate for ${search}`);
  return first;
}

describe('核对', () => {
  it('先报全部问题，什么都不写；提交后才登记，每个数都有出处', async () => {
    const person = await admin();
    const checked = await check(
      person,
      await smallLedger([
        soundLine('核对一小区', { households: '120户', year: '1998年' }),
        soundLine('核对二小区', { year: '约1996年', street: '信发街道' }),
        { ...soundLine('无名'), name: '' },
      ]),
    );
    expect(checked.state).toBe('checked');
    expect(checked.report.counts).toMatchObject({ new: 2, refused: 1, rejected: 1, corrected: 1 });
    expect(await estates(person, '核对')).toEqual([]);
    const issues = (await person.get(`/api/survey/imports/${checked.id}/issues?severity=corrected`)).body as {
      total: number;
      items: { code: string; cell: string; sheet: string; row: number }[];
    };
    expect(issues.items).toContainEqual(
      expect.objectContaining({ code: 'built-year-approximate', cell: 'E3', sheet: '小区台账', row: 3 }),
    );
    const done = await commit(person, checked);
    expect(done).toMatchObject({ state: 'committed', outcome: { created: 2, refused: 1 } });
    const one = await onlyEstate(person, '核对一');
    expect(one.code).toMatch(/^3715030010000\d{3}$/);
    expect(one.values).toMatchObject({ households: 120, builtYear: 1998, floorAreaM2: 12000, water: 'poor' });
    const detail = (await person.get(`/api/survey/estates/${one.id}`)).body as {
      provenance: Record<string, { file: string; sheet: string; cell: string }>;
    };
    expect(detail.provenance.households).toMatchObject({ file: '台账.xlsx', sheet: '小区台账', cell: 'H2' });
  });

  it('原样保留每一格；入户表的姓名和电话不入库', async () => {
    const person = await admin();
    const checked = await check(
      person,
      await smallLedger([soundLine('原样小区')], {
        households: [
          ['原样小区', '1号楼', '1', '101', '张三丰', '13800000000', '√', '否', 500, '加装电梯、屋面防水'],
        ],
      }),
    );
    await commit(person, checked);
    const rows = await inScope(app.services.db, everyRegion, (tx) =>
      tx.selectFrom('surveyRawRow').selectAll().where('importId', '=', checked.id).execute(),
    );
    const text = JSON.stringify(rows.map((row) => row.cells));
    expect(text).toContain('原样小区');
    expect(text).not.toContain('13800000000');
    expect(text).not.toContain('张三丰');
    const { id } = await onlyEstate(person, '原样');
    const wishes = (await person.get(`/api/survey/estates/${id}/wishes`)).body as { items: object[] };
    expect(wishes.items).toMatchObject([
      { building: '1号楼', room: '101', agree: true, pay: false, items: ['加装电梯', '屋面防水'] },
    ]);
    const detail = (await person.get(`/api/survey/estates/${id}`)).body;
    expect(detail).toMatchObject({ wishes: { visited: 1, agree: 1, pay: 0, payYuan: 500 } });
  });

  it('列名不认识时由人对应，并为下一份台账记住', async () => {
    const person = await clerkOf('371503102');
    const odd = ledgerHeadings.map((title) => (title === '户数' ? '门数甲' : title));
    const lines = [soundLine('对应小区', { street: '冯官屯镇', households: 77 })];
    const first = await check(person, await smallLedger(lines, {}, odd));
    expect(first.report.columns.find((column) => column.title === '门数甲')).toMatchObject({
      field: null,
      samples: ['77'],
    });
    const map = (version: number, mapping: object) =>
      person.post(`/api/survey/imports/${first.id}/mapping`, { version, mapping, keep: true });
    expect(codeOf(await map(first.version, { 门数甲: 'nonsense' }))).toBe('survey.import.field');
    expect(codeOf(await map(first.version, { 小区名称: null }))).toBe('survey.import.name-column');
    expect(codeOf(await map(first.version + 9, {}))).toBe('survey.import.stale');
    expect((await map(first.version, { 门数甲: 'households' })).status).toBe(200);
    await app.runJobs();
    const again = await show(person, first.id);
    expect(again.report.columns.find((column) => column.title === '门数甲')).toMatchObject({
      field: 'households',
      chosen: true,
    });
    await commit(person, again);
    expect((await onlyEstate(person, '对应')).values.households).toBe(77);
    const next = await check(person, await smallLedger(lines, {}, odd));
    expect(next.report.columns.find((column) => column.title === '门数甲')?.field).toBe('households');
    expect(next.report.counts).toMatchObject({ new: 0, unchanged: 1 });
  });

  it('还没开始就取消：核对的作罢，提交的回到待提交，可以重来', async () => {
    const person = await admin();
    const bytes = await smallLedger([soundLine('取消小区')]);
    const sent = (await person.upload('/api/survey/imports', '台账.xlsx', bytes)).body as {
      id: string;
      jobId: string;
    };
    expect((await person.post(`/api/jobs/${sent.jobId}/cancel`)).status).toBe(200);
    expect(await show(person, sent.id)).toMatchObject({
      state: 'failed',
      problem: { code: 'survey.import.cancelled' },
    });
    const checked = await check(person, bytes);
    const going = await person.post(`/api/survey/imports/${checked.id}/commit`, { version: checked.version });
    await person.post(`/api/jobs/${(going.body as { jobId: string }).jobId}/cancel`);
    const back = await show(person, checked.id);
    expect(back.state).toBe('checked');
    expect((await commit(person, back)).state).toBe('committed');
  });

  it('坏文件得到一句话：不是表格当即拒收，读不成的说明原因', async () => {
    const person = await admin();
    const send = (name: string, bytes: Buffer) => person.upload('/api/survey/imports', name, bytes);
    expect(await send('台账.xlsx', Buffer.from('not a workbook'))).toMatchObject({
      status: 415,
      body: { code: 'documents.not-a-workbook' },
    });
    const old = await send('台账.xls', Buffer.from('d0cf11e0a1b11ae100', 'hex'));
    expect(old).toMatchObject({ status: 415, body: { code: 'documents.xls' } });
    expect((await send('台账.xlsx', Buffer.alloc(0))).status).toBe(400);
    const huge = await send('台账.xlsx', Buffer.alloc(51 * 1024 * 1024, 'PK'));
    expect(huge).toMatchObject({ status: 413, body: { code: 'upload.too-large' } });
    const damaged = await check(person, Buffer.from('PK\u0003\u0004 and nothing else'));
    expect(damaged).toMatchObject({ state: 'failed', problem: { code: 'documents.damaged' } });
    const foreign = await check(person, Buffer.from('甲,乙,丙\n1,2,3\n'), '别的.csv');
    expect(foreign).toMatchObject({ state: 'failed', problem: { code: 'survey.no-estate-sheet' } });
    const commitFailed = await person.post(`/api/survey/imports/${foreign.id}/commit`, {
      version: foreign.version,
    });
    expect(codeOf(commitFailed)).toBe('survey.import.state');
  });

  it('超出常理的数、含控制字符的文字都不会让提交失败', async () => {
    const person = await admin();
    const csv = `街道,小区名称,户数,建筑面积,建成年份,经度,纬度\n振兴街道,怪数小区\u0001,99999999999,9e15,1998,99999,5\n`;
    const checked = await check(person, Buffer.from(csv), '怪.csv');
    expect(checked.problem).toBeNull();
    expect(checked.report.issues.map((issue) => issue.code)).toContain('figure-too-large');
    expect((await commit(person, checked)).state).toBe('committed');
    expect((await onlyEstate(person, '怪数')).values).toMatchObject({ households: null, builtYear: 1998 });
  });
});

describe('再次导入', () => {
  it('改正后的台账先显示差异，提交后更新而不重复；什么都没变时什么都不写', async () => {
    const person = await admin();
    const before = [soundLine('再导一小区'), soundLine('再导二小区', { year: 2003 })];
    await bringIn(person, before);
    const { version } = await onlyEstate(person, '再导一');
    const same = await check(person, await smallLedger(before));
    expect(same.report.counts).toMatchObject({ new: 0, changed: 0, unchanged: 2 });
    const corrected = await check(
      person,
      await smallLedger([soundLine('再导一 小区', { households: 136, agree: 110 })]),
    );
    expect(corrected.report.counts).toMatchObject({ new: 0, changed: 1 });
    expect(corrected.report.missing.map((each) => each.name)).toContain('再导二小区');
    const rows = (await person.get(`/api/survey/imports/${corrected.id}/rows?action=changed`)).body as {
      items: { difference: object[] }[];
    };
    expect(rows.items[0]?.difference).toEqual([
      { field: 'households', from: 120, to: 136, edited: false },
      { field: 'agree', from: 100, to: 110, edited: false },
    ]);
    expect((await commit(person, corrected)).outcome).toMatchObject({ created: 0, changed: 1 });
    const after = await onlyEstate(person, '再导一');
    expect(after).toMatchObject({ version: version + 1, values: { households: 136, agree: 110 } });
    expect(await estates(person, '再导')).toHaveLength(2);
  });

  it('人工改过的数默认保留，明说覆盖才覆盖', async () => {
    const person = await admin();
    await bringIn(person, [soundLine('保留小区')]);
    const { id, version } = await onlyEstate(person, '保留');
    const edit = { version, values: { households: 130 }, reason: '入户核实' };
    expect((await person.post(`/api/survey/estates/${id}`, edit)).status).toBe(200);
    const kept = await bringIn(person, [soundLine('保留小区', { water: '好' })]);
    expect(kept.outcome).toMatchObject({ changed: 1, keptEdits: 1 });
    expect((await onlyEstate(person, '保留')).values).toMatchObject({ households: 130, water: 'good' });
    const checked = await check(person, await smallLedger([soundLine('保留小区', { water: '好' })]));
    await commit(person, checked, false);
    expect((await onlyEstate(person, '保留')).values.households).toBe(120);
  });

  it('同一次提交跑两遍（工作进程中断后重来）也不重复', async () => {
    const person = await admin();
    const checked = await check(person, await smallLedger([soundLine('重跑小区')]));
    const sent = await person.post(`/api/survey/imports/${checked.id}/commit`, { version: checked.version });
    const { jobId } = sent.body as { jobId: string };
    await app.runJobs();
    await inScope(app.services.db, everyRegion, (tx) =>
      tx.updateTable('job').set({ state: 'queued', finishedAt: null }).where('id', '=', jobId).execute(),
    );
    await app.runJobs();
    expect((await person.get(`/api/jobs/${jobId}`)).body).toMatchObject({
      state: 'done',
      result: { created: 1 },
    });
    expect(await estates(person, '重跑')).toHaveLength(1);
  });

  it('楼栋与入户意愿随台账更新，不重复；所属小区不明的行列出原因', async () => {
    const person = await admin();
    const lines = [soundLine('楼栋小区')];
    const units = (floors: number, agree: string) => ({
      buildings: [
        ['楼栋小区', '1号楼', floors, 30],
        ['楼栋小区', '2号楼', 6, 30],
        ['楼栋小区', '2号楼', 5, 30],
        ['没有这个小区', '1号楼', 6, 30],
      ],
      households: [['楼栋小区', '1号楼', '1', '101', '', '', agree, '是', 800, '屋面防水']],
    });
    const first = await bringIn(person, lines, units(6, '是'));
    expect(first.outcome).toMatchObject({ buildings: 2, households: 1 });
    expect(first.report.counts).toMatchObject({ buildings: 4, buildingsRefused: 2 });
    const second = await bringIn(person, lines, units(7, '否'));
    expect(second.outcome).toMatchObject({ created: 0, buildings: 1, households: 1 });
    const { id } = await onlyEstate(person, '楼栋小区');
    const buildings = (await person.get(`/api/survey/estates/${id}/buildings`)).body;
    expect(buildings).toMatchObject([
      { name: '1号楼', floors: 7 },
      { name: '2号楼', floors: 6 },
    ]);
  });
});

describe('管辖范围', () => {
  it('经办人的台账含其他街道的行：逐行说明并拒绝，绝不写入', async () => {
    const clerk = await clerkOf('371503001');
    const checked = await check(
      clerk,
      await smallLedger([soundLine('本街小区'), soundLine('外街小区', { street: '信发街道' })]),
    );
    expect(checked.report.counts).toMatchObject({ new: 1, refused: 1 });
    expect(checked.report.issues.map((issue) => issue.code)).toContain('outside-own-region');
    await commit(clerk, checked);
    expect(await estates(clerk, '本街')).toHaveLength(1);
    expect(await estates(await admin(), '外街')).toEqual([]);
    const refused = await clerk.download(`/api/survey/imports/${checked.id}/rejected`);
    const book = await readDocument(refused.bytes, 'x.xlsx');
    expect(JSON.stringify(book.sheets)).toContain('不在您的管辖范围');
    const other = await clerkOf('371503002');
    expect(codeOf(await other.get(`/api/survey/imports/${checked.id}`))).toBe('survey.import.absent');
    for (const end of ['file', 'annotated', 'rejected'])
      expect((await other.download(`/api/survey/imports/${checked.id}/${end}`)).status).toBe(404);
  });

  it('没有导入权限的角色不能上传、查看、提交', async () => {
    const leader = await app.person(['leader']);
    expect((await leader.upload('/api/survey/imports', 'a.xlsx', Buffer.from('x'))).status).toBe(403);
    expect((await leader.get('/api/survey/imports')).status).toBe(403);
  });

  it('原文件与批注副本可以下载，批注副本列出全部问题', async () => {
    const person = await admin();
    const bytes = await smallLedger([soundLine('批注小区', { water: '七成新' })]);
    const checked = await check(person, bytes);
    const original = await person.download(`/api/survey/imports/${checked.id}/file`);
    expect(original.bytes.equals(bytes)).toBe(true);
    const marked = await person.download(`/api/survey/imports/${checked.id}/annotated`);
    const book = await readDocument(marked.bytes, 'x.xlsx');
    expect(book.sheets[0]?.name).toBe('问题清单');
    expect(JSON.stringify(book.sheets[0])).toContain('七成新');
  });
});

describe('撤销导入', () => {
  it('新登记的停用，改过的数还原；之后又改过的保留', async () => {
    const person = await admin();
    await bringIn(person, [soundLine('撤销甲小区'), soundLine('撤销乙小区')]);
    const lines = [
      soundLine('撤销甲小区', { households: 200, agree: 150 }),
      soundLine('撤销乙小区', { households: 300 }),
      soundLine('撤销丙小区'),
    ];
    const done = await bringIn(person, lines, {
      buildings: [['撤销甲小区', '9号楼', 6, 10]],
    });
    const second = await onlyEstate(person, '撤销乙');
    await person.post(`/api/survey/estates/${second.id}`, {
      version: second.version,
      values: { households: 310 },
      reason: '实地核对',
    });
    const undo = (version: number, reason: string) =>
      person.post(`/api/survey/imports/${done.id}/undo`, { version, reason });
    expect((await undo(done.version, '')).status).toBe(400);
    const undone = await undo(done.version, '传错了文件');
    expect(undone.body).toMatchObject({
      state: 'undone',
      outcome: { undone: { archived: 1, restored: 2, kept: 1, buildings: 1 } },
    });
    expect((await onlyEstate(person, '撤销甲')).values).toMatchObject({ households: 120, agree: 100 });
    expect((await onlyEstate(person, '撤销乙')).values.households).toBe(310);
    expect(await estates(person, '撤销丙')).toEqual([]);
    expect(codeOf(await undo(done.version, '再来一次'))).toBe('survey.import.stale');
  });

  it('别的街道的人不能撤销', async () => {
    const clerk = await clerkOf('371503103');
    const done = await bringIn(clerk, [soundLine('菜屯小区', { street: '菜屯镇' })]);
    const other = await clerkOf('371503104');
    const answer = await other.post(`/api/survey/imports/${done.id}/undo`, {
      version: done.version,
      reason: '越权',
    });
    expect(codeOf(answer)).toBe('survey.import.absent');
  });
});
