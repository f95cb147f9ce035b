import type { Candidate, Conflict, Instance } from './instance.ts';
import { buildModel } from './model.ts';
import { required, settlePins } from './pins.ts';

/** A budget no programme reaches, 万元; stands for a limit that is dropped. */
const noLimit = 1e8;

type Limit = Conflict & { readonly drop: (instance: Instance) => Instance };

const overCandidate =
  (id: string, change: (c: Candidate) => Candidate) =>
  (instance: Instance): Instance => ({
    ...instance,
    candidates: instance.candidates.map((c) => (c.id === id ? change(c) : c)),
  });

function candidateLimits(c: Candidate): Limit[] {
  const limits: Limit[] = [];
  if (c.pin !== undefined)
    limits.push({
      limit: `pin:${c.id}`,
      text: `${c.id} 指定在 ${c.pin} 年开工（${c.households} 户）`,
      drop: overCandidate(c.id, ({ pin: _pin, ...rest }) => rest),
    });
  if (c.held)
    limits.push({
      limit: `held:${c.id}`,
      text: `${c.id} 存在争议，暂缓，不得开工`,
      drop: overCandidate(c.id, (x) => ({ ...x, held: false })),
    });
  if (c.forbid && c.forbid.length > 0)
    limits.push({
      limit: `forbid:${c.id}`,
      text: `${c.id} 不得在 ${c.forbid.join('、')} 年开工`,
      drop: overCandidate(c.id, (x) => ({ ...x, forbid: [] })),
    });
  if (c.after)
    limits.push({
      limit: `after:${c.id}`,
      text: `${c.id} 须在 ${c.after.id} 开工至少 ${c.after.lag} 年之后开工`,
      drop: overCandidate(c.id, ({ after: _after, ...rest }) => rest),
    });
  return limits;
}

const raised = (budget: readonly number[], y: number): number[] =>
  budget.map((wan, i) => (i === y ? noLimit : wan));

function moneyLimits(instance: Instance): Limit[] {
  return instance.payYears.flatMap((year, y) => [
    ...instance.sources.map((source) => ({
      limit: `source:${source.id}:${year}`,
      text: `资金来源 ${source.id} ${year} 年预算 ${(source.budget[y] ?? 0).toFixed(2)} 万元`,
      drop: (from: Instance): Instance => ({
        ...from,
        sources: from.sources.map((s) => (s.id === source.id ? { ...s, budget: raised(s.budget, y) } : s)),
      }),
    })),
    ...instance.utilities.map((utility) => ({
      limit: `utility:${utility.id}:${year}`,
      text: `专营单位 ${utility.id} ${year} 年预算 ${(utility.budget[y] ?? 0).toFixed(2)} 万元`,
      drop: (from: Instance): Instance => ({
        ...from,
        utilities: from.utilities.map((w) =>
          w.id === utility.id ? { ...w, budget: raised(w.budget, y) } : w,
        ),
      }),
    })),
  ]);
}

function capacityLimits(instance: Instance): Limit[] {
  return instance.subdistricts.flatMap((s) =>
    instance.startYears.flatMap((year, t) => {
      const capacity = s.capacity[t] ?? null;
      if (capacity === null) return [];
      return [
        {
          limit: `capacity:${s.id}:${year}`,
          text: `街道 ${s.id} ${year} 年施工能力 ${capacity} 户`,
          drop: (from: Instance): Instance => ({
            ...from,
            subdistricts: from.subdistricts.map((d) =>
              d.id === s.id ? { ...d, capacity: d.capacity.map((h, i) => (i === t ? null : h)) } : d,
            ),
          }),
        },
      ];
    }),
  );
}

/** The instance with only what pins force to start; the rest can always be left out. */
function requiredOnly(instance: Instance): Instance {
  const marks = required(buildModel(instance));
  return { ...instance, candidates: instance.candidates.filter((_, u) => marks[u] === 1) };
}

/** Drops limits, in halves first, as long as what is left still conflicts; what stays is minimal. */
function minimal(instance: Instance, limits: readonly Limit[]): Limit[] {
  let dropped = instance;
  const kept: Limit[] = [];
  const tryDrop = (list: readonly Limit[]): void => {
    if (list.length === 0) return;
    const without = list.reduce((from, l) => l.drop(from), dropped);
    if (settlePins(buildModel(without)).kind === 'impossible') dropped = without;
    else if (list.length === 1) kept.push(...list);
    else {
      tryDrop(list.slice(0, list.length >> 1));
      tryDrop(list.slice(list.length >> 1));
    }
  };
  tryDrop(limits);
  return kept;
}

/**
 * The smallest conflicting set found: limits that cannot all be kept, while dropping any one of them lets the
 * others be kept. Several orders are tried and the shortest set is answered; empty if there is no conflict.
 */
export function conflictsOf(whole: Instance): Conflict[] {
  const instance = requiredOnly(whole);
  if (settlePins(buildModel(instance)).kind !== 'impossible') return [];
  const own = instance.candidates.flatMap(candidateLimits);
  const money = moneyLimits(instance);
  const capacity = capacityLimits(instance);
  const orders = [
    [...money, ...capacity, ...own],
    [...own, ...capacity, ...money],
    [...capacity, ...money, ...own.toReversed()],
  ];
  let best: Limit[] | null = null;
  for (const order of orders) {
    const set = minimal(instance, order);
    if (best === null || set.length < best.length) best = set;
  }
  return (best ?? []).map(({ limit, text }) => ({ limit, text }));
}
