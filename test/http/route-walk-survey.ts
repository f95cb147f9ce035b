import { randomUUID } from 'node:crypto';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { TestApp } from '#test/support/app.ts';
import { insertEstate } from '#test/support/estates.ts';
import type { WalkCase } from './route-walk-cases.ts';

/** Rows of the survey in 振兴街道, each with the marker in a field of its own. */
export type SurveyFixtures = {
  readonly surveyEstateId: string;
  readonly surveyOtherId: string;
  readonly surveyImportId: string;
};

type Named = (f: SurveyFixtures) => string;
const row = (url: Named, payload?: (f: SurveyFixtures) => object): WalkCase => ({
  kind: 'row',
  request: (f) => (payload ? { url: url(f), payload: payload(f) } : { url: url(f) }),
});
const list = (url: string): WalkCase => ({ kind: 'list', request: () => ({ url }) });
const estate =
  (end = ''): Named =>
  (f) =>
    `/api/survey/estates/${f.surveyEstateId}${end}`;
const ledger =
  (end = ''): Named =>
  (f) =>
    `/api/survey/imports/${f.surveyImportId}${end}`;
const change = { version: 1, values: { name: '越权' }, reason: '越权' };

export const surveyWalk: Readonly<Record<string, WalkCase>> = {
  'survey.imports.list': list('/api/survey/imports?size=200'),
  'survey.imports.show': row(ledger()),
  'survey.imports.issues': row(ledger('/issues')),
  'survey.imports.rows': row(ledger('/rows')),
  'survey.imports.map': row(ledger('/mapping'), () => ({ version: 1, mapping: {} })),
  'survey.imports.commit': row(ledger('/commit'), () => ({ version: 1 })),
  'survey.imports.undo': row(ledger('/undo'), () => ({ version: 1, reason: '越权' })),
  'survey.estates.list': list('/api/survey/estates?size=200'),
  'survey.estates.points': list('/api/survey/points'),
  'survey.estates.show': row(estate()),
  'survey.estates.history': row(estate('/history')),
  'survey.estates.create': row(
    () => '/api/survey/estates',
    () => ({ values: { name: '越权小区', regionCode: '371503001' } }),
  ),
  'survey.estates.edit': row(estate(), () => change),
  'survey.estates.editMany': row(
    () => '/api/survey/estates-edit',
    (f) => ({ items: [{ id: f.surveyEstateId, ...change }], reason: '越权' }),
  ),
  'survey.estates.archive': row(estate('/archive'), () => ({ version: 1, archived: true, reason: '越权' })),
  'survey.estates.merge': row(estate('/merge'), (f) => ({
    version: 1,
    dropId: f.surveyOtherId,
    dropVersion: 1,
    reason: '越权',
  })),
  'survey.buildings.list': row(estate('/buildings')),
  'survey.buildings.save': row(estate('/buildings'), () => ({
    items: [{ id: null, values: { name: '越权楼' } }],
  })),
  'survey.wishes.list': row(estate('/wishes')),
  'POST /api/survey/imports': { own: '上传的台账属于自己的管辖范围' },
  'GET /api/survey/imports/:id/file': row(ledger('/file')),
  'GET /api/survey/imports/:id/annotated': row(ledger('/annotated')),
  'GET /api/survey/imports/:id/rejected': row(ledger('/rejected')),
  'GET /api/survey/export': { own: '导出与列表同一条件，行级安全同样管着' },
  'GET /api/survey/template': { own: '空白模板，不含任何行' },
};

/** Two estates and an import of 振兴街道. */
export async function makeSurveyFixtures(app: TestApp, marker: string): Promise<SurveyFixtures> {
  const surveyEstateId = await insertEstate(app, { name: marker, address: marker });
  const surveyOtherId = await insertEstate(app, { name: `${marker}二`, address: marker });
  const surveyImportId = randomUUID();
  const fileId = randomUUID();
  const base = { regionCode: '371503001', createdAt: app.services.clock.now() };
  await inScope(app.services.db, everyRegion, async (tx) => {
    await tx
      .insertInto('storedFile')
      .values({
        ...base,
        id: fileId,
        name: marker,
        mediaType: 'text/csv',
        sizeBytes: 1,
        sha256: '0'.repeat(64),
        purpose: 'survey.import',
      })
      .execute();
    await tx
      .insertInto('surveyImport')
      .values({
        ...base,
        id: surveyImportId,
        fileId,
        fileName: marker,
        state: 'checked',
        createdByName: marker,
      })
      .execute();
  });
  return { surveyEstateId, surveyOtherId, surveyImportId };
}
