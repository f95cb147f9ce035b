import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestApp, type Person, type TestApp, testPassword } from '#test/support/app.ts';
import { ensureDemoPeople } from '#test/support/demo.ts';
import { cast } from './cast.ts';
import { demoDistrict } from './district.ts';
import { loadDemo } from './load-demo.ts';

let app: TestApp;
let reader: Person;
let first: Record<string, number>;
let second: Record<string, number>;
beforeAll(async () => {
  app = await openTestApp();
  reader = await app.person(['administrator', 'taskForce']);
  const passwords = await ensureDemoPeople(app.services, testPassword);
  const installation = { services: app.services, appUrl: app.database.url, passwords };
  await loadDemo(installation);
  first = await rowsOf();
  await loadDemo(installation);
  second = await rowsOf();
}, 480_000);
afterAll(() => app.close());

/** Rows of every table of survey, participation, projects, scheme, funding and plan. */
async function rowsOf(): Promise<Record<string, number>> {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_name ~ '^(participation|survey|projects|scheme|funding|plan)_'`.execute(
    app.database.owner,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables.rows) {
    const { rows } = await sql<{ n: bigint }>`select count(*) as n from ${sql.table(name)}`.execute(
      app.database.owner,
    );
    counts[name] = Number(rows[0]?.n);
  }
  return counts;
}

type Items<T> = { total: number; items: T[] };
async function list<T>(url: string): Promise<T[]> {
  const joint = url.includes('?') ? '&' : '?';
  const answer = await reader.get(`/api${url}${joint}size=200`);
  expect(answer.status).toBe(200);
  return (answer.body as Items<T>).items;
}

type Named = { estateName: string; state: string };
const states = (all: readonly Named[]) => Object.fromEntries(all.map((one) => [one.estateName, one.state]));

it('从各模块的正门进入：各种认定结论、各种申请状态、一份已发布的计划', async () => {
  const items = await list<{
    eligible: string;
    target: string | null;
    state: string | null;
    failed: string[];
    disputed: boolean;
  }>('/projects/assessments');
  expect(items.length).toBe(demoDistrict().estates.length);
  expect(new Set(items.map(({ eligible }) => eligible))).toEqual(new Set(['yes', 'no', 'unknown']));
  expect(new Set(items.map(({ target }) => target))).toEqual(new Set(['must', 'aspire', null]));
  expect(new Set(items.map(({ state }) => state))).toEqual(
    new Set([null, 'submitted', 'opined', 'accepted', 'returned', 'withdrawn']),
  );
  expect(new Set(items.flatMap(({ failed }) => failed))).toEqual(
    new Set(['urban', 'land', 'builtYear', 'upkeep', 'facilities', 'wish', 'noClearance']),
  );
  const runs = (await reader.get('/api/plan/runs')).body;
  expect(runs).toMatchObject({ total: 1, items: [{ publishedVersion: 1 }] });
  expect((await reader.get('/api/projects/projects')).body).toMatchObject({ total: 2 });
  expect((await reader.get('/api/identity/organisations')).body).toMatchObject({ total: 180 });
});

it('再载入一次什么也不多', () => {
  expect(second).toEqual(first);
});

it('意愿征询：一次达到覆盖率并结束，一次还有户没问到', async () => {
  const surveys = await list<Named & { met: string; answered: number; households: number }>(
    '/participation/wishes',
  );
  expect(states(surveys)).toEqual({ [cast.asked]: 'closed', [cast.asking]: 'open' });
  expect(surveys.find(({ state }) => state === 'closed')?.met).toBe('yes');
  const open = surveys.find(({ state }) => state === 'open');
  expect(open?.met).toBe('no');
  expect(open?.answered).toBeGreaterThan(20);
});

it('依法表决：筹备、已公告、投票中各一次；一次通过，一次人数够而面积不够', async () => {
  const votes = await list<{ id: string; scopeName: string; state: string }>('/participation/votes');
  expect(Object.fromEntries(votes.map((one) => [one.scopeName, one.state]))).toEqual({
    [cast.passed]: 'posted',
    [cast.split]: 'posted',
    [cast.voting]: 'open',
    [cast.announced]: 'announced',
    [cast.drafting]: 'draft',
  });
  const resultOf = async (name: string) => {
    const { id } = votes.find((one) => one.scopeName === name) ?? { id: '' };
    return (await reader.get(`/api/participation/votes/${id}`)).body as {
      result: {
        replaced: number;
        matters: {
          class: string;
          outcome: { passed: boolean; quorum: boolean; heads: Figures; areaCm2: Figures };
        }[];
      };
    };
  };
  type Figures = { taking: number; for: number };
  const passed = await resultOf(cast.passed);
  expect(passed.result.replaced).toBe(1);
  expect(passed.result.matters.map(({ outcome }) => outcome.passed)).toEqual([true, true]);
  const split = await resultOf(cast.split);
  for (const { class: kind, outcome } of split.result.matters) {
    const { heads, areaCm2, quorum } = outcome;
    const enough = ({ taking, for: yes }: Figures) =>
      kind === 'special' ? yes * 4 >= taking * 3 : yes * 2 > taking;
    expect([quorum, outcome.passed, enough(heads), enough(areaCm2)]).toEqual([true, false, true, false]);
  }
});

it('内容选择：一次有结果，两种规则结果不同；一次进行中', async () => {
  const choices = await list<Named & { id: string; ballots: number }>('/participation/choices');
  expect(states(choices)).toEqual({ [cast.chosen]: 'closed', [cast.choosing]: 'open' });
  const closed = choices.find(({ state }) => state === 'closed');
  const { body } = await reader.get(`/api/participation/choices/${closed?.id}`);
  const { result } = body as {
    result: { ballots: number; onlyEqualShares: string[]; onlyGreedy: string[] };
  };
  expect(result.ballots).toBe(60);
  expect(result.onlyEqualShares.length).toBeGreaterThan(0);
  expect(result.onlyGreedy.length).toBeGreaterThan(0);
});

it('公示与异议、议事组织、监督：有答复的、公开的、逾期的、列为争议的', async () => {
  const objections = await list<{ published: boolean; overdue: boolean; disputed: boolean }>(
    '/participation/objections',
  );
  const count = (key: 'published' | 'overdue' | 'disputed') => objections.filter((one) => one[key]).length;
  expect([objections.length, count('published'), count('overdue'), count('disputed')]).toEqual([4, 2, 1, 1]);
  const bodies = await list<{ working: boolean; faults: unknown[] }>('/participation/bodies');
  expect(bodies.filter(({ working }) => working).length).toBe(2);
  expect(bodies.filter(({ faults }) => faults.length > 0).length).toBe(1);
  const meetings = await list<{ estateName: string; step: string }>('/participation/meetings');
  expect(new Set(meetings.filter((one) => one.estateName === cast.passed).map(({ step }) => step))).toEqual(
    new Set(['plan', 'build', 'manage', 'review', 'share']),
  );
  const findings = await list<{ state: string; overdue: boolean }>('/participation/findings');
  expect(new Set(findings.map(({ state }) => state))).toEqual(new Set(['open', 'answered', 'accepted']));
  expect(findings.filter(({ overdue }) => overdue).length).toBe(1);
});

it('审计链完整，不含证件号码、电话和姓名', async () => {
  expect((await reader.get('/api/identity/audit/check')).body).toMatchObject({ fault: null });
  const { rows } = await sql<{ text: string }>`
    select row_to_json(audit_line)::text as text from audit_line where actor_name like '演示%' order by id`.execute(
    app.database.owner,
  );
  expect(rows.length).toBeGreaterThan(500);
  const text = rows.map((row) => row.text).join('\n');
  // Made-up people of the roll: numbers begin with a code that was never given, telephones with 1990.
  expect(text).not.toMatch(/(?<![\da-f-])990101(19|20)\d{9}|(?<![\da-f-])1990\d{7}(?![\da-f])/);
  for (const name of ['演示住户', '演示业主甲', '演示监督员']) expect(text).not.toContain(name);
});

it('一小区一方案：一份已批准，一份在联合审查，一份在编制；社会资本项目包一个平衡、一个不平衡', async () => {
  const schemes = await list<{ title: string; state: string; total: string }>('/scheme/schemes');
  expect(schemes.map(({ state }) => state).toSorted()).toEqual(['approved', 'draft', 'submitted']);
  for (const { total } of schemes) expect(BigInt(total)).toBeGreaterThan(0n);
  const packages = await list<{ state: string; figures: { balanced: boolean } }>('/funding/packages');
  expect(packages.map(({ state, figures }) => [state, figures.balanced]).toSorted()).toEqual([
    ['adopted', true],
    ['draft', false],
  ]);
});

it('资金从指标到支付走通：安排、到位、签约、计量、一笔已付、一笔在办', async () => {
  const answer = await reader.get('/api/funding/overview');
  const { total } = answer.body as { total: Record<string, string> };
  const stages = ['arranged', 'received', 'committed', 'measured', 'payable', 'paid'];
  for (const stage of stages) expect(BigInt(total[stage] ?? '0')).toBeGreaterThan(0n);
  expect(BigInt(total.paid ?? '0')).toBeLessThanOrEqual(BigInt(total.measured ?? '0'));
  const payments = await list<{ state: string; paidFen: string; amountFen: string }>('/funding/payments');
  expect(payments.map(({ state }) => state).toSorted()).toEqual(['paid', 'supervisorChecked']);
  const done = payments.find(({ state }) => state === 'paid');
  expect(done?.paidFen).toBe(done?.amountFen);
});

it('居民出资凭通过的表决应缴，有人缴清、有人缴了首期、有人逾期', async () => {
  const [collection] = await list<{ id: string }>('/funding/households/collections');
  const bills = await list<{ state: string }>(`/funding/households/collections/${collection?.id}/bills`);
  const states = new Set(bills.map(({ state }) => state));
  for (const state of ['paid', 'arrears', 'open']) expect(states).toContain(state);
});
