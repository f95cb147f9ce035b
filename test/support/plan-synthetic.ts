/** Synthetic instances of any size, in the shape measured for real districts; seeded. */
import type { Candidate, Instance } from '#modules/plan/domain/instance.ts';
import { type Random, seededRandom } from '#modules/plan/domain/random.ts';

const startYears = [2021, 2022, 2023, 2024, 2025];
const payYears = [...startYears, 2026];
const cents = (wan: number): number => Math.round(wan * 100) / 100;

/** About 155 households with a long tail (log-normal), from 12 to 1,800. */
function householdsOf(random: Random): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return Math.max(12, Math.min(1800, Math.round(Math.exp(4.72 + 0.81 * normal))));
}

function candidate(random: Random, i: number, subdistrict: string): Candidate {
  const precinct = random.next() < 0.05;
  const households = householdsOf(random) * (precinct ? 3 : 1);
  const perHousehold = 2.9 * (0.6 + 0.8 * random.next());
  const all = households * perHousehold;
  const improvement = 0.2 + 0.15 * random.next();
  const enhancement = random.next() < 0.4 ? 0.08 * random.next() : 0;
  const held = random.next() < 0.03;
  const after = i > 0 && random.next() < 0.03;
  return {
    id: `E${i + 1}`,
    subdistrict,
    households,
    must: random.next() < 0.68,
    score: Math.round((40 + 55 * random.next()) * 10) / 10,
    willingness: Math.round((0.5 + 0.5 * random.next()) * 100) / 100,
    need: {
      basic: cents(all * (1 - improvement - enhancement)),
      improvement: cents(all * improvement),
      enhancement: cents(all * enhancement),
    },
    utility: {
      water: cents(households * 0.08 * random.next()),
      power: cents(households * 0.1 * random.next()),
      gas: random.next() < 0.5 ? cents(households * 0.12) : 0,
      heating: random.next() < 0.5 ? cents(households * 0.15) : 0,
    },
    spread: [0.6, 0.4],
    ...(after ? { after: { id: `E${1 + random.below(i)}`, lag: random.below(2) } } : {}),
    held,
  };
}

const sourceShapes = [
  { id: 'central', classes: ['basic'], carry: false, share: 0.22 },
  { id: 'provincial', classes: ['basic', 'improvement'], carry: false, share: 0.12 },
  { id: 'city', classes: ['basic', 'improvement'], carry: true, share: 0.1 },
  { id: 'district', classes: ['basic', 'improvement', 'enhancement'], carry: true, share: 0.28 },
  { id: 'bond', classes: ['basic', 'improvement'], carry: false, share: 0.16 },
  { id: 'residents', classes: ['basic', 'improvement', 'enhancement'], carry: true, share: 0.08 },
  { id: 'social', classes: ['enhancement'], carry: true, share: 0.04 },
] as const;

/** `count` candidates, 100 a subdistrict, budgets and capacities near 78 % of the whole need. */
export function syntheticInstance(count: number, seed: number): Instance {
  const random = seededRandom(seed);
  const homes = Math.max(1, Math.round(count / 100));
  const candidates = Array.from({ length: count }, (_, i) =>
    candidate(random, i, `37${String(1503001 + random.below(homes))}`),
  );
  const sum = (of: (c: Candidate) => number): number => candidates.reduce((a, c) => a + of(c), 0);
  const need = sum((c) => Object.values(c.need).reduce((a, b) => a + b, 0));
  const yearly = (total: number): number[] =>
    payYears.map((_, y) => cents((total / 5.4) * (y === 5 ? 0.4 : 1) * (0.9 + 0.2 * random.next())));
  return {
    startYears,
    payYears,
    classes: ['basic', 'improvement', 'enhancement'],
    sources: sourceShapes.map(({ share, classes, ...s }) => ({
      ...s,
      classes: [...classes],
      budget: yearly(need * 0.78 * share),
    })),
    utilities: ['water', 'power', 'gas', 'heating'].map((id) => ({
      id,
      budget: yearly(0.85 * sum((c) => c.utility?.[id] ?? 0)),
    })),
    subdistricts: Array.from({ length: homes }, (_, d) => {
      const id = `37${String(1503001 + d)}`;
      const households = candidates.reduce((a, c) => a + (c.subdistrict === id ? c.households : 0), 0);
      return {
        id,
        capacity: startYears.map(() => Math.round((households / 5) * (0.8 + 0.2 * random.next()))),
      };
    }),
    candidates,
    objective: { yearWeight: [1, 0.95, 0.9, 0.85, 0.8], deferPenalty: 3, willingnessTie: 0.0001 },
  };
}
