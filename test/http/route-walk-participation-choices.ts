import { randomUUID } from 'node:crypto';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { TestApp } from '#test/support/app.ts';
import { insertParts } from '#test/support/choices.ts';
import { insertEstate } from '#test/support/estates.ts';
import type { WalkCase } from './route-walk-cases.ts';

/** An item choice of 振兴街道 with the marker in its title. */
export type ChoiceFixtures = {
  readonly choiceId: string;
  readonly choiceEstateId: string;
  readonly choicePartId: string;
};

const at = (end: string, payload?: object): WalkCase => ({
  kind: 'row',
  request: (f) => ({
    url: `/api/participation/choices/${f.choiceId}${end}`,
    ...(payload ? { payload } : {}),
  }),
});
const settings = {
  title: '越权',
  items: [],
  budget: '0',
  rule: 'greedy',
  completion: 'none',
  caps: {},
  incompatible: [],
};

export const choicesWalk: Readonly<Record<string, WalkCase>> = {
  'participation.choices.list': {
    kind: 'list',
    request: () => ({ url: '/api/participation/choices?size=200' }),
  },
  'participation.choices.suggest': {
    kind: 'row',
    request: (f) => ({ url: `/api/participation/choices-suggest?estateId=${f.choiceEstateId}` }),
  },
  'participation.choices.show': at(''),
  'participation.choices.create': {
    kind: 'row',
    request: (f) => ({
      url: '/api/participation/choices',
      payload: { estateId: f.choiceEstateId, ...settings },
    }),
  },
  'participation.choices.edit': at('', { version: 1, ...settings }),
  'participation.choices.preview': at('/preview', {}),
  'participation.choices.open': at('/open', { version: 1, opensOn: '2026-12-01', closesOn: '2026-12-02' }),
  'participation.choices.extend': at('/extend', { version: 1, closesOn: '2026-12-09', reason: '越权' }),
  'participation.choices.close': at('/close', { version: 1 }),
  'participation.choices.cancel': at('/cancel', { version: 1, reason: '越权' }),
  'participation.choices.doors': at('/doors?size=200'),
  'participation.choices.enter': {
    kind: 'row',
    request: (f) => ({
      url: `/api/participation/choices/${f.choiceId}/ballots`,
      payload: {
        partId: f.choicePartId,
        channel: 'paper',
        key: '00000000-0000-4000-8000-000000000001',
        approvals: [],
      },
    }),
  },
  'participation.choices.cast': { own: '凭住户码，只能替自己的一户选择' },
};

export async function makeChoiceFixtures(app: TestApp, marker: string): Promise<ChoiceFixtures> {
  const estateId = await insertEstate(app, { name: `${marker}内容选择` });
  const [partId = ''] = await insertParts(app, estateId, 1);
  const id = randomUUID();
  await inScope(app.services.db, everyRegion, (tx) =>
    tx
      .insertInto('participationChoice')
      .values({
        id,
        estateId,
        regionCode: '371503001',
        title: marker,
        menu: JSON.stringify({ items: [], division: null }),
        budgetFen: 0n,
        rule: 'greedy',
        completion: 'none',
        state: 'open',
        opensOn: '2026-11-01',
        closesOn: '2026-12-31',
        createdAt: app.services.clock.now(),
        createdBy: '测试',
      })
      .execute(),
  );
  return { choiceId: id, choiceEstateId: estateId, choicePartId: partId };
}
