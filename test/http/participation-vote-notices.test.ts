import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestApp, type Person, type TestApp } from '#test/support/app.ts';
import { insertEstate } from '#test/support/estates.ts';

import { clerkAt, insertParts, step, type VoteAnswer, voteBody } from '#test/support/vote-course.ts';

const base = '/api/participation';
type NoticeAnswer = { id: string; kind: string; phase: string; unanswered: number; subjectId: string | null };

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const noticesOf = async (person: Person, voteId: string) =>
  ((await person.get(`${base}/notices?subjectId=${voteId}`)).body as { items: NoticeAnswer[] }).items;

describe('表决的公示（五(七)；异议针对名册）', () => {
  it('公示名册即有公示；针对它的异议指向名册，未答复不能公告；收回名册，公示撤回', async () => {
    const estateId = await insertEstate(app);
    await insertParts(app, estateId, [
      { room: '101', owners: ['张三'] },
      { room: '102', owners: ['李四'] },
    ]);
    const clerk = await clerkAt(app, '2026-11-22T09:00:00+08:00');
    const made = (await clerk.post(`${base}/votes`, voteBody(estateId))).body as VoteAnswer;
    const roll = await step(clerk, made, 'publishRoll', { objectionsUntil: '2026-12-07' });
    const [notice] = await noticesOf(clerk, made.id);
    expect(notice).toMatchObject({ kind: 'roll', phase: 'running', unanswered: 0 });
    const filed = await clerk.post(`${base}/objections`, {
      ...{ estateId, noticeId: notice?.id, channel: 'paper', receivedOn: '2026-11-22' },
      ...{ text: '面积写错了', key: randomUUID() },
    });
    expect(filed.body).toMatchObject({ noticeOf: { kind: 'roll', subjectId: made.id } });
    expect(await noticesOf(clerk, made.id)).toMatchObject([{ unanswered: 1 }]);
    const later = await clerkAt(app, '2026-12-08T09:00:00+08:00');
    const refused = await later.post(`${base}/votes/${made.id}/step`, {
      step: 'announce',
      version: roll.version,
    });
    expect(JSON.stringify(refused.body)).toContain('异议');
    await step(later, roll, 'recall', { reason: '面积有误' });
    expect(await noticesOf(later, made.id)).toMatchObject([{ kind: 'roll', phase: 'withdrawn' }]);
    const leader = await app.person(['leader']);
    expect(
      (await leader.post(`${base}/notices/${notice?.id}/withdraw`, { version: 1, reason: '看' })).status,
    ).toBe(403);
  });
});
