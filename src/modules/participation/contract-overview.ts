import { oc } from '@orpc/contract';
import { z } from 'zod';
import { defineActions, roles } from '#shared/actor.ts';

/** 民意总览: what is open, what is overdue, how far each estate has come. */
export const overviewActions = defineActions({ 'participation.overview.read': roles });

export const attentionKinds = [
  'survey',
  'choice',
  'voteRoll',
  'voteOpens',
  'voteCloses',
  'voteResult',
  'objection',
  'finding',
  'visit',
  'body',
] as const;
const attention = z.object({
  kind: z.enum(attentionKinds),
  id: z.uuid(),
  estateId: z.uuid(),
  estateName: z.string(),
  title: z.string(),
  due: z.string(),
  overdue: z.boolean(),
});
const step = z
  .object({
    state: z.string(),
    id: z.uuid(),
    done: z.number().int(),
    /** Of how many, where the record itself says so: households of a survey, entitlements of a vote's roll. */
    of: z.number().int().nullable(),
  })
  .nullable();
const funnelRow = z.object({
  estateId: z.uuid(),
  estateName: z.string(),
  estateCode: z.string(),
  households: z.number().int().nullable(),
  parts: z.number().int(),
  cards: z.number().int(),
  redeemed: z.number().int(),
  /** The latest survey of wishes and how many households answered. */
  wishes: step,
  /** The latest item choice and how many doors chose. */
  choice: step,
  /** The latest vote and how many entitlements took part. */
  vote: step,
  openObjections: z.number().int(),
  overdueObjections: z.number().int(),
});
export const overviewCountsShape = z.object({
  estates: z.number().int(),
  withRoll: z.number().int(),
  withCards: z.number().int(),
  withWishes: z.number().int(),
  withChoice: z.number().int(),
  withVote: z.number().int(),
  openObjections: z.number().int(),
  overdue: z.number().int(),
});
export const funnelQuery = z.object({
  search: z.string().trim().max(50).optional(),
  stage: z
    .enum(['noRoll', 'noCards', 'noWishes', 'wishesOpen', 'choiceOpen', 'voteOpen', 'objections'])
    .optional(),
  sort: z.enum(['name', 'code', 'households']).default('code'),
  descending: z.stringbool().default(false),
});
const route = (path: `/participation/${string}`, summary: string) =>
  oc.route({ method: 'GET', path, summary });

export const overviewContract = {
  counts: route('/participation/overview', '民意总览').output(overviewCountsShape),
  attention: route('/participation/overview/attention', '到期与逾期')
    .input(
      z.object({
        overdue: z.stringbool().optional(),
        kind: z.enum(attentionKinds).optional(),
        page: z.coerce.number().int().min(1).max(100_000).default(1),
        size: z.coerce.number().int().min(1).max(200).default(20),
      }),
    )
    .output(z.object({ total: z.number().int(), items: z.array(attention) })),
  funnel: route('/participation/overview/estates', '各小区进展')
    .input(
      funnelQuery.extend({
        page: z.coerce.number().int().min(1).max(100_000).default(1),
        size: z.coerce.number().int().min(1).max(200).default(20),
      }),
    )
    .output(z.object({ total: z.number().int(), items: z.array(funnelRow) })),
};
