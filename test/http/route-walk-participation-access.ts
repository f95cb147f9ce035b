import { randomUUID } from 'node:crypto';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { TestApp } from '#test/support/app.ts';
import type { WalkCase } from './route-walk-cases.ts';
import type { ChoiceFixtures } from './route-walk-participation-choices.ts';

/** A card of a part in 振兴街道; estate and part are those of the item choice. */
export type AccessFixtures = { readonly accessCardId: string };

const get = (end: string): WalkCase => ({
  kind: 'row',
  request: (f) => ({ url: `/api/participation/access/${end}?estateId=${f.choiceEstateId}` }),
});
const list = (end: string): WalkCase => ({
  kind: 'list',
  request: () => ({ url: `/api/participation/access/${end}` }),
});

export const accessWalk: Readonly<Record<string, WalkCase>> = {
  'participation.access.redeem': { own: '凭住户码进入，任何人都可以试' },
  'participation.access.end': { own: '退出自己的住户身份' },
  'participation.access.show': { own: '凭住户码，只看自己的一户' },
  'participation.access.verify': { own: '凭住户码，只核实自己的一户' },
  'participation.access.signIn': { own: '凭住户码，只核实自己的一户' },
  'participation.access.cards.list': get('cards'),
  'participation.access.cards.summary': get('summary'),
  'participation.access.cards.issue': {
    kind: 'row',
    request: (f) => ({
      url: '/api/participation/access/issue',
      payload: { estateId: f.choiceEstateId },
    }),
  },
  'participation.access.cards.revoke': {
    kind: 'row',
    request: (f) => ({
      url: `/api/participation/access/cards/${f.accessCardId}/revoke`,
      payload: { reason: '越权' },
    }),
  },
  'participation.access.help.parts': {
    kind: 'row',
    request: (f) => ({
      url: `/api/participation/access/help/parts?estateId=${f.choiceEstateId}&search=1`,
    }),
  },
  'participation.access.help.open': {
    kind: 'row',
    request: (f) => ({ url: '/api/participation/access/help', payload: { partId: f.choicePartId } }),
  },
  'participation.access.refusals.list': list('refusals?size=200'),
  'participation.access.refusals.summary': list('refusals/summary'),
  'GET /api/participation/access/export': get('export'),
  'POST /api/participation/access/signatures': {
    kind: 'row',
    request: (f) => ({
      url: `/api/participation/access/signatures?partId=${f.choicePartId}`,
      upload: 'signature.png',
    }),
  },
};

export async function makeAccessFixtures(
  app: TestApp,
  at: ChoiceFixtures,
  marker: string,
): Promise<AccessFixtures> {
  const id = randomUUID();
  const now = app.services.clock.now();
  await inScope(app.services.db, everyRegion, async (tx) => {
    await tx
      .insertInto('participationAccess')
      .values({
        id,
        estateId: at.choiceEstateId,
        partId: at.choicePartId,
        regionCode: '371503001',
        codeMark: Buffer.from(id),
        number: 1,
        issuedAt: now,
        issuedBy: marker,
        expiresAt: new Date(now.getTime() + 86_400_000),
      })
      .execute();
    await tx
      .insertInto('participationRefusal')
      .values({
        at: now,
        kind: 'code.used',
        addressMark: Buffer.from('0'),
        regionCode: '371503001',
        detail: marker,
      })
      .execute();
  });
  return { accessCardId: id };
}
