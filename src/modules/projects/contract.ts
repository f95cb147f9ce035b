import { oc } from '@orpc/contract';
import { z } from 'zod';
import { defineActions, roles } from '#shared/actor.ts';
import { disputeShape, disputeSuggestion } from './contract-disputes.ts';
import { applicationStates, applicationSteps } from './domain/application.ts';
import { disputePapers } from './domain/dispute.ts';
import { conditionIds } from './domain/eligibility.ts';
import { conditionShape, factorShape, stepShape } from './domain/evidence.ts';

/** Who may do what on the way from a surveyed estate to a project. */
export const projectsActions = defineActions({
  'projects.read': roles,
  'projects.assess': ['administrator', 'taskForce', 'subdistrictClerk', 'communityClerk'],
  'projects.apply': ['administrator', 'taskForce', 'subdistrictClerk', 'communityClerk'],
  'projects.dispute': ['administrator', 'taskForce', 'subdistrictClerk'],
  'projects.release': ['administrator', 'taskForce'],
  'projects.form': ['administrator', 'taskForce'],
});

const verdict = z.enum(['yes', 'no', 'unknown']);
const target = z.enum(['must', 'aspire']).nullable();
const text = (limit: number) => z.string().trim().max(limit);
const estate = z.object({ id: z.uuid() });
const page = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
};
const paged = <T extends z.ZodType>(item: T) => z.object({ total: z.number().int(), items: z.array(item) });

const assessmentFields = {
  search: text(50).optional(),
  eligible: verdict.optional(),
  target: z.enum(['must', 'aspire']).optional(),
  subdistrict: z
    .string()
    .regex(/^\d{9}$/)
    .optional(),
  failed: z.enum(conditionIds).optional(),
  unknown: z.enum(conditionIds).optional(),
  state: z.enum([...applicationStates, 'none']).optional(),
  sort: z.enum(['score', 'name', 'builtYear', 'households', 'subdistrict']).default('score'),
  descending: z.stringbool().optional(),
};

/** What the list of assessments is asked for; the export takes the same. */
export const assessmentQuery = z.object(assessmentFields);

const assessed = z.object({
  id: z.uuid(),
  name: z.string(),
  regionCode: z.string(),
  subdistrictName: z.string(),
  community: z.string().nullable(),
  eligible: verdict,
  target,
  failed: z.array(z.string()),
  unknown: z.array(z.string()),
  score: z.number(),
  scoreComplete: z.boolean(),
  households: z.number().int().nullable(),
  builtYear: z.number().int().nullable(),
  floorAreaCm2: z.string().nullable(),
  state: z.enum(applicationStates).nullable(),
  /** Version of the application; 0 where there is none. */
  applicationVersion: z.number().int(),
  disputed: z.boolean(),
  projectCode: z.string().nullable(),
});

export const applicationShape = z.object({
  version: z.number().int(),
  state: z.enum(applicationStates).nullable(),
  opinion: z.enum(['support', 'oppose']).nullable(),
  steps: z.array(stepShape),
  /** What this user may do next. */
  next: z.array(z.enum(applicationSteps)),
});

export const assessmentShape = assessed.extend({
  conditions: z.array(conditionShape),
  factors: z.array(factorShape),
  policyVersion: z.string(),
  assessedAt: z.string(),
  stale: z.boolean(),
  application: applicationShape,
  disputes: z.array(disputeShape),
  /** Residents' objections that make it disputed and are not settled; null: none. */
  objected: disputeSuggestion.pick({ objections: true, since: true, numbers: true }).nullable(),
});

export const assessmentList = paged(assessed).extend({
  /** True when the ledger or the parameters changed since. */
  stale: z.boolean(),
  counts: z.object({
    yes: z.number().int(),
    no: z.number().int(),
    unknown: z.number().int(),
    must: z.number().int(),
    aspire: z.number().int(),
  }),
});

