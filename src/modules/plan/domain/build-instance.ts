import type { Candidate, Instance, Source, Subdistrict } from './instance.ts';

/** What planning needs to know of a surveyed estate; null is unknown. */
export type PlanEstate = {
  readonly id: string;
  readonly name: string;
  /** 9-digit code, or the name as written where no code is known. */
  readonly subdistrict: string | null;
  readonly households: number | null;
  readonly floorAreaCm2: bigint | null;
  /** The whole verdict of clause 三. */
  readonly eligible: 'yes' | 'no' | 'unknown';
  /** What clause 三 lacks, as short sentences; empty when eligible. */
  readonly lacking: readonly string[];
  readonly target: 'must' | 'aspire' | null;
  /** 0 to 100. */
  readonly score: number;
  /** Share of households that agree, 0 to 1. */
  readonly willingness: number | null;
  /** In dispute and the gate of clause 五(二) not passed. */
  readonly held: boolean;
};

/** One funding channel: the classes it may pay, and its money by year in fen. */
export type BudgetChannel = {
  readonly id: string;
  readonly classes: readonly string[];
  readonly carry: boolean;
  /** Year → fen; a year left out has none. */
  readonly amounts: ReadonlyMap<number, bigint>;
};

export type Budget = {
  readonly years: readonly number[];
  readonly channels: readonly BudgetChannel[];
  /** Subdistrict → year → households that can be renovated; left out: unlimited. */
  readonly capacity: ReadonlyMap<string, ReadonlyMap<number, number>>;
};

/** The figures of the rule pack that planning reads. */
export type PlanValues = {
  readonly 'cycle.startYears': readonly number[];
  /** 元 per ㎡ as exact text, by class. */
  readonly 'cost.unit': Readonly<Record<string, string>>;
  readonly 'plan.yearWeight': readonly number[];
  readonly 'plan.deferPenalty': number;
  readonly 'plan.willingnessTie': number;
};

/** A year a person set for an estate: pinned, forbidden, or already done in it. */
export type YearLimit = {
  readonly estateId: string;
  readonly kind: 'pin' | 'forbid' | 'done';
  readonly year: number;
  readonly reason: string;
};

/** An estate that is no candidate: why, and the year in which it was done, if it was. */
export type Outside = { readonly id: string; readonly start: number | null; readonly why: string };

export type Built = {
  readonly instance: Instance;
  readonly outside: readonly Outside[];
  readonly warnings: readonly string[];
};

export type BuildOptions = {
  readonly limits?: readonly YearLimit[];
  /** First year in which something may still start; earlier years hold only what was done. */
  readonly openFrom?: number;
  /** Chinese names of subdistricts for the warnings. */
  readonly subdistrictNames?: Readonly<Record<string, string>>;
};

/** Fen in 0.01 万元. */
const fenPerTick = 10_000n;
/** Stands for the subdistrict of an estate whose subdistrict is unknown. */
const nowhere = '街道不详';

/** 元 text with at most two decimals as fen. */
function fenOfYuan(yuan: string): bigint {
  const [whole = '0', fraction = ''] = yuan.split('.');
  return BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'));
}

/** Fen as 万元 with two decimals; budgets are cut, never rounded up, so that nothing is overspent. */
const wanOfFen = (fen: bigint): number => Number(fen / fenPerTick) / 100;

/** Need of one class in fen, rounded half up to 0.01 万元: floor area × unit cost. */
export function needFen(floorAreaCm2: bigint, yuanPerM2: string): bigint {
  const exact = floorAreaCm2 * fenOfYuan(yuanPerM2);
  const tick = 10_000n * fenPerTick;
  return ((exact + tick / 2n) / tick) * fenPerTick;
}

/** The years that can start: those of the cycle that have a budget line, or the budget's own outside any cycle. */
function yearsOf(budget: Budget, values: PlanValues, openFrom: number) {
  const cycle = values['cycle.startYears'];
  const inside = cycle.filter((year) => budget.years.includes(year));
  const all = inside.length > 0 ? inside : budget.years;
  const weights = values['plan.yearWeight'];
  const weightOf = (year: number): number => weights[all.indexOf(year)] ?? weights.at(-1) ?? 1;
  const startYears = all.filter((year) => year >= openFrom);
  return {
    startYears,
    payYears: budget.years.filter((year) => year >= openFrom),
    yearWeight: startYears.map(weightOf),
  };
}

/** The answer to 为何是这一年 of an estate entered afterwards as done. */
export const doneWhy = ({ year, reason }: Pick<YearLimit, 'year' | 'reason'>): string =>
  `已于${year}年实施（补录：${reason}）`;

