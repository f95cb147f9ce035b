import { asIs, type Change } from './facility.ts';
import { type Appraisal, appraise, type Limits, type Package } from './package.ts';

/** By how much each side is moved, basis points; delay in years. */
export type Moves = {
  readonly revenue: number;
  readonly cost: number;
  readonly invest: number;
  readonly rate: number;
  readonly delay: number;
};

export type SensitivityRow = {
  readonly id: 'revenue' | 'cost' | 'invest' | 'rate' | 'delay';
  readonly title: string;
  readonly worse: Appraisal;
  /** Null where there is no better side (a delay). */
  readonly better: Appraisal | null;
};

const percent = (points: number): string => `${points / 100}%`;

/** The package with one thing moved at a time, the widest swing of present value first. */
export function sensitivity(pack: Package, limits: Limits, moves: Moves): readonly SensitivityRow[] {
  const moved = (change: Partial<Change>, rate = pack.rate) =>
    appraise(pack, limits, { ...asIs, ...change }, rate);
  const rows: readonly SensitivityRow[] = [
    {
      id: 'revenue',
      title: `收入 ±${percent(moves.revenue)}`,
      worse: moved({ revenue: 10_000 - moves.revenue }),
      better: moved({ revenue: 10_000 + moves.revenue }),
    },
    {
      id: 'cost',
      title: `运营成本 ±${percent(moves.cost)}`,
      worse: moved({ cost: 10_000 + moves.cost }),
      better: moved({ cost: 10_000 - moves.cost }),
    },
    {
      id: 'invest',
      title: `投资 ±${percent(moves.invest)}`,
      worse: moved({ invest: 10_000 + moves.invest }),
      better: moved({ invest: 10_000 - moves.invest }),
    },
    {
      id: 'rate',
      title: `折现率 ±${percent(moves.rate)}`,
      worse: moved({}, pack.rate + moves.rate),
      better: moved({}, Math.max(0, pack.rate - moves.rate)),
    },
    {
      id: 'delay',
      title: `推迟 ${moves.delay} 年运营`,
      worse: moved({ delay: moves.delay }),
      better: null,
    },
  ];
  const base = moved({}).npvFromStart;
  const swing = (row: SensitivityRow): number =>
    Math.abs((row.better?.npvFromStart ?? base) - row.worse.npvFromStart);
  return rows.toSorted((a, b) => swing(b) - swing(a));
}
