import { implement } from '@orpc/server';
import { z } from 'zod';
import type { RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, door } from '#platform/http/door.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import { downloadRoute, type RawRoute, uploadRoute } from '#platform/http/raw.ts';
import { problem } from '#shared/problem.ts';
import { accessActions, accessContract, cardQuery } from '../../contract-access.ts';
import { accessProblems } from '../../problems-access.ts';
import { cardSummary, exportCards, findParts, listCards } from './cards.query.ts';
import { issueCards, revokeCard } from './cards.ts';
import { openHelp, signatureLimitBytes, uploadSignature } from './help.ts';
import { redeem } from './redeem.ts';
import { listRefusals, refusalSummary } from './refusals.query.ts';
import { endVisit, showVisitor } from './session.ts';
import { startSignIn } from './sign-in.ts';
import { verifyOwner } from './verify.ts';
import { visitorDoor } from './visitor.ts';

const os = implement(accessContract).$context<RequestContext>();

const spec = (action: keyof typeof accessActions, kind: DoorSpec['kind']): DoorSpec => ({
  action,
  allowed: accessActions[action],
  kind,
});
const read = spec('participation.access.read', 'read');
const refused = spec('participation.access.refusals', 'read');
const help = spec('participation.access.help', 'write');
const seen = { action: 'participation.access.show', kind: 'read', needs: 'card' } as const;

export const accessRoutes = os.router({
  // The doors anybody may knock at; each keeps count of what it refuses.
  redeem: os.redeem.handler(({ input, context }) => redeem(context, input)),
  verify: os.verify.handler(({ input, context }) => verifyOwner(context, input)),
  signIn: os.signIn.handler(({ context }) => startSignIn(context)),
  end: os.end.handler(({ context }) => endVisit(context)),
  show: os.show.handler(visitorDoor(seen, showVisitor)),
  cards: {
    list: os.cards.list.handler(door(read, listCards)),
    summary: os.cards.summary.handler(door(read, cardSummary)),
    issue: os.cards.issue.handler(door(spec('participation.access.issue', 'write'), issueCards)),
    revoke: os.cards.revoke.handler(door(spec('participation.access.revoke', 'write'), revokeCard)),
  },
  help: {
    parts: os.help.parts.handler(door(spec('participation.access.help', 'read'), findParts)),
    open: os.help.open.handler(({ input, context }) => openHelp(help, context, input)),
  },
  refusals: {
    list: os.refusals.list.handler(door(refused, listRefusals)),
    summary: os.refusals.summary.handler(door(refused, refusalSummary)),
  },
});

export const accessRawRoutes: readonly RawRoute[] = [
  downloadRoute({
    url: '/api/participation/access/export',
    summary: '导出住户码状态',
    spec: read,
    input: cardQuery,
    run: exportCards,
  }),
  uploadRoute({
    url: '/api/participation/access/signatures',
    summary: '上传住户签字的照片',
    spec: help,
    limitBytes: signatureLimitBytes,
    input: z.object({ partId: z.uuid(), what: z.enum(['signature', 'document']).default('signature') }),
    run: uploadSignature,
  }),
];

const collision = () => problem(accessProblems, 'participation.access.collision');
export const accessConstraints: ConstraintProblems = {
  participation_access_code_key: collision,
  participation_access_live_key: collision,
};
