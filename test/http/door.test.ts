import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { migrate, migrationsFolder } from '#platform/database/migrate.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { door } from '#platform/http/door.ts';
import { regionCode } from '#shared/region.ts';
import { openTestApp, type TestApp } from '#test/support/app.ts';

let app: TestApp;
let context: RequestContext;
beforeAll(async () => {
  app = await openTestApp();
  const person = await app.person(['administrator']);
  context = {
    services: app.services,
    requestId: 'r-1',
    address: '127.0.0.1',
    agent: 'test',
    endedOn: null,
    session: {
      sessionId: 's',
      mustChangePassword: false,
      actor: {
        id: person.id,
        name: '管理员',
        roles: ['administrator'],
        scope: regionCode('371503'),
        organisationId: null,
      },
    },
    setCookie: () => undefined,
    visitorToken: null,
    setVisitorToken: () => undefined,
  };
});
afterAll(() => app.close());

const spec = (kind: 'read' | 'write') => ({ action: 'test.door', allowed: ['administrator'] as const, kind });
const put = (code: string) => ({ code, name: '测试社区', parentCode: '371503001' });
const has = async (code: string) =>
  (
    await inScope(app.services.db, everyRegion, (tx) =>
      tx.selectFrom('identityRegion').select('code').where('code', '=', code).execute(),
    )
  ).length === 1;

describe('请求之门', () => {
  it('写而不留审计，整笔回滚', async () => {
    const silent = door(spec('write'), async (ctx) => {
      await ctx.tx.insertInto('identityRegion').values(put('371503001801')).execute();
    });
    await expect(silent({ input: undefined, context })).rejects.toThrow('without an audit line');
    expect(await has('371503001801')).toBe(false);
  });

  it('读的事务里写不进去', async () => {
    const sly = door(spec('read'), async (ctx) => {
      await ctx.tx.insertInto('identityRegion').values(put('371503001802')).execute();
    });
    await expect(sly({ input: undefined, context })).rejects.toThrow('read-only');
  });

  it('写到一半出错，数据、审计、任务一并不留', async () => {
    const broken = door(spec('write'), async (ctx) => {
      await ctx.tx.insertInto('identityRegion').values(put('371503001803')).execute();
      await ctx.audit({ action: 'test.door', subjectKind: 'x', subjectId: '803', regionCode: '371503' });
      await ctx.enqueue({ kind: 'x', title: 'x', input: {}, regionCode: '371503' });
      throw new Error('half way');
    });
    await expect(broken({ input: undefined, context })).rejects.toThrow('half way');
    const left = await inScope(app.services.db, everyRegion, async (tx) => ({
      lines: await tx.selectFrom('auditLine').select('id').where('subjectId', '=', '803').execute(),
      jobs: await tx.selectFrom('job').select('id').where('kind', '=', 'x').execute(),
    }));
    expect(left).toEqual({ lines: [], jobs: [] });
    expect(await has('371503001803')).toBe(false);
  });
});

describe('迁移', () => {
  it('已应用的迁移被改动，拒绝启动', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'huanju-migrations-'));
    try {
      const name = '20261122T1000_platform_create.sql';
      await copyFile(path.join(migrationsFolder, name), path.join(folder, name));
      expect(await migrate(inject('ownerUrl'), folder)).toEqual([]);
      await writeFile(path.join(folder, name), 'select 1');
      await expect(migrate(inject('ownerUrl'), folder)).rejects.toThrow('was changed');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('健康检查', () => {
  it('healthz、readyz、接口说明都能打开', async () => {
    expect((await app.http.inject('/healthz')).statusCode).toBe(200);
    expect((await app.http.inject('/readyz')).json()).toEqual({ status: 'ready' });
    const document = (await app.http.inject('/api/openapi.json')).json() as {
      openapi: string;
      paths: object;
    };
    expect(document.openapi).toMatch(/^3\.1/);
    expect(Object.keys(document.paths)).toContain('/identity/login');
    const page = await app.http.inject('/api/docs');
    expect(page.body).toContain('焕居接口');
  });
});
