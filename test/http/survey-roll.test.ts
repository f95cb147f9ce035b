import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoRoll } from '#app/demo/roll.ts';
import { workbookBytes } from '#app/demo/workbook.ts';
import { estateHead, matchOwner, partsOf, revealOwners, setOwnersCommittee } from '#modules/survey/index.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { readDocument } from '#platform/documents/read-document.ts';
import type { Ctx } from '#platform/http/context.ts';
import { roles } from '#shared/actor.ts';
import { openTestApp, type Person, type TestApp } from '#test/support/app.ts';
import { insertEstate } from '#test/support/estates.ts';
import { dirtyRoll, fictionalNumber, planted } from '#test/support/roll.ts';

let app: TestApp;
let clerk: Person;
let other: Person;
let estateId = '';

beforeAll(async () => {
  app = await openTestApp();
  clerk = await app.person(['subdistrictClerk'], '371503001');
  other = await app.person(['subdistrictClerk'], '371503002');
  estateId = await insertEstate(app, { name: '槐荫小区' });
});
afterAll(() => app.close());

type Body = Record<string, unknown>;
const ok = async <T = Body>(answer: Promise<{ status: number; body: unknown }>): Promise<T> => {
  const { status, body } = await answer;
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body as T;
};
const refused = async (answer: Promise<{ status: number; body: unknown }>) => {
  const { status, body } = await answer;
  return `${status} ${(body as { code: string }).code}`;
};
const as = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  inScope(app.services.db, everyRegion, (tx) => work({ tx, vault: app.services.vault } as Ctx));

type Part = {
  id: string;
  version: number;
  owners: { id: string; version: number; nameMasked: string; nominated: boolean }[];
  occupants: { id: string; version: number; nameMasked: string }[];
  history: { field: string }[];
};
const values = {
  building: '9#楼',
  entrance: '一单元',
  room: '101室',
  floor: 1,
  kind: 'dwelling',
  areaCm2: '895000',
  areaSource: 'register',
  areaEvidence: '',
  titled: true,
  unsold: false,
};
const person = (name: string, number: string | null = null) => ({
  name,
  kind: 'person',
  number,
  phone: null,
});
const create = (change: object = {}, on = estateId) =>
  ok<Part>(clerk.post(`/api/survey/estates/${on}/parts`, { values: { ...values, ...change } }));

async function importRoll(bytes: Buffer, on = estateId) {
  const taken = await ok<{ id: string }>(
    clerk.upload(`/api/survey/estates/${on}/roll-imports`, '业主名册.xlsx', bytes),
  );
  await app.runJobs();
  return taken.id;
}
const show = (id: string) => ok<Body & { version: number }>(clerk.get(`/api/survey/roll-imports/${id}`));
async function commit(id: string, keepEdits = true) {
  const { version } = await show(id);
  await ok(clerk.post(`/api/survey/roll-imports/${id}/commit`, { version, keepEdits }));
  await app.runJobs();
  return show(id);
}

