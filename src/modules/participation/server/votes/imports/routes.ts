import { implement } from '@orpc/server';
import { z } from 'zod';
import type { RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, door } from '#platform/http/door.ts';
import { downloadRoute, type RawRoute, uploadRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { ballotImportContract, importChannels } from '../../../contract-ballot-imports.ts';
import { ballotActions } from '../../../contract-ballots.ts';
import {
  checkImportKind,
  commitImportKind,
  importLimitBytes,
  importTemplate,
  uploadImport,
} from './import-files.ts';
import { checkImportJob, commitImport, commitImportJob } from './import-jobs.ts';
import { listImports, showImport } from './import-row.ts';

const os = implement(ballotImportContract).$context<RequestContext>();
const spec = (action: keyof typeof ballotActions, kind: DoorSpec['kind']): DoorSpec => ({
  ...{ action, allowed: ballotActions[action], kind },
});
const read = spec('participation.ballot.read', 'read');
const enter = spec('participation.ballot.enter', 'write');

export const ballotImportRoutes = os.router({
  list: os.list.handler(door(read, listImports)),
  show: os.show.handler(door(read, showImport)),
  commit: os.commit.handler(door(enter, commitImport)),
});

export const ballotImportRawRoutes: readonly RawRoute[] = [
  downloadRoute({
    url: '/api/participation/votes/:id/import-template.xlsx',
    summary: '下载成批登记的模板（未投票的各户）',
    spec: enter,
    input: z.object({ id: z.uuid() }),
    run: importTemplate,
  }),
  uploadRoute({
    url: '/api/participation/votes/:id/imports',
    summary: '上传成批登记的表',
    spec: enter,
    limitBytes: importLimitBytes,
    input: z.object({
      id: z.uuid(),
      channel: z.enum(importChannels),
      scanId: z.uuid('请先上传这一批签字票的扫描件'),
      signed: z.stringbool().default(false),
    }),
    run: uploadImport,
  }),
];

export const ballotImportJobs: JobKinds = {
  [checkImportKind]: checkImportJob,
  [commitImportKind]: commitImportJob,
};
