/**
 * The slow second opinion: reads instance and result as anyone outside would and checks every rule of the plan
 * problem in exact decimal arithmetic. Shares nothing with the solver but the two file shapes.
 */
import type { Candidate, Instance, PlanResult } from './instance.ts';

export type VerdictFault = { readonly rule: string; readonly text: string };
export type Verdict = {
  readonly ok: boolean;
  readonly faults: readonly VerdictFault[];
  /** Recomputed objective; null where the result has no plan. */
  readonly objective: number | null;
};

const unitDigits = 18;
const unit = 10n ** BigInt(unitDigits);
/** 0.01 万元 in exact units. */
const cent = unit / 100n;
/** Rounding accepted over the whole flow: 0.3 万元. */
const flowTolerance = (unit * 3n) / 10n;

/** A JSON number as an exact multiple of 10^-18. */
function exact(value: number): bigint {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const negative = whole.startsWith('-');
  const shift = unitDigits - fraction.length + Number(exponent);
  const digits = BigInt(whole.replace('-', '') + fraction);
  const size = shift >= 0 ? digits * 10n ** BigInt(shift) : digits / 10n ** BigInt(-shift);
  return negative ? -size : size;
}

const text = (amount: bigint): string => (Number(amount / (cent / 100n)) / 10_000).toFixed(2);

/** Rounds an exact amount to 0.01 万元, half up. */
const toCent = (amount: bigint): bigint => ((amount + cent / 2n) / cent) * cent;

type Report = (rule: string, text: string) => void;

function checkStarts(instance: Instance, result: PlanResult, report: Report): void {
  const known = new Map(instance.candidates.map((c) => [c.id, c]));
  for (const id of Object.keys(result.starts))
    if (!known.has(id)) report('starts', `结果中的 ${id} 不在候选小区之内`);
  for (const c of instance.candidates) {
    const year = Object.hasOwn(result.starts, c.id) ? result.starts[c.id] : undefined;
    if (year === undefined) report('starts', `结果缺少 ${c.id}`);
    if (year === undefined || year === null) {
      if (c.pin !== undefined) report('pin', `${c.id} 指定在 ${c.pin} 年开工，结果未列入`);
      continue;
    }
    if (!instance.startYears.includes(year)) report('starts', `${c.id} 的 ${year} 年不是开工年份`);
    if (c.held) report('held', `${c.id} 有争议暂缓，结果却列入 ${year} 年`);
    if (c.pin !== undefined && c.pin !== year)
      report('pin', `${c.id} 指定在 ${c.pin} 年开工，结果为 ${year} 年`);
    if (c.forbid?.includes(year)) report('forbid', `${c.id} 不得在 ${year} 年开工`);
    checkAfter(c, year, result, report);
  }
}

function checkAfter(c: Candidate, year: number, result: PlanResult, report: Report): void {
  if (!c.after) return;
  const before = Object.hasOwn(result.starts, c.after.id) ? result.starts[c.after.id] : undefined;
  if (before === undefined || before === null)
    report('after', `${c.id} 须在 ${c.after.id} 之后，而 ${c.after.id} 未列入`);
  else if (year < before + c.after.lag)
    report('after', `${c.id}（${year} 年）须比 ${c.after.id}（${before} 年）至少晚 ${c.after.lag} 年`);
}

function checkCapacity(instance: Instance, result: PlanResult, report: Report): void {
  const used = new Map<string, number>();
  for (const c of instance.candidates) {
    const at = `${c.subdistrict}\n${result.starts[c.id]}`;
    used.set(at, (used.get(at) ?? 0) + c.households);
  }
  for (const s of instance.subdistricts)
    instance.startYears.forEach((year, t) => {
      const limit = s.capacity[t];
      const households = used.get(`${s.id}\n${year}`) ?? 0;
      if (limit !== null && limit !== undefined && households > limit)
        report('capacity', `街道 ${s.id} ${year} 年安排 ${households} 户，超过能力 ${limit} 户`);
    });
}

/** Exact need per key and pay year; money that falls outside the pay years is a fault. */
function needs(
  instance: Instance,
  result: PlanResult,
  moneyOf: (c: Candidate) => Readonly<Record<string, number>>,
  report: Report,
): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const c of instance.candidates) {
    const start = result.starts[c.id];
    if (start === null || start === undefined) continue;
    for (const [key, wan] of Object.entries(moneyOf(c)))
      (c.spread ?? [1]).forEach((share, j) => {
        const part = (exact(wan) * exact(share)) / unit;
        if (part === 0n) return;
        if (!instance.payYears.includes(start + j))
          report('pay-years', `${c.id} 在 ${start + j} 年须付款，该年不在付款年份之内`);
        const at = `${key}\n${start + j}`;
        sums.set(at, (sums.get(at) ?? 0n) + part);
      });
  }
  return sums;
}

function checkUtilities(instance: Instance, result: PlanResult, report: Report): void {
  const sums = needs(instance, result, (c) => c.utility ?? {}, report);
  for (const u of instance.utilities)
    instance.payYears.forEach((year, y) => {
      const need = toCent(sums.get(`${u.id}\n${year}`) ?? 0n);
      const budget = exact(u.budget[y] ?? 0);
      if (need > budget)
        report('utility', `专营单位 ${u.id} ${year} 年需 ${text(need)} 万元，预算 ${text(budget)} 万元`);
    });
}

