import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { openTestApp, type TestApp, testPassword } from '#test/support/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const codeOf = (answer: { body: unknown }) => (answer.body as { code: string }).code;
const login = (name: string, password: string) =>
  app.visitor('POST', '/api/identity/login', { login: name, password });

async function newUser(name: string) {
  const admin = await app.person(['administrator']);
  const made = await admin.post('/api/identity/users', {
    login: name,
    name: '李四',
    roles: ['subdistrictClerk'],
    scope: '371503001',
  });
  expect(made.status).toBe(200);
  const { user, oneTimePassword } = made.body as {
    user: { id: string; version: number };
    oneTimePassword: string;
  };
  return { admin, id: user.id, version: user.version, oneTimePassword };
}

describe('登录', () => {
  it('连续五次输错即锁定，答对也不开；十五分钟后可再登录', async () => {
    const { oneTimePassword } = await newUser('lockme');
    for (let n = 0; n < 4; n++) expect(codeOf(await login('lockme', 'wrong'))).toBe('identity.login.wrong');
    expect(codeOf(await login('lockme', 'wrong'))).toBe('identity.login.locked');
    expect((await login('lockme', oneTimePassword)).status).toBe(423);
    app.setNow('2026-11-22T09:15:01+08:00');
    expect((await login('lockme', oneTimePassword)).status).toBe(200);
    app.setNow('2026-11-22T09:00:00+08:00');
  });

  it('不存在的用户与输错密码得到同一句话', async () => {
    expect((await login('nobody-here', 'x')).body).toMatchObject({
      code: 'identity.login.wrong',
      status: 401,
    });
  });

  it('初始密码未改之前，除改密码外什么都不能做；弱密码不收', async () => {
    const { oneTimePassword } = await newUser('firsttime');
    const signedIn = await login('firsttime', oneTimePassword);
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
    const send = async (method: 'GET' | 'POST', url: string, payload?: object) => {
      const headers = { cookie, 'x-huanju': 'test' };
      const got = await app.http.inject({ method, url, headers, ...(payload ? { payload } : {}) });
      return { status: got.statusCode, body: got.json() as unknown };
    };
    expect(codeOf(await send('GET', '/api/identity/regions'))).toBe('session.password-change-required');
    const change = (next: string) =>
      send('POST', '/api/identity/password', { current: oneTimePassword, next });
    expect(codeOf(await change('short'))).toBe('identity.password.weak');
    expect((await change('Xinmima-2026')).status).toBe(200);
    expect((await send('GET', '/api/identity/regions')).status).toBe(200);
  });

  it('闲置一小时后须重新登录', async () => {
    const clerk = await app.person(['subdistrictClerk'], '371503001');
    expect((await clerk.get('/api/identity/regions')).status).toBe(200);
    app.setNow('2026-11-22T10:00:00+08:00');
    expect(codeOf(await clerk.get('/api/identity/regions'))).toBe('session.absent');
    app.setNow('2026-11-22T09:00:00+08:00');
  });

  it('能看到并结束自己的登录，别人的不行', async () => {
    const one = await app.person(['leader']);
    const two = await app.person(['leader']);
    const mine = (await one.get('/api/identity/sessions')).body as { id: string; current: boolean }[];
    expect(mine).toHaveLength(1);
    const id = mine[0]?.id;
    expect(codeOf(await two.post(`/api/identity/sessions/${id}/revoke`))).toBe('identity.session.absent');
    expect((await one.post(`/api/identity/sessions/${id}/revoke`)).status).toBe(200);
    expect((await one.get('/api/identity/sessions')).status).toBe(401);
  });

  it('写操作没有本系统的请求头，或来自别的网站，一律拒绝', async () => {
    const bare = await app.http.inject({ method: 'POST', url: '/api/identity/logout' });
    expect(bare.json()).toMatchObject({ code: 'session.cross-site' });
    const foreign = await app.http.inject({
      method: 'POST',
      url: '/api/identity/logout',
      headers: { 'x-huanju': 'x', origin: 'https://example.org' },
    });
    expect(foreign.statusCode).toBe(403);
  });
});