export const projectShape = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  regionCode: z.string(),
  year: z.number().int(),
  implementingBody: z.string(),
  approvalNumber: z.string(),
  approvedOn: z.string(),
  state: z.enum(['approved', 'cancelled']),
  cancelReason: z.string().nullable(),
  estates: z.number().int(),
  buildings: z.number().int(),
  households: z.number().int(),
  floorAreaCm2: z.string(),
  version: z.number().int(),
  createdBy: z.string(),
  createdAt: z.string(),
});
const projectEstate = z.object({
  id: z.uuid(),
  name: z.string(),
  buildings: z.number().int(),
  households: z.number().int(),
  floorAreaCm2: z.string(),
});

export const projectList = paged(projectShape).extend({
  /** Frozen counts by start year, over living projects. */
  years: z.array(
    z.object({
      year: z.number().int(),
      estates: z.number().int(),
      buildings: z.number().int(),
      households: z.number().int(),
      floorAreaCm2: z.string(),
    }),
  ),
  /** The start years of the cycle. */
  cycle: z.array(z.number().int()),
});
export const projectDetail = projectShape.extend({ members: z.array(projectEstate) });

const day = z.iso.date('应为日期，形如 2021-05-01');

type Path = `/projects/${string}`;
const get = (path: Path, summary: string) => oc.route({ method: 'GET', path, summary });
const post = (path: Path, summary: string) => oc.route({ method: 'POST', path, summary });

export const projectsContract = {
  assessments: {
    list: get('/projects/assessments', '资格与评分')
      .input(assessmentQuery.extend(page))
      .output(assessmentList),
    show: get('/projects/assessments/{id}', '一个小区的资格与评分').input(estate).output(assessmentShape),
    refresh: post('/projects/assessments/refresh', '重新评估').output(z.object({ jobId: z.uuid() })),
  },
  applications: {
    take: post('/projects/estates/{id}/application', '办理申请的一步')
      .input(
        estate.extend({
          step: z.enum(applicationSteps),
          reason: text(1000).default(''),
          opinion: z.enum(['support', 'oppose']).nullable().default(null),
          /** Version of the application seen; 0 where there is none. */
          version: z.number().int().min(0),
        }),
      )
      .output(applicationShape),
  },
  disputes: {
    list: get('/projects/disputes', '争议小区')
      .input(z.object({ ...page, state: z.enum(['open', 'released']).optional() }))
      .output(paged(disputeShape).extend({ suggested: z.array(disputeSuggestion) })),
    open: post('/projects/estates/{id}/dispute', '登记争议')
      .input(estate.extend({ reason: text(1000).min(1, '请填写争议事由') }))
      .output(disputeShape),
    argue: post('/projects/disputes/{id}/rounds', '登记一轮论证')
      .input(estate.extend({ day, summary: text(1000).min(1, '请填写论证情况'), version: z.number().int() }))
      .output(disputeShape),
    file: post('/projects/disputes/{id}/papers', '登记一份材料')
      .input(
        estate.extend({
          paper: z.enum(disputePapers),
          day,
          title: text(200).min(1, '请填写材料名称'),
          version: z.number().int(),
        }),
      )
      .output(disputeShape),
    release: post('/projects/disputes/{id}/release', '解除暂缓')
      .input(estate.extend({ reason: text(500).min(1, '请填写理由'), version: z.number().int() }))
      .output(disputeShape),
  },
  projects: {
    list: get('/projects/projects', '改造项目')
      .input(
        z.object({
          ...page,
          search: text(50).optional(),
          year: z.coerce.number().int().optional(),
          state: z.enum(['approved', 'cancelled']).optional(),
        }),
      )
      .output(projectList),
    show: get('/projects/projects/{id}', '一个项目').input(estate).output(projectDetail),
    form: post('/projects/projects', '组成项目')
      .input(
        z.object({
          name: text(100).min(2, '项目名称至少 2 个字'),
          year: z.number().int().min(2000).max(2100),
          implementingBody: text(100).min(2, '请填写实施主体'),
          approvalNumber: text(100).min(1, '请填写批准文号'),
          approvedOn: day,
          estateIds: z.array(z.uuid()).min(1, '至少选一个小区').max(200),
        }),
      )
      .output(projectShape),
    cancel: post('/projects/projects/{id}/cancel', '撤销项目')
      .input(estate.extend({ reason: text(500).min(1, '请填写理由'), version: z.number().int() }))
      .output(projectShape),
  },
};
