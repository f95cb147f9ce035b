import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '#platform/audit/verify.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { openTestApp, type TestApp } from '#test/support/app.ts';
import { insertEstate } from '#test/support/estates.ts';
import { ballotsOf, closeVote, insertVote, type OpenVote, type VoteSettings } from '#test/support/votes.ts';

let app: TestApp;
let estateId: string;
const start = '2026-11-22T09:00:00+08:00';

beforeAll(async () => {
  app = await openTestApp();
  estateId = await insertEstate(app);
});
afterAll(() => app.close());

const openVote = (change: Partial<VoteSettings> = {}): Promise<OpenVote> => {
  app.setNow(start);
  return insertVote(app.services.db, app.services.vault, {
    estateId,
    regionCode: '371503001',
    owners: 3,
    opensAt: new Date('2026-11-22T08:00:00+08:00'),
    closesAt: new Date('2026-11-22T18:00:00+08:00'),
    now: new Date(start),
    ...change,
  });
};

type Receipt = { entitlementId: string; seq: number; receipt: string; at: string; times: number };
type Answer = { status: number; code: string; message: string; receipts: Receipt[] };

async function send(url: string, cookie: string, payload: unknown): Promise<Answer> {
  const got = await app.http.inject({
    method: 'POST',
    url,
    headers: { 'x-huanju': 'test', 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
    payload: JSON.stringify(payload) ?? '',
  });
  return { ...JSON.parse(got.body), status: got.statusCode };
}

const both = { m1: 'for', m2: 'against' };
const ballot = (change: object = {}) => ({ key: randomUUID(), choices: both, ...change });
const vote = (one: OpenVote, owner: number, body: object = ballot()) =>
  send(`/api/participation/votes/${one.id}/ballots`, one.owners[owner]?.cookie ?? '', body);

const refusals = (one: OpenVote) =>
  inScope(app.services.db, everyRegion, (tx) =>
    tx.selectFrom('participationRefusal').select('kind').where('subjectId', '=', one.id).execute(),
  ).then((rows) => rows.map(({ kind }) => kind));

describe('投票', () => {
  it('给出回执、号码和时间；改票公开替换，两张都在', async () => {
    const one = await openVote();
    const first = await vote(one, 0);
    expect(first).toMatchObject({ status: 200, receipts: [{ seq: 1, times: 1, door: expect.any(String) }] });
    const second = await vote(one, 0, ballot({ choices: { m1: 'abstain', m2: 'for' } }));
    expect(second.receipts).toMatchObject([{ seq: 2, times: 2 }]);
    expect(await ballotsOf(app.services.db, one.id)).toHaveLength(2);
  });
});
