import { implement } from '@orpc/server';
import type { Ctx, RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, door } from '#platform/http/door.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import { downloadRoute, type RawRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { problem } from '#shared/problem.ts';
import { assessmentQuery, projectsActions, projectsContract } from '../contract.ts';
import { projectsProblems } from '../problems.ts';
import { assessEstates } from './assess.ts';
import { listAssessments, showAssessment } from './assessments.query.ts';
import { listDisputes } from './disputes.query.ts';
import { argueDispute, fileDisputePaper, openDispute, releaseDispute } from './disputes.ts';
import { exportAssessments } from './export-assessments.ts';
import { cancelProject, formProjectOf } from './form-project.ts';
import { listProjects, showProject } from './projects.query.ts';
import { takeApplicationStep } from './take-step.ts';

const os = implement(projectsContract).$context<RequestContext>();
const spec = (action: keyof typeof projectsActions, kind: DoorSpec['kind']): DoorSpec => ({
  action,
  allowed: projectsActions[action],
  kind,
});
const read = spec('projects.read', 'read');

/** Queues the assessment of every estate in the actor's region. */
async function refresh(ctx: Ctx): Promise<{ jobId: string }> {
  const regionCode = ctx.actor.scope;
  const jobId = await ctx.enqueue({
    kind: 'projects.assess',
    title: '评估小区资格与得分',
    input: {},
    regionCode,
  });
  await ctx.audit({ action: 'projects.assess', subjectKind: 'region', subjectId: regionCode, regionCode });
  return { jobId };
}

export const projectsRoutes = os.router({
  assessments: {
    list: os.assessments.list.handler(door(read, listAssessments)),
    show: os.assessments.show.handler(door(read, showAssessment)),
    refresh: os.assessments.refresh.handler(door(spec('projects.assess', 'write'), refresh)),
  },
  applications: {
    take: os.applications.take.handler(door(spec('projects.apply', 'write'), takeApplicationStep)),
  },
  disputes: {
    list: os.disputes.list.handler(door(read, listDisputes)),
    open: os.disputes.open.handler(door(spec('projects.dispute', 'write'), openDispute)),
    argue: os.disputes.argue.handler(door(spec('projects.dispute', 'write'), argueDispute)),
    file: os.disputes.file.handler(door(spec('projects.dispute', 'write'), fileDisputePaper)),
    release: os.disputes.release.handler(door(spec('projects.release', 'write'), releaseDispute)),
  },
  projects: {
    list: os.projects.list.handler(door(read, listProjects)),
    show: os.projects.show.handler(door(read, showProject)),
    form: os.projects.form.handler(door(spec('projects.form', 'write'), formProjectOf)),
    cancel: os.projects.cancel.handler(door(spec('projects.form', 'write'), cancelProject)),
  },
});

export const projectsRawRoutes: readonly RawRoute[] = [
  downloadRoute({
    url: '/api/projects/assessments.xlsx',
    summary: '导出资格与评分',
    spec: read,
    input: assessmentQuery,
    run: exportAssessments,
  }),
];

export const projectsJobs: JobKinds = {
  'projects.assess': async (run) => {
    await run.progress(10, '正在读取台账并评估');
    const done = await run.transaction(assessEstates);
    await run.progress(100, `已评估 ${done.estates} 个小区`);
    return done;
  },
};

export const projectsConstraints: ConstraintProblems = {
  projects_application_estate_key: () => problem(projectsProblems, 'projects.version.stale'),
  projects_dispute_open_key: () => problem(projectsProblems, 'projects.dispute.already-open'),
  projects_project_estate_living_key: () => problem(projectsProblems, 'projects.project.counted-twice'),
  projects_project_code_key: () => problem(projectsProblems, 'projects.version.stale'),
};
