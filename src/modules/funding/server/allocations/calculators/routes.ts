import { implement } from '@orpc/server';
import type { RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, door } from '#platform/http/door.ts';
import { allocationsActions } from '../../../contract-allocations.ts';
import { calculatorsContract } from '../../../contract-calculators.ts';
import {
  calculateByArea,
  calculateByCost,
  calculateCentral,
  calculateLift,
  regionVolumes,
} from './calculate.ts';
import { showCalculators } from './rules.ts';

const os = implement(calculatorsContract).$context<RequestContext>();
const action = 'funding.allocations.read';
const read: DoorSpec = { action, allowed: allocationsActions[action], kind: 'read' };

export const calculatorsRoutes = os.router({
  show: os.show.handler(door(read, showCalculators)),
  volumes: os.volumes.handler(door(read, regionVolumes)),
  central: os.central.handler(door(read, calculateCentral)),
  byArea: os.byArea.handler(door(read, calculateByArea)),
  byCost: os.byCost.handler(door(read, calculateByCost)),
  lift: os.lift.handler(door(read, calculateLift)),
});
