import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '#test/support/app.ts';
import { insertEstate } from '#test/support/estates.ts';
import { insertParts, openVote } from '#test/support/vote-course.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

/** Three owners; two parts are one owner's. */
async function sampleEstate(): Promise<string> {
  const estateId = await insertEstate(app);
  await insertParts(app, estateId, [
    { room: '101', owners: ['赵一'] },
    { room: '102', owners: ['赵一'] },
    { room: '201', owners: ['钱二'] },
    { room: '202', owners: ['孙三'] },
  ]);
  return estateId;
}

describe('表决的步骤与期限', () => {
  it('从筹备到开始投票，逐步可办', async () => {
    const { vote } = await openVote(app, await sampleEstate());
    expect(vote).toMatchObject({
      state: 'open',
      matters: 2,
      roll: { parts: 4, heads: 3, areaCm2: '4000000' },
    });
  });
});
