import { implement } from '@orpc/server';
import { z } from 'zod';
import type { RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, door } from '#platform/http/door.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import { downloadRoute, type RawRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { documentsActions, documentsContract } from '../../contract-documents.ts';
import { bookletDocx, mapPicture, schemePicture, showBooklet } from './booklet.ts';

const os = implement(documentsContract).$context<RequestContext>();
const read: DoorSpec = {
  action: 'scheme.document.read',
  allowed: documentsActions['scheme.document.read'],
  kind: 'read',
};
const one = z.object({ id: z.uuid() });

export const documentsRoutes = os.router({ booklet: os.booklet.handler(door(read, showBooklet)) });

export const documentsRawRoutes: readonly RawRoute[] = [
  downloadRoute({
    url: '/api/scheme/schemes/:id/booklet.docx',
    summary: '下载方案文本',
    spec: read,
    input: one,
    run: bookletDocx,
  }),
  downloadRoute({
    url: '/api/scheme/schemes/:id/map.png',
    summary: '方案位置示意图',
    spec: read,
    input: one,
    run: mapPicture,
  }),
  downloadRoute({
    url: '/api/scheme/schemes/:id/pictures/:file',
    summary: '方案的照片或设计图',
    spec: read,
    input: one.extend({ file: z.uuid() }),
    run: schemePicture,
  }),
];
export const documentsJobs: JobKinds = {};
export const documentsConstraints: ConstraintProblems = {};
