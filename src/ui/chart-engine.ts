import { BarChart, LineChart, PieChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([
  BarChart,
  LineChart,
  PieChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  SVGRenderer,
]);

/** Starts ECharts in an element; loaded lazily by chart.tsx. SVG prints sharp and needs no canvas. */
export function startChart(host: HTMLElement, pick: (category: string, series: string) => void) {
  const chart = init(host, undefined, { renderer: 'svg' });
  chart.on('click', ({ name, seriesName }) => pick(name, seriesName ?? ''));
  return {
    setOption: (option: Readonly<Record<string, unknown>>, whole: boolean) => chart.setOption(option, whole),
    resize: () => chart.resize(),
    dispose: () => chart.dispose(),
  };
}
