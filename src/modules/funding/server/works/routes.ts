import { implement } from '@orpc/server';
import { z } from 'zod';
import type { RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, door } from '#platform/http/door.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import { downloadRoute, type RawRoute, uploadRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { problem } from '#shared/problem.ts';
import { contractQuery, worksActions, worksContract } from '../../contract-works.ts';
import { worksProblems } from '../../problems-works.ts';
import { showContract } from './contract-detail.query.ts';
import { exportContracts, listContracts } from './contracts.query.ts';
import { downloadPaper, paperLimitBytes, uploadProjectPaper } from './files.ts';
import { gateBoard } from './gates.query.ts';
import { enterGate, withdrawGate } from './gates.ts';
import { enterMeasurement } from './measure.ts';
import { listContractProjects, listParties, proposeSources, showBasis } from './scheme-basis.query.ts';
import { sign } from './sign.ts';
import { vary } from './vary.ts';

const os = implement(worksContract).$context<RequestContext>();
const spec = (action: keyof typeof worksActions, kind: DoorSpec['kind']): DoorSpec => ({
  action,
  allowed: worksActions[action],
  kind,
});
const read = spec('funding.works.read', 'read');
const signing = spec('funding.works.sign', 'write');
const choosing = spec('funding.works.sign', 'read');
const gate = spec('funding.works.gate', 'write');

export const worksRoutes = os.router({
  list: os.list.handler(door(read, listContracts)),
  show: os.show.handler(door(read, showContract)),
  basis: os.basis.handler(door(choosing, showBasis)),
  suppliers: os.suppliers.handler(door(choosing, listParties)),
  projects: os.projects.handler(door(read, listContractProjects)),
  propose: os.propose.handler(door(choosing, proposeSources)),
  sign: os.sign.handler(door(signing, sign)),
  vary: os.vary.handler(door(signing, vary)),
  measure: os.measure.handler(door(spec('funding.works.measure', 'write'), enterMeasurement)),
  gates: os.gates.handler(door(read, gateBoard)),
  passGate: os.passGate.handler(door(gate, enterGate)),
  revokeGate: os.revokeGate.handler(door(gate, withdrawGate)),
});

export const worksRawRoutes: readonly RawRoute[] = [
  uploadRoute({
    url: '/api/funding/papers',
    summary: '上传合同、关口与计量的文件',
    spec: spec('funding.works.attach', 'write'),
    limitBytes: paperLimitBytes,
    input: z.object({ projectId: z.uuid() }),
    run: uploadProjectPaper,
  }),
  downloadRoute({
    url: '/api/funding/papers/:id',
    summary: '下载合同、关口、计量与用款材料',
    spec: read,
    input: z.object({ id: z.uuid() }),
    run: downloadPaper,
  }),
  downloadRoute({
    url: '/api/funding/contracts.xlsx',
    summary: '导出合同台账',
    spec: read,
    input: contractQuery,
    run: exportContracts,
  }),
];

export const worksJobs: JobKinds = {};
export const worksConstraints: ConstraintProblems = {
  funding_contract_number_key: () => problem(worksProblems, 'funding.works.number'),
};
