import { Raster } from '#platform/documents/pictures/raster.ts';
import type { TestApp } from '#test/support/app.ts';
import { insertEstate } from '#test/support/estates.ts';
import { insertPicture, insertScheme } from '#test/support/schemes.ts';
import type { WalkCase } from './route-walk-cases.ts';

/** A scheme of 振兴街道 with a picture, titled with the marker. */
export type SchemeDocumentsFixtures = {
  readonly documentSchemeId: string;
  readonly documentPictureId: string;
};

const row = (end: (f: SchemeDocumentsFixtures) => string): WalkCase => ({
  kind: 'row',
  request: (f) => ({ url: `/api/scheme/schemes/${f.documentSchemeId}/${end(f)}` }),
});

export const schemeDocumentsWalk: Readonly<Record<string, WalkCase>> = {
  'scheme.documents.booklet': row(() => 'booklet'),
  'GET /api/scheme/schemes/:id/booklet.docx': row(() => 'booklet.docx'),
  'GET /api/scheme/schemes/:id/map.png': row(() => 'map.png'),
  'GET /api/scheme/schemes/:id/pictures/:file': row((f) => `pictures/${f.documentPictureId}`),
};

export async function makeSchemeDocumentsFixtures(
  app: TestApp,
  marker: string,
): Promise<SchemeDocumentsFixtures> {
  const estateId = await insertEstate(app, { name: marker, lon: 116.2, lat: 36.6 });
  const { schemeId } = await insertScheme(app, { estateIds: [estateId], title: marker });
  const picture = new Raster(4, 4, [0, 0, 0]).png();
  const documentPictureId = await insertPicture(app, { schemeId, title: marker, bytes: picture.bytes });
  return { documentSchemeId: schemeId, documentPictureId };
}
