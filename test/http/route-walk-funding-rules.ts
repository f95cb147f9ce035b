import { randomUUID } from 'node:crypto';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { TestApp } from '#test/support/app.ts';
import { insertEstate } from '#test/support/estates.ts';
import type { WalkCase } from './route-walk-cases.ts';

/** A rule set of the district, an estate of 振兴街道 with the marker in its name. */
export type FundingRulesFixtures = { readonly ruleSetId: string; readonly rulesEstateId: string };

const reason = '越权';
const set = (end: string, payload?: object): WalkCase => ({
  kind: 'row',
  request: (f) => ({
    url: `/api/funding/rule-sets/${f.ruleSetId}${end}`,
    ...(payload ? { payload } : {}),
  }),
});
/** The district's rules are read by everyone inside it. */
const open = (why: string): WalkCase => ({ own: why });

export const fundingRulesWalk: Readonly<Record<string, WalkCase>> = {
  'funding.rules.list': open('出资规则是全区的规则，区内各级都可以看'),
  'funding.rules.inForce': open('现行出资规则是全区的规则，区内各级都可以看'),
  'funding.rules.show': open('出资规则是全区的规则，区内各级都可以看'),
  'funding.rules.create': open('只有区级账号可以起草，见 funding-rules.test'),
  'funding.rules.edit': set('', {
    ...{ version: 1, title: '越权改', basisClause: '', basisDocument: '', note: '' },
    book: { rules: [], divisions: [] },
  }),
  'funding.rules.propose': set('/propose', { version: 1, fromDay: '2030-01-01' }),
  'funding.rules.giveBack': set('/return', { version: 1, reason }),
  'funding.rules.enforce': set('/enforce', { version: 1 }),
  'funding.rules.cancel': set('/cancel', { version: 1, reason }),
  'funding.rules.bench': { kind: 'list', request: () => ({ url: '/api/funding/rules-bench?size=500' }) },
  'funding.rules.estimates': { kind: 'list', request: () => ({ url: '/api/funding/estimates?size=200' }) },
  'funding.rules.estimate': {
    kind: 'row',
    request: (f) => ({ url: `/api/funding/estimates/${f.rulesEstateId}` }),
  },
  'funding.rules.parts': {
    kind: 'row',
    request: (f) => ({ url: `/api/funding/estimates/${f.rulesEstateId}/parts` }),
  },
  'funding.rules.compute': open('只测算看得到的小区'),
  'funding.rules.network': {
    kind: 'row',
    request: (f) => ({
      url: `/api/funding/estimates/${f.rulesEstateId}/networks`,
      payload: { item: 'water', insideShare: '0.1', pipe: 'other', document: '越权', version: 0 },
    }),
  },
  'GET /api/funding/estimates.xlsx': {
    kind: 'list',
    request: () => ({ url: '/api/funding/estimates.xlsx' }),
  },
  'GET /api/funding/estimates/:estateId/estimate.xlsx': {
    kind: 'row',
    request: (f) => ({ url: `/api/funding/estimates/${f.rulesEstateId}/estimate.xlsx` }),
  },
  'GET /api/funding/rule-sets/:id/bench.xlsx': open('规则全区可看，其中只有看得到的小区'),
};

export async function makeFundingRulesFixtures(app: TestApp, marker: string): Promise<FundingRulesFixtures> {
  const rulesEstateId = await insertEstate(app, { name: `${marker}出资测算` });
  const { services } = app;
  const holding = await (await app.person(['taskForce'])).get('/api/funding/rule-sets-in-force');
  const { bookHash, book } = holding.body as { bookHash: string; book: object };
  const now = services.clock.now();
  const ruleSetId = randomUUID();
  await inScope(services.db, everyRegion, async (tx) => {
    await tx
      .insertInto('fundingRuleSet')
      .values({
        ...{ id: ruleSetId, regionCode: '371503', number: 9000, title: '路由走查', state: 'draft' },
        ...{ book: JSON.stringify(book), bookHash, basisClause: '', basisDocument: '', note: '' },
        ...{ createdAt: now, createdBy: '测试', updatedAt: now },
      })
      .execute();
    await tx
      .insertInto('fundingEstimate')
      .values({
        ...{
          estateId: rulesEstateId,
          bookHash,
          regionCode: '371503001',
          estateVersion: 1,
          policyVersion: '',
        },
        ...{
          source: 'catalogue',
          totalFen: 1n,
          residentsFen: 0n,
          payers: '{}',
          issues: '[]',
          computedAt: now,
        },
      })
      .execute();
  });
  return { ruleSetId, rulesEstateId };
}
