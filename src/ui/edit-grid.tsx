import { useBlocker } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react';
import { GridCell } from './grid-cell.tsx';
import {
  applyChanges,
  type CellChange,
  type CellValues,
  emptyGrid,
  fillDown,
  type GridRow,
  type GridState,
  parseBlock,
  pasteChanges,
  textAt,
  undo,
} from './grid-state.ts';
import { sentenceOf } from './problem-error.ts';
import './edit-grid.css';
import './table.css';

export type { CellValues, GridRow } from './grid-state.ts';

export type GridColumn = {
  readonly key: string;
  readonly title: string;
  /** Shown, never edited. */
  readonly fixed?: boolean;
  readonly align?: 'start' | 'end';
  readonly width?: string;
  /** A Chinese sentence when the text cannot stand, undefined when it can. */
  readonly check?: (text: string, row: GridRow) => string | undefined;
  /** Allowed texts, offered as a list. */
  readonly options?: readonly string[];
};

type EditGridProps = {
  readonly caption: string;
  readonly columns: readonly GridColumn[];
  readonly rows: readonly GridRow[];
  /** Saves every change at once; the grid is clean afterwards. A refusal keeps the changes. */
  readonly onSave: (
    changes: readonly { readonly key: string; readonly values: CellValues }[],
  ) => Promise<unknown>;
};

type Place = { readonly row: number; readonly column: number };
type Area = { readonly from: Place; readonly to: Place };

const point = (row: number, column: number): Area => ({ from: { row, column }, to: { row, column } });

const steps: Readonly<Record<string, Place>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

/** Faults of all edited cells, by `row key|column key`. */
function faultsOf(state: GridState, rows: readonly GridRow[], columns: readonly GridColumn[]) {
  const faults = new Map<string, string>();
  for (const row of rows) {
    if (!state.edits[row.key]) continue;
    for (const column of columns) {
      const fault = column.check?.(textAt(state, row, column.key), row);
      if (fault) faults.set(`${row.key}|${column.key}`, fault);
    }
  }
  return faults;
}

/** Grid state with its block operations, and what to tell the user about them. */
function useGrid({ columns, rows, onSave }: EditGridProps) {
  const { message } = App.useApp();
  const [state, setState] = useState(emptyGrid);
  const [area, setArea] = useState(
    point(
      0,
      columns.findIndex((column) => !column.fixed),
    ),
  );
  const [saving, setSaving] = useState(false);
  const apply = (changes: readonly CellChange[]) => setState((now) => applyChanges(now, changes));
  const fill = () => {
    const top = Math.min(area.from.row, area.to.row);
    const bottom = Math.max(area.from.row, area.to.row);
    const columnAt = columns[area.from.column];
    if (!columnAt || columnAt.fixed) return;
    // one cell chosen: fill to the end, as a long column of equal values is the usual need
    const chosen = rows.slice(top, bottom > top ? bottom + 1 : undefined);
    apply(fillDown(state, chosen, columnAt.key));
  };
  const paste = (text: string) => {
    const place = { top: area.from.row, left: area.from.column };
    const { changes, lost } = pasteChanges(rows, columns, parseBlock(text), place);
    apply(changes);
    if (lost > 0) void message.warning(`有 ${lost} 格超出表格或落在不可改的列，没有粘贴。`, 6);
  };
  const save = async () => {
    setSaving(true);
    try {
      await onSave(Object.entries(state.edits).map(([key, values]) => ({ key, values })));
      setState(emptyGrid);
      void message.success('已保存');
    } catch (error) {
      void message.error(sentenceOf(error), 8);
    } finally {
      setSaving(false);
    }
  };
  return { state, setState, area, setArea, apply, fill, paste, save, saving };
}

/** A table of this role gives its cells the role gridcell, which may be chosen and edited. */
const gridRole = { role: 'grid' } as const;

/**
 * A small spreadsheet: arrows move, Enter or typing edits, Shift+arrows choose, a block copied in Excel or
 * WPS can be pasted, Ctrl+D fills down, Ctrl+Z takes back; faults stand at their cells and hold up saving.
 */
