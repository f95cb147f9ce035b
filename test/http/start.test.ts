import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { refusalOf, type Started, startApplication } from '#test/support/started.ts';

let folder = '';
const running = new Set<Started>();

function start(settings: Readonly<Record<string, string>>): Started {
  const started = startApplication(settings);
  running.add(started);
  void started.ended.then(() => running.delete(started));
  return started;
}

/** A small browser: keeps the cookie and speaks JSON. */
function visitor(address: string) {
  let cookie = '';
  return async (method: string, url: string, body?: object) => {
    const answer = await fetch(`${address}${url}`, {
      method,
      headers: { 'x-huanju': 'test', 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return { status: answer.status, body: JSON.parse(await answer.text()) as Record<string, unknown> };
  };
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'huanju-start-'));
  // The account PostgreSQL runs under must be able to pass through.
  await chmod(folder, 0o755);
});

afterAll(async () => {
  const left = [...running];
  for (const { child } of left) child.kill('SIGTERM');
  await Promise.all(left.map(({ ended }) => ended));
  await rm(folder, { recursive: true, force: true });
});

const first = 'Diyici-2026-ok';

it('kill -9 之后再启动：已写入的都在，管理员不再换密码，停止后端口占用时说明白', {
  timeout: 240_000,
}, async () => {
  const HUANJU_DATA = path.join(folder, 'data');
  const one = start({ HUANJU_DATA });
  const before = visitor(await one.ready);
  const password = / admin +(\S+) /.exec(one.said())?.[1] ?? '';
  expect((await before('POST', '/api/identity/login', { login: 'admin', password })).status).toBe(200);
  const changed = await before('POST', '/api/identity/password', { current: password, next: first });
  expect(changed.status).toBe(200);
  const body = { kind: 'bank', name: '演示银行茌平支行', creditCode: null, regionCode: '371503' };
  expect((await before('POST', '/api/identity/organisations', body)).status).toBe(200);
  one.child.kill('SIGKILL');
  expect(await one.ended).toBe('SIGKILL');

  const two = start({ HUANJU_DATA });
  const address = await two.ready;
  expect(two.said()).not.toContain('系统管理员');
  const after = visitor(address);
  expect((await after('POST', '/api/identity/login', { login: 'admin', password })).status).toBe(401);
  expect((await after('POST', '/api/identity/login', { login: 'admin', password: first })).status).toBe(200);
  const kept = await after('GET', '/api/identity/organisations');
  expect(kept.body).toMatchObject({ total: 1, items: [{ name: '演示银行茌平支行' }] });
  expect((await after('GET', '/api/identity/audit/check')).body).toMatchObject({ fault: null });

  const second = start({ HUANJU_DATA });
  expect(await second.ended).toBe(1);
  expect(refusalOf(second)).toEqual([expect.stringContaining('正由另一个焕居进程')]);

  two.child.kill('SIGTERM');
  expect(await two.ended).toBe(0);

  const taken = net.createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as net.AddressInfo;
  const three = start({ HUANJU_DATA, PORT: String(port) });
  expect(await three.ended).toBe(1);
  expect(refusalOf(three)).toEqual([expect.stringContaining(`端口 ${port} 已被占用`)]);
  await new Promise((resolve) => taken.close(resolve));
});

it.each([
  ['数据文件夹处是一个文件', { data: 'a-file' }, '不可写'],
  ['DATABASE_URL 不是地址', { url: 'mysql://somewhere' }, 'DATABASE_URL 不是有效的 PostgreSQL 地址'],
  ['DATABASE_URL 连不上', { url: 'postgres://nobody:secret-word@127.0.0.1:1/none' }, '连不上 DATABASE_URL'],
  ['PORT 不是数字', { port: 'eighty' }, 'PORT 须为'],
])('%s：一句话说明原因，退出码 1', async (_title, wrong, sentence) => {
  const data = path.join(folder, 'data' in wrong ? wrong.data : 'unused');
  if ('data' in wrong) await writeFile(data, 'not a folder');
  const started = start({
    HUANJU_DATA: data,
    ...('url' in wrong ? { DATABASE_URL: wrong.url } : {}),
    ...('port' in wrong ? { PORT: wrong.port } : {}),
  });
  expect(await started.ended).toBe(1);
  expect(refusalOf(started)).toEqual([expect.stringContaining(sentence)]);
  expect(started.said()).not.toContain('secret-word');
});
