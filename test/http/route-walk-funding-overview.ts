import type { TestApp } from '#test/support/app.ts';
import { fundedSource, withLedger } from '#test/support/ledger.ts';
import type { WalkCase } from './route-walk-cases.ts';
import type { FundingPaymentsFixtures } from './route-walk-funding-payments.ts';

/** A source of 振兴街道 with the marker in its title. */
export type FundingOverviewFixtures = { readonly overviewSourceId: string };

const base = '/api/funding/overview';
const row = (url: (f: FundingOverviewFixtures & FundingPaymentsFixtures) => string): WalkCase => ({
  kind: 'row',
  request: (f) => ({ url: url(f) }),
});
const list = (end: string): WalkCase => ({ kind: 'list', request: () => ({ url: `${base}${end}` }) });

export const fundingOverviewWalk: Readonly<Record<string, WalkCase>> = {
  'funding.overview.show': list('?by=estate'),
  'funding.overview.alarms': list('/alarms'),
  'funding.overview.dismiss': {
    kind: 'row',
    request: () => ({
      url: `${base}/alarms/dismiss`,
      payload: { key: 'idle:00000000-0000-4000-8000-000000000000', reason: '越权' },
    }),
  },
  'funding.overview.chain': row((f) => `${base}/chains/${f.paymentId}`),
  'funding.overview.uses': row((f) => `${base}/sources/${f.overviewSourceId}/uses`),
  'GET /api/funding/overview/chains/:id/chain.xlsx': row((f) => `${base}/chains/${f.paymentId}/chain.xlsx`),
  'GET /api/funding/overview/sources/:id/statement.xlsx': row(
    (f) => `${base}/sources/${f.overviewSourceId}/statement.xlsx`,
  ),
  'GET /api/funding/overview/export': list('/export?by=project'),
};

export async function makeFundingOverviewFixtures(
  app: TestApp,
  marker: string,
): Promise<FundingOverviewFixtures> {
  const { db, clock } = app.services;
  const overviewSourceId = await withLedger(db, clock.now(), (ctx) =>
    fundedSource(ctx, { regionCode: '371503001', title: marker }),
  );
  return { overviewSourceId };
}
