import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { TestApp } from './app.ts';

/** Doors of an estate, each 80 ㎡ unless told otherwise; returns their ids in the order of the houses. */
export async function insertParts(
  app: TestApp,
  estateId: string,
  count: number,
  areas: (n: number) => bigint = () => 800_000n,
): Promise<string[]> {
  const parts = Array.from({ length: count }, (_, n) => ({
    id: randomUUID(),
    estateId,
    regionCode: '371503001',
    building: `${Math.floor(n / 12) + 1}号楼`,
    entrance: `${(Math.floor(n / 6) % 2) + 1}单元`,
    room: String(Math.floor((n % 6) / 2) * 100 + 101 + (n % 2)),
    floor: Math.floor((n % 6) / 2) + 1,
    kind: 'dwelling',
    areaCm2: areas(n),
    areaSource: 'register',
    updatedAt: app.services.clock.now(),
    updatedBy: '测试',
  }));
  await inScope(app.services.db, everyRegion, (tx) => tx.insertInto('surveyPart').values(parts).execute());
  return parts.map(({ id }) => id);
}

/** Somebody who holds the card of a door; the answer posts, or without a payload gets, with their cookie. */
export async function insertVisitor(app: TestApp, estateId: string, partId: string) {
  const token = randomBytes(32).toString('base64url');
  await inScope(app.services.db, everyRegion, (tx) =>
    tx
      .insertInto('participationSession')
      .values({
        id: randomUUID(),
        tokenHash: createHash('sha256').update(token).digest(),
        estateId,
        regionCode: '371503001',
        partId,
        createdAt: app.services.clock.now(),
        expiresAt: new Date(app.services.clock.now().getTime() + 30 * 86_400_000),
      })
      .execute(),
  );
  return async (url: string, payload?: object) => {
    const answer = await app.http.inject({
      method: payload ? 'POST' : 'GET',
      url,
      headers: { 'x-huanju': 'test', cookie: `huanju_visitor=${token}` },
      ...(payload ? { payload } : {}),
    });
    const body = payload ? (answer.json() as Record<string, unknown>) : {};
    return { status: answer.statusCode, body, text: answer.body };
  };
}
