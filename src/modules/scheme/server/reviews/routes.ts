import { implement } from '@orpc/server';
import { z } from 'zod';
import type { RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, door } from '#platform/http/door.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import { downloadRoute, type RawRoute, uploadRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { problem } from '#shared/problem.ts';
import { boardQuery, reviewsActions, reviewsContract } from '../../contract-reviews.ts';
import { reviewProblems } from '../../problems-reviews.ts';
import { askUnits } from './ask.ts';
import { exportBoard, reviewBoard } from './board.query.ts';
import { approveScheme, cancelRound, passRound, postScheme, returnScheme } from './conclude.ts';
import { showCourse } from './course.query.ts';
import { downloadOpinionFile, opinionFileLimit, uploadOpinionFile } from './files.ts';
import { myReviews } from './mine.query.ts';
import {
  answerOpinion,
  changeSeat,
  enterOpinion,
  giveOpinion,
  remindUnit,
  takeBackOpinion,
} from './opinions.ts';

const os = implement(reviewsContract).$context<RequestContext>();
const spec = (action: keyof typeof reviewsActions, kind: DoorSpec['kind']): DoorSpec => ({
  action,
  allowed: reviewsActions[action],
  kind,
});
const read = spec('scheme.review.read', 'read');
const work = spec('scheme.review', 'write');
/** A unit takes back its own opinion, the task force what it entered. */
const takeBack: DoorSpec = {
  ...work,
  allowed: [...reviewsActions['scheme.review.enter'], ...reviewsActions['scheme.review.give']],
};

export const reviewsRoutes = os.router({
  board: os.board.handler(door(read, reviewBoard)),
  mine: os.mine.handler(door(read, myReviews)),
  show: os.show.handler(door(read, showCourse)),
  ask: os.ask.handler(door(work, askUnits)),
  cancel: os.cancel.handler(door(work, cancelRound)),
  pass: os.pass.handler(door(work, passRound)),
  give: os.give.handler(door(spec('scheme.review.give', 'write'), giveOpinion)),
  enter: os.enter.handler(door(spec('scheme.review.enter', 'write'), enterOpinion)),
  takeBack: os.takeBack.handler(door(takeBack, takeBackOpinion)),
  answer: os.answer.handler(door(work, answerOpinion)),
  remind: os.remind.handler(door(work, remindUnit)),
  changeSeat: os.changeSeat.handler(door(work, changeSeat)),
  returnScheme: os.returnScheme.handler(door(spec('scheme.review.return', 'write'), returnScheme)),
  post: os.post.handler(door(spec('scheme.review.post', 'write'), postScheme)),
  approve: os.approve.handler(door(spec('scheme.approve', 'write'), approveScheme)),
});

export const reviewsRawRoutes: readonly RawRoute[] = [
  uploadRoute({
    url: '/api/scheme/opinion-files',
    summary: '上传单位意见文件',
    spec: spec('scheme.review.attach', 'write'),
    limitBytes: opinionFileLimit,
    input: z.object({ schemeId: z.uuid() }),
    run: uploadOpinionFile,
  }),
  downloadRoute({
    url: '/api/scheme/opinion-files/:id',
    summary: '下载单位意见文件',
    spec: read,
    input: z.object({ id: z.uuid() }),
    run: downloadOpinionFile,
  }),
  downloadRoute({
    url: '/api/scheme/reviews.xlsx',
    summary: '导出联合审查一览',
    spec: read,
    input: boardQuery,
    run: exportBoard,
  }),
];
export const reviewsJobs: JobKinds = {};
export const reviewsConstraints: ConstraintProblems = {
  scheme_review_open_key: () => problem(reviewProblems, 'scheme.review.stale'),
  scheme_review_round_key: () => problem(reviewProblems, 'scheme.review.stale'),
};
