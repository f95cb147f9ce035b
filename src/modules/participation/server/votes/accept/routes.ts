import { implement } from '@orpc/server';
import { z } from 'zod';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, door } from '#platform/http/door.ts';
import { downloadRoute, type RawRoute, uploadRoute } from '#platform/http/raw.ts';
import { Problem } from '#shared/problem.ts';
import { ballotActions, ballotsContract, deskContract, doorsQuery } from '../../../contract-ballots.ts';
import { voteFileLimitBytes } from '../vote-files.ts';
import { acceptBallot } from './accept-online.ts';
import { noteDeliveries } from './deliveries.ts';
import { listDoors } from './doors.query.ts';
import { enterBallots } from './enter-ballots.ts';
import { exportDoors } from './export-doors.ts';
import { recordRefusals } from './refusals.ts';
import { downloadScan, uploadScan } from './scans.ts';

const os = implement(ballotsContract).$context<RequestContext>();
const desk = implement(deskContract).$context<RequestContext>();

const spec = (action: keyof typeof ballotActions, kind: DoorSpec['kind']): DoorSpec => ({
  action,
  allowed: ballotActions[action],
  kind,
});
const enter = spec('participation.ballot.enter', 'write');
const read = spec('participation.ballot.read', 'read');

export const ballotRoutes = os.router({
  accept: os.accept.handler(acceptBallot),
});

type Handler<I, O, S> = ((args: { input: I; context: RequestContext }) => Promise<O>) & { readonly spec: S };

/** Writes down what was refused at the desk, after its transaction is gone; each of a lot by its own kind. */
function noted<I extends { id: string }, O, S>(handler: Handler<I, O, S>): Handler<I, O, S> {
  const run = async (args: { input: I; context: RequestContext }) => {
    try {
      return await handler(args);
    } catch (fault) {
      if (fault instanceof Problem) await note(args.context, args.input.id, fault);
      throw fault;
    }
  };
  return Object.assign(run, { spec: handler.spec });
}

const codesOf = (fault: Problem): string[] => {
  const parts = (Array.isArray(fault.details) ? fault.details : []) as { code?: string }[];
  const codes = parts.flatMap(({ code }) => code ?? []);
  return codes.length > 0 ? codes : [fault.code];
};

async function note(context: RequestContext, voteId: string, fault: Problem): Promise<void> {
  const { services, address } = context;
  const codes = codesOf(fault).filter((code) => code.startsWith('participation.ballot.'));
  if (codes.length === 0) return;
  await inScope(services.db, everyRegion, async (tx) => {
    const vote = await tx
      .selectFrom('participationVote')
      .select('regionCode')
      .where('id', '=', voteId)
      .executeTakeFirst();
    const refused = codes.map((code) => ({ code, address }));
    const about = { id: voteId, regionCode: vote?.regionCode ?? null };
    await recordRefusals(tx, services.vault, about, services.clock.now(), refused);
  });
}

export const deskRoutes = desk.router({
  enter: desk.enter.handler(noted(door(enter, enterBallots))),
  doors: desk.doors.handler(door(read, listDoors)),
  deliver: desk.deliver.handler(door(enter, noteDeliveries)),
});

/** Scans up and down, and the list to go round with. */
export const deskRawRoutes: readonly RawRoute[] = [
  uploadRoute({
    url: '/api/participation/votes/:id/scans',
    summary: '上传签字票的扫描件',
    spec: enter,
    limitBytes: voteFileLimitBytes,
    input: z.object({ id: z.uuid() }),
    run: uploadScan,
  }),
  downloadRoute({
    url: '/api/participation/votes/:id/doors/:entitlementId/scan',
    summary: '查看一户最近一张票的扫描件',
    spec: spec('participation.ballot.scan', 'write'),
    input: z.object({ id: z.uuid(), entitlementId: z.uuid() }),
    run: downloadScan,
  }),
  downloadRoute({
    url: '/api/participation/votes/:id/doors.xlsx',
    summary: '导出各户投票与送达情况',
    spec: read,
    input: z.object({ id: z.uuid(), ...doorsQuery }),
    run: exportDoors,
  }),
];
