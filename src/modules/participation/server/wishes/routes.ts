import { implement } from '@orpc/server';
import { z } from 'zod';
import type { RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, door } from '#platform/http/door.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import { downloadRoute, type RawRoute, uploadRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { problem } from '#shared/problem.ts';
import { wishesActions, wishesContract, wishesQuery } from '../../contract-wishes.ts';
import { wishesProblems } from '../../problems-wishes.ts';
import { visitorDoor } from '../access/visitor.ts';
import { listAnswers } from './answers.query.ts';
import { answerOfDoor, answerOnline, enterAnswer } from './enter-answer.ts';
import { answersTemplate, exportAnswers, exportDoors, exportList } from './files.ts';
import { answersLimitBytes, importAnswers, uploadAnswers } from './import-answers.ts';
import { compare, showDoors, showFigures } from './results.query.ts';
import { cancelSurvey, closeSurvey, createSurvey, editSurvey, openSurvey } from './steps.ts';
import { listSurveys, showSurvey } from './surveys.query.ts';
import { takeOver } from './take-over.ts';
import { archiveTemplate, listTemplates, saveTemplate } from './templates.ts';

const os = implement(wishesContract).$context<RequestContext>();

const spec = (name: 'read' | 'design' | 'answer' | 'close', kind: DoorSpec['kind']): DoorSpec => ({
  action: `participation.wishes.${name}`,
  allowed: wishesActions[`participation.wishes.${name}`],
  kind,
});
const read = spec('read', 'read');
const design = spec('design', 'write');
const answer = spec('answer', 'write');
const close = spec('close', 'write');

export const wishesRoutes = os.router({
  list: os.list.handler(door(read, listSurveys)),
  show: os.show.handler(door(read, showSurvey)),
  create: os.create.handler(door(design, createSurvey)),
  edit: os.edit.handler(door(design, editSurvey)),
  open: os.open.handler(door(close, openSurvey)),
  close: os.close.handler(door(close, closeSurvey)),
  cancel: os.cancel.handler(door(close, cancelSurvey)),
  figures: os.figures.handler(door(read, showFigures)),
  doors: os.doors.handler(door(read, showDoors)),
  compare: os.compare.handler(door(read, compare)),
  answers: {
    list: os.answers.list.handler(door(read, listAnswers)),
    door: os.answers.door.handler(door(spec('answer', 'read'), answerOfDoor)),
    enter: os.answers.enter.handler(door(answer, enterAnswer)),
    takeOver: os.answers.takeOver.handler(door(answer, takeOver)),
  },
  online: os.online.handler(
    visitorDoor({ action: 'participation.wishes.online', kind: 'write', needs: 'card' }, answerOnline),
  ),
  templates: {
    list: os.templates.list.handler(door(read, listTemplates)),
    save: os.templates.save.handler(door(design, saveTemplate)),
    archive: os.templates.archive.handler(door(design, archiveTemplate)),
  },
});

const one = z.object({ id: z.uuid() });

/** Files of answers up; the list, answers, doors still to knock at and the blank form down. */
export const wishesRawRoutes: readonly RawRoute[] = [
  downloadRoute({
    url: '/api/participation/wishes.xlsx',
    summary: '导出意愿征询',
    spec: read,
    input: wishesQuery,
    run: exportList,
  }),
  downloadRoute({
    url: '/api/participation/wishes/:id/answers.xlsx',
    summary: '导出答复',
    spec: read,
    input: one,
    run: exportAnswers,
  }),
  downloadRoute({
    url: '/api/participation/wishes/:id/doors.xlsx',
    summary: '导出待上门的户',
    spec: read,
    input: one,
    run: exportDoors,
  }),
  downloadRoute({
    url: '/api/participation/wishes/:id/template.xlsx',
    summary: '下载答复导入模板',
    spec: read,
    input: one,
    run: answersTemplate,
  }),
  uploadRoute({
    url: '/api/participation/wishes/:id/import',
    summary: '导入答复',
    spec: answer,
    limitBytes: answersLimitBytes,
    input: one,
    run: uploadAnswers,
  }),
];

export const wishesJobs: JobKinds = { 'participation.wishes.import': importAnswers };

export const wishesConstraints: ConstraintProblems = {
  participation_answer_key_key: () => problem(wishesProblems, 'participation.wishes.key'),
  participation_answer_live_key: () => problem(wishesProblems, 'participation.wishes.twice'),
};
