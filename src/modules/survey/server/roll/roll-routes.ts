import { implement } from '@orpc/server';
import { z } from 'zod';
import type { RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, door } from '#platform/http/door.ts';
import { downloadRoute, type RawRoute, uploadRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { surveyRollContract } from '../../contract-roll.ts';
import { partQuery } from '../../contract-roll-shapes.ts';
import { shortText, surveyActions } from '../../contract-shapes.ts';
import { removeOccupant, saveOccupant } from './occupants.ts';
import { mergeOwners } from './owner-merge.ts';
import { listOwners, revealOwner } from './owners.query.ts';
import { addOwner, editOwner, nominateOwner, removeOwner } from './owners.write.ts';
import { showPart } from './part-detail.query.ts';
import { listParts, rollSums } from './part-list.query.ts';
import { archivePart, createPart, editPart } from './parts.write.ts';
import { checkRollJob } from './roll-check.ts';
import { commitRollJob } from './roll-commit.ts';
import {
  annotatedFullRoll,
  annotatedRoll,
  exportFullRoll,
  exportRoll,
  nominationPaper,
  paperLimitBytes,
  rollTemplate,
  uploadNomination,
} from './roll-files.ts';
import { listRollImports, listRollRows, showRollImport } from './roll-imports.query.ts';
import { commitRoll, rollLimitBytes, uploadRoll } from './roll-imports.ts';
import { undoRoll } from './roll-undo.ts';

const os = implement(surveyRollContract).$context<RequestContext>();

const spec = (action: keyof typeof surveyActions, kind: DoorSpec['kind']): DoorSpec => ({
  action,
  allowed: surveyActions[action],
  kind,
});
const read = spec('survey.roll.read', 'read');
const edit = spec('survey.roll.edit', 'write');
const see = spec('survey.roll.import', 'read');
const take = spec('survey.roll.import', 'write');
/** Writes nothing but its audit line. */
const reveal = spec('survey.owner.reveal', 'write');

export const rollRoutes = {
  parts: {
    list: os.parts.list.handler(door(read, listParts)),
    sums: os.parts.sums.handler(door(read, rollSums)),
    show: os.parts.show.handler(door(read, showPart)),
    create: os.parts.create.handler(door(edit, createPart)),
    edit: os.parts.edit.handler(door(edit, editPart)),
    archive: os.parts.archive.handler(door(edit, archivePart)),
    nominate: os.parts.nominate.handler(door(edit, nominateOwner)),
  },
  owners: {
    list: os.owners.list.handler(door(read, listOwners)),
    add: os.owners.add.handler(door(edit, addOwner)),
    remove: os.owners.remove.handler(door(edit, removeOwner)),
    edit: os.owners.edit.handler(door(edit, editOwner)),
    merge: os.owners.merge.handler(door(edit, mergeOwners)),
    reveal: os.owners.reveal.handler(door(reveal, revealOwner)),
  },
  occupants: {
    save: os.occupants.save.handler(door(edit, saveOccupant)),
    archive: os.occupants.archive.handler(door(edit, removeOccupant)),
  },
  rollImports: {
    list: os.rollImports.list.handler(door(see, listRollImports)),
    show: os.rollImports.show.handler(door(see, showRollImport)),
    rows: os.rollImports.rows.handler(door(see, listRollRows)),
    commit: os.rollImports.commit.handler(door(take, commitRoll)),
    undo: os.rollImports.undo.handler(door(take, undoRoll)),
  },
};

const one = z.object({ id: z.uuid() });
const reason = shortText(500).min(2, '请写明理由');

/** Rolls and signed papers up; template, exports and marked copies down. */
export const rollRawRoutes: readonly RawRoute[] = [
  uploadRoute({
    url: '/api/survey/estates/:id/roll-imports',
    summary: '上传业主名册',
    spec: take,
    limitBytes: rollLimitBytes,
    input: one,
    run: uploadRoll,
  }),
  uploadRoute({
    url: '/api/survey/parts/:id/nomination',
    summary: '上传共有代表推选书',
    spec: edit,
    limitBytes: paperLimitBytes,
    input: one,
    run: uploadNomination,
  }),
  downloadRoute({
    url: '/api/survey/parts/:id/nomination',
    summary: '查看共有代表推选书',
    spec: reveal,
    input: one.extend({ reason }),
    run: nominationPaper,
  }),
  downloadRoute({
    url: '/api/survey/estates/:id/roll-export',
    summary: '导出专有部分（姓名遮盖）',
    spec: read,
    input: partQuery,
    run: exportRoll,
  }),
  downloadRoute({
    url: '/api/survey/estates/:id/roll-export-full',
    summary: '导出完整业主名册',
    spec: reveal,
    input: partQuery.extend({ reason }),
    run: exportFullRoll,
  }),
  downloadRoute({
    url: '/api/survey/roll-imports/:id/annotated',
    summary: '下载名册批注副本（遮盖）',
    spec: see,
    input: one,
    run: annotatedRoll,
  }),
  downloadRoute({
    url: '/api/survey/roll-imports/:id/annotated-full',
    summary: '下载名册批注副本（完整）',
    spec: reveal,
    input: one.extend({ reason }),
    run: annotatedFullRoll,
  }),
  downloadRoute({
    url: '/api/survey/roll-template',
    summary: '下载业主名册模板',
    spec: read,
    input: z.object({}),
    run: rollTemplate,
  }),
];

export const rollJobs: JobKinds = {
  'survey.roll.check': checkRollJob,
  'survey.roll.commit': commitRollJob,
};
