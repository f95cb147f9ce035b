import { z } from 'zod';

const id = z.string().regex(/^[a-z][A-Za-z0-9-]*$/);
const share = z.string().regex(/^(0|1|0\.\d{1,18}|1\.0{1,18})$/, '份额应为 0 到 1 之间的小数');
const limit = z.strictObject({
  fen: z.string().regex(/^\d{1,15}$/),
  per: z.enum(['item', 'household', 'm2']),
});
const year = z.int().min(1949).max(2100);
const className = z.enum(['basic', 'improvement', 'enhancement']);

const rule = z.strictObject({
  id,
  title: z.string().min(1),
  class: className.nullable().default(null),
  items: z.array(id).default([]),
  meter: z.enum(['inside', 'outside']).nullable().default(null),
  pipe: z.enum(['utility', 'other']).nullable().default(null),
  propertyKinds: z.array(z.string().min(1)).default([]),
  builtFrom: year.nullable().default(null),
  builtTo: year.nullable().default(null),
  subdistricts: z.array(z.string().regex(/^\d{9}$/)).default([]),
  payers: z
    .array(
      z.strictObject({
        payer: id,
        share,
        cap: limit.nullable().default(null),
        floor: limit.nullable().default(null),
      }),
    )
    .min(1),
  remainder: id.nullable().default(null),
  basis: z.string().default(''),
  exception: z.string().default(''),
  unverified: z.boolean().default(true),
});

/** Who pays what until the district has put a set of its own in force, and what estimates assume of networks. */
export const fundingRulesShapes = {
  'funding.rules': z.strictObject({
    rules: z.array(rule).min(1).max(200),
    divisions: z.array(
      z.strictObject({
        items: z.array(id).default([]),
        method: z.enum(['area', 'equal', 'floor-coefficient']),
        coefficients: z
          .record(z.string().regex(/^(?:0|-?[1-9]\d{0,2})$/), z.string().regex(/^\d{1,3}(\.\d{1,6})?$/))
          .default({}),
      }),
    ),
  }),
  'funding.estimate': z.strictObject({
    /** Items that are networks of utilities; of their cost this share lies inside the meter, owned by … */
    networks: z.array(id),
    insideShare: share,
    pipe: z.enum(['utility', 'other']),
    /** Items no estimate from the catalogue contains, because they are decided entrance by entrance. */
    leaveOut: z.array(id),
  }),
} as const;
