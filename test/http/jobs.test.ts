import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { enqueueJob } from '#platform/jobs/enqueue.ts';
import { type JobKinds, runWorker } from '#platform/jobs/worker.ts';
import { defineProblems, problem } from '#shared/problem.ts';
import { regionCode } from '#shared/region.ts';
import { openTestApp, type Person, type TestApp } from '#test/support/app.ts';

let app: TestApp;
let clerk: Person;
beforeAll(async () => {
  app = await openTestApp();
  clerk = await app.person(['subdistrictClerk'], '371503001');
});
afterAll(() => app.close());

const testProblems = defineProblems({ 'test.refused': { status: 422, zh: '不行。' } });

const order = (kind: string, input: Record<string, unknown> = {}) =>
  inScope(app.services.db, everyRegion, (tx) =>
    enqueueJob(
      tx,
      { kind, title: '测试任务', input, regionCode: '371503001' },
      {
        id: clerk.id,
        name: '测试',
        roles: ['subdistrictClerk'],
        scope: regionCode('371503001'),
        organisationId: null,
      },
      app.services.clock.now(),
    ),
  );

const show = async (id: string) => (await clerk.get(`/api/jobs/${id}`)).body as Record<string, unknown>;

async function work(kinds: JobKinds): Promise<void> {
  const stop = new AbortController();
  await runWorker(app.database.url, app.services, kinds, stop.signal, { onIdle: () => stop.abort() });
}

describe('后台任务', () => {
  it('做完后可见结果；进度逐步上报', async () => {
    const seen: unknown[] = [];
    const id = await order('test.count', { to: 3 });
    expect(await show(id)).toMatchObject({ state: 'queued', progress: 0 });
    await work({
      'test.count': async (run) => {
        for (let n = 1; n <= 3; n++) {
          await run.progress((n / 3) * 100, `第 ${n} 步`);
          seen.push((await show(id)).message);
        }
        return { counted: 3 };
      },
    });
    expect(seen).toEqual(['第 1 步', '第 2 步', '第 3 步']);
    expect(await show(id)).toMatchObject({ state: 'done', progress: 100, result: { counted: 3 } });
  });

  it('任务在下单人的辖区内办事，越界的行看不见', async () => {
    const other = await app.person(['subdistrictClerk'], '371503002');
    await other.post('/api/identity/organisations', {
      kind: 'supplier',
      name: '别街道的单位',
      creditCode: null,
      regionCode: '371503002',
    });
    const id = await order('test.look');
    await work({
      'test.look': (run) =>
        run.transaction(
          async (ctx) => (await ctx.tx.selectFrom('identityOrganisation').select('name').execute()).length,
        ),
    });
    expect(await show(id)).toMatchObject({ state: 'done', result: 0 });
  });

  it('被业务规则拒绝，记下代码和句子；程序出错，只给编号', async () => {
    const refused = await order('test.refuse');
    const broken = await order('test.break');
    const unknown = await order('test.unknown');
    await work({
      'test.refuse': async () => {
        throw problem(testProblems, 'test.refused');
      },
      'test.break': async () => {
        throw new Error('secret detail');
      },
    });
    expect(await show(refused)).toMatchObject({
      state: 'failed',
      problem: { code: 'test.refused', message: '不行。' },
    });
    const answer = JSON.stringify(await show(broken));
    expect(answer).toContain('system.fault');
    expect(answer).not.toContain('secret detail');
    expect(await show(unknown)).toMatchObject({ state: 'failed' });
  });

  it('没开始的任务取消即止；运行中的在下次上报时停下；结束的不能取消', async () => {
    const waiting = await order('test.never');
    expect((await clerk.post(`/api/jobs/${waiting}/cancel`)).body).toMatchObject({ state: 'cancelled' });
    const running = await order('test.long');
    await work({
      'test.long': async (run) => {
        await clerk.post(`/api/jobs/${running}/cancel`);
        await run.progress(10, '一步');
        run.signal.throwIfAborted();
        return 'should not come here';
      },
    });
    expect(await show(running)).toMatchObject({ state: 'cancelled', result: null });
    expect((await clerk.post(`/api/jobs/${running}/cancel`)).body).toMatchObject({ code: 'job.ended' });
  });

  it('工人被杀，任务重新排队；三次都没做完就停下', async () => {
    const id = await order('test.again');
    const kill = (attempts: number) =>
      inScope(app.services.db, everyRegion, (tx) =>
        sql`update job set state = 'running', worker_id = 1, attempts = ${attempts} where id = ${id}`.execute(
          tx,
        ),
      );
    await kill(1);
    await work({ 'test.again': async () => 'done at last' });
    expect(await show(id)).toMatchObject({ state: 'done', result: 'done at last' });
    await kill(3);
    await work({ 'test.again': async () => 'never' });
    expect(await show(id)).toMatchObject({ state: 'failed' });
  });

  it('别人的任务看不到也取消不了', async () => {
    const id = await order('test.mine');
    const colleague = await app.person(['subdistrictClerk'], '371503001');
    expect((await colleague.get(`/api/jobs/${id}`)).status).toBe(404);
    expect((await colleague.post(`/api/jobs/${id}/cancel`)).status).toBe(404);
    expect((await clerk.get(`/api/jobs/${randomUUID()}`)).status).toBe(404);
  });
});
