import { randomUUID } from 'node:crypto';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { TestApp } from '#test/support/app.ts';
import { insertEstate } from '#test/support/estates.ts';
import { insertScheme } from '#test/support/schemes.ts';
import type { WalkCase } from './route-walk-cases.ts';

export type SchemeChangesFixtures = {
  readonly changedEstateId: string;
  readonly changedSchemeId: string;
  readonly varianceId: string;
  readonly variationId: string;
  readonly figureId: string;
};

type Asked = { url: string; payload?: object } | { url: string; upload: string };
const row = (request: (f: SchemeChangesFixtures) => Asked): WalkCase => ({
  kind: 'row',
  request: (f) => request(f) as never,
});
const list = (url: string): WalkCase => ({ kind: 'list', request: () => ({ url }) });
const of = (f: SchemeChangesFixtures) => `/api/scheme/schemes/${f.changedSchemeId}`;
const variance = (f: SchemeChangesFixtures) => `/api/scheme/variances/${f.varianceId}`;
const variation = (f: SchemeChangesFixtures) => `/api/scheme/variations/${f.variationId}`;

export const schemeChangesWalk: Readonly<Record<string, WalkCase>> = {
  'scheme.changes.show': row((f) => ({ url: `${of(f)}/changes` })),
  'scheme.changes.variances': list('/api/scheme/variances?size=200'),
  'scheme.changes.variations': list('/api/scheme/variations?size=200'),
  'scheme.changes.askVariance': row((f) => ({
    url: `${of(f)}/variances`,
    payload: {
      ...{ estateId: f.changedEstateId, indicator: 'density', facility: 'elderlyCare', place: '越权位置' },
      ...{ planned: '30', wanted: '32', reason: '越权理由' },
    },
  })),
  'scheme.changes.checkVariance': row((f) => ({
    url: `${variance(f)}/check`,
    payload: { version: 1, checks: [] },
  })),
  'scheme.changes.decideVariance': row((f) => ({
    url: `${variance(f)}/decide`,
    payload: { version: 1, approve: false, decision: '', approvals: [] },
  })),
  'scheme.changes.withdrawVariance': row((f) => ({
    url: `${variance(f)}/withdraw`,
    payload: { version: 1, reason: '越权' },
  })),
  'scheme.changes.askVariation': row((f) => ({
    url: `${of(f)}/variations`,
    payload: { version: 1, kind: 'design', reason: '越权', lines: [] },
  })),
  'scheme.changes.decideVariation': row((f) => ({
    url: `${variation(f)}/decide`,
    payload: { version: 1, approve: false, decision: '', documentNumber: '' },
  })),
  'scheme.changes.withdrawVariation': row((f) => ({
    url: `${variation(f)}/withdraw`,
    payload: { version: 1, reason: '越权' },
  })),
  'scheme.changes.recordFigure': row((f) => ({
    url: `${of(f)}/investment`,
    payload: {
      ...{ kind: 'estimate', amount: '100', authority: '越权', documentNumber: '越权' },
      ...{ decidedOn: '2026-11-01', moneySource: null, note: '' },
    },
  })),
  'scheme.changes.decideFigure': row((f) => ({
    url: `/api/scheme/investment/${f.figureId}/decide`,
    payload: { id: f.figureId, approve: true, decision: '越权' },
  })),
};

/** An approved scheme with a variance and a variation asked for, all carrying the marker. */
export async function makeSchemeChangesFixtures(
  app: TestApp,
  marker: string,
): Promise<SchemeChangesFixtures> {
  const changedEstateId = await insertEstate(app, { name: marker });
  const made = await insertScheme(app, { estateIds: [changedEstateId], title: marker, state: 'approved' });
  const [varianceId, variationId, figureId] = [randomUUID(), randomUUID(), randomUUID()];
  const now = app.services.clock.now();
  const common = { schemeId: made.schemeId, regionCode: '371503001', reason: marker };
  const asked = { askedBy: '测试', askedById: randomUUID() };
  await inScope(app.services.db, everyRegion, async (tx) => {
    await tx
      .insertInto('schemeVariance')
      .values({
        ...{ ...common, ...asked, id: varianceId, estateId: changedEstateId, indicator: 'density' },
        ...{ facility: 'elderlyCare', place: marker, planned: '30', wanted: '32' },
        ...{ state: 'draft', createdAt: now },
      })
      .execute();
    await tx
      .insertInto('schemeVariation')
      .values({
        ...{ ...common, ...asked, id: variationId, number: 1, baseId: made.versionId, kind: 'design' },
        changes: JSON.stringify({ added: [], removed: [], changed: [] }),
        ...{ beforeFen: 1n, afterFen: 1n, state: 'asked', askedAt: now },
      })
      .execute();
    await tx
      .insertInto('schemeInvestment')
      .values({
        ...{ id: figureId, schemeId: made.schemeId, regionCode: '371503001', kind: 'excess', amountFen: 1n },
        ...{ authority: marker, documentNumber: marker, decidedOn: '2026-11-01', moneySource: marker },
        ...{ enteredAt: now, enteredBy: '测试', enteredById: randomUUID(), state: 'asked' },
      })
      .execute();
  });
  return { changedEstateId, changedSchemeId: made.schemeId, varianceId, variationId, figureId };
}
