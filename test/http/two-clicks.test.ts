import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '#test/support/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

type Answer = { status: number; body: unknown };
const tally = (answers: readonly Answer[]) =>
  answers.map((one) => (one.status === 200 ? 'ok' : (one.body as { code: string }).code)).sort();

describe('同时点了几下', () => {
  it('同一个新小区只登记一次', async () => {
    const clerk = await app.person(['subdistrictClerk'], '371503001');
    const values = { name: '连点小区', regionCode: '371503001' };
    const answers = await Promise.all([1, 2, 3, 4].map(() => clerk.post('/api/survey/estates', { values })));
    expect(tally(answers)).toEqual(['ok', ...Array(3).fill('survey.estate.exists')].sort());
  });

  it('同一版本的两处修改只成一处', async () => {
    const clerk = await app.person(['subdistrictClerk'], '371503001');
    const made = await clerk.post('/api/survey/estates', {
      values: { name: '抢改小区', regionCode: '371503001', households: 10 },
    });
    const { id, version } = made.body as { id: string; version: number };
    const edit = (households: number) =>
      clerk.post(`/api/survey/estates/${id}`, { id, version, values: { households }, reason: '核对' });
    const answers = await Promise.all([edit(11), edit(12)]);
    expect(answers.filter((one) => one.status === 200)).toHaveLength(1);
  });

  it('测算在进行时不再排第二个', async () => {
    const taskForce = await app.person(['taskForce']);
    const start = () => taskForce.post('/api/plan/runs', { openFrom: 2021, limitSeconds: 5 });
    expect(tally(await Promise.all([start(), start()]))).toEqual(['ok', 'plan.solve.running']);
  });

  it('建成年份在将来的不收', async () => {
    const clerk = await app.person(['subdistrictClerk'], '371503001');
    const answer = await clerk.post('/api/survey/estates', {
      values: { name: '将来小区', regionCode: '371503001', builtYear: 2099 },
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'survey.estate.invalid' } });
  });
});
