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
  readonly surveyPartId: string;
  readonly surveyOwnerId: string;
  readonly surveyRollImportId: string;
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
const part =
  (end = ''): Named =>
  (f) =>
    `/api/survey/parts/${f.surveyPartId}${end}`;
const owner =
  (end = ''): Named =>
  (f) =>
    `/api/survey/owners/${f.surveyOwnerId}${end}`;
const roll =
  (end = ''): Named =>
  (f) =>
    `/api/survey/roll-imports/${f.surveyRollImportId}${end}`;
const partValues = {
  building: '1号楼',
  entrance: '',
  room: '909',
  floor: null,
  kind: 'dwelling',
  areaCm2: null,
  areaSource: null,
  areaEvidence: '',
  titled: true,
  unsold: false,
};
const ownerValues = { name: '越权', kind: 'person', number: null, phone: null };
const occupantValues = { relation: 'tenant', name: '越权', phone: null, elderly: null, disabled: null };
const wishValues = {
  building: '1号楼',
  entrance: '',
  room: '909',
  areaCm2: null,
  agree: true,
  pay: null,
  payFen: null,
  items: [],
  management: null,
  visitedOn: null,
};
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
  'survey.wishes.save': row(estate('/wishes'), () => ({ wishId: null, version: 0, values: wishValues })),
  'survey.wishes.remove': row(estate('/wishes-remove'), (f) => ({
    wishId: f.surveyPartId,
    version: 1,
    reason: '越权',
  })),
  'survey.parts.list': row(estate('/parts')),
  'survey.parts.sums': row(estate('/roll')),
  'survey.parts.show': row(part()),
  'survey.parts.create': row(estate('/parts'), () => ({ values: partValues })),
  'survey.parts.edit': row(part(), () => ({ version: 1, values: { floor: 9 } })),
  'survey.parts.archive': row(part('/archive'), () => ({ version: 1, archived: true, reason: '越权' })),
  'survey.parts.nominate': row(part('/nominate'), () => ({ version: 1, ownerId: null, fileId: null })),
  'survey.owners.list': row(estate('/owners')),
  'survey.owners.add': row(part('/owners'), () => ({ version: 1, values: ownerValues })),
  'survey.owners.remove': row(part('/owners-remove'), (f) => ({
    version: 1,
    ownerId: f.surveyOwnerId,
    reason: '越权',
  })),
  'survey.owners.edit': row(owner(), () => ({ version: 1, values: { name: '越权' } })),
  'survey.owners.merge': row(owner('/merge'), () => ({ version: 1, otherId: randomUUID(), reason: '越权' })),
  'survey.owners.reveal': row(owner('/reveal'), () => ({ reason: '越权' })),
  'survey.occupants.save': row(part('/occupants'), () => ({
    occupantId: null,
    version: 0,
    values: occupantValues,
  })),
  'survey.occupants.archive': row(part('/occupants-remove'), (f) => ({
    occupantId: f.surveyOwnerId,
    version: 1,
    reason: '越权',
  })),
  'survey.rollImports.list': row(estate('/roll-imports')),
  'survey.rollImports.show': row(roll()),
  'survey.rollImports.rows': row(roll('/rows')),
  'survey.rollImports.commit': row(roll('/commit'), () => ({ version: 1 })),
  'survey.rollImports.undo': row(roll('/undo'), () => ({ version: 1, reason: '越权' })),
  'POST /api/survey/estates/:id/roll-imports': {
    kind: 'row',
    request: (f) => ({ url: estate('/roll-imports')(f), upload: '名册.csv' }),
  },
  'POST /api/survey/parts/:id/nomination': {
    kind: 'row',
    request: (f) => ({ url: part('/nomination')(f), upload: '推选书.pdf' }),
  },
  'GET /api/survey/parts/:id/nomination': row(part('/nomination?reason=reason')),
  'GET /api/survey/estates/:id/roll-export': row(estate('/roll-export')),
  'GET /api/survey/estates/:id/roll-export-full': row(estate('/roll-export-full?reason=reason')),
  'GET /api/survey/roll-imports/:id/annotated': row(roll('/annotated')),
  'GET /api/survey/roll-imports/:id/annotated-full': row(roll('/annotated-full?reason=reason')),
  'GET /api/survey/roll-template': { own: '空白模板，不含任何行' },
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
  const rolled = await insertRoll(app, surveyEstateId, fileId, marker);
  return { surveyEstateId, surveyOtherId, surveyImportId, ...rolled };
}

/** A part with its owner, and a roll's import, of the first estate. */
async function insertRoll(app: TestApp, estateId: string, fileId: string, marker: string) {
  const surveyPartId = randomUUID();
  const surveyOwnerId = randomUUID();
  const surveyRollImportId = randomUUID();
  const regionCode = '371503001';
  const updated = { updatedAt: app.services.clock.now(), updatedBy: marker };
  const { vault } = app.services;
  await inScope(app.services.db, everyRegion, async (tx) => {
    const place = { building: '1号楼', entrance: '1单元', room: marker, kind: 'dwelling' };
    await tx
      .insertInto('surveyPart')
      .values({ id: surveyPartId, estateId, regionCode, ...place, ...updated })
      .execute();
    const name = {
      nameSealed: vault.seal('survey_owner.name', marker),
      nameMasked: marker,
      nameMark: vault.mark('owner.name', marker),
    };
    await tx
      .insertInto('surveyOwner')
      .values({ id: surveyOwnerId, estateId, regionCode, kind: 'person', ...name, ...updated })
      .execute();
    await tx
      .insertInto('surveyOwnership')
      .values({ partId: surveyPartId, ownerId: surveyOwnerId, regionCode })
      .execute();
    const roll = { id: surveyRollImportId, estateId, regionCode, fileId, fileName: marker, state: 'checked' };
    await tx
      .insertInto('surveyRollImport')
      .values({ ...roll, createdByName: marker, createdAt: updated.updatedAt })
      .execute();
  });
  return { surveyPartId, surveyOwnerId, surveyRollImportId };
}
