import { implement } from '@orpc/server';
import type { RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, door } from '#platform/http/door.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import type { RawRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { problem } from '#shared/problem.ts';
import { changesActions, changesContract } from '../../contract-changes.ts';
import { changesProblems } from '../../problems-changes.ts';
import { listVariances, listVariations, showChanges } from './changes.query.ts';
import { decideFigure, recordFigure } from './record-figure.ts';
import { askVariance, checkVariance, decideVariance, withdrawVariance } from './variances.ts';
import { askVariation, decideVariation, withdrawVariation } from './variations.ts';

const os = implement(changesContract).$context<RequestContext>();
const spec = (action: keyof typeof changesActions, kind: DoorSpec['kind']): DoorSpec => ({
  action,
  allowed: changesActions[action],
  kind,
});
const read = spec('scheme.changes.read', 'read');
const ask = spec('scheme.changes.ask', 'write');
const decide = spec('scheme.changes.decide', 'write');

export const changesRoutes = os.router({
  show: os.show.handler(door(read, showChanges)),
  variances: os.variances.handler(door(read, listVariances)),
  variations: os.variations.handler(door(read, listVariations)),
  askVariance: os.askVariance.handler(door(ask, askVariance)),
  checkVariance: os.checkVariance.handler(door(spec('scheme.changes.check', 'write'), checkVariance)),
  decideVariance: os.decideVariance.handler(door(decide, decideVariance)),
  withdrawVariance: os.withdrawVariance.handler(door(ask, withdrawVariance)),
  askVariation: os.askVariation.handler(door(ask, askVariation)),
  decideVariation: os.decideVariation.handler(door(decide, decideVariation)),
  withdrawVariation: os.withdrawVariation.handler(door(ask, withdrawVariation)),
  recordFigure: os.recordFigure.handler(door(spec('scheme.investment.record', 'write'), recordFigure)),
  decideFigure: os.decideFigure.handler(door(spec('scheme.investment.confirm', 'write'), decideFigure)),
});
export const changesRawRoutes: readonly RawRoute[] = [];
export const changesJobs: JobKinds = {};
export const changesConstraints: ConstraintProblems = {
  scheme_variation_open_key: () => problem(changesProblems, 'scheme.variation.open'),
  scheme_variation_number_key: () => problem(changesProblems, 'scheme.variation.open'),
  scheme_investment_two_persons: () => problem(changesProblems, 'scheme.investment.persons'),
  scheme_variation_two_persons: () => problem(changesProblems, 'scheme.variation.persons'),
};
