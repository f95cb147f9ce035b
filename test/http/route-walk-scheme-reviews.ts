import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { TestApp } from '#test/support/app.ts';
import { insertEstate } from '#test/support/estates.ts';
import { insertScheme } from '#test/support/schemes.ts';
import type { WalkCase } from './route-walk-cases.ts';

/** A scheme of 振兴街道 in review, with an opinion and its paper, each with the marker. */
export type SchemeReviewsFixtures = {
  readonly reviewSchemeId: string;
  readonly reviewId: string;
  readonly opinionId: string;
  readonly opinionFileId: string;
};

type Id = (f: SchemeReviewsFixtures) => string;
const row = (url: Id, payload?: object): WalkCase => ({
  kind: 'row',
  request: (f) => (payload ? { url: url(f), payload } : { url: url(f) }),
});
const list = (url: string): WalkCase => ({ kind: 'list', request: () => ({ url }) });
const scheme =
  (end: string): Id =>
  (f) =>
    `/api/scheme/schemes/${f.reviewSchemeId}/${end}`;
const round =
  (end: string): Id =>
  (f) =>
    `/api/scheme/reviews/${f.reviewId}/${end}`;
const opinion =
  (end: string): Id =>
  (f) =>
    `/api/scheme/opinions/${f.opinionId}/${end}`;
const v = { version: 1 };
const why = { ...v, reason: '越权' };
const said = { ...v, stance: 'agree', text: '越权' };

export const schemeReviewsWalk: Readonly<Record<string, WalkCase>> = {
  'scheme.reviews.board': list('/api/scheme/reviews?size=200'),
  'scheme.reviews.mine': list('/api/scheme/my-reviews?state=all'),
  'scheme.reviews.show': row(scheme('review')),
  'scheme.reviews.ask': row(scheme('review'), { ...v, seats: [{ office: 'housing' }] }),
  'scheme.reviews.cancel': row(round('cancel'), why),
  'scheme.reviews.pass': row(round('pass'), v),
  'scheme.reviews.give': row(opinion('give'), said),
  'scheme.reviews.enter': {
    kind: 'row',
    request: (f) => ({
      url: opinion('enter')(f),
      payload: { ...said, givenOn: '2026-11-22', fileIds: [f.opinionFileId] },
    }),
  },
  'scheme.reviews.takeBack': row(opinion('take-back'), why),
  'scheme.reviews.answer': row(opinion('answer'), { ...v, answer: '越权' }),
  'scheme.reviews.remind': row(opinion('remind'), v),
  'scheme.reviews.changeSeat': row(opinion('change'), {
    ...why,
    organisationId: null,
    dueOn: '2026-11-30',
  }),
  'scheme.reviews.returnScheme': row(scheme('return'), why),
  'scheme.reviews.post': row(scheme('post'), v),
  'scheme.reviews.approve': row(scheme('approve'), v),
  'POST /api/scheme/opinion-files': {
    kind: 'row',
    request: (f) => ({
      url: `/api/scheme/opinion-files?schemeId=${f.reviewSchemeId}`,
      upload: '越权.pdf',
    }),
  },
  'GET /api/scheme/opinion-files/:id': row((f) => `/api/scheme/opinion-files/${f.opinionFileId}`),
  'GET /api/scheme/reviews.xlsx': list('/api/scheme/reviews.xlsx'),
};

export async function makeSchemeReviewsFixtures(
  app: TestApp,
  marker: string,
): Promise<SchemeReviewsFixtures> {
  const taskForce = await app.person(['taskForce']);
  const estateId = await insertEstate(app, { name: marker });
  const { schemeId } = await insertScheme(app, {
    estateIds: [estateId],
    title: `${marker}方案`,
    state: 'submitted',
  });
  const offices = ['housing', 'reform', 'finance', 'planning', 'urbanManagement', 'fire', 'subdistrict'];
  const asked = await taskForce.post(`/api/scheme/schemes/${schemeId}/review`, {
    version: 1,
    seats: [...offices, 'utilities'].map((office) => ({ office })),
  });
  const [reviewId, opinionId] = await inScope(app.services.db, everyRegion, async (tx) => {
    const one = await tx
      .selectFrom('schemeOpinion')
      .select(['reviewId', 'id'])
      .where('schemeId', '=', schemeId)
      .orderBy('position')
      .executeTakeFirst();
    return [one?.reviewId ?? '', one?.id ?? ''];
  });
  if (asked.status !== 200) throw new Error(JSON.stringify(asked.body));
  const file = await taskForce.upload(
    `/api/scheme/opinion-files?schemeId=${schemeId}`,
    `${marker}.pdf`,
    Buffer.from(marker),
  );
  return {
    reviewSchemeId: schemeId,
    reviewId,
    opinionId,
    opinionFileId: (file.body as { id: string }).id,
  };
}