/** Why an estate is no candidate; null when it is one. */
function outsideWhy(estate: PlanEstate): string | null {
  const lacking = estate.lacking.length > 0 ? `：${estate.lacking.join('；')}` : '';
  if (estate.eligible === 'no') return `不在改造范围（方案三）${lacking}`;
  if (estate.eligible === 'unknown') return `是否符合方案三尚不能认定，未列入${lacking}`;
  const unknown = [
    estate.floorAreaCm2 === null ? '建筑面积' : '',
    estate.households === null ? '户数' : '',
  ].filter(Boolean);
  return unknown.length > 0 ? `${unknown.join('和')}不详，无法测算资金和施工能力，未列入` : null;
}

function candidateOf(estate: PlanEstate, limits: readonly YearLimit[], values: PlanValues): Candidate {
  const fixed = limits.find((one) => one.kind === 'done') ?? limits.find((one) => one.kind === 'pin');
  const forbid = limits.filter((one) => one.kind === 'forbid').map((one) => one.year);
  const area = estate.floorAreaCm2 ?? 0n;
  const need = Object.entries(values['cost.unit']).map(([id, yuan]) => [id, wanOfFen(needFen(area, yuan))]);
  return {
    id: estate.id,
    subdistrict: estate.subdistrict ?? nowhere,
    households: estate.households ?? 0,
    must: estate.target === 'must',
    score: estate.score,
    willingness: estate.willingness ?? 0,
    need: Object.fromEntries(need),
    held: estate.held,
    ...(fixed ? { pin: fixed.year } : {}),
    ...(forbid.length > 0 ? { forbid } : {}),
  };
}

/** Splits the estates into candidates and those outside, each of the latter with its sentence. */
function splitEstates(
  estates: readonly PlanEstate[],
  limits: readonly YearLimit[],
  values: PlanValues,
  startYears: readonly number[],
) {
  const candidates: Candidate[] = [];
  const outside: Outside[] = [];
  for (const estate of estates) {
    const own = limits.filter((one) => one.estateId === estate.id);
    const done = own.find((one) => one.kind === 'done');
    const why = outsideWhy(estate);
    if (done && (why !== null || !startYears.includes(done.year)))
      outside.push({
        id: estate.id,
        start: done.year,
        why: `已于${done.year}年实施（补录：${done.reason}）`,
      });
    else if (why !== null) outside.push({ id: estate.id, start: null, why });
    else {
      const usable = own.filter((one) => startYears.includes(one.year));
      candidates.push(candidateOf(estate, usable, values));
    }
  }
  return { candidates, outside };
}

function subdistrictsOf(
  candidates: readonly Candidate[],
  budget: Budget,
  startYears: readonly number[],
): Subdistrict[] {
  const ids = [...new Set(candidates.map((one) => one.subdistrict))].sort();
  return ids.map((id) => ({
    id,
    capacity: startYears.map((year) => budget.capacity.get(id)?.get(year) ?? null),
  }));
}

const sourceOf = (
  channel: BudgetChannel,
  classes: readonly string[],
  payYears: readonly number[],
): Source => ({
  id: channel.id,
  classes: channel.classes.filter((one) => classes.includes(one)),
  carry: channel.carry,
  budget: payYears.map((year) => wanOfFen(channel.amounts.get(year) ?? 0n)),
});

/**
 * The plan problem out of surveyed estates, budgets, capacities, set years and the rule pack: what the command
 * line and the console both solve. Only estates that clearly qualify under clause 三, and whose floor area and
 * households are known, are candidates; every other one is answered with the sentence that says why. Need is
 * floor area × unit cost by class, paid whole in the start year.
 */
export function buildInstance(
  estates: readonly PlanEstate[],
  budget: Budget,
  values: PlanValues,
  options: BuildOptions = {},
): Built {
  const { startYears, payYears, yearWeight } = yearsOf(budget, values, options.openFrom ?? 0);
  const classes = Object.keys(values['cost.unit']);
  const { candidates, outside } = splitEstates(estates, options.limits ?? [], values, startYears);
  const subdistricts = subdistrictsOf(candidates, budget, startYears);
  const nameOf = (id: string): string => options.subdistrictNames?.[id] ?? id;
  const warnings = subdistricts
    .filter((one) => one.capacity.some((households) => households === null))
    .map((one) =>
      one.capacity.every((households) => households === null)
        ? `${nameOf(one.id)}没有施工能力数据，按不限计`
        : `${nameOf(one.id)}有的年份没有施工能力数据，该年按不限计`,
    );
  const instance: Instance = {
    startYears,
    payYears,
    classes,
    sources: budget.channels.map((channel) => sourceOf(channel, classes, payYears)),
    utilities: [],
    subdistricts,
    candidates,
    objective: {
      yearWeight,
      deferPenalty: values['plan.deferPenalty'],
      willingnessTie: values['plan.willingnessTie'],
    },
  };
  return { instance, outside, warnings };
}
