import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { TestApp } from '#test/support/app.ts';
import { insertParts, voteBody } from '#test/support/vote-course.ts';
import type { WalkCase } from './route-walk-cases.ts';

/** A posted vote of 振兴街道, put there directly, and the ids inside it. */
export type VoteFixtures = {
  readonly voteId: string;
  readonly voteEstateId: string;
  readonly fileId: string;
};

const row = (request: (f: VoteFixtures) => { url: string; payload?: object }): WalkCase => ({
  kind: 'row',
  request,
});
const own = (why: string): WalkCase => ({ own: why });
const vote = (f: VoteFixtures, tail = '') => `/api/participation/votes/${f.voteId}${tail}`;

export const votesWalk: Readonly<Record<string, WalkCase>> = {
  'participation.votes.list': { kind: 'list', request: () => ({ url: '/api/participation/votes?size=200' }) },
  'participation.votes.setup': row((f) => ({
    url: `/api/participation/votes/setup?estateId=${f.voteEstateId}`,
  })),
  'participation.votes.preview': row((f) => ({
    url: `/api/participation/votes/preview?scope=estate&estateId=${f.voteEstateId}`,
  })),
  'participation.votes.show': row((f) => ({ url: vote(f) })),
  'participation.votes.create': row((f) => ({
    url: '/api/participation/votes',
    payload: voteBody(f.voteEstateId),
  })),
  'participation.votes.edit': row((f) => {
    const { estateId: _e, scope: _s, ...values } = voteBody(f.voteEstateId);
    return { url: vote(f), payload: { ...values, version: 1 } };
  }),
  'participation.votes.copy': row((f) => ({ url: vote(f, '/copy'), payload: {} })),
  'participation.votes.step': row((f) => ({
    url: vote(f, '/step'),
    payload: { step: 'cancel', version: 1, reason: '越权' },
  })),
  'participation.votes.progress': row((f) => ({ url: vote(f, '/progress') })),
  'participation.votes.roll.list': row((f) => ({ url: vote(f, '/roll') })),
  'participation.votes.roll.correct': row((f) => ({
    url: vote(f, '/roll/correct'),
    payload: { version: 1, reason: '越权' },
  })),
  'participation.votes.roll.nominations': row((f) => ({ url: vote(f, '/roll/nominations'), payload: {} })),
  'participation.votes.roll.corrections': row((f) => ({ url: vote(f, '/roll/corrections') })),
  'participation.votes.proxies.list': row((f) => ({ url: vote(f, '/proxies') })),
  'participation.votes.proxies.add': row((f) => ({
    url: vote(f, '/proxies'),
    payload: {
      kind: 'representative',
      building: '1号楼',
      agent: '越权人',
      relation: '代表',
      signedOn: '2026-11-01',
      fileId: f.fileId,
    },
  })),
  'participation.votes.proxies.revoke': row((f) => ({
    url: vote(f, `/proxies/${f.fileId}/revoke`),
    payload: { version: 1, reason: '越权' },
  })),
  'participation.votes.papers': row((f) => ({ url: vote(f, '/papers'), payload: {} })),
  'participation.votes.receipt': own('谁持有回执都可核对，回执猜不出'),
  'participation.votes.ownBundle': own('凭住户卡的业主，走居民的门'),
  'POST /api/participation/vote-files': {
    kind: 'row',
    request: (f) => ({
      url: `/api/participation/vote-files?estateId=${(f as VoteFixtures).voteEstateId}`,
      upload: '委托书.pdf',
    }),
  },
  'GET /api/participation/votes/:id/files/:fileId': row((f) => ({ url: vote(f, `/files/${f.fileId}`) })),
  'GET /api/participation/votes/:id/bundle.json': row((f) => ({ url: vote(f, '/bundle.json') })),
  'GET /api/participation/votes/:id/documents/:kind.docx': row((f) => ({
    url: vote(f, '/documents/roll.docx'),
  })),
  'GET /api/participation/votes/:id/papers/:fileId': row((f) => ({ url: vote(f, `/papers/${f.fileId}`) })),
  'GET /api/participation/votes.xlsx': {
    kind: 'list',
    request: () => ({ url: '/api/participation/votes.xlsx' }),
  },
  'GET /api/participation/votes/:id/roll.xlsx': row((f) => ({ url: vote(f, '/roll.xlsx') })),
};

/** A draft of 振兴街道 whose title is the marker. */
export async function makeVoteFixtures(
  app: TestApp,
  estateId: string,
  marker: string,
): Promise<VoteFixtures> {
  const clerk = await app.person(['subdistrictClerk'], '371503001');
  await insertParts(app, estateId, [{ room: '表101', owners: ['表决人'] }]);
  const made = await clerk.post('/api/participation/votes', voteBody(estateId, { title: marker }));
  const voteId = (made.body as { id: string }).id;
  const found = await inScope(app.services.db, everyRegion, (tx) =>
    tx.selectFrom('participationVote').select('id').where('id', '=', voteId).executeTakeFirstOrThrow(),
  );
  return { voteId: found.id, voteEstateId: estateId, fileId: voteId };
}
