/** Relaxing density or floor-area ratio (七(三)): for service facilities only, and only where every mandatory standard is met. */
export const indicatorNames = { density: '建筑密度', floorAreaRatio: '容积率' } as const;
export type Indicator = keyof typeof indicatorNames;

export const varianceStateNames = {
  draft: '待核对',
  checked: '已核对',
  approved: '已批准',
  refused: '不予放宽',
  withdrawn: '已撤回',
} as const;
export type VarianceState = keyof typeof varianceStateNames;

/** One mandatory standard as checked; `basis`: the article, drawing or calculation that shows it. */
export type StandardCheck = {
  readonly id: string;
  readonly title: string;
  readonly passed: boolean;
  readonly basis: string;
};
type Named = { readonly id: string; readonly title: string };

/** Titles of the standards of the pack that are not shown to be met; empty when the facility may be relaxed for. */
export const unmetChecks = (required: readonly Named[], checks: readonly StandardCheck[]): string[] =>
  required
    .filter(({ id }) => !checks.some((one) => one.id === id && one.passed && one.basis.trim() !== ''))
    .map(({ title }) => title);

/** Decimal text with at most three places in thousandths; null for anything else. */
export function indicatorMilli(text: string): bigint | null {
  const parts = /^(\d{1,3})(?:\.(\d{1,3}))?$/.exec(text);
  return parts ? BigInt(`${parts[1]}${(parts[2] ?? '').padEnd(3, '0')}`) : null;
}

/** Whether the figures mean relaxing: wanted above planned, a density at most 100 %. */
export function isRelaxing(indicator: Indicator, planned: string, wanted: string): boolean {
  const [from, to] = [indicatorMilli(planned), indicatorMilli(wanted)];
  if (from === null || to === null || to <= from) return false;
  return indicator === 'floorAreaRatio' || to <= 100_000n;
}
