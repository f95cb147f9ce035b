import { implement } from '@orpc/server';
import { z } from 'zod';
import type { RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, door } from '#platform/http/door.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import { downloadRoute, type RawRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { problem } from '#shared/problem.ts';
import { estimateQuery, rulesActions, rulesContract } from '../../contract-rules.ts';
import { rulesProblems } from '../../problems-rules.ts';
import { benchEstates } from './bench.query.ts';
import { listParts, showEstimate } from './estimate.ts';
import { listEstimates } from './estimates.query.ts';
import { computeEstimates, estimateJob, estimateJobKind } from './estimates-job.ts';
import { exportBench, exportEstimate, exportEstimates } from './exports.ts';
import { enterNetwork } from './network.ts';
import { listRuleSets, showInForce, showRuleSet } from './sets.query.ts';
import {
  cancelRuleSet,
  createRuleSet,
  editRuleSet,
  enforceRuleSet,
  giveBackRuleSet,
  proposeRuleSet,
} from './sets.ts';

const os = implement(rulesContract).$context<RequestContext>();
const spec = (action: keyof typeof rulesActions, kind: DoorSpec['kind']): DoorSpec => ({
  action,
  allowed: rulesActions[action],
  kind,
});
const read = spec('funding.rules.read', 'read');
const edit = spec('funding.rules.edit', 'write');
const enforce = spec('funding.rules.enforce', 'write');

export const rulesRoutes = os.router({
  list: os.list.handler(door(read, listRuleSets)),
  inForce: os.inForce.handler(door(read, showInForce)),
  show: os.show.handler(door(read, showRuleSet)),
  create: os.create.handler(door(edit, createRuleSet)),
  edit: os.edit.handler(door(edit, editRuleSet)),
  propose: os.propose.handler(door(edit, proposeRuleSet)),
  giveBack: os.giveBack.handler(door(enforce, giveBackRuleSet)),
  enforce: os.enforce.handler(door(enforce, enforceRuleSet)),
  cancel: os.cancel.handler(door(edit, cancelRuleSet)),
  bench: os.bench.handler(door(read, benchEstates)),
  estimates: os.estimates.handler(door(read, listEstimates)),
  estimate: os.estimate.handler(door(read, showEstimate)),
  parts: os.parts.handler(door(read, listParts)),
  compute: os.compute.handler(door(spec('funding.rules.estimate', 'write'), computeEstimates)),
  network: os.network.handler(door(spec('funding.rules.network', 'write'), enterNetwork)),
});
export const rulesRawRoutes: readonly RawRoute[] = [
  downloadRoute({
    url: '/api/funding/estimates.xlsx',
    summary: '导出各小区出资测算',
    spec: read,
    input: estimateQuery,
    run: exportEstimates,
  }),
  downloadRoute({
    url: '/api/funding/estimates/:estateId/estimate.xlsx',
    summary: '导出一个小区的出资测算',
    spec: read,
    input: z.object({ estateId: z.uuid() }),
    run: exportEstimate,
  }),
  downloadRoute({
    url: '/api/funding/rule-sets/:id/bench.xlsx',
    summary: '导出试算对比',
    spec: read,
    input: z.object({ id: z.uuid() }),
    run: exportBench,
  }),
];
export const rulesJobs: JobKinds = { [estimateJobKind]: estimateJob };
export const rulesConstraints: ConstraintProblems = {
  funding_rule_set_number_key: () => problem(rulesProblems, 'funding.rules.number'),
  funding_rule_set_frozen: () => problem(rulesProblems, 'funding.rules.frozen'),
};
