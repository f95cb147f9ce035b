import type { Loading } from './steps.ts';

type Budget = {
  readonly channels: readonly { id: string; version: number; amounts: Readonly<Record<string, string>> }[];
  readonly capacity: readonly { subdistrict: string; version: number }[];
};

const years = [2021, 2022, 2023, 2024, 2025];
/** Made-up yearly amounts in 万元, by channel of the pack; together too little for every estate. */
const amounts: Readonly<Record<string, readonly number[]>> = {
  central: [1200, 1400, 1500, 1400, 1000],
  provincial: [700, 800, 900, 800, 600],
  city: [500, 550, 600, 600, 500],
  district: [1200, 1400, 1500, 1400, 1100],
  bond: [700, 1100, 1200, 800, 400],
  residents: [220, 260, 300, 300, 240],
  utilities: [800, 900, 950, 900, 700],
  social: [100, 180, 260, 280, 180],
};
/** Households a subdistrict can renovate in a year. */
const capacity: Readonly<Record<string, number>> = {
  '371503001': 2200,
  '371503002': 1500,
  '371503003': 1100,
};

/** Yearly budgets by channel and yearly capacities. */
export async function loadBudget({ as }: Loading): Promise<void> {
  const finance = await as('demo-finance');
  const budget = await finance.get<Budget>('/plan/budget');
  if (budget.channels.some((channel) => Object.keys(channel.amounts).length > 0)) return;
  const byYear = <T>(value: (n: number) => T) =>
    Object.fromEntries(years.map((year, n) => [String(year), value(n)]));
  await finance.post('/plan/budget', {
    channels: budget.channels.flatMap(({ id, version }) => {
      const yearly = amounts[id];
      return yearly ? [{ id, version, amounts: byYear((n) => String((yearly[n] ?? 0) * 1_000_000)) }] : [];
    }),
    capacity: budget.capacity.flatMap(({ subdistrict, version }) => {
      const households = capacity[subdistrict];
      return households ? [{ subdistrict, version, households: byYear(() => households) }] : [];
    }),
    note: '虚构的资金盘子，仅供演示',
  });
}

/** One solved and published plan; the search is cut short, a better one is a click away. */
export async function loadPlan({ as, finish }: Loading): Promise<void> {
  const force = await as('demo-taskforce');
  const runs = await force.get<{ items: { id: string; publishedVersion: number | null }[] }>('/plan/runs');
  if (runs.items.some((run) => run.publishedVersion !== null)) return;
  const { jobId } = await force.post<{ jobId: string }>('/plan/runs', {
    title: '2021—2025 年改造计划（演示）',
    openFrom: years[0],
    limitSeconds: 5,
  });
  await finish(force, jobId);
  const [run] = (await force.get<typeof runs>('/plan/runs')).items;
  if (run) await force.post(`/plan/runs/${run.id}/publish`, { note: '演示：经专班会议研究同意（虚构）' });
}
