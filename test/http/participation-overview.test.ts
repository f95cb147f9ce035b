import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestApp, type Person, type TestApp } from '#test/support/app.ts';
import { insertParts } from '#test/support/choices.ts';
import { insertEstate } from '#test/support/estates.ts';

let app: TestApp;
let clerk: Person;
let asked: string;
let bare: string;

const item = (id: string, kind: string) => ({
  ...{ id, title: id, class: kind, cost: '100', basis: '', note: '', shares: { fiscal: '1' } },
});

beforeAll(async () => {
  app = await openTestApp();
  clerk = await app.person(['communityClerk'], '371503001');
  asked = await insertEstate(app, { name: '问过的小区' });
  bare = await insertEstate(app, { name: '没问过的小区' });
  const [door = ''] = await insertParts(app, asked, 4);
  const made = (
    await clerk.post('/api/participation/choices', {
      estateId: asked,
      title: '选内容',
      items: [item('water', 'basic'), item('parking', 'improvement')],
      ...{ budget: '200', rule: 'greedy', completion: 'none', caps: {}, incompatible: [] },
    })
  ).body as { id: string; version: number };
  await clerk.post(`/api/participation/choices/${made.id}/open`, {
    version: made.version,
    opensOn: '2026-11-22',
    closesOn: '2026-11-23',
  });
  await clerk.post(`/api/participation/choices/${made.id}/ballots`, {
    ...{ partId: door, channel: 'door', key: randomUUID(), approvals: ['parking'] },
  });
});
afterAll(() => app.close());

const path = '/api/participation/overview';

describe('民意总览（五(七)）', () => {
  it('各小区走到哪一步，可按一步筛选', async () => {
    const all = (await clerk.get(`${path}/estates`)).body as {
      total: number;
      items: Record<string, unknown>[];
    };
    expect(all.total).toBe(2);
    expect(all.items.find((one) => one.estateId === asked)).toMatchObject({
      ...{ parts: 4, cards: 0, wishes: null, vote: null, openObjections: 0 },
      choice: { state: 'open', done: 1, of: null },
    });
    const ids = async (query: string) =>
      ((await clerk.get(`${path}/estates?${query}`)).body as { items: { estateId: string }[] }).items.map(
        (one) => one.estateId,
      );
    expect(await ids('stage=noRoll')).toEqual([bare]);
    expect(await ids('stage=noCards')).toEqual([asked]);
    expect(await ids('stage=choiceOpen')).toEqual([asked]);
    expect(await ids('stage=voteOpen')).toEqual([]);
    expect(await ids(`search=${encodeURIComponent('没问')}`)).toEqual([bare]);
    expect(await ids('sort=households&descending=true')).toHaveLength(2);
  });

  it('到期的列出，过了日子的标逾期；别的街道看不到', async () => {
    const due = async (person: Person) =>
      (await person.get(`${path}/attention`)).body as { total: number; items: object[] };
    expect(await due(clerk)).toMatchObject({
      total: 1,
      items: [{ kind: 'choice', due: '2026-11-23', overdue: false, estateName: '问过的小区' }],
    });
    app.setNow('2026-11-24T00:00:00+08:00');
    const again = await app.person(['communityClerk'], '371503001');
    expect(await due(again)).toMatchObject({ items: [{ overdue: true }] });
    expect(await due(await app.person(['communityClerk'], '371503002'))).toEqual({ total: 0, items: [] });
    expect((await again.get(path)).body).toMatchObject({
      ...{ estates: 2, withRoll: 1, withCards: 0, withChoice: 1, withVote: 0, overdue: 1 },
    });
    expect((await again.get(`${path}/attention?kind=body`)).body).toEqual({ total: 0, items: [] });
  });
});
