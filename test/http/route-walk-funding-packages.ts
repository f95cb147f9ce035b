import type { TestApp } from '#test/support/app.ts';
import type { WalkCase } from './route-walk-cases.ts';

/** A package of 振兴街道 with the marker as its title. */
export type FundingPackagesFixtures = { readonly packageId: string };

const base = '/api/funding/packages';
const at = (end: string, payload?: object): WalkCase => ({
  kind: 'row',
  request: (f) => ({ url: `${base}/${f.packageId}${end}`, ...(payload ? { payload } : {}) }),
});
const content = { rate: 600, grantFen: 0, debt: null, facilities: [] };

export const fundingPackagesWalk: Readonly<Record<string, WalkCase>> = {
  'funding.packages.list': { kind: 'list', request: () => ({ url: `${base}?size=200` }) },
  'funding.packages.show': at(''),
  'funding.packages.create': {
    kind: 'row',
    request: (f) => ({
      url: base,
      payload: { title: '越权', regionCode: '371503001', copyOf: f.packageId },
    }),
  },
  'funding.packages.save': at('', { version: 1, title: '越权', content }),
  'funding.packages.adopt': at('/adopt', { version: 1 }),
  'funding.packages.archive': at('/archive', { version: 1, archived: true, reason: '越权' }),
  'funding.packages.versions': at('/versions'),
  'GET /api/funding/packages/export': { kind: 'list', request: () => ({ url: `${base}/export` }) },
  'GET /api/funding/packages/:id/export': at('/export'),
};

export async function makeFundingPackagesFixtures(
  app: TestApp,
  marker: string,
): Promise<FundingPackagesFixtures> {
  const writer = await app.person(['taskForce'], '371503');
  const made = await writer.post(base, { title: marker, regionCode: '371503001' });
  return { packageId: (made.body as { id: string }).id };
}
