import { randomUUID } from 'node:crypto';
import type { TestApp } from '#test/support/app.ts';
import { insertEstate } from '#test/support/estates.ts';
import type { WalkCase } from './route-walk-cases.ts';

/** A survey of wishes of 振兴街道 with an answer, and a template of its own. */
export type WishesFixtures = {
  readonly wishesId: string;
  readonly wishesEstateId: string;
  readonly wishesTemplateId: string;
};

type Ask = (f: WishesFixtures) => { url: string; payload?: object } | { url: string; upload: string };
const row = (request: Ask): WalkCase => ({ kind: 'row', request });
const list = (url: string): WalkCase => ({ kind: 'list', request: () => ({ url }) });
const at = (f: WishesFixtures, end = '') => `/api/participation/wishes/${f.wishesId}${end}`;

const questions = [{ id: 'agree', kind: 'yesNo', title: '您同意吗', meaning: 'agree' }];

export const wishesWalk: Readonly<Record<string, WalkCase>> = {
  'participation.wishes.list': list('/api/participation/wishes?size=200'),
  'participation.wishes.show': row((f) => ({ url: at(f) })),
  'participation.wishes.create': row((f) => ({
    url: '/api/participation/wishes',
    payload: {
      estateId: f.wishesEstateId,
      title: '越权',
      purpose: 'own',
      questions,
      key: randomUUID(),
    },
  })),
  'participation.wishes.edit': row((f) => ({ url: at(f), payload: { version: 1, title: '越权' } })),
  'participation.wishes.open': row((f) => ({
    url: at(f, '/open'),
    payload: { version: 1, closesOn: '2026-12-31' },
  })),
  'participation.wishes.close': row((f) => ({ url: at(f, '/close'), payload: { version: 1 } })),
  'participation.wishes.cancel': row((f) => ({
    url: at(f, '/cancel'),
    payload: { version: 1, reason: '越权' },
  })),
  'participation.wishes.figures': row((f) => ({ url: at(f, '/figures') })),
  'participation.wishes.doors': row((f) => ({ url: at(f, '/doors') })),
  'participation.wishes.compare': row((f) => ({ url: at(f, `/compare/${f.wishesId}`) })),
  'participation.wishes.answers.list': row((f) => ({ url: at(f, '/answers') })),
  'participation.wishes.answers.door': row((f) => ({ url: at(f, '/door?building=1&room=101') })),
  'participation.wishes.answers.enter': row((f) => ({
    url: at(f, '/answers'),
    payload: { key: randomUUID(), building: '1', room: '102', channel: 'paper', answers: { agree: true } },
  })),
  'participation.wishes.answers.takeOver': row((f) => ({ url: at(f, '/take-over'), payload: {} })),
  'participation.wishes.online': { own: '凭住户码，只答自己一户' },
  'participation.wishes.templates.list': list('/api/participation/wishes-templates'),
  'participation.wishes.templates.save': row((f) => ({
    url: '/api/participation/wishes-templates',
    payload: { id: f.wishesTemplateId, version: 1, name: '越权', questions },
  })),
  'participation.wishes.templates.archive': row((f) => ({
    url: `/api/participation/wishes-templates/${f.wishesTemplateId}/archive`,
    payload: { version: 1 },
  })),
  'GET /api/participation/wishes.xlsx': list('/api/participation/wishes.xlsx'),
  'GET /api/participation/wishes/:id/answers.xlsx': row((f) => ({ url: at(f, '/answers.xlsx') })),
  'GET /api/participation/wishes/:id/doors.xlsx': row((f) => ({ url: at(f, '/doors.xlsx') })),
  'GET /api/participation/wishes/:id/template.xlsx': row((f) => ({ url: at(f, '/template.xlsx') })),
  'POST /api/participation/wishes/:id/import': row((f) => ({ url: at(f, '/import'), upload: 'a.xlsx' })),
};

/** An open survey of an estate of 振兴街道, each row carrying the marker. */
export async function makeWishesFixtures(app: TestApp, marker: string): Promise<WishesFixtures> {
  const wishesEstateId = await insertEstate(app, { name: `${marker}意愿` });
  const clerk = await app.person(['subdistrictClerk'], '371503001');
  const idOf = (answer: { body: unknown }) => (answer.body as { id: string }).id;
  const made = await clerk.post('/api/participation/wishes', {
    estateId: wishesEstateId,
    title: marker,
    purpose: 'own',
    questions,
    key: randomUUID(),
  });
  const template = await clerk.post('/api/participation/wishes-templates', {
    id: null,
    version: 0,
    name: marker,
    questions: [{ id: 'agree', kind: 'yesNo', title: marker }],
  });
  return { wishesEstateId, wishesId: idOf(made), wishesTemplateId: idOf(template) };
}
