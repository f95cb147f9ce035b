import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { connectAccess } from '#modules/participation/server/access/adapters.ts';
import { oidcProvider } from '#modules/participation/server/access/oidc.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { openTestApp, type Person, type TestApp } from '#test/support/app.ts';
import { insertParts } from '#test/support/choices.ts';
import { insertEstate } from '#test/support/estates.ts';
import { greyPng } from '#test/support/pictures.ts';

const start = '2026-11-22T09:00:00+08:00';
const person = { name: '张三', number: '371503196001010011' };
let app: TestApp;
let clerk: Person;
let estateId = '';
let otherEstateId = '';
let parts: string[] = [];

beforeAll(async () => {
  app = await openTestApp();
  clerk = await app.person(['communityClerk'], '371503001');
  estateId = await insertEstate(app, { name: '测试花园', code: '3715030010001111' });
  otherEstateId = await insertEstate(app, { name: '另一小区', code: '3715030010002222' });
  parts = await insertParts(app, estateId, 30);
});
afterAll(() => app.close());
afterEach(() => {
  app.setNow(start);
  connectAccess({});
});

type Body = Record<string, unknown> & { code?: string; message?: string };
type Sent = { status: number; body: Body; cookie: string | null };

/** A phone: its own address and cookie jar. */
function phone(address: string) {
  let cookie = '';
  const send = async (method: 'GET' | 'POST', url: string, payload?: object): Promise<Sent> => {
    const got = await app.http.inject({
      method,
      url,
      remoteAddress: address,
      headers: { 'x-huanju': 'test', ...(cookie ? { cookie } : {}) },
      ...(payload ? { payload } : {}),
    });
    const set = [got.headers['set-cookie'] ?? []].flat().find((one) => one.startsWith('huanju_visitor='));
    if (set) cookie = set.split(';')[0] ?? '';
    let body: Body = { text: got.body };
    if (String(got.headers['content-type']).includes('json')) body = JSON.parse(got.body) as Body;
    return { status: got.statusCode, body, cookie: set ?? null };
  };
  return {
    post: (url: string, payload: object = {}) => send('POST', `/api/participation/access/${url}`, payload),
    get: (url: string) => send('GET', url),
    redeem: (code: string, key: string = randomUUID()) =>
      send('POST', '/api/participation/access/redeem', { code, key }),
    lose: () => {
      cookie = '';
    },
  };
}

type Issued = { cards: { partId: string; place: string; code: string; number: number }[]; replaced: number };
async function issue(partId: string): Promise<string> {
  const answer = await clerk.post('/api/participation/access/issue', { estateId, partIds: [partId] });
  expect(answer.status).toBe(200);
  return (answer.body as Issued).cards[0]?.code ?? '';
}
async function refusals(kind: string) {
  const rows = await inScope(app.services.db, everyRegion, (tx) =>
    tx.selectFrom('participationRefusal').selectAll().where('kind', '=', kind).execute(),
  );
  return rows;
}
async function insertOwner(partId: string, who: { name: string; number: string; phone?: string }) {
  const id = randomUUID();
  const { vault } = app.services;
  const { nameKey } = await import('#modules/survey/domain/roll/person.ts');
  const { numberMarkText } = await import('#modules/survey/domain/roll/number.ts');
  await inScope(app.services.db, everyRegion, async (tx) => {
    await tx
      .insertInto('surveyOwner')
      .values({
        id,
        estateId,
        regionCode: '371503001',
        kind: 'person',
        nameSealed: vault.seal('survey_owner.name', who.name),
        nameMasked: '张*',
        nameMark: vault.mark('owner.name', nameKey(who.name)),
        numberSealed: vault.seal('survey_owner.number', who.number),
        numberMark: vault.mark('owner.number', numberMarkText(who.number)),
        phoneSealed: who.phone ? vault.seal('survey_owner.phone', who.phone) : null,
        updatedAt: app.services.clock.now(),
        updatedBy: '测试',
      })
      .execute();
    await tx.insertInto('surveyOwnership').values({ partId, ownerId: id, regionCode: '371503001' }).execute();
  });
  return id;
}
const code = (one: Sent | { body: unknown }) => (one.body as Body).code;

