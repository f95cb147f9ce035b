import { oc } from '@orpc/contract';
import { z } from 'zod';
import { roles } from './actor.ts';

/** A job as its owner sees it: queued → running → done | failed | cancelled. Times are ISO instants. */
export const jobShape = z.object({
  id: z.uuid(),
  kind: z.string(),
  title: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  /** Percent, 0 to 100. */
  progress: z.number().int(),
  message: z.string(),
  result: z.unknown(),
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
});
export type JobView = z.infer<typeof jobShape>;

/** Everyone signed in may watch and cancel the jobs of their own region that they ordered. */
export const jobActions = { 'job.read': roles, 'job.cancel': roles } as const;

export const jobContract = {
  list: oc.route({ method: 'GET', path: '/jobs', summary: '我的任务' }).output(z.array(jobShape)),
  show: oc
    .route({ method: 'GET', path: '/jobs/{id}', summary: '任务进度' })
    .input(z.object({ id: z.uuid() }))
    .output(jobShape),
  cancel: oc
    .route({ method: 'POST', path: '/jobs/{id}/cancel', summary: '取消任务' })
    .input(z.object({ id: z.uuid() }))
    .output(jobShape),
};
