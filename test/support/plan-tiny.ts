/** Tiny plan instances with every feature, and a search through all plans that shares nothing with the engine. */
import type { Candidate, Instance } from '#modules/plan/domain/instance.ts';
import { type Random, seededRandom } from '#modules/plan/domain/random.ts';

const pick = <T>(random: Random, list: readonly T[]): T => list[random.below(list.length)] as T;

function tinyCandidate(random: Random, i: number, startYears: readonly number[], pins: boolean): Candidate {
  const spread = pick(random, [undefined, [1], [0.6, 0.4], [0.333, 0.667], [0.5, 0.25, 0.25]]);
  return {
    id: `E${i}`,
    subdistrict: pick(random, ['s1', 's2', 's3']),
    households: 10 + random.below(90),
    must: random.next() < 0.6,
    score: Math.round(random.next() * 1000) / 10,
    willingness: Math.round(random.next() * 100) / 100,
    need: {
      basic: Math.round(random.next() * 20_000) / 100,
      ...(random.next() < 0.6 ? { improvement: Math.round(random.next() * 8_000) / 100 } : {}),
    },
    ...(random.next() < 0.5 ? { utility: { water: Math.round(random.next() * 3_000) / 100 } } : {}),
    ...(spread ? { spread } : {}),
    ...(i > 0 && random.next() < 0.3 ? { after: { id: `E${random.below(i)}`, lag: random.below(3) } } : {}),
    held: random.next() < 0.1,
    ...(pins && random.next() < 0.3 ? { pin: pick(random, startYears) } : {}),
    ...(random.next() < 0.15 ? { forbid: [pick(random, startYears)] } : {}),
  };
}

/** An instance of up to `most` candidates over three start years. */
export function tinyInstance(seed: number, most = 6, pins = seed % 2 === 0): Instance {
  const random = seededRandom(seed);
  const startYears = [2021, 2022, 2023];
  const payYears = [2021, 2022, 2023, 2024];
  const budget = (most: number): number[] => payYears.map(() => Math.round(random.next() * most * 100) / 100);
  return {
    startYears,
    payYears,
    classes: ['basic', 'improvement'],
    sources: [
      { id: 'central', classes: ['basic'], carry: false, budget: budget(150) },
      { id: 'city', classes: ['basic', 'improvement'], carry: true, budget: budget(120) },
      { id: 'social', classes: ['improvement'], carry: random.next() < 0.5, budget: budget(40) },
    ],
    utilities: [{ id: 'water', budget: budget(30) }],
    subdistricts: ['s1', 's2', 's3'].map((id, d) => ({
      id,
      capacity: startYears.map(() => (d === 2 ? null : 30 + random.below(120))),
    })),
    candidates: Array.from({ length: 1 + random.below(most) }, (_, i) =>
      tinyCandidate(random, i, startYears, pins),
    ),
    objective: { yearWeight: [1, 0.95, 0.9], deferPenalty: 3, willingnessTie: 0.0001 },
  };
}

type Starts = readonly (number | null)[];

/** Ticks needed by key and pay year, rounded once per row; null where money falls outside the pay years. */
function rows(
  instance: Instance,
  starts: Starts,
  of: (c: Candidate) => Readonly<Record<string, number>>,
): Map<string, number> | null {
  const sums = new Map<string, number>();
  for (const [u, year] of starts.entries()) {
    const c = instance.candidates[u];
    if (year === null || !c) continue;
    for (const [key, wan] of Object.entries(of(c)))
      for (const [j, share] of (c.spread ?? [1]).entries()) {
        if (wan * share === 0) continue;
        if (!instance.payYears.includes(year + j)) return null;
        const at = `${key}:${year + j}`;
        sums.set(at, (sums.get(at) ?? 0) + Math.round(wan * 100) * Math.round(share * 1000));
      }
  }
  return new Map([...sums].map(([key, sum]) => [key, Math.floor((sum + 500) / 1000)]));
}

/** Money suffices exactly when every set of rows is covered by the budgets that may pay for any of them (Hall). */
function moneySuffices(instance: Instance, need: Map<string, number>): boolean {
  const keys = [...need.keys()];
  for (let set = 1; set < 1 << keys.length; set += 1) {
    const chosen = keys.filter((_, i) => (set >> i) & 1);
    const wanted = chosen.reduce((sum, key) => sum + (need.get(key) ?? 0), 0);
    let has = 0;
    for (const s of instance.sources)
      instance.payYears.forEach((year, y) => {
        const reaches = chosen.some((key) => {
          const [name = '', at] = key.split(':');
          return s.classes.includes(name) && (Number(at) === year || (s.carry && Number(at) > year));
        });
        if (reaches) has += Math.round((s.budget[y] ?? 0) * 100);
      });
    if (wanted > has) return false;
  }
  return true;
}

function allowed(instance: Instance, starts: Starts): boolean {
  const year = new Map(instance.candidates.map((c, u) => [c.id, starts[u] ?? null]));
  for (const c of instance.candidates) {
    const at = year.get(c.id) ?? null;
    if (c.pin !== undefined && at !== c.pin) return false;
    if (at === null) continue;
    if (c.held || c.forbid?.includes(at)) return false;
    const before = c.after ? (year.get(c.after.id) ?? null) : at;
    if (before === null || at < before + (c.after?.lag ?? 0)) return false;
  }
  for (const s of instance.subdistricts)
    for (const [t, limit] of s.capacity.entries()) {
      const used = instance.candidates.reduce(
        (sum, c) =>
          sum + (c.subdistrict === s.id && year.get(c.id) === instance.startYears[t] ? c.households : 0),
        0,
      );
      if (limit !== null && used > limit) return false;
    }
  const utility = rows(instance, starts, (c) => c.utility ?? {});
  const money = rows(instance, starts, (c) => c.need);
  if (!utility || !money) return false;
  for (const w of instance.utilities)
    for (const [y, wan] of w.budget.entries())
      if ((utility.get(`${w.id}:${instance.payYears[y]}`) ?? 0) > Math.round(wan * 100)) return false;
  return moneySuffices(instance, money);
}

const worthOf = (instance: Instance, starts: Starts): number =>
  instance.candidates.reduce((sum, c, u) => {
    const at = starts[u] ?? null;
    const { yearWeight, deferPenalty, willingnessTie } = instance.objective;
    if (at === null) return sum - (c.must && !c.held ? deferPenalty * 100 * c.households : 0);
    const weight = yearWeight[instance.startYears.indexOf(at)] ?? 0;
    return sum + weight * c.score * c.households * (1 + willingnessTie * c.willingness);
  }, 0);

/** Objective of the best of all plans; null if none keeps the limits. */
export function bestOfAll(instance: Instance): number | null {
  const choices: (number | null)[] = [null, ...instance.startYears];
  let best: number | null = null;
  const starts: (number | null)[] = instance.candidates.map(() => null);
  const visit = (u: number): void => {
    if (u === starts.length) {
      const value = worthOf(instance, starts);
      if ((best === null || value > best) && allowed(instance, starts)) best = value;
      return;
    }
    for (const choice of choices) {
      starts[u] = choice;
      visit(u + 1);
    }
    starts[u] = null;
  };
  visit(0);
  return best;
}
