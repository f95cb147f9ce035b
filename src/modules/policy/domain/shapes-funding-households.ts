import { z } from 'zod';
import { shareSchema } from './parameter.ts';

const id = z.string().regex(/^[a-z][A-Za-z]*$/);
const coefficient = z.string().regex(/^\d(\.\d{1,4})?$/, '应为 0 到 9 的小数，至多四位');

/** The shapes of residents' contributions: lifts by floor, and the maintenance fund's own rules. */
export const fundingHouseholdShapes = {
  /** Floor → coefficient of a lift's cost; a floor that is not here is refused, never guessed. */
  'funding.floorCoefficients': z
    .record(z.string().regex(/^-?\d{1,2}$/, '楼层应为整数'), coefficient)
    .refine((map) => Object.keys(map).length > 0, '至少一层')
    .refine((map) => Object.values(map).some((text) => Number(text) > 0), '至少一层的系数大于 0'),
  /** Kinds of `vote.matters` that make residents' money due; an item named in `byItem` asks for one of its own kinds. */
  'funding.bindingMatters': z.strictObject({
    matters: z.array(id).min(1, '至少一类事项'),
    byItem: z.record(id, z.array(id).min(1, '至少一类事项')),
  }),
  'funding.maintenanceFund': z.strictObject({
    /** Below this share of the first deposit the owners are told to renew. */
    renewBelow: shareSchema,
    /** Items of the catalogue that utilities owe and the fund never pays. */
    excludedItems: z.array(id),
    renewArticle: z.string().trim().min(1, '应写明条文'),
    excludedArticle: z.string().trim().min(1, '应写明条文'),
  }),
} as const;
