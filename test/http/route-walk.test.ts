import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '#app/contract.ts';
import { rawRoutes } from '#app/router.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { allRoles } from '#shared/actor.ts';
import { openTestApp, type Person, type TestApp } from '#test/support/app.ts';
import { type Fixtures, makeFixtures, marker, type WalkCase, walkCases } from './route-walk-cases.ts';

/**
 * Every route, as every role, by a person of 信发街道 (371503002), against rows of 振兴街道 (371503001): refused where
 * it names a row, and no trace of the row where it lists. A new route without a case here fails.
 */
let app: TestApp;
let fixtures: Fixtures;
const people = new Map<string, Person>();

beforeAll(async () => {
  app = await openTestApp();
  fixtures = await makeFixtures(app);
  for (const role of allRoles) people.set(role, await app.person([role], '371503002'));
});
afterAll(() => app.close());

/** `identity.users.edit` → its contract procedure, found by walking the contract. */
function routesOf(node: object, path: string[] = []): string[] {
  if ('~orpc' in node) return [path.join('.')];
  return Object.entries(node).flatMap(([name, child]) => routesOf(child as object, [...path, name]));
}

const names = [
  ...routesOf(contract),
  ...rawRoutes.map((route) => `${route.up ? 'POST' : 'GET'} ${route.url}`),
];

async function ask(person: Person, one: Exclude<WalkCase, { own: string }>) {
  const request = one.request(fixtures);
  if ('upload' in request) return person.upload(request.url, request.upload, Buffer.from('x'));
  return request.payload ? person.post(request.url, request.payload) : person.get(request.url);
}

describe('另一个街道的行', () => {
  it('每条路由都有一种走法', () => {
    expect(names.filter((name) => !(name in walkCases))).toEqual([]);
    expect(Object.keys(walkCases).filter((name) => !names.includes(name))).toEqual([]);
  });

  for (const [name, one] of Object.entries(walkCases)) {
    if ('own' in one) continue;
    it.each([...allRoles])(`${name} 以 %s 身份`, async (role) => {
      const person = people.get(role);
      if (!person) throw new Error(role);
      const answer = await ask(person, one);
      const text = JSON.stringify(answer.body);
      expect(answer.status).toBeLessThan(500);
      expect(text).not.toContain(marker);
      if (one.kind !== 'row') return;
      // A region of somebody else's in the body is refused by name; everything else as forbidden or absent.
      const { code } = answer.body as { code: string };
      expect(code === 'survey.estate.region' ? 403 : answer.status).toSatisfy((status) =>
        [403, 404].includes(status),
      );
    });
  }

  it('行仍原样', async () => {
    const row = await inScope(app.services.db, everyRegion, (tx) =>
      tx
        .selectFrom('identityOrganisation')
        .selectAll()
        .where('id', '=', fixtures.organisationId)
        .executeTakeFirst(),
    );
    expect(row).toMatchObject({ name: marker, version: 1, archivedAt: null });
  });

  it('没有登录，什么都不给', async () => {
    for (const [name, one] of Object.entries(walkCases)) {
      if ('own' in one) continue;
      const request = one.request(fixtures);
      const method = 'upload' in request || request.payload ? 'POST' : 'GET';
      const answer = await app.visitor(
        method,
        request.url,
        'upload' in request ? undefined : request.payload,
      );
      expect([name, answer.status]).toEqual([name, 401]);
    }
  });

  it('不存在的行与看不见的行得到同一个答复', async () => {
    const clerk = people.get('subdistrictClerk');
    const absent = await clerk?.get(`/api/jobs/${randomUUID()}`);
    const foreign = await clerk?.get(`/api/jobs/${fixtures.jobId}`);
    expect(foreign?.status).toBe(absent?.status);
  });
});
