import { z } from 'zod';

const cm2 = z.string();
const count = z.number().int();

export const rollSumsShape = z.object({
  parts: count,
  heads: count,
  areaCm2: cm2,
  unsoldParts: count,
  unable: count,
});
export const excludedShape = z.object({
  partId: z.string(),
  place: z.string(),
  kind: z.string(),
  reason: z.string(),
});

export const rollRowShape = z.object({
  id: z.uuid(),
  partId: z.uuid(),
  /** 票号 on the papers; the bundle does not have it. */
  paperNumber: z.string(),
  building: z.string(),
  entrance: z.string(),
  room: z.string(),
  kind: z.string(),
  areaCm2: cm2,
  areaSource: z.string(),
  ownerMasked: z.string(),
  coOwners: count,
  unsold: z.boolean(),
  /** False: co-owners who have not nominated, or an owner nobody knows. */
  able: z.boolean(),
  /** Has handed in a ballot. */
  voted: z.boolean(),
});
const faultShape = z.object({
  partId: z.string(),
  place: z.string(),
  code: z.string(),
  message: z.string(),
  blocking: z.boolean(),
});
export const rollPreviewShape = z.object({
  sums: rollSumsShape,
  faults: z.array(faultShape),
  excluded: z.array(excludedShape),
});
export const correctionShape = z.object({
  id: z.uuid(),
  rollVersion: count,
  place: z.string(),
  change: z.enum(['added', 'removed', 'changed', 'nominated']),
  before: z.unknown(),
  after: z.unknown(),
  reason: z.string(),
  at: z.string(),
  by: z.string(),
});
export const proxyShape = z.object({
  id: z.uuid(),
  kind: z.enum(['proxy', 'representative']),
  entitlementId: z.uuid().nullable(),
  place: z.string(),
  agentMasked: z.string(),
  relation: z.string(),
  signedOn: z.string(),
  fileId: z.uuid(),
  fileName: z.string(),
  revokedAt: z.string().nullable(),
  revokeReason: z.string().nullable(),
  version: count,
  createdAt: z.string(),
  createdBy: z.string(),
});