describe('用户管理', () => {
  it('管理员可建、改、停用、重置；停用后当即失效', async () => {
    const { admin, id, version } = await newUser('zhangsan');
    const edit = {
      id,
      name: '张三',
      roles: ['subdistrictClerk'],
      scope: '371503002',
      disabled: true,
      version,
    };
    expect((await admin.post(`/api/identity/users/${id}`, edit)).body).toMatchObject({ disabled: true });
    expect(codeOf(await admin.post(`/api/identity/users/${id}`, edit))).toBe('identity.version.stale');
    const reset = (await admin.post(`/api/identity/users/${id}/password`)).body as {
      oneTimePassword: string;
    };
    expect(codeOf(await login('zhangsan', reset.oneTimePassword))).toBe('identity.login.disabled');
  });

  it('非管理员一概拒绝；街道角色不能给全区范围；用户名不能重复', async () => {
    const clerk = await app.person(['subdistrictClerk'], '371503001');
    expect((await clerk.get('/api/identity/users')).status).toBe(403);
    const admin = await app.person(['administrator']);
    const user = { login: 'wide', name: '王五', roles: ['subdistrictClerk'], scope: '371503' };
    expect(codeOf(await admin.post('/api/identity/users', user))).toBe('identity.user.scope');
    const good = { ...user, scope: '371503003' };
    expect((await admin.post('/api/identity/users', good)).status).toBe(200);
    expect(codeOf(await admin.post('/api/identity/users', good))).toBe('identity.user.login-taken');
  });
});

describe('限期账号', () => {
  const auditor = (validUntil: string | null, login = 'shenji') => ({
    ...{ login, name: '审计组', roles: ['auditor'], scope: '371503', validUntil },
  });

  it('审计员须写期限，不能早于今天；列表可按期限筛', async () => {
    const admin = await app.person(['administrator']);
    const make = (body: object) => admin.post('/api/identity/users', body);
    expect(codeOf(await make(auditor(null)))).toBe('identity.user.term');
    expect(codeOf(await make(auditor('2026-11-21')))).toBe('identity.user.term-past');
    expect((await make(auditor('2026-02-30'))).status).toBe(400);
    const made = (await make(auditor('2026-11-22', 'jinri'))).body as { user: { id: string } };
    expect(made.user).toMatchObject({ validUntil: '2026-11-22', ended: false });
    const edit = { ...auditor(null), id: made.user.id, version: 1, disabled: false };
    expect(codeOf(await admin.post(`/api/identity/users/${made.user.id}`, edit))).toBe('identity.user.term');
    const past = { ...auditor('2026-11-20'), id: made.user.id, version: 1, disabled: false };
    expect((await admin.post(`/api/identity/users/${made.user.id}`, past)).body).toMatchObject({
      ended: true,
    });
    const logins = async (term: string) =>
      ((await admin.get(`/api/identity/users?size=200&term=${term}`)).body as { items: { login: string }[] })
        .items;
    expect(await logins('ended')).toMatchObject([{ login: 'jinri' }]);
    expect((await logins('limited')).map((one) => one.login)).toContain('jinri');
    expect((await logins('open')).map((one) => one.login)).not.toContain('jinri');
    const shut = { ...past, validUntil: null, version: 2, disabled: true };
    expect((await admin.post(`/api/identity/users/${made.user.id}`, shut)).status).toBe(200);
  });

  it('过了最后一天，登录与已有的登录都失效，各有一句话；延期后又可用', async () => {
    const person = await app.person(['auditor']);
    expect((await person.get('/api/funding/overview')).status).toBe(200);
    app.setNow('2031-01-01T00:00:00+08:00');
    const { body, status } = await login(person.login, testPassword);
    expect([status, codeOf({ body })]).toEqual([403, 'identity.login.ended']);
    const until = (day: string) =>
      inScope(app.services.db, everyRegion, (tx) =>
        tx.updateTable('identityUser').set({ validUntil: day }).where('id', '=', person.id).execute(),
      );
    app.setNow('2026-11-22T09:00:00+08:00');
    await until('2026-11-21');
    expect(await person.get('/api/funding/overview')).toMatchObject({
      status: 401,
      body: { code: 'session.ended' },
    });
    const taken = await person.upload('/api/survey/imports', 'a.xlsx', Buffer.from('x'));
    expect(codeOf(taken)).toBe('session.ended');
    expect((await person.get('/api/identity/session')).body).toMatchObject({ user: null });
    await until('2026-11-22');
    expect((await person.get('/api/funding/overview')).status).toBe(200);
  });
});