describe('居民页面', () => {
  it('没有住户码也能打开，正文不靠脚本；没有的小区说明白', async () => {
    const anyone = phone('10.0.0.1');
    expect((await anyone.get('/r')).body.text).toContain('<h1>输入住户码</h1>');
    const page = await anyone.get('/r/3715030010001111');
    expect(page.status).toBe(200);
    expect(page.body.text).toContain('测试花园');
    expect((await anyone.get('/r/3715030010009999')).status).toBe(404);
    expect((await anyone.get('/r/x?large=1')).status).toBe(404);
    expect((await anyone.get('/r?large=1')).body.text).toContain('class="large"');
    expect((await anyone.get('/r/3715030010001111/home')).status).toBe(401);
  });

  it('有住户码的人看到自己的房屋；别的小区的页面当没有卡', async () => {
    const resident = phone('10.0.0.2');
    await resident.redeem(await issue(parts[0] ?? ''));
    expect((await resident.get('/r/3715030010001111/home')).body.text).toContain('1号楼1单元101');
    expect((await resident.get('/r/3715030010002222')).body.text).not.toContain('1号楼1单元101');
  });
});

describe('制卡与作废', () => {
  it('码只在制卡时给出一次；库里没有明文', async () => {
    const made = await issue(parts[1] ?? '');
    expect(made).toMatch(/^[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}$/);
    const list = await clerk.get(`/api/participation/access/cards?estateId=${estateId}&size=200`);
    expect(JSON.stringify(list.body)).not.toContain(made);
    const rows = await inScope(app.services.db, everyRegion, (tx) =>
      tx.selectFrom('auditLine').selectAll().execute(),
    );
    expect(
      JSON.stringify(rows, (_key, value) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toContain(made);
  });

  it('整栋制卡只给还没有可用卡的房屋；再制一次没有可制的', async () => {
    const building = { estateId, building: '3号楼' };
    const first = await clerk.post('/api/participation/access/issue', building);
    expect((first.body as Issued).cards).toHaveLength(6);
    const again = await clerk.post('/api/participation/access/issue', building);
    expect([again.status, code(again)]).toEqual([422, 'participation.access.none']);
    const wrong = await clerk.post('/api/participation/access/issue', {
      estateId: otherEstateId,
      partIds: [parts[0]],
    });
    expect(code(wrong)).toBe('participation.access.parts');
  });

  it('补发即作废旧卡，旧手机立刻退出', async () => {
    const resident = phone('10.0.0.3');
    const old = await issue(parts[2] ?? '');
    await resident.redeem(old);
    const fresh = await issue(parts[2] ?? '');
    expect((await resident.get('/api/participation/access/me')).status).toBe(401);
    expect(code(await resident.redeem(old))).toBe('participation.code.revoked');
    expect((await resident.redeem(fresh)).status).toBe(200);
  });

  it('作废须有原因；作废两次第二次被拒；领导不能制卡', async () => {
    const made = await issue(parts[3] ?? '');
    const list = await clerk.get(`/api/participation/access/cards?estateId=${estateId}&search=1号楼1单元202`);
    const [card] = (list.body as { items: { cardId: string; state: string; partId: string }[] }).items;
    expect(card).toMatchObject({ state: 'unused', partId: parts[3] });
    const url = `/api/participation/access/cards/${card?.cardId}/revoke`;
    expect((await clerk.post(url, { reason: ' ' })).status).toBe(400);
    expect((await clerk.post(url, { reason: '卡片丢失' })).status).toBe(200);
    expect(code(await clerk.post(url, { reason: '卡片丢失' }))).toBe('participation.access.revoked');
    expect(code(await phone('10.0.0.4').redeem(made))).toBe('participation.code.revoked');
    const leader = await app.person(['leader']);
    expect((await leader.post('/api/participation/access/issue', { estateId })).status).toBe(403);
    expect((await leader.get(`/api/participation/access/summary?estateId=${estateId}`)).status).toBe(200);
  });

  it('汇总与导出', async () => {
    const summary = await clerk.get(`/api/participation/access/summary?estateId=${estateId}`);
    expect((summary.body as { estate: { parts: number } }).estate.parts).toBe(30);
    const file = await clerk.download(`/api/participation/access/export?estateId=${estateId}`);
    expect(file.status).toBe(200);
    expect(file.bytes.subarray(0, 2).toString()).toBe('PK');
  });

  it('两人同时给同一户制卡，只有一张可用', async () => {
    const order = { estateId, partIds: [parts[4]] };
    const both = await Promise.all([1, 2].map(() => clerk.post('/api/participation/access/issue', order)));
    const codes = both.map((one) => (one.body as Issued).cards[0]?.code ?? '');
    const got = [];
    for (const one of codes) got.push((await phone('10.0.0.5').redeem(one)).status);
    expect(got.sort()).toEqual([200, 409]);
  });
});

describe('使用住户码', () => {
  it('小写、空格、O 与 I 都认；一次性，另一部手机被拒并有记录', async () => {
    const made = await issue(parts[5] ?? '');
    const first = phone('10.0.1.1');
    const typed = ` ${made.toLowerCase().replace(/-/g, ' ').replace(/0/g, 'o').replace(/1/g, 'l')} `;
    const came = await first.redeem(typed);
    expect(came.status).toBe(200);
    expect(came.body).toMatchObject({ place: '1号楼1单元302', next: '/r/3715030010001111' });
    expect(came.cookie).toMatch(/HttpOnly/);
    expect((await first.redeem(made)).status).toBe(200);
    const second = await phone('10.0.1.2').redeem(made);
    expect([second.status, code(second)]).toEqual([409, 'participation.code.used']);
    expect(second.body.message).toContain('补发');
    expect((await refusals('code.used')).length).toBeGreaterThan(0);
  });

  it('两人同时用同一个码，恰好一人进入', async () => {
    const made = await issue(parts[6] ?? '');
    const both = await Promise.all(
      Array.from({ length: 8 }, (_, n) => phone(`10.0.2.${n + 1}`).redeem(made)),
    );
    expect(both.filter((one) => one.status === 200)).toHaveLength(1);
    expect(both.filter((one) => code(one) === 'participation.code.used')).toHaveLength(7);
  });

  it('答复丢失后重发同一请求，得到同一个身份', async () => {
    const made = await issue(parts[7] ?? '');
    const lost = phone('10.0.3.1');
    const key = randomUUID();
    const first = await lost.redeem(made, key);
    lost.lose();
    const again = await lost.redeem(made, key);
    expect([again.status, again.cookie?.split(';')[0]]).toEqual([200, first.cookie?.split(';')[0]]);
    expect((await lost.get('/api/participation/access/me')).status).toBe(200);
  });

  it('一部手机两张卡：可以来回切换；别的手机不行', async () => {
    const [one, two] = [await issue(parts[22] ?? ''), await issue(parts[23] ?? '')];
    const owner = phone('10.0.3.2');
    const key = randomUUID();
    for (const [card, place] of [
      [one, '2号楼2单元301'],
      [two, '2号楼2单元302'],
      [one, '2号楼2单元301'],
    ] as const) {
      expect((await owner.redeem(card, key)).body).toMatchObject({ place });
      expect((await owner.get('/api/participation/access/me')).body).toMatchObject({ place });
    }
    expect(code(await phone('10.0.3.3').redeem(two))).toBe('participation.code.used');
  });

  it('过期的卡不能用；时钟拨回也不能用', async () => {
    const made = await issue(parts[8] ?? '');
    app.setNow('2027-06-22T09:00:00+08:00');
    expect(code(await phone('10.0.4.1').redeem(made))).toBe('participation.code.expired');
    app.setNow(start);
    expect(code(await phone('10.0.4.2').redeem(made))).toBe('participation.code.expired');
    const early = await issue(parts[9] ?? '');
    app.setNow('2026-11-21T09:00:00+08:00');
    expect(code(await phone('10.0.4.3').redeem(early))).toBe('participation.code.early');
  });

  it('身份三十天后到期；退出后立即失效', async () => {
    const resident = phone('10.0.5.1');
    const made = await issue(parts[10] ?? '');
    await resident.redeem(made);
    app.setNow('2026-12-22T08:59:00+08:00');
    expect((await resident.get('/api/participation/access/me')).status).toBe(200);
    app.setNow('2026-12-22T09:01:00+08:00');
    expect((await resident.get('/api/participation/access/me')).status).toBe(401);
    app.setNow(start);
    expect((await resident.post('end')).body).toEqual({ next: '/r/3715030010001111' });
    expect((await resident.get('/api/participation/access/me')).status).toBe(401);
    expect(code(await resident.redeem(made))).toBe('participation.code.used');
  });

  it('多余的字段、缺编号、不是文字，都用一句话拒绝', async () => {
    const anyone = phone('10.0.6.1');
    for (const body of [
      {},
      { code: 1, key: randomUUID() },
      { code: 'x' },
      { code: 'x', key: randomUUID(), y: 1 },
    ])
      expect((await anyone.post('redeem', body)).status).toBe(400);
    expect(code(await anyone.redeem('\u0000振兴'))).toBe('participation.code.slip');
  });
});

describe('猜码', () => {
  const guess = (n: number) => {
    const numbers = Array.from({ length: 9 }, (_, at) => (n >> (at * 5)) & 31);
    return import('#modules/participation/domain/access/code.ts').then((one) => one.codeFrom(numbers));
  };

  it('一万次猜码：没有一次进入，都有一句话，都有记录；别处的正确住户码照常', {
    timeout: 400_000,
  }, async () => {
    const before = (await refusals('code.unknown')).length + (await refusals('code.locked')).length;
    const guesser = phone('203.0.113.9');
    const codes = new Map<string | undefined, number>();
    for (let n = 0; n < 10_000; n += 50) {
      const batch = await Promise.all(
        Array.from({ length: 50 }, async (_, k) => guesser.redeem(await guess(n + k + 1))),
      );
      for (const one of batch) {
        expect(one.status).toBeGreaterThanOrEqual(400);
        expect(one.body.message).toMatch(/。$/);
        codes.set(code(one), (codes.get(code(one)) ?? 0) + 1);
      }
    }
    expect(Object.fromEntries(codes)).toEqual({
      'participation.code.unknown': 10,
      'participation.code.locked': 9990,
    });
    const after = (await refusals('code.unknown')).length + (await refusals('code.locked')).length;
    expect(after - before).toBe(10_000);
    const made = await issue(parts[11] ?? '');
    expect(code(await guesser.redeem(made))).toBe('participation.code.locked');
    expect((await phone('198.51.100.7').redeem(made)).status).toBe(200);
    app.setNow('2026-11-22T09:16:00+08:00');
    expect(code(await guesser.redeem(await guess(20_000)))).toBe('participation.code.unknown');
  });

  it('看错一个字不算猜码；换 IPv6 后缀逃不掉；地址不留明文', async () => {
    const made = await issue(parts[12] ?? '');
    const slip = made.startsWith('7') ? `8${made.slice(1)}` : `7${made.slice(1)}`;
    const resident = phone('192.0.2.20');
    for (let n = 0; n < 30; n++) expect(code(await resident.redeem(slip))).toBe('participation.code.slip');
    // slips slow slips, not the neighbour behind the same address who reads a card right
    expect(code(await resident.redeem(slip))).toBe('participation.code.locked');
    expect((await resident.redeem(made)).status).toBe(200);
    for (let n = 0; n < 10; n++) await phone(`2001:db8::${n + 1}`).redeem(await guess(30_000 + n));
    expect(code(await phone('2001:db8::ffff').redeem(await guess(31_000)))).toBe('participation.code.locked');
    expect(JSON.stringify((await refusals('code.unknown')).map((one) => ({ ...one, id: 0 })))).not.toContain(
      '2001:db8',
    );
  });

  it('异常尝试按种类、日期、地址可查；街道看不到全区的', async () => {
    const taskForce = await app.person(['taskForce']);
    const list = await taskForce.get('/api/participation/access/refusals?kind=code.locked&size=1');
    const { total, items } = list.body as { total: number; items: object[] };
    expect(total).toBeGreaterThan(9000);
    const summary = await taskForce.get('/api/participation/access/refusals/summary');
    const { addresses } = summary.body as { addresses: { address: string; count: number }[] };
    expect(addresses[0]?.count).toBeGreaterThanOrEqual(10_000);
    const one = await taskForce.get(
      `/api/participation/access/refusals?address=${addresses[0]?.address}&kind=code.unknown`,
    );
    expect((one.body as { total: number }).total).toBeGreaterThanOrEqual(10);
    expect(items).toHaveLength(1);
    const none = await taskForce.get('/api/participation/access/refusals?to=2020-01-01');
    expect((none.body as { total: number }).total).toBe(0);
    const street = await app.person(['subdistrictClerk'], '371503001');
    const own = await street.get('/api/participation/access/refusals?size=200');
    expect((own.body as { items: { kind: string }[] }).items.map((one) => one.kind)).not.toContain(
      'code.unknown',
    );
    expect((await clerk.get('/api/participation/access/refusals')).status).toBe(403);
  });
});

describe('核实业主', () => {
  it('姓名与证件号码都对才算；次数有限；换一张卡也不多给', async () => {
    const part = parts[13] ?? '';
    await insertOwner(part, person);
    const resident = phone('10.1.0.1');
    expect((await resident.post('verify', person)).status).toBe(401);
    await resident.redeem(await issue(part));
    const wrong = await resident.post('verify', { ...person, name: '李四' });
    expect([wrong.status, code(wrong)]).toEqual([422, 'participation.verify.mismatch']);
    expect(wrong.body.message).toContain('还可以再试 4 次');
    const right = await resident.post('verify', { name: ' 张 三 ', number: person.number });
    expect(right.body).toEqual({ verifiedBy: 'ledger' });
    expect((await resident.get('/api/participation/access/me')).body).toMatchObject({
      owner: '张*',
      verifiedBy: 'ledger',
    });
    expect(code(await resident.post('verify', person))).toBe('participation.verify.already');
  });

  it('连错五次即止，正确的也不再受理；过一天可以再试；都有记录', async () => {
    const part = parts[14] ?? '';
    await insertOwner(part, person);
    const resident = phone('10.1.0.2');
    await resident.redeem(await issue(part));
    const guesses = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        resident.post('verify', { name: '张三', number: `37150319600101001${n + 2}` }),
      ),
    );
    expect(guesses.filter((one) => code(one) === 'participation.verify.mismatch')).toHaveLength(5);
    expect(guesses.filter((one) => one.status === 429)).toHaveLength(3);
    expect(code(await resident.post('verify', person))).toBe('participation.verify.locked');
    expect((await refusals('verify.mismatch')).filter((one) => one.subjectId === part)).toHaveLength(5);
    app.setNow('2026-11-23T09:01:00+08:00');
    expect((await resident.post('verify', person)).status).toBe(200);
  });

  it('核实成功时通知名册上的电话；没有网关、网关坏了都不影响', async () => {
    const part = parts[15] ?? '';
    const sent: string[] = [];
    connectAccess({ sms: { send: async (number, template) => void sent.push(`${number} ${template}`) } });
    await insertOwner(part, { ...person, phone: '13800000000' });
    const resident = phone('10.1.0.3');
    await resident.redeem(await issue(part));
    expect((await resident.post('verify', person)).status).toBe(200);
    await expect.poll(() => sent).toEqual(['13800000000 verified']);
    await resident.redeem(await issue(part));
    connectAccess({ sms: { send: () => Promise.reject(new Error('down')) } });
    expect((await resident.post('verify', person)).status).toBe(200);
  });
});