describe('导入业主名册', () => {
  let importId = '';

  it('核对：各行去向和全部问题一次说清，不写房屋', async () => {
    importId = await importRoll(await dirtyRoll('槐荫小区'));
    const one = await show(importId);
    expect(one.state).toBe('checked');
    expect(one.report).toMatchObject({
      counts: { parts: 12, new: 12, changed: 0, refused: 4, unsold: 1, coOwned: 3 },
    });
    const rows = await ok<{ items: { issues: { cell: string }[]; place: string }[] }>(
      clerk.get(`/api/survey/roll-imports/${importId}/rows?code=area-zero`),
    );
    expect(rows.items).toMatchObject([{ place: '1号楼 1单元 202' }]);
    expect(await as((ctx) => partsOf(ctx.tx, estateId))).toEqual([]);
  });

  it('提交：一次写入，房屋按楼栋自然排序，姓名只见遮盖', async () => {
    const one = await commit(importId);
    expect(one).toMatchObject({ state: 'committed', outcome: { created: 12, changed: 0, refused: 4 } });
    const parts = await as((ctx) => partsOf(ctx.tx, estateId));
    expect(parts).toHaveLength(12);
    expect(parts[0]).toMatchObject({
      building: '1号楼',
      room: '101',
      areaCm2: 895_000n,
      areaSource: 'register',
    });
    expect(parts[0]?.owners).toMatchObject([{ nameMasked: '慕容**', kind: 'person' }]);
    const same = parts.filter((part) => part.owners.some(({ nameMasked }) => nameMasked === '慕容**'));
    expect(new Set(same.flatMap((part) => part.owners.map(({ id }) => id))).size).toBe(1);
    const sums = await ok(clerk.get(`/api/survey/estates/${estateId}/roll`));
    expect(sums).toMatchObject({ parts: 12, unsold: 1, areaMissing: 3, unnominated: 3, untitled: 1 });
  });

  it('姓名、证件号、电话在库里、审计里、作业里都没有原文', async () => {
    const secrets = [planted.name, planted.number, planted.phone, planted.occupant, planted.organisation];
    const clear = secrets.flatMap((text) => [text, Buffer.from(text).toString('hex')]);
    const found: string[] = [];
    let rows = 0;
    await inScope(app.services.db, everyRegion, async (tx) => {
      const columns = await sql<{ tableName: string; columnName: string }>`
        select c.relname as table_name, a.attname as column_name from pg_class c
        join pg_attribute a on a.attrelid = c.oid where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and a.attnum > 0 and not a.attisdropped and a.atttypid::regtype::text in ('text', 'text[]', 'jsonb', 'bytea')
        and has_table_privilege(c.oid, 'select')`.execute(tx);
      for (const { tableName, columnName } of columns.rows) {
        const kept = await sql<{ text: string }>`select ${sql.raw(`"${columnName}"`)}::text as text
          from ${sql.raw(`"${tableName}"`)}`.execute(tx);
        rows += kept.rows.length;
        if (kept.rows.some(({ text }) => clear.some((secret) => text?.includes(secret))))
          found.push(`${tableName}.${columnName}`);
      }
    });
    expect(rows).toBeGreaterThan(500);
    expect(found).toEqual([]);
  });

  it('原文件只以密文留存', async () => {
    const row = await as((ctx) =>
      ctx.tx
        .selectFrom('storedFile')
        .select('sha256')
        .where('purpose', '=', 'survey.roll')
        .executeTakeFirstOrThrow(),
    );
    const kept = await readFile(app.services.files.pathOf(row.sha256));
    expect(kept.includes(Buffer.from('PK\u0003\u0004'))).toBe(false);
    const clear = createHash('sha256')
      .update(await dirtyRoll('槐荫小区'))
      .digest('hex');
    await expect(readFile(app.services.files.pathOf(clear))).rejects.toThrow('ENOENT');
  });

  it('批注副本遮盖，完整副本要理由并留痕', async () => {
    const textOf = async (path: string) => {
      const { bytes, status } = await clerk.download(`/api/survey/roll-imports/${importId}/${path}`);
      if (status !== 200) return String(status);
      return JSON.stringify((await readDocument(bytes, 'x.xlsx')).sheets);
    };
    const masked = await textOf('annotated');
    expect(masked).toContain('问题清单');
    expect(masked).toContain('慕容**');
    for (const secret of [planted.name, planted.number, planted.phone, planted.occupant])
      expect(masked).not.toContain(secret);
    expect(await textOf('annotated-full')).toBe('400');
    expect(await textOf(`annotated-full?reason=${encodeURIComponent('核对原件')}`)).toContain(planted.name);
    const sheet = await clerk.download(`/api/survey/estates/${estateId}/roll-export`);
    const exported = JSON.stringify((await readDocument(sheet.bytes, 'x.xlsx')).sheets);
    expect(exported).toContain('慕容**');
    expect(exported).not.toContain(planted.name);
  });

  it('再导一次没有变化；改动过的数保留；撤销后停用', async () => {
    const list = await ok<{ items: Part[] }>(
      clerk.get(`/api/survey/estates/${estateId}/parts?search=1-1-101`),
    );
    const [part] = list.items;
    await ok(
      clerk.post(`/api/survey/parts/${part?.id}`, { version: part?.version, values: { areaCm2: '900000' } }),
    );
    const again = await importRoll(await dirtyRoll('槐荫小区'));
    expect((await show(again)).report).toMatchObject({ counts: { new: 0, changed: 1, unchanged: 11 } });
    const kept = await commit(again);
    expect(kept).toMatchObject({ outcome: { created: 0, changed: 0, keptEdits: 1 } });
    const first = await show(importId);
    const undone = await ok(
      clerk.post(`/api/survey/roll-imports/${importId}/undo`, { version: first.version, reason: '交错了' }),
    );
    expect(undone).toMatchObject({
      state: 'undone',
      outcome: { undone: { archived: 11, restored: 0, kept: 1 } },
    });
    expect(await as((ctx) => partsOf(ctx.tx, estateId))).toHaveLength(1);
    const third = await importRoll(await dirtyRoll('槐荫小区'));
    expect((await show(third)).report).toMatchObject({ counts: { new: 11, newOwners: expect.any(Number) } });
    expect(await commit(third)).toMatchObject({ outcome: { created: 11 } });
    expect(await as((ctx) => partsOf(ctx.tx, estateId))).toHaveLength(12);
  });

  it('不是名册的文件说得清，取消可以', async () => {
    expect(
      await refused(
        clerk.upload(`/api/survey/estates/${estateId}/roll-imports`, 'a.xlsx', Buffer.from('hello')),
      ),
    ).toBe('415 documents.not-a-workbook');
    const id = await importRoll(Buffer.from('只有,一行\n'), estateId).catch(() => '');
    expect(id).toBe('');
  });
});