describe('单位', () => {
  const body = {
    kind: 'contractor',
    name: '虚构建筑公司',
    creditCode: '91330100799655058B',
    regionCode: '371503001',
  };

  it('街道经办人只能登记本街道的单位，看得到上级单位但改不了', async () => {
    const clerk = await app.person(['subdistrictClerk'], '371503001');
    const made = await clerk.post('/api/identity/organisations', body);
    expect(made.status).toBe(200);
    expect(
      codeOf(
        await clerk.post('/api/identity/organisations', {
          ...body,
          creditCode: null,
          regionCode: '371503002',
        }),
      ),
    ).toBe('identity.region.absent');
    expect(codeOf(await clerk.post('/api/identity/organisations', body))).toBe(
      'identity.organisation.credit-code-taken',
    );
    const admin = await app.person(['taskForce']);
    const above = (
      await admin.post('/api/identity/organisations', {
        ...body,
        kind: 'department',
        creditCode: null,
        name: '虚构住建局',
        regionCode: '371503',
      })
    ).body as { id: string; version: number };
    const seen = (await clerk.get('/api/identity/organisations?search=住建')).body as { total: number };
    expect(seen.total).toBe(1);
    const change = { ...body, creditCode: null, name: '改名', id: above.id, version: 1, archived: false };
    expect(codeOf(await clerk.post(`/api/identity/organisations/${above.id}`, change))).toBe(
      'identity.organisation.absent',
    );
    const other = await app.person(['subdistrictClerk'], '371503002');
    const { id, version } = made.body as { id: string; version: number };
    expect(codeOf(await other.post(`/api/identity/organisations/${id}`, { ...change, id, version }))).toBe(
      'identity.organisation.absent',
    );
  });

  it('信用代码抄错一位，说明原因', async () => {
    const admin = await app.person(['taskForce']);
    const answer = await admin.post('/api/identity/organisations', {
      ...body,
      creditCode: '91330100799655058C',
    });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'identity.organisation.credit-code', data: { at: 'creditCode' } },
    });
  });
});

describe('审计', () => {
  it('按人、动作、日期查；街道的人看不到', async () => {
    await newUser('auditme');
    const auditor = await app.person(['auditor']);
    const found = (
      await auditor.get('/api/identity/audit?action=identity.user.create&from=2026-11-22&to=2026-11-22')
    ).body as { total: number; items: { detail: { login: string } }[] };
    expect(found.items.some((line) => line.detail.login === 'auditme')).toBe(true);
    const clerk = await app.person(['subdistrictClerk'], '371503001');
    expect((await clerk.get('/api/identity/audit')).status).toBe(403);
    expect((await auditor.get('/api/identity/audit/check')).body).toMatchObject({ fault: null });
  });

  it('各种怪输入都得到 4xx', async () => {
    const admin = await app.person(['administrator']);
    for (const url of [
      '/api/identity/audit?from=2026-13-40',
      '/api/identity/users?page=0',
      '/api/identity/users?page=99999999999',
      '/api/identity/users?search=%00',
      '/api/jobs/not-a-uuid',
      '/api/nowhere',
    ]) {
      const { status } = await admin.get(url);
      expect([url, status >= 400 && status < 500]).toEqual([url, true]);
    }
  });
});
