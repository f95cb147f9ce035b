import { z } from 'zod';

/** Where a figure comes from: the district plan, a statute, a superior document, or a default of this software. */
export const provenances = ['plan', 'law', 'superior', 'assumed'] as const;
export type Provenance = (typeof provenances)[number];

export const provenanceNames: Readonly<Record<Provenance, string>> = {
  plan: '实施方案',
  law: '法律法规',
  superior: '上级文件',
  assumed: '软件缺省',
};

/** A day `YYYY-MM-DD` that exists. */
export const daySchema = z.string().refine((text) => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}, '应为存在的日期，形如 2005-12-31');

/** A share as exact text: `0.75`, `2/3` or `1`; between 0 and 1. */
export const shareSchema = z
  .string()
  .refine((text) => readShare(text) !== null, '应为 0 到 1 之间的份额，形如 0.75 或 2/3');

export type Share = { readonly num: bigint; readonly den: bigint };

/** Reads a share as a fraction of integers, or null when it is none or lies outside 0 to 1. */
export function readShare(text: string): Share | null {
  const parts = /^(\d{1,9})(?:\.(\d{1,9})|\/(\d{1,9}))?$/.exec(text);
  if (!parts) return null;
  const [, whole = '0', fraction, over] = parts;
  const den = over === undefined ? 10n ** BigInt(fraction?.length ?? 0) : BigInt(over);
  const num = over === undefined ? BigInt(whole + (fraction ?? '')) : BigInt(whole);
  return den > 0n && num <= den ? { num, den } : null;
}

/** One figure or list of the pack, with the clause it serves and where it comes from. */
export const parameterSchema = z.strictObject({
  id: z.string().regex(/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/),
  title: z.string().min(1),
  value: z.unknown(),
  unit: z.string(),
  /** The plan's clause it serves, in the plan's own numbering: 三, 五(二) … */
  clause: z.string().min(1),
  provenance: z.enum(provenances),
  /** Document and article, or what the default was chosen after. */
  source: z.string().min(1),
  /** First day on which it holds, and the last one (null: open). */
  from: daySchema,
  to: daySchema.nullable(),
  /** True when somebody has to check the figure; always so for an assumed one. */
  unverified: z.boolean().default(false),
  note: z.string().default(''),
});
export type Parameter = z.infer<typeof parameterSchema>;

/** Whether the figure is shown as 待核 as long as nobody confirmed it. */
export const isUnverified = (parameter: Pick<Parameter, 'provenance' | 'unverified'>): boolean =>
  parameter.provenance === 'assumed' || parameter.unverified;