describe('统一身份登录', () => {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  let issuer: Server;
  let base = '';
  const asked: { nonce: string; challenge: string; claims: object } = {
    nonce: '',
    challenge: '',
    claims: {},
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

  beforeAll(async () => {
    issuer = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', (): unknown => {
        const answer = (value: object) =>
          response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
        if (request.url === '/.well-known/openid-configuration')
          return answer({
            issuer: base,
            authorization_endpoint: `${base}/authorize`,
            token_endpoint: `${base}/token`,
            jwks_uri: `${base}/keys`,
          });
        if (request.url === '/keys')
          return answer({ keys: [{ ...pair.publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256' }] });
        const form = new URLSearchParams(body);
        const { createHash } = process.getBuiltinModule('node:crypto');
        const challenge = createHash('sha256')
          .update(form.get('code_verifier') ?? '')
          .digest('base64url');
        if (form.get('code') !== 'good' || challenge !== asked.challenge) {
          response.statusCode = 400;
          return answer({ error: 'invalid_grant' });
        }
        const text = `${part({ alg: 'RS256', kid: 'k' })}.${part({
          iss: base,
          aud: 'huanju',
          nonce: asked.nonce,
          exp: Date.parse(start) / 1000 + 600,
          ...asked.claims,
        })}`;
        return answer({
          id_token: `${text}.${sign('sha256', Buffer.from(text), pair.privateKey).toString('base64url')}`,
        });
      });
    });
    await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => issuer.close(resolve)));

  const connect = () =>
    connectAccess({
      identity: oidcProvider({
        ...{ title: '测试认证', issuer: base, clientId: 'huanju', clientSecret: 's', scope: 'openid' },
        ...{ redirectUri: 'http://localhost/r/signin', nameClaim: 'name', numberClaim: 'id_number' },
      }),
    });

  async function begin(resident: ReturnType<typeof phone>) {
    const url = new URL(String((await resident.post('sign-in')).body.next));
    asked.nonce = url.searchParams.get('nonce') ?? '';
    asked.challenge = url.searchParams.get('code_challenge') ?? '';
    expect(url.searchParams.get('code_challenge_method')).toBe('S256');
    return url.searchParams.get('state') ?? '';
  }

  it('没有接入时说明白', async () => {
    const resident = phone('10.2.0.1');
    await resident.redeem(await issue(parts[16] ?? ''));
    expect(code(await resident.post('sign-in'))).toBe('participation.oidc.off');
    expect((await resident.get('/r/signin?code=good&state=x')).status).toBe(404);
  });

  it('姓名与号码和名册一致即核实；不一致、伪造、别人的、过时的都拒绝', async () => {
    connect();
    const part = parts[17] ?? '';
    await insertOwner(part, person);
    const resident = phone('10.2.0.2');
    await resident.redeem(await issue(part));
    const claims = { name: person.name, id_number: person.number };
    const back = (state: string, given = 'good') =>
      resident.get(`/r/signin?code=${given}&state=${encodeURIComponent(state)}`);
    asked.claims = { name: '李四', id_number: person.number };
    expect((await back(await begin(resident))).status).toBe(422);
    for (const bad of [
      { ...claims, nonce: 'x' },
      { ...claims, aud: 'x' },
      { ...claims, iss: 'x' },
      { ...claims, exp: 1 },
      {},
    ]) {
      asked.claims = bad;
      expect((await back(await begin(resident))).status).toBe(422);
    }
    asked.claims = claims;
    const state = await begin(resident);
    expect((await back(`${state}x`, 'bad')).status).toBe(422);
    expect((await back('AAAA')).status).toBe(422);
    const stranger = phone('10.2.0.3');
    await stranger.redeem(await issue(parts[18] ?? ''));
    expect((await stranger.get(`/r/signin?code=good&state=${state}`)).status).toBe(422);
    app.setNow('2026-11-22T09:11:00+08:00');
    expect((await back(state)).status).toBe(422);
    app.setNow(start);
    const done = await back(state);
    expect([done.status, String(done.body.text).includes('已核实业主身份')]).toEqual([200, true]);
    expect((await resident.get('/api/participation/access/me')).body).toMatchObject({ verifiedBy: 'oidc' });
    expect((await refusals('oidc.failed')).length).toBeGreaterThan(5);
  });
});

describe('协助办理', () => {
  const png = greyPng();
  const onlyMagic = png.subarray(0, 8).toString('base64');
  const open = async (payload: object) => {
    const login = await app.http.inject({
      method: 'POST',
      url: '/api/identity/login',
      headers: { 'x-huanju': 'test' },
      payload: { login: clerk.login, password: 'Ceshi-2026-ok' },
    });
    const cookie = String(login.headers['set-cookie']).split(';')[0] ?? '';
    const got = await app.http.inject({
      method: 'POST',
      url: '/api/participation/access/help',
      headers: { 'x-huanju': 'test', cookie },
      payload,
    });
    const visitor = [got.headers['set-cookie'] ?? []].flat().find((one) => one.startsWith('huanju_visitor='));
    return {
      status: got.statusCode,
      body: JSON.parse(got.body) as Body,
      cookie: visitor?.split(';')[0] ?? '',
    };
  };
  const page = (cookie: string, url: string) => app.http.inject({ method: 'GET', url, headers: { cookie } });

  it('业主须有证件与签名；证件尾号与名册不符被拒并有记录', async () => {
    const part = parts[19] ?? '';
    const ownerId = await insertOwner(part, person);
    const signature = png.toString('base64');
    const right = { partId: part, ownerId, document: 'idCard', lastFour: '0011', signature };
    for (const [change, problem] of [
      [{ signature: null }, 'participation.help.signature'],
      [{ signature: Buffer.from('GIF8').toString('base64') }, 'participation.help.signature'],
      [{ signature: onlyMagic }, 'participation.help.signature'],
      [{ document: null }, 'participation.help.document'],
      [{ lastFour: '9999' }, 'participation.help.mismatch'],
      [{ ownerId: randomUUID() }, 'participation.help.owner'],
    ] as const)
      expect(code(await open({ ...right, ...change }))).toBe(problem);
    expect(await refusals('help.mismatch')).toHaveLength(1);
    const opened = await open(right);
    expect(opened.body.next).toBe('/r/3715030010001111');
    const shown = await page(opened.cookie, '/r/3715030010001111/home');
    expect(shown.body).toMatch(/由 测试1 协助办理/);
    expect((await page(opened.cookie, '/api/participation/access/me')).json()).toMatchObject({
      verifiedBy: 'worker',
      owner: '张*',
    });
    app.setNow('2026-11-22T09:15:01+08:00');
    expect((await page(opened.cookie, '/api/participation/access/me')).statusCode).toBe(401);
    const lines = await inScope(app.services.db, everyRegion, (tx) =>
      tx.selectFrom('auditLine').selectAll().where('action', '=', 'participation.access.help').execute(),
    );
    expect(lines.every((one) => one.actorId === clerk.id)).toBe(true);
    expect(
      lines.some(
        ({ detail }) => detail.includes('"verifiedBy":"worker"') && detail.includes('"compared":true'),
      ),
    ).toBe(true);
    expect(
      JSON.stringify(lines, (_key, value) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toContain('0011"');
  });

  it('证件末四位试错五次即止，正确的也不再受理；过一天可以再试；都有记录', async () => {
    const part = parts[22] ?? '';
    const ownerId = await insertOwner(part, { name: '李四', number: '371503196001010038' });
    const right = {
      partId: part,
      ownerId,
      document: 'idCard',
      lastFour: '0038',
      signature: png.toString('base64'),
    };
    const before = (await refusals('help.mismatch')).length;
    for (let left = 4; left >= 0; left--) {
      const wrong = await open({ ...right, lastFour: '1234' });
      expect(wrong.body.message).toContain(`还可以再试 ${left} 次`);
    }
    expect(code(await open(right))).toBe('participation.help.locked');
    expect((await refusals('help.mismatch')).length - before).toBe(5);
    expect(await refusals('help.locked')).toHaveLength(1);
    app.setNow('2026-11-23T09:00:01+08:00');
    expect((await open(right)).status).toBe(200);
  });

  it('名册上没有可核对的号码时，须有这套房屋的证件照片；审计写明', async () => {
    const part = parts[23] ?? '';
    const ownerId = await insertOwner(part, { name: '王五', number: '371503196001010054' });
    const claim = { partId: part, ownerId, lastFour: '9999', signature: png.toString('base64') };
    const photo = async (partId: string) =>
      (
        (
          await clerk.upload(
            `/api/participation/access/signatures?partId=${partId}&what=document`,
            '证件.png',
            png,
          )
        ).body as { fileId: string }
      ).fileId;
    const other = await photo(parts[24] ?? '');
    for (const document of ['passport', 'ownershipBook', 'organisation'])
      for (const documentFileId of [null, other])
        expect(code(await open({ ...claim, document, documentFileId }))).toBe('participation.help.evidence');
    const documentFileId = await photo(part);
    expect((await open({ ...claim, document: 'passport', documentFileId })).status).toBe(200);
    const lines = await inScope(app.services.db, everyRegion, (tx) =>
      tx.selectFrom('auditLine').select('detail').where('subjectId', '=', part).orderBy('seq').execute(),
    );
    expect(JSON.parse(lines.at(-1)?.detail ?? '')).toMatchObject({
      verifiedBy: 'worker',
      compared: false,
      documentFileId,
    });
    const abroad = await insertOwner(parts[25] ?? '', { name: 'Anna', number: 'E12345678' });
    const passport = { partId: parts[25], ownerId: abroad, document: 'passport', signature: claim.signature };
    expect(code(await open({ ...passport, lastFour: '0000', documentFileId }))).toBe(
      'participation.help.mismatch',
    );
    expect((await open({ ...passport, lastFour: '5678' })).status).toBe(200);
  });

  it('签字的照片可以代替屏幕签名；不是照片的文件被拒；下一户开始时上一户即止', async () => {
    const part = parts[20] ?? '';
    const url = `/api/participation/access/signatures?partId=${part}`;
    expect(code(await clerk.upload(url, '签名.png', Buffer.from('text')))).toBe(
      'participation.help.signature',
    );
    const { fileId } = (await clerk.upload(url, '签名.png', png)).body as { fileId: string };
    const first = await open({ partId: part, fileId });
    expect(first.status).toBe(200);
    expect((await page(first.cookie, '/api/participation/access/me')).json()).toMatchObject({ owner: null });
    expect(code(await open({ partId: parts[21], fileId }))).toBe('participation.help.signature');
    await open({ partId: parts[21], signature: png.toString('base64') });
    expect((await page(first.cookie, '/api/participation/access/me')).statusCode).toBe(401);
    const leader = await app.person(['leader']);
    expect((await leader.post('/api/participation/access/help', { partId: part, fileId })).status).toBe(403);
  });
});
