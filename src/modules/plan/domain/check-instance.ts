import type { Candidate, Instance } from './instance.ts';

/** What makes an instance unusable; `code` is a key of the module's problem catalogue. */
export type InstanceFault = {
  readonly code: 'plan.instance-shape' | 'plan.unknown-id' | 'plan.duplicate-id' | 'plan.precedence-circle';
  readonly at: string;
  readonly text: string;
};

type Report = (code: InstanceFault['code'], at: string, text: string) => void;

const ascending = (years: readonly number[]): boolean =>
  years.every((year, i) => i === 0 || year > (years[i - 1] ?? year));

const isMoney = (wan: number): boolean => wan >= 0 && Math.abs(wan * 100 - Math.round(wan * 100)) <= 1e-4;

function checkIds(ids: readonly string[], at: string, report: Report): void {
  const seen = new Set<string>();
  ids.forEach((id, i) => {
    if (seen.has(id)) report('plan.duplicate-id', `${at}[${i}]`, `编号 ${id} 出现了两次`);
    seen.add(id);
  });
}

function checkBudget(budget: readonly number[], years: number, at: string, report: Report): void {
  if (budget.length !== years)
    report('plan.instance-shape', at, `预算有 ${budget.length} 个数，应有 ${years} 个（每个付款年一个）`);
  budget.forEach((wan, i) => {
    if (!isMoney(wan))
      report('plan.instance-shape', `${at}[${i}]`, `预算 ${wan} 应为不小于 0、至多两位小数的万元数`);
  });
}

function checkMoney(
  money: Readonly<Record<string, number>>,
  known: readonly string[],
  at: string,
  report: Report,
): void {
  for (const [key, wan] of Object.entries(money)) {
    if (!known.includes(key)) report('plan.unknown-id', `${at}.${key}`, `没有编号为 ${key} 的类别或专营单位`);
    if (!isMoney(wan))
      report('plan.instance-shape', `${at}.${key}`, `金额 ${wan} 应为不小于 0、至多两位小数的万元数`);
  }
}

function checkCandidate(
  instance: Instance,
  candidate: Candidate,
  at: string,
  known: { readonly subdistricts: ReadonlySet<string>; readonly candidates: ReadonlySet<string> },
  report: Report,
): void {
  const { startYears } = instance;
  if (!known.subdistricts.has(candidate.subdistrict))
    report('plan.unknown-id', `${at}.subdistrict`, `没有编号为 ${candidate.subdistrict} 的街道`);
  checkMoney(candidate.need, instance.classes, `${at}.need`, report);
  checkMoney(
    candidate.utility ?? {},
    instance.utilities.map((u) => u.id),
    `${at}.utility`,
    report,
  );
  if (candidate.after && !known.candidates.has(candidate.after.id))
    report('plan.unknown-id', `${at}.after.id`, `没有编号为 ${candidate.after.id} 的候选小区`);
  const spread = candidate.spread ?? [1];
  const sum = spread.reduce((a, b) => a + b, 0);
  if (spread.length === 0 || spread.some((share) => share < 0) || Math.abs(sum - 1) > 1e-6)
    report('plan.instance-shape', `${at}.spread`, `付款比例之和为 ${sum}，应为 1 且各项不小于 0`);
  for (const year of [candidate.pin, ...(candidate.forbid ?? [])])
    if (year !== undefined && !startYears.includes(year))
      report('plan.instance-shape', at, `${year} 年不在开工年份之内`);
}

/** Candidates on a circle of precedences, in order; empty if there is none. */
function precedenceCircle(candidates: readonly Candidate[]): string[] {
  const afterOf = new Map(candidates.map((c) => [c.id, c.after?.id]));
  const done = new Set<string>();
  for (const { id } of candidates) {
    const path: string[] = [];
    let at: string | undefined = id;
    while (at !== undefined && !done.has(at)) {
      const seen = path.indexOf(at);
      if (seen >= 0) return path.slice(seen);
      path.push(at);
      at = afterOf.get(at);
    }
    for (const step of path) done.add(step);
  }
  return [];
}

/** Checks what a shape alone cannot: lengths, known and unique ids, circles. Empty list: usable. */
export function checkInstance(instance: Instance): InstanceFault[] {
  const faults: InstanceFault[] = [];
  const report: Report = (code, at, text) => void faults.push({ code, at, text });
  const { startYears, payYears, classes, sources, utilities, subdistricts, candidates } = instance;
  if (startYears.length === 0 || !ascending(startYears))
    report('plan.instance-shape', 'startYears', '开工年份应至少一个并从早到晚排列');
  if (payYears.length === 0 || !ascending(payYears))
    report('plan.instance-shape', 'payYears', '付款年份应至少一个并从早到晚排列');
  if (instance.objective.yearWeight.length !== startYears.length)
    report('plan.instance-shape', 'objective.yearWeight', `年度权重应有 ${startYears.length} 个`);
  checkIds(classes, 'classes', report);
  for (const [name, list] of Object.entries({ sources, utilities, subdistricts, candidates }))
    checkIds(
      list.map((item) => item.id),
      name,
      report,
    );
  sources.forEach((source, i) => {
    checkBudget(source.budget, payYears.length, `sources[${i}].budget`, report);
    for (const name of source.classes)
      if (!classes.includes(name))
        report('plan.unknown-id', `sources[${i}].classes`, `没有编号为 ${name} 的类别`);
  });
  utilities.forEach((u, i) => {
    checkBudget(u.budget, payYears.length, `utilities[${i}].budget`, report);
  });
  subdistricts.forEach((s, i) => {
    if (s.capacity.length !== startYears.length)
      report('plan.instance-shape', `subdistricts[${i}].capacity`, `能力应有 ${startYears.length} 个数`);
  });
  const known = {
    subdistricts: new Set(subdistricts.map((s) => s.id)),
    candidates: new Set(candidates.map((c) => c.id)),
  };
  candidates.forEach((c, i) => {
    checkCandidate(instance, c, `candidates[${i}]`, known, report);
  });
  const circle = precedenceCircle(candidates);
  if (circle.length > 0)
    report('plan.precedence-circle', 'candidates', `先后关系成环：${circle.join(' → ')} → ${circle[0]}`);
  return faults;
}
