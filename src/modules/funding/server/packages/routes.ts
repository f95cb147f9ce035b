import { implement } from '@orpc/server';
import { z } from 'zod';
import type { RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, door } from '#platform/http/door.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import { downloadRoute, type RawRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { packagesActions, packagesContract, packagesQuery } from '../../contract-packages.ts';
import { exportPackage, exportPackages, listPackages, listVersions, showPackage } from './packages.query.ts';
import { adoptPackage, archivePackage, createPackage, savePackage } from './save.ts';

const os = implement(packagesContract).$context<RequestContext>();
const spec = (action: keyof typeof packagesActions, kind: DoorSpec['kind']): DoorSpec => ({
  action,
  allowed: packagesActions[action],
  kind,
});
const read = spec('funding.packages.read', 'read');
const edit = spec('funding.packages.edit', 'write');

export const packagesRoutes = os.router({
  list: os.list.handler(door(read, listPackages)),
  show: os.show.handler(door(read, showPackage)),
  create: os.create.handler(door(edit, createPackage)),
  save: os.save.handler(door(edit, savePackage)),
  adopt: os.adopt.handler(door(spec('funding.packages.adopt', 'write'), adoptPackage)),
  archive: os.archive.handler(door(edit, archivePackage)),
  versions: os.versions.handler(door(read, listVersions)),
});
export const packagesRawRoutes: readonly RawRoute[] = [
  downloadRoute({
    url: '/api/funding/packages/export',
    summary: '导出社会资本项目包列表',
    spec: read,
    input: packagesQuery,
    run: exportPackages,
  }),
  downloadRoute({
    url: '/api/funding/packages/:id/export',
    summary: '导出一个项目包的测算表',
    spec: read,
    input: z.object({ id: z.uuid() }),
    run: exportPackage,
  }),
];
export const packagesJobs: JobKinds = {};
export const packagesConstraints: ConstraintProblems = {};