export function EditGrid(props: EditGridProps) {
  const { columns, rows } = props;
  const grid = useGrid(props);
  const { state, area } = grid;
  const host = useRef<HTMLTableElement>(null);
  const faults = faultsOf(state, rows, columns);
  const dirty = Object.values(state.edits).reduce((sum, cells) => sum + Object.keys(cells).length, 0);
  useLeaveGuard(dirty > 0);
  const move = (place: Place, extend: boolean) => {
    const row = Math.max(0, Math.min(rows.length - 1, place.row));
    const column = Math.max(0, Math.min(columns.length - 1, place.column));
    grid.setArea(extend ? { from: area.from, to: { row, column } } : point(row, column));
    host.current?.querySelector<HTMLElement>(`[data-cell="${row},${column}"]`)?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    const command = event.ctrlKey || event.metaKey;
    const step = steps[event.key];
    const here = area.to;
    if (step) move({ row: here.row + step.row, column: here.column + step.column }, event.shiftKey);
    else if (event.key === 'Home') move({ row: here.row, column: 0 }, event.shiftKey);
    else if (event.key === 'End') move({ row: here.row, column: columns.length - 1 }, event.shiftKey);
    else if (command && event.key.toLowerCase() === 'd') grid.fill();
    else if (command && event.key.toLowerCase() === 'z') grid.setState(undo);
    else return;
    event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent) => {
    if (event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    grid.paste(event.clipboardData.getData('text/plain'));
  };
  const inArea = (row: number, column: number): boolean =>
    row >= Math.min(area.from.row, area.to.row) &&
    row <= Math.max(area.from.row, area.to.row) &&
    column >= Math.min(area.from.column, area.to.column) &&
    column <= Math.max(area.from.column, area.to.column);
  return (
    <div className="hj-edit-grid">
      <GridBar grid={grid} dirty={dirty} faults={faults.size} />
      <div className="hj-table-scroll">
        <table
          ref={host}
          {...gridRole}
          className="hj-table hj-dense"
          aria-label={props.caption}
          onPaste={onPaste}
        >
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.key} scope="col" style={{ minWidth: column.width }}>
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, down) => (
              <tr key={row.key}>
                {columns.map((column, across) => (
                  <GridCell
                    key={column.key}
                    column={column}
                    place={`${down},${across}`}
                    text={textAt(state, row, column.key)}
                    dirty={state.edits[row.key]?.[column.key] !== undefined}
                    fault={faults.get(`${row.key}|${column.key}`)}
                    chosen={inArea(down, across)}
                    current={area.to.row === down && area.to.column === across}
                    onKey={onKey}
                    onChoose={(extend) => move({ row: down, column: across }, extend)}
                    onChange={(text) => grid.apply([{ row, column: column.key, text }])}
                    onLeave={(step) => move({ row: down + step.row, column: across + step.column }, false)}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** Asks before a page with unsaved cells is left; a change of search parameters stays on the page. */
function useLeaveGuard(dirty: boolean) {
  useBlocker({
    shouldBlockFn: ({ current, next }) =>
      dirty && current.pathname !== next.pathname && !window.confirm('有未保存的改动，确定离开吗？'),
    enableBeforeUnload: () => dirty,
    disabled: !dirty,
  });
}

type BarProps = {
  readonly grid: ReturnType<typeof useGrid>;
  readonly dirty: number;
  readonly faults: number;
};

function GridBar({ grid, dirty, faults }: BarProps) {
  return (
    <div className="hj-toolbar">
      <Button
        type="primary"
        disabled={dirty === 0 || faults > 0}
        loading={grid.saving}
        onClick={() => void grid.save()}
      >
        保存全部
      </Button>
      <Button disabled={grid.state.past.length === 0} onClick={() => grid.setState(undo)}>
        撤销
      </Button>
      <Button onClick={grid.fill}>向下填充</Button>
      <span role="status">
        {dirty === 0 ? '没有未保存的改动' : `${dirty} 格未保存`}
        {faults > 0 && `，${faults} 格有误`}
      </span>
      <span className="hj-about">
        可从表格软件复制一块单元格，选中落点后粘贴；Ctrl+D 向下填充，Ctrl+Z 撤销。
      </span>
    </div>
  );
}
