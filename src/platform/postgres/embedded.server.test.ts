import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StartFault } from '#platform/start-fault.ts';
import { type Embedded, startEmbedded } from './embedded.ts';
import { ended, markOf } from './processes.ts';

const root = process.getuid?.() === 0;
const begun: Embedded[] = [];
const places: string[] = [];
let home = '';

/** A folder other accounts can enter, so that the cluster lies in it also when the tests run as root. */
function openFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'huanju-pg-')));
  chmodSync(folder, 0o755);
  return folder;
}

async function start(dataDir: string, more: { join?: boolean; fsync?: boolean } = {}): Promise<Embedded> {
  const embedded = await startEmbedded({ dataDir, log: () => undefined, fsync: false, ...more });
  begun.push(embedded);
  places.push(embedded.location);
  return embedded;
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** As in use: what is committed survives the server's death. */
const durable = { fsync: true };

const remember = (url: string) => ask(url, "create table estate as select '振兴小区' as name");
const recall = async (url: string) => (await ask(url, 'select name from estate'))[0]?.name;
const postmaster = (location: string) =>
  Number(readFileSync(join(location, 'postmaster.pid'), 'utf8').split('\n')[0]);

async function killed(pid: number): Promise<void> {
  const mark = markOf(pid) ?? '';
  process.kill(pid, 'SIGKILL');
  expect(await ended(pid, mark, 10_000)).toBe(true);
}

/** Another process that starts the server and keeps running. */
async function elsewhere(dataDir: string): Promise<{ child: ChildProcess; url: string }> {
  const module = fileURLToPath(new URL('./embedded.ts', import.meta.url));
  const code = `const { startEmbedded } = await import(${JSON.stringify(module)});
    const e = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log: () => {} });
    process.stdout.write(e.ownerUrl); setInterval(() => {}, 60000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = await once(child.stdout.setEncoding('utf8'), 'data');
  return { child, url: String(url) };
}

async function kill(child: ChildProcess): Promise<void> {
  const over = once(child, 'exit');
  child.kill('SIGKILL');
  await over;
}

beforeEach(() => {
  home = openFolder();
});

afterEach(async () => {
  for (const embedded of begun.splice(0)) await embedded.discard();
  rmSync(home, { recursive: true, force: true });
  for (const place of places.splice(0)) expect(existsSync(place)).toBe(false);
});

describe('内嵌 PostgreSQL', () => {
  test('首次启动：版本、编码、排序规则、口令文件权限，只听本机', async () => {
    const data = join(home, 'data');
    const { ownerUrl, location } = await start(data);
    expect(await ask(ownerUrl, "select current_setting('server_version_num')::int / 10000 as major")).toEqual(
      [{ major: 18 }],
    );
    const database = `select pg_encoding_to_char(encoding) as encoding, datlocprovider, datlocale,
      current_user as owner, current_setting('listen_addresses') as listen,
      current_setting('unix_socket_directories') as sockets, current_setting('TimeZone') as zone
      from pg_database where datname = current_database()`;
    expect(await ask(ownerUrl, database)).toEqual([
      {
        encoding: 'UTF8',
        datlocprovider: 'b',
        datlocale: 'C.UTF-8',
        owner: 'huanju_owner',
        listen: '127.0.0.1',
        sockets: '',
        zone: 'Asia/Shanghai',
      },
    ]);
    expect(statSync(join(data, 'pg-password')).mode & 0o777).toBe(0o600);
    expect(statSync(location).mode & 0o777).toBe(0o700);
    expect(location).toBe(join(data, 'postgres'));
    const wrong = new URL(ownerUrl);
    wrong.password = 'wrong';
    await expect(ask(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  test('停止后再启动，数据还在；重复停止无妨', async () => {
    const first = await start(home);
    await remember(first.ownerUrl);
    const pid = postmaster(first.location);
    await first.stop();
    await first.stop();
    expect(markOf(pid)).toBeUndefined();
    const second = await start(home);
    expect(await recall(second.ownerUrl)).toBe('振兴小区');
  });

  test('数据库进程被 kill -9 后再启动，数据还在', async () => {
    const first = await start(home, durable);
    await remember(first.ownerUrl);
    await killed(postmaster(first.location));
    await first.stop();
    const second = await start(home);
    expect(await recall(second.ownerUrl)).toBe('振兴小区');
  });

  test('本程序被 kill -9，留下的数据库进程被接管，停止时一并停下', async () => {
    const { child, url } = await elsewhere(home);
    await remember(url);
    await kill(child);
    const mine = await start(home);
    expect(mine.ownerUrl).toBe(url);
    expect(await recall(mine.ownerUrl)).toBe('振兴小区');
    const pid = postmaster(mine.location);
    await mine.stop();
    expect(markOf(pid)).toBeUndefined();
  });

  test('两个进程都被 kill -9 后再启动，数据还在', async () => {
    const { child, url } = await elsewhere(home);
    await remember(url);
    const pid = postmaster(join(home, 'postgres'));
    await kill(child);
    await killed(pid);
    const mine = await start(home);
    expect(await recall(mine.ownerUrl)).toBe('振兴小区');
  });

  test('另一个进程正在使用时拒绝；命令行可以加入，停止不影响对方', async () => {
    const { child, url } = await elsewhere(home);
    await expect(start(home)).rejects.toThrow(`另一个焕居进程（${child.pid}）`);
    const joined = await start(home, { join: true });
    expect(joined.ownerUrl).toBe(url);
    await joined.stop();
    expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await kill(child);
    await start(home);
  });

  test('postmaster.pid 里的进程号已被别的进程占用，照常启动', async () => {
    const first = await start(home, durable);
    await remember(first.ownerUrl);
    const file = join(first.location, 'postmaster.pid');
    const text = readFileSync(file, 'utf8');
    await killed(postmaster(first.location));
    writeFileSync(file, text.replace(/^\d+/, String(process.pid)));
    await first.stop();
    const second = await start(home);
    expect(await recall(second.ownerUrl)).toBe('振兴小区');
  });

  test('口令文件丢失，自动重设；内容不对，说明怎么办', async () => {
    const file = join(home, 'pg-password');
    const first = await start(home);
    await remember(first.ownerUrl);
    await first.stop();
    writeFileSync(file, 'wrong\n');
    await expect(start(home)).rejects.toThrow(/密码与数据库不符/);
    rmSync(file);
    const second = await start(home);
    expect(await recall(second.ownerUrl)).toBe('振兴小区');
    expect(second.ownerUrl).not.toContain('wrong');
  });

  test('数据文件夹不可写、数据库版本不符、数据库起不来：各一句话', async () => {
    const file = join(home, 'file');
    writeFileSync(file, '');
    await expect(start(join(file, 'data'))).rejects.toThrow(StartFault);
    await expect(start(join(file, 'data'))).rejects.toThrow(/不可写/);

    await expect(start('/proc/huanju/data')).rejects.toThrow(/不可写/);

    const first = await start(join(home, 'data'));
    await first.stop();
    writeFileSync(join(first.location, 'PG_VERSION'), '17\n');
    await expect(start(join(home, 'data'))).rejects.toThrow(/由 PostgreSQL 17 写成/);

    writeFileSync(join(first.location, 'PG_VERSION'), '18\n');
    writeFileSync(join(first.location, 'postgresql.conf'), 'no_such_setting = 1\n');
    await expect(start(join(home, 'data'))).rejects.toThrow(/没有启动起来.*no_such_setting/);
  });
});

describe('别的账号进不去的文件夹（如 /root，mode 700）', () => {
  test('root：数据库放到外面并说明；普通用户：就在原处', async () => {
    const closed = join(home, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const first = await start(join(closed, 'data'));
    await remember(first.ownerUrl);
    await first.stop();
    expect(first.location === join(closed, 'data', 'postgres')).toBe(!root);
    expect(first.note?.includes(first.location) ?? false).toBe(root);
    expect(statSync(first.location).mode & 0o777).toBe(0o700);

    // The rights of the folder change, or it moves: the data is still found.
    chmodSync(closed, 0o755);
    const opened = await start(join(closed, 'data'));
    expect(await recall(opened.ownerUrl)).toBe('振兴小区');
    await opened.stop();
    renameSync(closed, join(home, 'moved'));
    const moved = await start(join(home, 'moved', 'data'));
    expect(await recall(moved.ownerUrl)).toBe('振兴小区');
  });

  test('数据文件夹删掉重来：得到空数据库，外面的旧库不丢', async () => {
    const closed = join(home, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const first = await start(join(closed, 'data'));
    await remember(first.ownerUrl);
    await first.stop();
    rmSync(join(closed, 'data'), { recursive: true });
    const second = await start(join(closed, 'data'));
    expect(await ask(second.ownerUrl, "select to_regclass('estate') as estate")).toEqual([{ estate: null }]);
    expect(existsSync(`${first.location}.old-1`)).toBe(root);
    expect(second.note?.includes('.old-1') ?? false).toBe(root);
  });

  test('数据文件夹的副本不会碰原来的数据库', async () => {
    const closed = join(home, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const first = await start(join(closed, 'data'));
    await remember(first.ownerUrl);
    await first.stop();
    cpSync(join(closed, 'data'), join(closed, 'copy'), { recursive: true });
    const copy = await start(join(closed, 'copy')).catch((fault: unknown) => fault);
    expect(copy instanceof StartFault).toBe(root);
    const again = await start(join(closed, 'data'));
    expect(await recall(again.ownerUrl)).toBe('振兴小区');
  });
});
