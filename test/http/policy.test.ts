import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '#test/support/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

type Detail = {
  parameter: { value: unknown; packValue: unknown; standing: string; revision: string | null };
  history: { kind: string; reason: string; by: string }[];
};
const codeOf = (answer: { body: unknown }) => (answer.body as { code: string }).code;
const url = (id: string) => `/api/policy/parameters/${id}`;
const detail = (answer: { body: unknown }) => answer.body as Detail;

describe('政策参数', () => {
  it('人人可看，待核的有标记', async () => {
    const clerk = await app.person(['subdistrictClerk'], '371503001');
    const answer = await clerk.get('/api/policy/parameters');
    expect(answer.status).toBe(200);
    const { parameters } = answer.body as { parameters: { id: string; standing: string }[] };
    expect(parameters.find((one) => one.id === 'eligibility.mustBuiltTo')?.standing).toBe('unverified');
    expect(parameters.find((one) => one.id === 'eligibility.land')?.standing).toBe('given');
    expect((await app.visitor('GET', '/api/policy/parameters')).status).toBe(401);
  });

  it('专班说明理由后调整，街道看到新值与历史；街道不能调整', async () => {
    const taskForce = await app.person(['taskForce']);
    const clerk = await app.person(['subdistrictClerk'], '371503001');
    const id = 'plan.deferPenalty';
    const versionOf = async () =>
      ((await clerk.get('/api/policy/parameters')).body as { pack: { version: string } }).pack.version;
    const before = await versionOf();
    const order = { kind: 'override', value: 5, reason: '专班第二次会议', revision: null };
    expect(codeOf(await clerk.post(url(id), order))).toBe('action.forbidden');
    const done = await taskForce.post(url(id), order);
    expect(done.status).toBe(200);
    expect(detail(done).parameter).toMatchObject({ value: 5, packValue: 3, standing: 'overridden' });
    const seen = detail(await clerk.get(url(id)));
    expect(seen.parameter.value).toBe(5);
    expect(seen.history).toMatchObject([{ kind: 'override', reason: '专班第二次会议' }]);
    expect(await versionOf()).not.toBe(before);
    const { revision } = seen.parameter;
    const back = await taskForce.post(url(id), { kind: 'revert', reason: '恢复', revision });
    expect(detail(back).parameter).toMatchObject({ value: 3, standing: 'unverified' });
    expect(detail(back).history).toHaveLength(2);
    expect(await versionOf()).toBe(before);
  });

  it('确认去掉待核；重复、过时、没有理由、取值不合的都说明原因', async () => {
    const taskForce = await app.person(['taskForce']);
    const id = 'plan.willingnessTie';
    const confirm = { kind: 'confirm', reason: '已核对', revision: null };
    expect(codeOf(await taskForce.post(url(id), { ...confirm, reason: ' ' }))).toBe('input.invalid');
    const done = detail(await taskForce.post(url(id), confirm));
    expect(done.parameter.standing).toBe('confirmed');
    expect(codeOf(await taskForce.post(url(id), confirm))).toBe('policy.parameter.stale');
    const { revision } = done.parameter;
    expect(codeOf(await taskForce.post(url(id), { ...confirm, revision }))).toBe(
      'policy.parameter.unchanged',
    );
    const wrong = { kind: 'override', value: 'many', reason: 'x', revision };
    const refused = await taskForce.post(url(id), wrong);
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'policy.parameter.value', data: { at: 'value' } },
    });
    expect(codeOf(await taskForce.post(url('no.such'), wrong))).toBe('policy.parameter.unknown');
    const empty = { kind: 'confirm', reason: 'x', revision: null };
    expect(codeOf(await taskForce.post(url('funding.liftSubsidy'), empty))).toBe('policy.parameter.empty');
  });

  it('与别的参数不符的取值不收，说明与哪个参数不符；恢复时也一样', async () => {
    const taskForce = await app.person(['taskForce']);
    const decide = async (id: string, order: object) => {
      const { revision } = detail(await taskForce.get(url(id))).parameter;
      return taskForce.post(url(id), { reason: '专班会议', revision, ...order });
    };
    const set = (id: string, value: unknown) => decide(id, { kind: 'override', value });
    const backwards = await set('cycle.startYears', [2026, 2025]);
    expect([backwards.status, codeOf(backwards)]).toEqual([422, 'policy.parameter.value']);
    const short = await set('plan.yearWeight', [1]);
    expect([short.status, codeOf(short)]).toEqual([422, 'policy.parameter.value']);
    expect((short.body as { message: string }).message).toContain('“规划年度”有 5 年');
    expect(codeOf(await set('eligibility.mustBuiltTo', '2010-01-01'))).toBe('policy.parameter.value');
    expect((await set('eligibility.aspireBuiltTo', '2010-12-31')).status).toBe(200);
    expect((await set('eligibility.aspireBuiltFrom', '2008-01-01')).status).toBe(200);
    const back = await decide('eligibility.aspireBuiltTo', { kind: 'revert' });
    expect([back.status, codeOf(back)]).toEqual([422, 'policy.parameter.conflict']);
    expect((await decide('eligibility.aspireBuiltFrom', { kind: 'revert' })).status).toBe(200);
    expect((await decide('eligibility.aspireBuiltTo', { kind: 'revert' })).status).toBe(200);
  });

  it('街道范围的专班角色也不能替全区作决定', async () => {
    const local = await app.person(['taskForce'], '371503001');
    const order = { kind: 'confirm', reason: 'x', revision: null };
    expect(codeOf(await local.post(url('cost.unit'), order))).toBe('row.out-of-scope');
  });
});

describe('政策落实', () => {
  it('每一条都有落实情况', async () => {
    const leader = await app.person(['leader']);
    const answer = await leader.get('/api/policy/clauses');
    expect(answer.status).toBe(200);
    expect(answer.body).toHaveLength(30);
    expect((await app.visitor('GET', '/api/policy/clauses')).status).toBe(401);
  });
});
