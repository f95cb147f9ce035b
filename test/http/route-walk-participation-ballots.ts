import { randomUUID } from 'node:crypto';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { TestApp } from '#test/support/app.ts';
import type { WalkCase } from './route-walk-cases.ts';
import type { VoteFixtures } from './route-walk-participation-votes.ts';

/** A table of ballots of a vote of 振兴街道, put there directly. */
export type BallotFixtures = { readonly ballotImportId: string };

const row = (tail: string, payload?: object): WalkCase => ({
  kind: 'row',
  request: ({ voteId }: VoteFixtures) => ({
    url: `/api/participation/votes/${voteId}/${tail}`,
    ...(payload ? { payload } : {}),
  }),
});

const importCase = (tail: string, payload?: object): WalkCase => ({
  kind: 'row',
  request: ({ ballotImportId }: BallotFixtures) => ({
    url: `/api/participation/ballot-imports/${ballotImportId}${tail}`,
    ...(payload ? { payload } : {}),
  }),
});

export const ballotsWalk: Readonly<Record<string, WalkCase>> = {
  'participation.ballots.accept': { own: '凭住户卡的会话，不凭账号；越界由投票测试逐项拒绝' },
  'participation.desk.enter': row('entries', {
    channel: 'paper',
    signed: true,
    entries: [{ key: randomUUID(), entitlementId: randomUUID(), choices: { m1: 'for' } }],
  }),
  'participation.desk.doors': row('doors?size=200'),
  'participation.desk.deliver': row('deliveries', { entitlementIds: [randomUUID()], status: 'delivered' }),
  'POST /api/participation/votes/:id/scans': {
    kind: 'row',
    request: ({ voteId }: VoteFixtures) => ({
      url: `/api/participation/votes/${voteId}/scans`,
      upload: '签字票.pdf',
    }),
  },
  'GET /api/participation/votes/:id/doors/:entitlementId/scan': row(`doors/${randomUUID()}/scan`),
  'GET /api/participation/votes/:id/doors.xlsx': row('doors.xlsx'),
  'GET /api/participation/votes/:id/import-template.xlsx': row('import-template.xlsx'),
  'POST /api/participation/votes/:id/imports': {
    kind: 'row',
    request: ({ voteId }: VoteFixtures) => ({
      url: `/api/participation/votes/${voteId}/imports?channel=paper&signed=true&scanId=${randomUUID()}`,
      upload: '成批登记.xlsx',
    }),
  },
  'participation.ballotImports.list': row('imports'),
  'participation.ballotImports.show': importCase(''),
  'participation.ballotImports.commit': importCase('/commit', { version: 1 }),
};

export async function makeBallotFixtures(
  app: TestApp,
  { voteId }: Pick<VoteFixtures, 'voteId'>,
  marker: string,
): Promise<BallotFixtures> {
  const region = { regionCode: '371503001' };
  const ballotImportId = randomUUID();
  const fileId = randomUUID();
  await inScope(app.services.db, everyRegion, async (tx) => {
    await tx
      .insertInto('storedFile')
      .values({
        ...{ id: fileId, sha256: '0'.repeat(64), name: marker, mediaType: 'application/pdf', sizeBytes: 1n },
        ...{ purpose: 'participation.ballot-scan', createdAt: new Date(), ...region },
      })
      .execute();
    await tx
      .insertInto('participationScan')
      .values({ fileId, voteId, ...region })
      .execute();
    await tx
      .insertInto('participationBallotImport')
      .values({
        ...{ id: ballotImportId, voteId, fileId, scanId: fileId, fileName: marker, channel: 'paper' },
        ...{ state: 'checked', createdByName: marker, createdAt: new Date(), ...region },
      })
      .execute();
  });
  return { ballotImportId };
}
