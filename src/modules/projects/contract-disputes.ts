import { z } from 'zod';
import { disputePapers } from './domain/dispute.ts';

/** A dispute record as it is read. */
export const disputeShape = z.object({
  id: z.uuid(),
  estateId: z.uuid(),
  estateName: z.string(),
  regionCode: z.string(),
  reason: z.string(),
  rounds: z.array(z.object({ day: z.string(), summary: z.string(), by: z.string() })),
  papers: z.array(
    z.object({ paper: z.enum(disputePapers), day: z.string(), title: z.string(), by: z.string() }),
  ),
  state: z.enum(['open', 'released']),
  lacking: z.array(z.string()),
  /** Numbers of residents' objections that hold it besides; settled in 异议与答复. */
  objections: z.array(z.string()),
  openedBy: z.string(),
  openedAt: z.string(),
  releasedBy: z.string().nullable(),
  releasedAt: z.string().nullable(),
  releaseReason: z.string().nullable(),
  version: z.number().int(),
});

/** An estate that residents' objections make disputed while no record of it is open. */
export const disputeSuggestion = z.object({
  estateId: z.uuid(),
  estateName: z.string(),
  objections: z.number().int(),
  /** ISO instant the earliest was received. */
  since: z.string(),
  numbers: z.array(z.string()),
});
