import { Checkbox } from 'antd';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useState } from 'react';
import { AppLink, useGo } from './navigation.tsx';
import './table.css';

/** One column of a table. */
export type Column<Row> = {
  /** Also the sort key sent to the server when `sortable`. */
  readonly key: string;
  readonly title: string;
  readonly render: (row: Row) => ReactNode;
  readonly align?: 'start' | 'end' | 'center';
  readonly sortable?: boolean;
  /** CSS width, e.g. `12em`. */
  readonly width?: string;
  /** True leaves it out until the user picks it (DataTable). */
  readonly optional?: boolean;
};

export type Selection = {
  readonly keys: ReadonlySet<string>;
  readonly set: (keys: ReadonlySet<string>) => void;
};

export type TableProps<Row> = {
  /** Said to screen readers; visible titles belong to the section. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Path a row opens; the first column becomes the link, Enter on a row opens it. */
  readonly open?: ((row: Row) => string) | undefined;
  /** What a row is called for selection labels; the key when absent. */
  readonly rowName?: ((row: Row) => string) | undefined;
  readonly sort?: { readonly key: string | undefined; readonly descending: boolean } | undefined;
  readonly onSort?: ((key: string) => void) | undefined;
  readonly selection?: Selection | undefined;
  readonly dense?: boolean | undefined;
  readonly busy?: boolean | undefined;
  readonly empty?: ReactNode;
  /** Total row(s), drawn in tfoot. */
  readonly foot?: ReactNode;
};

/** What scrolls must be reachable by keyboard, also where no cell can take the focus. */
const scrolls = (label: string) => ({ role: 'group', tabIndex: 0, 'aria-label': label }) as const;

/** A real table element: sticky header, sortable headings, rows reachable by arrow keys, prints whole. */
export function Table<Row>(props: TableProps<Row>) {
  const { columns, rows, selection } = props;
  return (
    <div className="hj-table-scroll" {...scrolls(props.caption)}>
      <table className={props.dense ? 'hj-table hj-dense' : 'hj-table'} aria-busy={props.busy ?? false}>
        <caption className="hj-hidden">{props.caption}</caption>
        <Head {...props} />
        <tbody>
          <Rows {...props} />
          {rows.length === 0 && (
            <tr>
              <td className="hj-empty" colSpan={columns.length + (selection ? 1 : 0)}>
                {props.empty ?? '没有记录'}
              </td>
            </tr>
          )}
        </tbody>
        {props.foot && <tfoot>{props.foot}</tfoot>}
      </table>
    </div>
  );
}

function Head<Row>({ columns, rows, rowKey, selection, sort, onSort }: TableProps<Row>) {
  const chosen = selection ? rows.filter((row) => selection.keys.has(rowKey(row))).length : 0;
  const toggleAll = () => {
    if (!selection) return;
    const keys = new Set(selection.keys);
    for (const row of rows) {
      if (chosen === rows.length) keys.delete(rowKey(row));
      else keys.add(rowKey(row));
    }
    selection.set(keys);
  };
  return (
    <thead>
      <tr>
        {selection && (
          <th scope="col" className="hj-select hj-no-print">
            <Checkbox
              checked={rows.length > 0 && chosen === rows.length}
              indeterminate={chosen > 0 && chosen < rows.length}
              onChange={toggleAll}
              aria-label="选择本页全部"
            />
          </th>
        )}
        {columns.map((column) => (
          <Heading key={column.key} column={column} sort={sort} onSort={onSort} />
        ))}
      </tr>
    </thead>
  );
}

type HeadingProps<Row> = Pick<TableProps<Row>, 'sort' | 'onSort'> & { readonly column: Column<Row> };

function Heading<Row>({ column, sort, onSort }: HeadingProps<Row>) {
  const active = sort?.key === column.key;
  const order = active ? (sort?.descending ? 'descending' : 'ascending') : undefined;
  const sortable = column.sortable && onSort;
  return (
    <th
      scope="col"
      className={`hj-${column.align ?? 'start'}`}
      style={column.width ? { minWidth: column.width } : undefined}
      aria-sort={sortable ? (order ?? 'none') : undefined}
    >
      {sortable ? (
        <button type="button" className="hj-sort" onClick={() => onSort(column.key)}>
          {column.title}
          <span aria-hidden="true">{order === 'ascending' ? '▲' : order ? '▼' : '↕'}</span>
        </button>
      ) : (
        column.title
      )}
    </th>
  );
}

/** Clicks on a control inside a row, or ending a text selection, do not open the row. */
function isPlainClick(event: MouseEvent): boolean {
  const inside =
    event.target instanceof Element && event.target.closest('a,button,input,label,select,textarea');
  return !inside && (window.getSelection()?.toString() ?? '') === '';
}

function moveTo(row: HTMLTableRowElement, key: string): boolean {
  const target = key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling;
  if (target instanceof HTMLElement && target.tabIndex >= -1) target.focus();
  return target !== null;
}

function Rows<Row>({ columns, rows, rowKey, rowName, open, selection }: TableProps<Row>) {
  const go = useGo();
  const [active, setActive] = useState(0);
  const toggle = (key: string) => {
    if (!selection) return;
    const keys = new Set(selection.keys);
    if (!keys.delete(key)) keys.add(key);
    selection.set(keys);
  };
  const onKey = (event: KeyboardEvent<HTMLTableRowElement>, row: Row) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter' && open) go(open(row));
    else if (event.key === ' ' && selection) toggle(rowKey(row));
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') moveTo(event.currentTarget, event.key);
    else return;
    event.preventDefault();
  };
  return rows.map((row, place) => {
    const key = rowKey(row);
    const chosen = selection?.keys.has(key) ?? false;
    return (
      <tr
        key={key}
        className={open ? 'hj-opens' : undefined}
        data-chosen={chosen || undefined}
        tabIndex={open || selection ? (place === Math.min(active, rows.length - 1) ? 0 : -1) : undefined}
        onFocus={() => setActive(place)}
        onKeyDown={(event) => onKey(event, row)}
        onClick={(event) => {
          if (open && isPlainClick(event)) go(open(row));
        }}
      >
        {selection && (
          <td className="hj-select hj-no-print">
            <Checkbox
              checked={chosen}
              onChange={() => toggle(key)}
              aria-label={`选择${rowName?.(row) ?? key}`}
            />
          </td>
        )}
        {columns.map((column, index) => (
          <td key={column.key} className={`hj-${column.align ?? 'start'}`}>
            {open && index === 0 ? (
              <AppLink to={open(row)}>{column.render(row)}</AppLink>
            ) : (
              column.render(row)
            )}
          </td>
        ))}
      </tr>
    );
  });
}