describe('房屋与业主', () => {
  it('登记、修改、停用、恢复，每步有历史；两人同时改，后一个被拒', async () => {
    const part = await create();
    expect(part).toMatchObject({ building: '9号楼', entrance: '1单元', room: '101' });
    expect(await refused(clerk.post(`/api/survey/estates/${estateId}/parts`, { values }))).toBe(
      '409 survey.part.exists',
    );
    const edit = (areaCm2: string) =>
      clerk.post(`/api/survey/parts/${part.id}`, { version: 1, values: { areaCm2 } });
    const both = await Promise.all([edit('900000'), edit('910000')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const archived = { version: 2, archived: true, reason: '拆除' };
    const gone = await ok<Part>(clerk.post(`/api/survey/parts/${part.id}/archive`, archived));
    expect(gone.history.map(({ field }) => field)).toEqual(['*', 'areaCm2', '*']);
    expect(
      await refused(clerk.post(`/api/survey/parts/${part.id}`, { version: 3, values: { floor: 2 } })),
    ).toBe('409 survey.part.archived');
    await ok(
      clerk.post(`/api/survey/parts/${part.id}/archive`, { ...archived, version: 3, archived: false }),
    );
    const bad = { version: 4, values: { areaCm2: null } };
    expect(await refused(clerk.post(`/api/survey/parts/${part.id}`, bad))).toBe('422 survey.part.source');
  });

  it('共有、推选代表要推选书；同一证件号是同一人，姓名不同被拒', async () => {
    let part = await create({ room: '201' });
    const add = (who: object) =>
      clerk.post(`/api/survey/parts/${part.id}/owners`, { version: part.version, values: who });
    part = await ok<Part>(add(person('钱一', fictionalNumber(21))));
    expect(await refused(add(person('钱一', fictionalNumber(21))))).toBe('409 survey.owner.twice');
    expect(await refused(add(person('别人', fictionalNumber(21))))).toBe('409 survey.owner.number-taken');
    const sole = part.owners[0]?.id;
    const nominate = (ownerId: string | undefined, fileId: string | null) =>
      clerk.post(`/api/survey/parts/${part.id}/nominate`, { version: part.version, ownerId, fileId });
    expect(await refused(nominate(sole, null))).toBe('422 survey.nominate.sole');
    part = await ok<Part>(add(person('孙二', fictionalNumber(22))));
    expect(await refused(nominate(sole, null))).toBe('422 survey.nominate.paper');
    const path = `/api/survey/parts/${part.id}/nomination`;
    expect(await refused(clerk.upload(path, 'a.pdf', Buffer.from('文字')))).toBe('422 survey.nominate.file');
    const { fileId } = await ok<{ fileId: string }>(clerk.upload(path, 'a.pdf', Buffer.from('%PDF-1.7')));
    part = await ok<Part>(nominate(sole, fileId));
    expect(part.owners.filter(({ nominated }) => nominated)).toMatchObject([{ id: sole }]);
    expect((await clerk.download(path)).status).toBe(400);
    expect((await clerk.download(`${path}?reason=check`)).status).toBe(200);
    part = await ok<Part>(
      clerk.post(`/api/survey/parts/${part.id}/owners-remove`, {
        version: part.version,
        ownerId: sole,
        reason: '已转让',
      }),
    );
    expect(part.owners).toMatchObject([{ nameMasked: '孙*' }]);
  });

  it('查看完整信息要理由，逐次留痕；凭姓名和完整证件号认人', async () => {
    let part = await create({ room: '301' });
    const number = fictionalNumber(31);
    part = await ok<Part>(
      clerk.post(`/api/survey/parts/${part.id}/owners`, { version: 1, values: person('周 实', number) }),
    );
    const ownerId = part.owners[0]?.id ?? '';
    const match = (name: string, text: string) =>
      as((ctx) => matchOwner(ctx, part.id, { name, number: text }));
    expect(await match('周实', ` ${number.toLowerCase()} `)).toBe(ownerId);
    expect(await match('周实', number.slice(-6))).toBeNull();
    expect(await match('周', number)).toBeNull();
    expect(await refused(clerk.post(`/api/survey/owners/${ownerId}/reveal`, { reason: '' }))).toMatch(/^400/);
    const clear = await ok(clerk.post(`/api/survey/owners/${ownerId}/reveal`, { reason: '核对选票' }));
    expect(clear).toMatchObject({ name: '周 实', number });
    expect(await as((ctx) => revealOwners(ctx, [ownerId]))).toMatchObject([{ name: '周 实', number }]);
    const administrator = await app.person(['auditor']);
    const { body } = await administrator.get('/api/identity/audit?size=200');
    expect(JSON.stringify(body)).toContain('survey.owner.reveal');
    expect(JSON.stringify(body)).not.toContain(number);
    expect(JSON.stringify(body)).not.toContain('周 实');
  });

  it('改业主、合并同名业主', async () => {
    let one = await create({ room: '401' });
    let two = await create({ room: '402' });
    const add = (part: Part) =>
      ok<Part>(
        clerk.post(`/api/survey/parts/${part.id}/owners`, {
          version: part.version,
          values: person('冯同名'),
        }),
      );
    one = await add(one);
    two = await add(two);
    const [keep, drop] = [one.owners[0], two.owners[0]];
    expect(keep?.id).not.toBe(drop?.id);
    const edited = await ok(
      clerk.post(`/api/survey/owners/${keep?.id}`, { version: 1, values: { phone: '13800009999' } }),
    );
    expect(edited).toMatchObject({ version: 2 });
    expect(
      await refused(clerk.post(`/api/survey/owners/${keep?.id}`, { version: 1, values: { phone: null } })),
    ).toBe('409 survey.owner.stale');
    const merge = { version: 2, otherId: drop?.id, reason: '同一人' };
    expect(await ok(clerk.post(`/api/survey/owners/${keep?.id}/merge`, merge))).toMatchObject({ parts: 1 });
    const after = await ok<Part>(clerk.get(`/api/survey/parts/${two.id}`));
    expect(after.owners).toMatchObject([{ id: keep?.id }]);
  });

  it('使用人与业主分开', async () => {
    const part = await create({ room: '501' });
    const occupant = {
      relation: 'tenant',
      name: '租客甲',
      phone: '13800001234',
      elderly: true,
      disabled: null,
    };
    const path = `/api/survey/parts/${part.id}/occupants`;
    const one = await ok<Part>(clerk.post(path, { occupantId: null, version: 0, values: occupant }));
    expect(one.occupants).toMatchObject([{ nameMasked: '租**' }]);
    expect(one.owners).toEqual([]);
    const [who] = one.occupants;
    const gone = await ok<Part>(
      clerk.post(`${path}-remove`, { occupantId: who?.id, version: who?.version, reason: '已搬走' }),
    );
    expect(gone.occupants).toEqual([]);
  });
});

describe('谁能做什么', () => {
  it('财政、领导、审计员只能看遮盖的', async () => {
    const part = await create({ room: '601' });
    for (const role of roles) {
      const someone = await app.person([role]);
      const may = !['leader', 'finance', 'auditor'].includes(role);
      const read = await someone.get(`/api/survey/estates/${estateId}/parts`);
      expect([role, read.status]).toEqual([role, 200]);
      const write = await someone.post(`/api/survey/parts/${part.id}`, { version: 99, values: { floor: 3 } });
      expect([role, write.status]).toEqual([role, may ? 409 : 403]);
      const owners = await ok<{ items: { id: string }[] }>(
        someone.get(`/api/survey/estates/${estateId}/owners`),
      );
      const id = owners.items[0]?.id;
      const reveal = await someone.post(`/api/survey/owners/${id}/reveal`, { reason: '试一试' });
      expect([role, reveal.status]).toEqual([role, may ? 200 : 403]);
      const take = await someone.get(`/api/survey/estates/${estateId}/roll-imports`);
      expect([role, take.status]).toEqual([role, may ? 200 : 403]);
    }
  });

  it('别的街道看不见', async () => {
    expect(await refused(other.get(`/api/survey/estates/${estateId}/parts`))).toBe(
      '404 survey.estate.absent',
    );
    expect(await refused(other.get(`/api/survey/estates/${estateId}/owners`))).toBe(
      '404 survey.estate.absent',
    );
  });

  it('小区换了街道，名册跟着走', async () => {
    const moving = await insertEstate(app, { name: '要搬的小区' });
    const force = await app.person(['taskForce']);
    let part = await create({}, moving);
    part = await ok<Part>(
      clerk.post(`/api/survey/parts/${part.id}/owners`, { version: 1, values: person('随行') }),
    );
    await ok(
      force.post(`/api/survey/estates/${moving}`, {
        version: 1,
        values: { regionCode: '371503002' },
        reason: '区划调整',
      }),
    );
    expect(await refused(clerk.get(`/api/survey/parts/${part.id}`))).toBe('404 survey.part.absent');
    expect((await ok<Part>(other.get(`/api/survey/parts/${part.id}`))).owners).toHaveLength(1);
  });
});

describe('前门', () => {
  it('小区头、业委会标记', async () => {
    const head = await as((ctx) => estateHead(ctx.tx, { id: estateId }));
    expect(head).toMatchObject({ name: '槐荫小区', archived: false, households: 100, buildings: 4 });
    expect(await as((ctx) => estateHead(ctx.tx, { code: head?.code ?? '' }))).toEqual(head);
    expect(await as((ctx) => estateHead(ctx.tx, { code: '0' }))).toBeNull();
    const lines: string[] = [];
    await inScope(app.services.db, everyRegion, (tx) =>
      setOwnersCommittee(
        {
          tx,
          actor: { id: clerk.id, name: '测试', scope: '371503' },
          now: app.services.clock.now(),
          today: app.services.clock.today(),
          audit: async ({ action }: { action: string }) => void lines.push(action),
        } as unknown as Ctx,
        estateId,
        true,
        '备案',
      ),
    );
    expect(lines).toEqual(['survey.edit']);
    expect(await ok(clerk.get(`/api/survey/estates/${estateId}`))).toMatchObject({
      values: { ownersCommittee: true },
    });
  });
});

describe('入户走访手工登记', () => {
  const wish = {
    building: '1号楼',
    entrance: '1单元',
    room: '101',
    areaCm2: '800000',
    agree: true,
    pay: true,
    payFen: '300000',
    items: ['屋面防水'],
    management: null,
    visitedOn: '2026-11-01',
  };
  it('登记、修改、删除；小区填报的户数不动', async () => {
    const path = `/api/survey/estates/${estateId}/wishes`;
    const save = (wishId: string | null, version: number, change: object = {}) =>
      clerk.post(path, { wishId, version, values: { ...wish, ...change } });
    const { id } = await ok<{ id: string }>(save(null, 0));
    expect(await refused(save(null, 0))).toBe('409 survey.wish.exists');
    expect(await refused(save(id, 1))).toBe('422 survey.wish.unchanged');
    expect(await refused(save(id, 1, { pay: false }))).toBe('422 survey.wish.pay');
    expect(await refused(save(id, 1, { visitedOn: '2027-01-01' }))).toBe('422 survey.wish.date');
    const both = await Promise.all([save(id, 1, { agree: false }), save(id, 1, { management: '业主自治' })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await ok(clerk.get(path))).toMatchObject({ items: [{ id, version: 2, payYuan: 3000 }] });
    expect(await ok(clerk.get(`/api/survey/estates/${estateId}`))).toMatchObject({
      values: { agree: 90, pay: 60 },
      wishes: { visited: 1 },
    });
    await ok(clerk.post(`${path}-remove`, { wishId: id, version: 2, reason: '登记错了' }));
    const history = await ok<{ items: { field: string }[] }>(
      clerk.get(`/api/survey/estates/${estateId}/history`),
    );
    expect(history.items.filter(({ field }) => field === 'wish')).toHaveLength(3);
  });

  it('再导台账时，手工登记的走访保留；明确覆盖才覆盖', async () => {
    const target = await insertEstate(app, { name: '走访小区' });
    const path = `/api/survey/estates/${target}/wishes`;
    await ok(clerk.post(path, { wishId: null, version: 0, values: { ...wish, agree: false } }));
    const ledger = await workbookBytes([
      {
        name: '小区台账',
        rows: [
          ['街道', '小区名称', '建成年份', '户数'],
          ['振兴街道', '走访小区', 1996, 100],
        ],
        merges: [],
      },
      {
        name: '入户意愿',
        rows: [
          ['小区名称', '楼号', '单元', '房号', '是否同意改造', '是否愿意出资'],
          ['走访小区', '1号楼', '1单元', '101', '是', '是'],
          ['走访小区', '1号楼', '1单元', '102', '是', '否'],
        ],
        merges: [],
      },
    ]);
    const wishes = async (keepEdits: boolean) => {
      const { id } = await ok<{ id: string }>(clerk.upload('/api/survey/imports', '台账.xlsx', ledger));
      await app.runJobs();
      const { version } = await ok<{ version: number }>(clerk.get(`/api/survey/imports/${id}`));
      await ok(clerk.post(`/api/survey/imports/${id}/commit`, { version, keepEdits }));
      await app.runJobs();
      return (
        await ok<{ items: { room: string; agree: boolean; editedBy: string | null }[] }>(clerk.get(path))
      ).items;
    };
    const typed = { room: '101', agree: false, editedBy: expect.any(String) };
    expect(await wishes(true)).toMatchObject([typed, { room: '102', agree: true, editedBy: null }]);
    expect(await wishes(false)).toMatchObject([
      { room: '101', agree: true, editedBy: null },
      { room: '102' },
    ]);
  });
});

describe('演示名册', () => {
  it('一次读成，没有不予登记的行，同一小区每次一样', async () => {
    const shape = { name: '演示花园', buildings: 4, entrances: 12, households: 144, floorAreaM2: 13_000 };
    const bytes = await demoRoll(shape);
    const target = await insertEstate(app, { name: shape.name });
    const id = await importRoll(bytes, target);
    expect(await show(id)).toMatchObject({
      state: 'checked',
      report: { counts: { refused: 0, corrected: 0, areaMissing: 0, parts: 147 }, issues: [] },
    });
    expect(await commit(id)).toMatchObject({ outcome: { created: 147 } });
  });
});
