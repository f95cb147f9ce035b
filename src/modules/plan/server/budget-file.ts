import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { type Fen, fenFromWan } from '#shared/money.ts';
import { problem } from '#shared/problem.ts';
import type { Budget } from '../domain/build-instance.ts';
import { planProblems } from '../problems.ts';

/** One thing wrong in a budget file: where, and a Chinese sentence. */
export type BudgetFault = { readonly at: string; readonly message: string };
export type BudgetReading =
  | { readonly ok: true; readonly budget: Budget }
  | { readonly ok: false; readonly faults: readonly BudgetFault[] };

/** 元 and 万元 are the units a budget is written in; in fen. */
const units = { 万元: 'wan', 元: 'yuan' } as const;
const id = z.string().min(1).max(60);
const year = z.int().min(1949).max(2200);
const amount = z.number().min(0).max(1e10);
const households = z.int().min(0).max(10_000_000);

const budgetSchema = z.strictObject({
  unit: z.enum(['万元', '元']).default('万元'),
  years: z.array(year).min(1).max(60),
  channels: z.record(
    id,
    z.strictObject({
      purpose: z.array(z.enum(['basic', 'improvement', 'enhancement'])).min(1),
      carry: z.boolean().default(false),
      amounts: z.array(amount),
    }),
  ),
  capacity: z.record(id, z.union([households, z.array(households.nullable())])).default({}),
});
type BudgetForm = z.infer<typeof budgetSchema>;

const zh = z.locales.zhCN();

/** 万元 or 元 as fen; more digits than fen can hold are a fault of the file. */
function fenOf(value: number, unit: BudgetForm['unit']): Fen | null {
  try {
    const wan = units[unit] === 'wan' ? value : value / 10_000;
    return fenFromWan(wan.toFixed(6));
  } catch {
    return null;
  }
}

function formFaults(form: BudgetForm): BudgetFault[] {
  const faults: BudgetFault[] = [];
  const { years } = form;
  if (years.some((one, i) => i > 0 && one <= (years[i - 1] ?? one)))
    faults.push({ at: 'years', message: '年份应从早到晚排列，不得重复' });
  if (Object.keys(form.channels).length === 0)
    faults.push({ at: 'channels', message: '至少要有一个资金渠道' });
  for (const [name, channel] of Object.entries(form.channels)) {
    if (channel.amounts.length !== years.length)
      faults.push({
        at: `channels.${name}.amounts`,
        message: `有 ${channel.amounts.length} 个金额，应与 years 一致为 ${years.length} 个`,
      });
    channel.amounts.forEach((one, i) => {
      if (fenOf(one, form.unit) === null)
        faults.push({ at: `channels.${name}.amounts[${i}]`, message: `金额 ${one} 读不出` });
    });
  }
  for (const [name, list] of Object.entries(form.capacity))
    if (typeof list !== 'number' && list.length !== years.length)
      faults.push({
        at: `capacity.${name}`,
        message: `有 ${list.length} 个数，应为一个数，或与 years 一致为 ${years.length} 个`,
      });
  return faults;
}

function budgetOf(form: BudgetForm): Budget {
  const { years } = form;
  const channels = Object.entries(form.channels).map(([name, channel]) => ({
    id: name,
    classes: channel.purpose,
    carry: channel.carry,
    amounts: new Map(years.map((one, i) => [one, fenOf(channel.amounts[i] ?? 0, form.unit) ?? 0n])),
  }));
  const capacity = Object.entries(form.capacity).map(([name, list]) => {
    const perYear = years.flatMap((one, i): [number, number][] => {
      const value = typeof list === 'number' ? list : (list[i] ?? null);
      return value === null ? [] : [[one, value]];
    });
    return [name, new Map(perYear)] as const;
  });
  return { years, channels, capacity: new Map(capacity) };
}

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key),
    '',
  );

/** Reads a budget from parsed YAML; every fault at once. */
export function readBudget(input: unknown): BudgetReading {
  const parsed = budgetSchema.safeParse(input, { error: zh.localeError });
  if (!parsed.success)
    return {
      ok: false,
      faults: parsed.error.issues.map((issue) => ({
        at: pathText(issue.path) || '开头',
        message: issue.message,
      })),
    };
  const faults = formFaults(parsed.data);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, budget: budgetOf(parsed.data) };
}

/** Reads the text of a budget file (YAML, of which JSON is a part); every fault at once. */
export function readBudgetText(text: string): BudgetReading {
  try {
    return readBudget(parseYaml(text, { maxAliasCount: 0 }));
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return { ok: false, faults: [{ at: '开头', message: `不是有效的 YAML：${reason}` }] };
  }
}

/** The budget, or the refusal that names the first fault and carries all. @throws Problem plan.budget-shape */
export function budgetOrRefuse(reading: BudgetReading): Budget {
  if (reading.ok) return reading.budget;
  const first = reading.faults[0];
  throw problem(
    planProblems,
    'plan.budget-shape',
    { at: first?.at ?? '开头', reason: first?.message ?? '' },
    { ...(first ? { at: first.at } : {}), details: reading.faults },
  );
}