/** Money paid per class and year must be what the starts need, within the tolerance over the whole flow. */
function checkClassFlows(instance: Instance, result: PlanResult, report: Report): void {
  const sums = needs(instance, result, (c) => c.need, report);
  let off = 0n;
  for (const name of instance.classes)
    for (const year of instance.payYears) {
      const need = toCent(sums.get(`${name}\n${year}`) ?? 0n);
      const paid = result.flows
        .filter((f) => f.class === name && f.year === year)
        .reduce((sum, f) => sum + exact(f.amount), 0n);
      const difference = paid > need ? paid - need : need - paid;
      off += difference;
      if (difference > flowTolerance)
        report('class-need', `${name} ${year} 年需 ${text(need)} 万元，安排 ${text(paid)} 万元`);
    }
  if (off > flowTolerance) report('class-need', `资金安排与需求合计相差 ${text(off)} 万元，超过 0.3 万元`);
}

function checkFlowEntries(instance: Instance, result: PlanResult, report: Report): void {
  for (const f of result.flows) {
    const source = instance.sources.find((s) => s.id === f.source);
    if (!source || !instance.classes.includes(f.class) || !instance.payYears.includes(f.year))
      report('flow', `资金行 ${f.class}/${f.source}/${f.year} 的类别、来源或年份不存在`);
    else if (!source.classes.includes(f.class)) report('earmark', `来源 ${f.source} 不得用于 ${f.class}`);
    if (!(f.amount >= 0)) report('flow', `资金行 ${f.class}/${f.source}/${f.year} 金额为负`);
  }
  for (const k of result.carried) {
    const source = instance.sources.find((s) => s.id === k.source);
    const y = instance.payYears.indexOf(k.from);
    if (!source || y < 0) report('carry', `结转行 ${k.source}/${k.from} 的来源或年份不存在`);
    else if (!source.carry && k.amount !== 0) report('carry', `来源 ${k.source} 不得结转`);
    else if (y === instance.payYears.length - 1 && k.amount !== 0)
      report('carry', `来源 ${k.source} 在最后一年 ${k.from} 之后不能再结转`);
    if (!(k.amount >= 0)) report('carry', `结转行 ${k.source}/${k.from} 金额为负`);
  }
}

function checkSources(instance: Instance, result: PlanResult, report: Report): void {
  const carriedFrom = (id: string, year: number | undefined): bigint =>
    result.carried
      .filter((k) => k.source === id && k.from === year)
      .reduce((sum, k) => sum + exact(k.amount), 0n);
  for (const s of instance.sources)
    instance.payYears.forEach((year, y) => {
      const paid = result.flows
        .filter((f) => f.source === s.id && f.year === year)
        .reduce((sum, f) => sum + exact(f.amount), 0n);
      const out = paid + carriedFrom(s.id, year);
      const has = exact(s.budget[y] ?? 0) + carriedFrom(s.id, instance.payYears[y - 1]);
      if (out > has)
        report('source', `来源 ${s.id} ${year} 年支出并结转 ${text(out)} 万元，可用 ${text(has)} 万元`);
    });
}

function recomputed(instance: Instance, result: PlanResult): number {
  const { yearWeight, deferPenalty, willingnessTie } = instance.objective;
  let sum = 0;
  for (const c of instance.candidates) {
    const year = result.starts[c.id];
    const t = year === null || year === undefined ? -1 : instance.startYears.indexOf(year);
    if (t >= 0) sum += (yearWeight[t] ?? 0) * c.score * c.households * (1 + willingnessTie * c.willingness);
    else if (c.must && !c.held) sum -= deferPenalty * 100 * c.households;
  }
  return sum;
}

function checkFigures(objective: number, result: PlanResult, report: Report): void {
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b));
  const { bound, gap } = result;
  if (result.objective === null || !near(result.objective, objective))
    report('objective', `目标值写为 ${result.objective}，按定义为 ${objective}`);
  if (bound === null || (bound < objective && !near(bound, objective)))
    report('bound', `上界 ${bound} 低于目标值 ${objective}`);
  else {
    const expected = Math.max(0, bound - objective) / (Math.abs(bound) || 1);
    if (gap === null || Math.abs(gap - expected) > 1e-6)
      report('gap', `差距写为 ${gap}，按定义为 ${expected}`);
    if (result.status === 'optimal' && expected > 1e-6)
      report('status', `写为最优，但与上界仍差 ${expected}`);
  }
}

/** Checks a result against its instance; every fault found, in Chinese, none hidden behind another. */
export function verifyPlan(instance: Instance, result: PlanResult): Verdict {
  const faults: VerdictFault[] = [];
  const report: Report = (rule, words) => void faults.push({ rule, text: words });
  if (result.status === 'infeasible') {
    if (result.conflicts.length === 0) report('conflicts', '写为无解，但没有列出相互冲突的限制');
    if (Object.values(result.starts).some((year) => year !== null))
      report('starts', '写为无解，却列有开工年份');
    return { ok: faults.length === 0, faults, objective: null };
  }
  checkStarts(instance, result, report);
  checkCapacity(instance, result, report);
  checkUtilities(instance, result, report);
  checkFlowEntries(instance, result, report);
  checkClassFlows(instance, result, report);
  checkSources(instance, result, report);
  const objective = recomputed(instance, result);
  checkFigures(objective, result, report);
  return { ok: faults.length === 0, faults, objective };
}
