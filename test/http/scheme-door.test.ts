import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { approvedScheme, currentScheme } from '#modules/scheme/index.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { openTestApp, type TestApp } from '#test/support/app.ts';
import { insertEstate } from '#test/support/estates.ts';
import { insertScheme } from '#test/support/schemes.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

test('the front door hands out drafts as drafts only', async () => {
  const estateId = await insertEstate(app);
  const made = await insertScheme(app, { estateIds: [estateId] });
  await inScope(app.services.db, everyRegion, async (tx) => {
    expect(await approvedScheme(tx, { estateId })).toBeNull();
    const draft = await currentScheme(tx, { estateId });
    expect(draft).toMatchObject({ schemeId: made.schemeId, state: 'draft', version: 1, approvedOn: null });
    expect(draft?.lines.map((line) => [line.item, line.quantity, line.amountFen])).toEqual([
      ['road', '100', 3_020_000n],
      ['lifts', '2', 100_000_000n],
    ]);
    expect(await currentScheme(tx, { estateId: randomUUID() })).toBeNull();
  });
});

test('an approved version is handed out with its hash and its whole amount, and only to its region', async () => {
  const estateId = await insertEstate(app);
  const made = await insertScheme(app, {
    estateIds: [estateId],
    state: 'approved',
    otherBp: 900,
    contingencyBp: 300,
  });
  await inScope(app.services.db, everyRegion, async (tx) => {
    for (const which of [{ estateId }, { schemeId: made.schemeId }]) {
      const scheme = await approvedScheme(tx, which);
      expect(scheme).toMatchObject({ state: 'approved', approvedOn: '2026-11-20', estateIds: [estateId] });
      expect(scheme?.lines.reduce((sum, line) => sum + line.amountFen, 0n)).toBe(scheme?.totalFen);
      expect(scheme?.hash).toMatch(/^[0-9a-f]{64}$/);
    }
    expect(await approvedScheme(tx, { projectId: randomUUID() })).toBeNull();
  });
  await inScope(app.services.db, '371503002', async (tx) => {
    expect(await approvedScheme(tx, { schemeId: made.schemeId })).toBeNull();
  });
});

test('an approved version cannot be changed, not even in the database', async () => {
  const made = await insertScheme(app, { estateIds: [await insertEstate(app)], state: 'approved' });
  const refused = (change: Parameters<typeof inScope<unknown>>[2]) =>
    expect(inScope(app.services.db, everyRegion, change)).rejects;
  await refused((tx) =>
    tx.updateTable('schemeVersion').set({ title: '改' }).where('id', '=', made.versionId).execute(),
  ).toMatchObject({ constraint: 'scheme_version_frozen' });
  await refused((tx) =>
    tx.updateTable('schemeLine').set({ place: '改' }).where('versionId', '=', made.versionId).execute(),
  ).toMatchObject({ constraint: 'scheme_line_frozen' });
  await refused((tx) =>
    tx.deleteFrom('schemeLine').where('versionId', '=', made.versionId).execute(),
  ).toMatchObject({ constraint: 'scheme_line_frozen' });
});
