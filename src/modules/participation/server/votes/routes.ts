import { implement } from '@orpc/server';
import { z } from 'zod';
import type { RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, door } from '#platform/http/door.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import { downloadRoute, type RawRoute, uploadRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { problem } from '#shared/problem.ts';
import { rollQuery, voteActions, voteDocuments, voteListQuery, votesContract } from '../../contract-votes.ts';
import { voteProblems } from '../../problems-votes.ts';
import { visitorDoor } from '../access/visitor.ts';
import { downloadBundle, findReceipt, ownBundle } from './bundle-file.ts';
import { downloadDocument } from './documents.ts';
import { exportRoll, exportVotes } from './exports.ts';
import { downloadPapers, orderPapers, papersJob, papersJobKind } from './papers-job.ts';
import { listCorrections, listRoll, voteProgress } from './progress.query.ts';
import { addProxy, listProxies, revokeProxy } from './proxies.ts';
import { correctRoll, previewRoll, takeNominations } from './roll.ts';
import { settled } from './settle.ts';
import { voteSetup } from './setup.query.ts';
import { stepVote } from './step.ts';
import { downloadVoteFile, uploadVoteFile, voteFileLimitBytes } from './vote-files.ts';
import { listVotes, showVote } from './votes.query.ts';
import { copyVote, createVote, editVote } from './votes.write.ts';

const os = implement(votesContract).$context<RequestContext>();

const spec = (action: keyof typeof voteActions, kind: DoorSpec['kind']): DoorSpec => ({
  action,
  allowed: voteActions[action],
  kind,
});
const read = spec('participation.vote.read', 'read');
const edit = spec('participation.vote.edit', 'write');
const step = spec('participation.vote.step', 'write');

export const votesRoutes = os.router({
  list: os.list.handler(settled(door(read, listVotes))),
  setup: os.setup.handler(door(spec('participation.vote.edit', 'read'), voteSetup)),
  preview: os.preview.handler(door(spec('participation.vote.edit', 'read'), previewRoll)),
  show: os.show.handler(settled(door(read, showVote))),
  create: os.create.handler(door(edit, createVote)),
  edit: os.edit.handler(door(edit, editVote)),
  copy: os.copy.handler(door(edit, copyVote)),
  step: os.step.handler(settled(door(step, stepVote))),
  progress: os.progress.handler(settled(door(read, voteProgress))),
  roll: {
    list: os.roll.list.handler(door(read, listRoll)),
    correct: os.roll.correct.handler(door(edit, correctRoll)),
    nominations: os.roll.nominations.handler(door(edit, takeNominations)),
    corrections: os.roll.corrections.handler(door(read, listCorrections)),
  },
  proxies: {
    list: os.proxies.list.handler(door(read, listProxies)),
    add: os.proxies.add.handler(door(edit, addProxy)),
    revoke: os.proxies.revoke.handler(door(edit, revokeProxy)),
  },
  papers: os.papers.handler(door(edit, orderPapers)),
  receipt: os.receipt.handler(({ input, context }) => findReceipt(context, input)),
  ownBundle: os.ownBundle.handler(
    visitorDoor({ action: 'participation.vote.bundle', kind: 'write', needs: 'owner' }, ownBundle),
  ),
});

const one = z.object({ id: z.uuid() });

/** Files of legal votes up and down. */
export const votesRawRoutes: readonly RawRoute[] = [
  uploadRoute({
    url: '/api/participation/vote-files',
    summary: '上传签字的文件（规约、委托书、业主代表意见）',
    spec: edit,
    limitBytes: voteFileLimitBytes,
    input: z.object({ estateId: z.uuid() }),
    run: uploadVoteFile,
  }),
  downloadRoute({
    url: '/api/participation/votes/:id/files/:fileId',
    summary: '下载签字的文件',
    spec: edit,
    input: z.object({ id: z.uuid(), fileId: z.uuid() }),
    run: downloadVoteFile,
  }),
  downloadRoute({
    url: '/api/participation/votes/:id/bundle.json',
    summary: '下载核验包',
    spec: spec('participation.vote.bundle', 'write'),
    input: one,
    run: downloadBundle,
  }),
  downloadRoute({
    url: '/api/participation/votes/:id/documents/:kind.docx',
    summary: '打印表决的公告、名册、表决票、登记表和结果',
    spec: read,
    input: z.object({
      id: z.uuid(),
      kind: z.enum(voteDocuments),
      entitlementId: z.uuid().optional(),
      building: z.string().max(40).optional(),
    }),
    run: downloadDocument,
  }),
  downloadRoute({
    url: '/api/participation/votes/:id/papers/:fileId',
    summary: '下载已生成的表决票',
    spec: spec('participation.vote.edit', 'read'),
    input: z.object({ id: z.uuid(), fileId: z.uuid() }),
    run: downloadPapers,
  }),
  downloadRoute({
    url: '/api/participation/votes.xlsx',
    summary: '导出依法表决列表',
    spec: read,
    input: z.object(voteListQuery),
    run: exportVotes,
  }),
  downloadRoute({
    url: '/api/participation/votes/:id/roll.xlsx',
    summary: '导出表决名册',
    spec: read,
    input: z.object({ id: z.uuid(), ...rollQuery }),
    run: exportRoll,
  }),
];

export const votesJobs: JobKinds = { [papersJobKind]: papersJob };

export const votesConstraints: ConstraintProblems = {
  participation_vote_frozen: () => problem(voteProblems, 'participation.vote.frozen'),
  participation_vote_number_key: () => problem(voteProblems, 'participation.vote.number-race'),
};
