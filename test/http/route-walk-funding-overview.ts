import type { TestApp } from '#test/support/app.ts';
import type { WalkCase } from './route-walk-cases.ts';

export type FundingOverviewFixtures = Readonly<Record<never, never>>;

const base = '/api/funding/overview';
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
  'GET /api/funding/overview/export': list('/export?by=project'),
};

export async function makeFundingOverviewFixtures(
  _app: TestApp,
  _marker: string,
): Promise<FundingOverviewFixtures> {
  return {};
}
