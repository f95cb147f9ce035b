import { implement } from '@orpc/server';
import { z } from 'zod';
import type { RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, door } from '#platform/http/door.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import { downloadRoute, type RawRoute, uploadRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { problem } from '#shared/problem.ts';
import { estateQuery, surveyActions, surveyContract } from '../contract.ts';
import { surveyProblems } from '../problems.ts';
import { listBuildings, saveBuildings } from './buildings.ts';
import { archiveEstate, mergeEstates } from './estate-archive.ts';
import { estateHistory, showEstate } from './estate-detail.query.ts';
import { exportEstates, templateFile } from './estate-export.ts';
import { estatePoints, listEstates } from './estates.query.ts';
import { createEstate, editEstate, editEstates } from './estates.write.ts';
import { checkLedger } from './import-check.ts';
import { commitLedgerJob } from './import-commit.ts';
import { annotatedCopy, originalFile, rejectedRows } from './import-files.ts';
import { undoImport } from './import-undo.ts';
import { listImportRows, listImports, listIssues, showImport } from './imports.query.ts';
import { commitLedger, ledgerLimitBytes, mapColumns, uploadLedger } from './imports.ts';
import { rollJobs, rollRawRoutes, rollRoutes } from './roll/roll-routes.ts';
import { listWishes } from './wishes.query.ts';
import { removeWish, saveWish } from './wishes.write.ts';

const os = implement(surveyContract).$context<RequestContext>();

const spec = (action: keyof typeof surveyActions, kind: DoorSpec['kind']): DoorSpec => ({
  action,
  allowed: surveyActions[action],
  kind,
});
const read = spec('survey.read', 'read');
const see = spec('survey.import', 'read');
const take = spec('survey.import', 'write');
const edit = spec('survey.edit', 'write');

export const surveyRoutes = os.router({
  imports: {
    list: os.imports.list.handler(door(see, listImports)),
    show: os.imports.show.handler(door(see, showImport)),
    issues: os.imports.issues.handler(door(see, listIssues)),
    rows: os.imports.rows.handler(door(see, listImportRows)),
    map: os.imports.map.handler(door(take, mapColumns)),
    commit: os.imports.commit.handler(door(take, commitLedger)),
    undo: os.imports.undo.handler(door(take, undoImport)),
  },
  estates: {
    list: os.estates.list.handler(door(read, listEstates)),
    points: os.estates.points.handler(door(read, estatePoints)),
    show: os.estates.show.handler(door(read, showEstate)),
    history: os.estates.history.handler(door(read, estateHistory)),
    create: os.estates.create.handler(door(edit, createEstate)),
    edit: os.estates.edit.handler(door(edit, editEstate)),
    editMany: os.estates.editMany.handler(door(edit, editEstates)),
    archive: os.estates.archive.handler(door(spec('survey.archive', 'write'), archiveEstate)),
    merge: os.estates.merge.handler(door(spec('survey.merge', 'write'), mergeEstates)),
  },
  buildings: {
    list: os.buildings.list.handler(door(read, listBuildings)),
    save: os.buildings.save.handler(door(edit, saveBuildings)),
  },
  ...rollRoutes,
  wishes: {
    list: os.wishes.list.handler(door(read, listWishes)),
    save: os.wishes.save.handler(door(edit, saveWish)),
    remove: os.wishes.remove.handler(door(edit, removeWish)),
  },
});

const one = z.object({ id: z.uuid() });

/** Ledgers up; templates, exports and marked copies down. */
export const surveyRawRoutes: readonly RawRoute[] = [
  uploadRoute({
    url: '/api/survey/imports',
    summary: '上传台账',
    spec: take,
    limitBytes: ledgerLimitBytes,
    input: z.object({}),
    run: uploadLedger,
  }),
  downloadRoute({
    url: '/api/survey/imports/:id/file',
    summary: '下载原文件',
    spec: see,
    input: one,
    run: originalFile,
  }),
  downloadRoute({
    url: '/api/survey/imports/:id/annotated',
    summary: '下载批注副本',
    spec: see,
    input: one,
    run: annotatedCopy,
  }),
  downloadRoute({
    url: '/api/survey/imports/:id/rejected',
    summary: '下载不予登记的行',
    spec: see,
    input: one,
    run: rejectedRows,
  }),
  downloadRoute({
    url: '/api/survey/export',
    summary: '导出小区台账',
    spec: read,
    input: estateQuery,
    run: exportEstates,
  }),
  downloadRoute({
    url: '/api/survey/template',
    summary: '下载台账模板',
    spec: read,
    input: z.object({}),
    run: templateFile,
  }),
  ...rollRawRoutes,
];

export const surveyJobs: JobKinds = {
  'survey.check': checkLedger,
  'survey.commit': commitLedgerJob,
  ...rollJobs,
};

export const surveyConstraints: ConstraintProblems = {
  survey_estate_code_key: () => problem(surveyProblems, 'survey.estate.code'),
  survey_part_place_key: () => problem(surveyProblems, 'survey.part.exists', {}, { at: 'values.room' }),
  survey_wish_place_key: () => problem(surveyProblems, 'survey.wish.exists', {}, { at: 'values.room' }),
  survey_building_name_key: () => problem(surveyProblems, 'survey.building.exists', {}, { at: 'name' }),
};
