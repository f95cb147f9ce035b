import { randomUUID } from 'node:crypto';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { TestApp } from '#test/support/app.ts';
import { insertEstate } from '#test/support/estates.ts';
import { insertScheme } from '#test/support/schemes.ts';
import type { WalkCase } from './route-walk-cases.ts';

export type SchemeSchemesFixtures = {
  readonly schemeEstateId: string;
  readonly schemeId: string;
  readonly schemeFileId: string;
};

type Asked = { url: string; payload?: object } | { url: string; upload: string };
const row = (request: (f: SchemeSchemesFixtures) => Asked): WalkCase => ({
  kind: 'row',
  request: (f) => request(f) as never,
});
const list = (url: string): WalkCase => ({ kind: 'list', request: () => ({ url }) });
const of = (f: SchemeSchemesFixtures) => `/api/scheme/schemes/${f.schemeId}`;

export const schemeSchemesWalk: Readonly<Record<string, WalkCase>> = {
  'scheme.schemes.catalogue': list('/api/scheme/catalogue'),
  'scheme.schemes.list': list('/api/scheme/schemes?size=200'),
  'scheme.schemes.show': row((f) => ({ url: of(f) })),
  'scheme.schemes.create': row((f) => ({
    url: '/api/scheme/schemes',
    payload: { title: '越权', estateIds: [f.schemeEstateId], projectId: null, from: 'survey', copyOf: null },
  })),
  'scheme.schemes.save': row((f) => ({
    url: `${of(f)}/save`,
    payload: {
      ...{ version: 1, title: '越权', summary: '', otherPercent: '0', contingencyPercent: '0' },
      ...{ ceiling: null, ceilingBasis: '', lines: [] },
    },
  })),
  'scheme.schemes.undo': row((f) => ({ url: `${of(f)}/undo`, payload: { version: 1 } })),
  'scheme.schemes.redo': row((f) => ({ url: `${of(f)}/redo`, payload: { version: 1 } })),
  'scheme.schemes.submit': row((f) => ({ url: `${of(f)}/submit`, payload: { version: 1 } })),
  'scheme.schemes.cancel': row((f) => ({ url: `${of(f)}/cancel`, payload: { version: 1, reason: '越权' } })),
  'scheme.schemes.suggestions': row((f) => ({ url: `${of(f)}/suggestions` })),
  'scheme.schemes.versions': row((f) => ({ url: `${of(f)}/versions` })),
  'scheme.schemes.versionOf': row((f) => ({ url: `${of(f)}/versions/1` })),
  'scheme.schemes.difference': row((f) => ({ url: `${of(f)}/difference?from=1&to=1` })),
  'scheme.schemes.removeFile': row((f) => ({
    url: `/api/scheme/files/${f.schemeFileId}/remove`,
    payload: { reason: '越权' },
  })),
  'GET /api/scheme/schemes.xlsx': list('/api/scheme/schemes.xlsx'),
  'GET /api/scheme/schemes/:id/lines.xlsx': row((f) => ({ url: `${of(f)}/lines.xlsx` })),
  'POST /api/scheme/schemes/:id/files': row((f) => ({
    url: `${of(f)}/files?kind=drawing&title=${encodeURIComponent('总平面图')}`,
    upload: '总平面图.dxf',
  })),
  'GET /api/scheme/files/:id': row((f) => ({ url: `/api/scheme/files/${f.schemeFileId}` })),
};

export async function makeSchemeSchemesFixtures(
  app: TestApp,
  marker: string,
): Promise<SchemeSchemesFixtures> {
  const schemeEstateId = await insertEstate(app, { name: marker });
  const { schemeId } = await insertScheme(app, { estateIds: [schemeEstateId], title: marker });
  const schemeFileId = randomUUID();
  const now = app.services.clock.now();
  await inScope(app.services.db, everyRegion, async (tx) => {
    const of = { name: marker, mediaType: 'application/dxf', purpose: 'scheme.file' };
    const bytes = { sha256: '0'.repeat(64), sizeBytes: 1 };
    const file = await app.services.files.record(tx, bytes, {
      ...{ ...of, regionCode: '371503001', createdBy: null, now },
    });
    await tx
      .insertInto('schemeFile')
      .values({
        ...{ id: schemeFileId, schemeId, regionCode: '371503001', fileId: file.id, kind: 'drawing' },
        ...{ title: marker, versionNumber: 1, addedAt: now, addedBy: '测试' },
      })
      .execute();
  });
  return { schemeEstateId, schemeId, schemeFileId };
}
