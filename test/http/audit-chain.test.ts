import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '#platform/audit/verify.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { openTestApp, type TestApp } from '#test/support/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
  for (let n = 0; n < 5; n++) await app.person(['leader']);
  await inScope(app.services.db, everyRegion, (tx) => sql`select audit_anchor_now(now())`.execute(tx));
});
afterAll(() => app.close());

const verify = () => inScope(app.services.db, everyRegion, (tx) => verifyAudit(tx));

/** Tampers as only the owner could, then puts everything back. */
async function tampered(change: string): Promise<string | undefined> {
  const undo = new Error('undo');
  let sentence: string | undefined;
  await app.database.owner
    .transaction()
    .execute(async (tx) => {
      await sql`alter table audit_line disable trigger user`.execute(tx);
      await sql`alter table audit_anchor disable trigger user`.execute(tx);
      await sql.raw(change).execute(tx);
      sentence = (await verifyAudit(tx)).broken?.sentence;
      throw undo;
    })
    .catch((fault: unknown) => {
      if (fault !== undo) throw fault;
    });
  return sentence;
}

describe('审计链', () => {
  it('完好时校验通过', async () => {
    const verdict = await verify();
    expect(verdict.broken).toBeNull();
    expect(verdict.lines).toBeGreaterThanOrEqual(10);
    expect(verdict.anchors).toBe(1);
  });

  it('应用账号不能改、不能删、不能绕过函数写入', async () => {
    for (const statement of [
      `update audit_line set detail = '{}'`,
      'delete from audit_line',
      'truncate audit_line',
      `update audit_head set seq = 0`,
      `insert into audit_anchor values (9, now(), '', '', '')`,
    ])
      await expect(
        inScope(app.services.db, everyRegion, (tx) => sql.raw(statement).execute(tx)),
      ).rejects.toThrow(/permission denied/);
  });

  it('所有者也被触发器挡住', async () => {
    await expect(sql`delete from audit_line`.execute(app.database.owner)).rejects.toThrow(/append-only/);
  });

  it('改一行内容，指出是哪一行', async () => {
    expect(await tampered(`update audit_line set detail = '{"a":1}' where seq = 3`)).toContain(
      '第 3 行内容被改动',
    );
  });

  it('删一行，指出缺失', async () => {
    expect(await tampered('delete from audit_line where seq = 4')).toContain('第 4 行缺失');
  });

  it('截掉末尾几行，指出截断', async () => {
    expect(await tampered('delete from audit_line where seq > 6')).toContain('截断');
  });

  it('连同链头整段改写，被锚点发现', async () => {
    const rewrite = `delete from audit_line where seq > 2;
      update audit_head set seq = 2, hash = (select hash from audit_line where audit_line.stream = audit_head.stream and seq = 2)`;
    expect(await tampered(rewrite)).toContain('锚点');
  });

  it('整条链连同链头删掉，被锚点发现', async () => {
    expect(await tampered('delete from audit_line; delete from audit_head')).toContain('整条链缺失');
  });

  it('改锚点，指出锚点', async () => {
    expect(await tampered(`update audit_anchor set heads = heads || '0:'`)).toContain('锚点第 1 号');
  });
});
