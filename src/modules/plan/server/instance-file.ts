import { z } from 'zod';
import { problem } from '#shared/problem.ts';
import { checkInstance } from '../domain/check-instance.ts';
import type { Instance, PlanResult } from '../domain/instance.ts';
import { planProblems } from '../problems.ts';

const year = z.int().min(1949).max(2200);
const wan = z.number().min(0).max(1e8);
const id = z.string().min(1).max(200);
const share = z.number().min(0).max(1);
const money = z.record(id, wan);

const candidate = z.strictObject({
  id,
  subdistrict: id,
  households: z.int().min(0).max(10_000_000),
  must: z.boolean(),
  score: z.number().min(0).max(1e6),
  willingness: share.default(0),
  need: money,
  utility: money.optional(),
  spread: z.array(share).min(1).max(30).optional(),
  after: z.strictObject({ id, lag: z.int().min(0).max(100) }).optional(),
  held: z.boolean().default(false),
  pin: year.optional(),
  forbid: z.array(year).optional(),
});

const instanceSchema = z.strictObject({
  startYears: z.array(year).min(1).max(60),
  payYears: z.array(year).min(1).max(90),
  classes: z.array(id).min(1).max(30),
  sources: z.array(
    z.strictObject({ id, classes: z.array(id), carry: z.boolean().default(false), budget: z.array(wan) }),
  ),
  utilities: z.array(z.strictObject({ id, budget: z.array(wan) })).default([]),
  subdistricts: z.array(
    z.strictObject({ id, capacity: z.array(z.int().min(0).max(1_000_000_000).nullable()) }),
  ),
  candidates: z.array(candidate),
  objective: z.strictObject({
    yearWeight: z.array(z.number().min(0).max(1e6)),
    deferPenalty: z.number().min(0).max(1e6),
    willingnessTie: z.number().min(0).max(1),
  }),
});

const resultSchema = z.strictObject({
  status: z.enum(['optimal', 'feasible', 'infeasible']),
  objective: z.number().nullable(),
  bound: z.number().nullable(),
  gap: z.number().nullable(),
  starts: z.record(z.string(), z.int().nullable()),
  flows: z.array(z.strictObject({ class: id, source: id, year: z.int(), amount: z.number() })).default([]),
  carried: z.array(z.strictObject({ source: id, from: z.int(), amount: z.number() })).default([]),
  binding: z.array(z.strictObject({ limit: z.string(), price: z.number() })).default([]),
  conflicts: z.array(z.strictObject({ limit: z.string(), text: z.string() })).default([]),
  seed: z.number().default(0),
  ms: z.number().default(0),
});

/** `candidates[3].need.basic` from a zod path. */
const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key),
    '',
  );

const zh = z.locales.zhCN();

/** First fault of a shape as path and Chinese reason. */
function firstFault(error: z.ZodError): { at: string; reason: string } {
  const issue = error.issues[0];
  if (!issue) return { at: '开头', reason: '格式不符' };
  return { at: pathText(issue.path) || '开头', reason: issue.message };
}

/**
 * Reads an instance from parsed JSON: shape, then everything checkInstance knows.
 * @throws Problem plan.instance-shape, plan.unknown-id, plan.duplicate-id or plan.precedence-circle
 */
export function readInstance(input: unknown): Instance {
  const parsed = instanceSchema.safeParse(input, { error: zh.localeError });
  if (!parsed.success) {
    const fault = firstFault(parsed.error);
    throw problem(planProblems, 'plan.instance-shape', fault, { at: fault.at });
  }
  const fault = checkInstance(parsed.data)[0];
  if (fault) throw problem(planProblems, fault.code, { at: fault.at, reason: fault.text }, { at: fault.at });
  return parsed.data;
}

/** Reads a result from parsed JSON. @throws Problem plan.result-shape */
export function readResult(input: unknown): PlanResult {
  const parsed = resultSchema.safeParse(input, { error: zh.localeError });
  if (parsed.success) return parsed.data;
  const fault = firstFault(parsed.error);
  throw problem(planProblems, 'plan.result-shape', fault, { at: fault.at });
}
