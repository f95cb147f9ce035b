import { oc } from '@orpc/contract';
import { z } from 'zod';
import { defineActions, roles } from '#shared/actor.ts';
import { provenances } from './domain/parameter.ts';

/** Who may read the rules, and who may confirm or override a figure. */
export const policyActions = defineActions({
  'policy.read': roles,
  'policy.decide': ['administrator', 'taskForce'],
});

const parameterId = z.string().min(3).max(80);

export const parameterShape = z.object({
  id: z.string(),
  title: z.string(),
  value: z.unknown(),
  /** The value the pack gives, before any override. */
  packValue: z.unknown(),
  unit: z.string(),
  clause: z.string(),
  provenance: z.enum(provenances),
  source: z.string(),
  note: z.string(),
  from: z.string(),
  to: z.string().nullable(),
  standing: z.enum(['given', 'unverified', 'confirmed', 'overridden']),
  reason: z.string().nullable(),
  /** Number of the last decision, to be sent back with the next one; null when there is none. */
  revision: z.string().nullable(),
});

export const decisionShape = z.object({
  id: z.string(),
  kind: z.enum(['confirm', 'override', 'revert']),
  value: z.unknown(),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
});

const figureShape = z.object({
  title: z.string(),
  /** Null when the figure cannot be told yet. */
  value: z.union([z.number(), z.string()]).nullable(),
  unit: z.string(),
});

export const clauseShape = z.object({
  id: z.string(),
  says: z.string(),
  duty: z.string(),
  responsible: z.string(),
  modules: z.array(z.string()),
  status: z.enum(['done', 'partial', 'pending']),
  places: z.array(z.object({ kind: z.enum(['page', 'rule', 'test']), title: z.string(), at: z.string() })),
  lacking: z.string(),
  figures: z.array(figureShape),
});

export const policyContract = {
  parameters: {
    list: oc.route({ method: 'GET', path: '/policy/parameters', summary: '政策参数' }).output(
      z.object({
        pack: z.object({
          id: z.string(),
          title: z.string(),
          version: z.string(),
          documents: z.array(
            z.object({ title: z.string(), number: z.string(), day: z.string().nullable(), note: z.string() }),
          ),
        }),
        parameters: z.array(parameterShape),
      }),
    ),
    show: oc
      .route({ method: 'GET', path: '/policy/parameters/{id}', summary: '一个参数及其历史' })
      .input(z.object({ id: parameterId }))
      .output(z.object({ parameter: parameterShape, history: z.array(decisionShape) })),
    decide: oc
      .route({ method: 'POST', path: '/policy/parameters/{id}', summary: '确认、调整或恢复一个参数' })
      .input(
        z.object({
          id: parameterId,
          kind: z.enum(['confirm', 'override', 'revert']),
          value: z.unknown().optional(),
          reason: z.string().trim().min(1, '请填写理由').max(500),
          revision: z
            .string()
            .regex(/^\d{1,18}$/)
            .nullable(),
        }),
      )
      .output(z.object({ parameter: parameterShape, history: z.array(decisionShape) })),
  },
  clauses: {
    list: oc
      .route({ method: 'GET', path: '/policy/clauses', summary: '政策落实' })
      .output(z.array(clauseShape)),
  },
};
