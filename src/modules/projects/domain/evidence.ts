import { z } from 'zod';
import { applicationStates, applicationSteps } from './application.ts';
import { conditionIds } from './eligibility.ts';

/** A condition's verdict with its evidence, as stored and as said over the wire. */
export const conditionShape = z.object({
  id: z.enum(conditionIds),
  title: z.string(),
  clause: z.string(),
  met: z.enum(['yes', 'no', 'unknown']),
  evidence: z.string(),
  missing: z.string().nullable(),
});

/** A factor's points with inputs and formula, likewise. */
export const factorShape = z.object({
  id: z.string(),
  title: z.string(),
  basis: z.string(),
  weight: z.number(),
  points: z.number(),
  contribution: z.number(),
  known: z.boolean(),
  input: z.string(),
  formula: z.string(),
});

/** One step an application took. */
export const stepShape = z.object({
  id: z.string(),
  step: z.enum(applicationSteps),
  state: z.enum(applicationStates),
  opinion: z.enum(['support', 'oppose']).nullable(),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
});
