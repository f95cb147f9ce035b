import { implement } from '@orpc/server';
import type { RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, door } from '#platform/http/door.ts';
import { ballotActions, ballotsContract, deskContract } from '../../../contract-ballots.ts';
import { acceptBallot } from './accept-online.ts';
import { noteDeliveries } from './deliveries.ts';
import { listDoors } from './doors.query.ts';
import { enterBallots } from './enter-ballots.ts';

const os = implement(ballotsContract).$context<RequestContext>();
const desk = implement(deskContract).$context<RequestContext>();

const spec = (action: keyof typeof ballotActions, kind: DoorSpec['kind']): DoorSpec => ({
  action,
  allowed: ballotActions[action],
  kind,
});
const enter = spec('participation.ballot.enter', 'write');

export const ballotRoutes = os.router({
  accept: os.accept.handler(acceptBallot),
});

export const deskRoutes = desk.router({
  enter: desk.enter.handler(door(enter, enterBallots)),
  doors: desk.doors.handler(door(spec('participation.ballot.read', 'read'), listDoors)),
  deliver: desk.deliver.handler(door(enter, noteDeliveries)),
});
