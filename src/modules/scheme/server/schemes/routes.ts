import { implement } from '@orpc/server';
import { z } from 'zod';
import type { RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, door } from '#platform/http/door.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import { downloadRoute, type RawRoute, uploadRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { problem } from '#shared/problem.ts';
import { fileQuery, schemeQuery, schemesActions, schemesContract } from '../../contract-schemes.ts';
import { schemesProblems } from '../../problems-schemes.ts';
import { createScheme } from './create.ts';
import { exportLines, exportSchemes } from './export-schemes.ts';
import { downloadFile, fileLimitBytes, removeFile, uploadFile } from './files.ts';
import { showCatalogue } from './pack.ts';
import { redoScheme, saveScheme, undoScheme } from './save.ts';
import {
  listSchemes,
  listVersions,
  showDifference,
  showScheme,
  showSuggestions,
  showVersion,
} from './schemes.query.ts';
import { cancelScheme, submitScheme } from './submit.ts';

const os = implement(schemesContract).$context<RequestContext>();
const spec = (action: keyof typeof schemesActions, kind: DoorSpec['kind']): DoorSpec => ({
  action,
  allowed: schemesActions[action],
  kind,
});
const read = spec('scheme.schemes.read', 'read');
const edit = spec('scheme.schemes.edit', 'write');
const attach = spec('scheme.schemes.attach', 'write');

export const schemesRoutes = os.router({
  catalogue: os.catalogue.handler(door(read, showCatalogue)),
  list: os.list.handler(door(read, listSchemes)),
  show: os.show.handler(door(read, showScheme)),
  create: os.create.handler(door(edit, createScheme)),
  save: os.save.handler(door(edit, saveScheme)),
  undo: os.undo.handler(door(edit, undoScheme)),
  redo: os.redo.handler(door(edit, redoScheme)),
  submit: os.submit.handler(door(edit, submitScheme)),
  cancel: os.cancel.handler(door(edit, cancelScheme)),
  suggestions: os.suggestions.handler(door(read, showSuggestions)),
  versions: os.versions.handler(door(read, listVersions)),
  versionOf: os.versionOf.handler(door(read, showVersion)),
  difference: os.difference.handler(door(read, showDifference)),
  removeFile: os.removeFile.handler(door(attach, removeFile)),
});

const one = z.object({ id: z.uuid() });
export const schemesRawRoutes: readonly RawRoute[] = [
  downloadRoute({
    url: '/api/scheme/schemes.xlsx',
    summary: '导出方案列表',
    spec: read,
    input: schemeQuery,
    run: exportSchemes,
  }),
  downloadRoute({
    url: '/api/scheme/schemes/:id/lines.xlsx',
    summary: '导出方案的工程量清单',
    spec: read,
    input: one,
    run: exportLines,
  }),
  uploadRoute({
    url: '/api/scheme/schemes/:id/files',
    summary: '上传方案的图纸和文件',
    spec: attach,
    limitBytes: fileLimitBytes,
    input: fileQuery,
    run: uploadFile,
  }),
  downloadRoute({
    url: '/api/scheme/files/:id',
    summary: '下载方案的图纸和文件',
    spec: read,
    input: one,
    run: downloadFile,
  }),
];
export const schemesJobs: JobKinds = {};
export const schemesConstraints: ConstraintProblems = {
  scheme_estate_living_key: () => problem(schemesProblems, 'scheme.scheme.estate-taken'),
  scheme_scheme_project_key: () => problem(schemesProblems, 'scheme.scheme.project-taken'),
  scheme_version_frozen: () => problem(schemesProblems, 'scheme.version.frozen'),
  scheme_version_order: () => problem(schemesProblems, 'scheme.version.frozen'),
  scheme_line_frozen: () => problem(schemesProblems, 'scheme.version.frozen'),
};
