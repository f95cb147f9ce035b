import { Button } from 'antd';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { type ChartShape, optionOf } from './chart-option.ts';
import { numberText } from './quantity.ts';
import { Failure, Nothing } from './states.tsx';
import { Table } from './table.tsx';
import { useTypeSize } from './theme.tsx';
import './chart.css';

export type { ChartShape } from './chart-option.ts';

type ChartProps = ChartShape & {
  readonly title: string;
  /** CSS pixels; 320 when absent. */
  readonly height?: number;
  /** One sentence saying what the figures show, read out in place of the drawing. */
  readonly summary?: string;
  /** Name of the category column in the table: 年度, 街道… */
  readonly categoryName?: string;
  readonly onPick?: (category: string, series: string) => void;
  readonly actions?: ReactNode;
};

/**
 * A chart with its own data table one button away. Series differ by pattern as well as by colour; ECharts is
 * loaded only when a chart is on the page.
 */
export function Chart(props: ChartProps) {
  const { title, categories, series } = props;
  const [asTable, setAsTable] = useState(false);
  const titleId = useId();
  const nothing =
    categories.length === 0 || series.every(({ values }) => values.every((value) => value === null));
  return (
    <figure className="hj-chart" aria-labelledby={titleId}>
      <figcaption>
        <strong id={titleId}>{title}</strong>
        {props.unit && <span className="hj-about">单位：{props.unit}</span>}
        <span className="hj-actions">
          {props.actions}
          {!nothing && (
            <Button size="small" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
              {asTable ? '看图' : '看表格'}
            </Button>
          )}
        </span>
      </figcaption>
      {nothing ? (
        <Nothing text="还没有可画的数据" />
      ) : asTable ? (
        <ChartTable {...props} />
      ) : (
        <Drawing {...props} />
      )}
    </figure>
  );
}

function ChartTable({ title, categories, series, decimals = 0, categoryName = '项目' }: ChartProps) {
  const rows = categories.map((category, place) => ({ category, place }));
  const columns = [
    { key: 'category', title: categoryName, render: (row: (typeof rows)[number]) => row.category },
    ...series.map((one) => ({
      key: one.name,
      title: one.name,
      align: 'end' as const,
      render: (row: (typeof rows)[number]) => numberText(one.values[row.place], decimals),
    })),
  ];
  return <Table dense caption={title} rows={rows} columns={columns} rowKey={(row) => row.category} />;
}

type Drawn = {
  readonly setOption: (option: Readonly<Record<string, unknown>>, whole: boolean) => void;
  readonly resize: () => void;
};

function Drawing(props: ChartProps) {
  const { title, height = 320, summary, onPick } = props;
  const { large } = useTypeSize();
  const host = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<Drawn>();
  const [fault, setFault] = useState<unknown>();
  const pick = useRef(onPick);
  pick.current = onPick;
  useEffect(() => {
    let gone = false;
    let clean: (() => void) | undefined;
    const start = async () => {
      const { startChart } = await import('./chart-engine.ts');
      if (gone || !host.current) return;
      const made = startChart(host.current, (category, series) => pick.current?.(category, series));
      const watch = new ResizeObserver(() => made.resize());
      watch.observe(host.current);
      clean = () => {
        watch.disconnect();
        made.dispose();
      };
      setChart(made);
    };
    start().catch(setFault);
    return () => {
      gone = true;
      clean?.();
      setChart(undefined);
    };
  }, []);
  useEffect(() => chart?.setOption(optionOf(props, large ? 16 : 13), true));
  if (fault) return <Failure error={fault} />;
  return <div ref={host} role="img" aria-label={summary ?? title} style={{ height, width: '100%' }} />;
}
