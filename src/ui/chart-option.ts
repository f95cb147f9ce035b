import { numberText } from './quantity.ts';

export type ChartShape = {
  /** `stacked` puts the series on top of one another; `across` has bars lying, for long names. */
  readonly kind: 'bar' | 'stacked' | 'across' | 'line' | 'pie';
  readonly categories: readonly string[];
  /** Same length as categories; null where unknown. Pie takes the first series. */
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  readonly unit?: string;
  readonly decimals?: number;
};

/** Told apart by people with any colour blindness, and ≥ 3 : 1 against white. */
export const chartColours = [
  '#1c5d7a',
  '#c77700',
  '#2b8a66',
  '#9c3f73',
  '#6476c9',
  '#7b6a52',
  '#3a3f47',
] as const;

const ink = '#1d2733';
const line = '#c9d2d9';

const formatter = (decimals: number, unit: string) => (value: unknown) =>
  `${numberText(typeof value === 'number' ? value : null, decimals)}${unit}`;

function axes({ kind, categories }: ChartShape, fontSize: number) {
  const label = { color: ink, fontSize };
  const names = {
    type: 'category',
    data: [...categories],
    axisLabel: {
      ...label,
      interval: 0,
      hideOverlap: true,
      rotate: kind !== 'across' && categories.length > 8 ? 35 : 0,
    },
    axisLine: { lineStyle: { color: line } },
    axisTick: { show: false },
    ...(kind === 'across' ? { inverse: true } : {}),
  };
  const values = { type: 'value', axisLabel: label, splitLine: { lineStyle: { color: '#e6ebef' } } };
  return kind === 'across' ? { xAxis: values, yAxis: names } : { xAxis: names, yAxis: values };
}

/** The ECharts option of a chart, with patterns (decal) so that colour is not the only difference. */
export function optionOf(shape: ChartShape, fontSize: number): Readonly<Record<string, unknown>> {
  const text = formatter(shape.decimals ?? 0, shape.unit ?? '');
  const common = {
    animation: false,
    color: [...chartColours],
    textStyle: { fontFamily: 'inherit', color: ink, fontSize },
    aria: {
      enabled: true,
      decal: { show: shape.kind === 'pie' || shape.series.length > 1 },
      label: { enabled: false },
    },
    legend: {
      // One line whatever the width: several would lie over the bars; the table beside it names all.
      type: 'scroll' as const,
      show: shape.kind === 'pie' || shape.series.length > 1,
      top: 0,
      itemGap: 22,
      textStyle: { color: ink, fontSize },
    },
  };
  if (shape.kind === 'pie') {
    const [first] = shape.series;
    const data = shape.categories.map((name, place) => ({ name, value: first?.values[place] ?? 0 }));
    const label = { formatter: '{b} {d}%', color: ink, fontSize };
    return {
      ...common,
      tooltip: { trigger: 'item', valueFormatter: text },
      series: [{ type: 'pie', name: first?.name ?? '', radius: ['38%', '66%'], top: 24, data, label }],
    };
  }
  const stacked = shape.kind === 'stacked' ? { stack: 'all' } : {};
  const single = shape.series.length === 1 && shape.categories.length <= 24;
  const label = {
    show: single,
    position: shape.kind === 'across' ? 'right' : 'top',
    color: ink,
    fontSize: fontSize - 1,
    formatter: ({ value }: { readonly value: unknown }) =>
      value === null ? '' : formatter(shape.decimals ?? 0, '')(value),
  };
  return {
    ...common,
    ...axes(shape, fontSize),
    grid: {
      left: 8,
      right: 24,
      top: common.legend.show ? 44 : 24,
      bottom: 8,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    tooltip: { trigger: 'axis', valueFormatter: text, confine: true },
    series: shape.series.map(({ name, values }) => ({
      type: shape.kind === 'line' ? 'line' : 'bar',
      name,
      data: [...values],
      barMaxWidth: 44,
      label,
      symbolSize: 7,
      ...stacked,
    })),
  };
}
