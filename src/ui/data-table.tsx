import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Pagination } from 'antd';
import { type ReactNode, useState } from 'react';
import { type ListAnswer, type ListQuery, nextSort, pageSizes, readList, writeList } from './list-state.ts';
import { useSearchText } from './navigation.tsx';
import { Failure, Nothing, Waiting } from './states.tsx';
import { type Column, Table } from './table.tsx';
import { useTableChoice } from './table-choice.ts';
import { type FilterField, TableToolbar } from './table-toolbar.tsx';

export type { FilterField } from './table-toolbar.tsx';

/** Something done with the chosen rows; `run` gets their keys, `clear` empties the choice afterwards. */
export type BulkAction = {
  readonly key: string;
  readonly label: string;
  readonly danger?: boolean;
  readonly run: (keys: readonly string[], clear: () => void) => void;
};

export type DataTableProps<Row> = {
  /** Name under which column choice and density are remembered, e.g. `survey.estates`. */
  readonly name: string;
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  /** TanStack key without the query, so that writes can invalidate every page of the list. */
  readonly queryKey: readonly unknown[];
  readonly load: (query: ListQuery, signal: AbortSignal) => Promise<ListAnswer<Row>>;
  readonly open?: (row: Row) => string;
  readonly rowName?: (row: Row) => string;
  /** Placeholder of the search box; absent: no search box. */
  readonly searchHint?: string;
  readonly filters?: readonly FilterField[];
  /** `name` or `-name`: the order when the address says nothing. */
  readonly defaultSort?: string;
  readonly onExport?: (query: ListQuery) => Promise<void>;
  readonly bulk?: readonly BulkAction[];
  /** Buttons beside the search. */
  readonly tools?: ReactNode;
  /** What to say, and offer, where nothing exists at all (no search or filter set). */
  readonly empty?: ReactNode;
};

/** Search, filters, order and page of a list, kept in the address. */
function useListState(filterKeys: readonly string[], sort: string | undefined) {
  const [params, change] = useSearchText();
  const defaults = { pageSize: 20, sort };
  const query = readList(params, filterKeys, defaults);
  const ask = (patch: Parameters<typeof writeList>[0]) => change(writeList(patch, defaults));
  return { query, ask };
}

/**
 * A list the server searches, filters, sorts and pages. Everything asked for is in the address; column
 * choice and density are kept in the browser; rows open with Enter; chosen rows can be acted on together.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, filters = [], bulk = [] } = props;
  const { query, ask } = useListState(
    filters.map((filter) => filter.key),
    props.defaultSort,
  );
  const choice = useTableChoice(props.name, columns);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const answer = useQuery({
    queryKey: [...props.queryKey, query],
    queryFn: ({ signal }) => props.load(query, signal),
    placeholderData: keepPreviousData,
  });
  const asked = query.search !== '' || Object.keys(query.filters).length > 0;
  const clear = () => setChosen(new Set());
  return (
    <div className="hj-list">
      <TableToolbar
        query={query}
        ask={ask}
        columns={columns}
        choice={choice}
        filters={filters}
        searchHint={props.searchHint}
        onExport={props.onExport}
        tools={props.tools}
      />
      {chosen.size > 0 && <BulkBar actions={bulk} chosen={chosen} clear={clear} />}
      {answer.error && <Failure error={answer.error} again={() => void answer.refetch()} />}
      {!answer.data && !answer.error && <Waiting />}
      {answer.data && (
        <>
          <Table
            caption={props.caption}
            columns={choice.shown}
            rows={answer.data.rows}
            rowKey={props.rowKey}
            rowName={props.rowName}
            open={props.open}
            sort={{ key: query.sort, descending: query.descending }}
            onSort={(key) => ask({ sort: nextSort(query, key) })}
            selection={bulk.length > 0 ? { keys: chosen, set: setChosen } : undefined}
            dense={choice.dense}
            busy={answer.isFetching}
            empty={
              asked ? <Nothing text="没有符合条件的记录" /> : (props.empty ?? <Nothing text="还没有记录" />)
            }
          />
          <ListFoot query={query} total={answer.data.total} ask={ask} />
        </>
      )}
    </div>
  );
}

type FootProps = {
  readonly query: ListQuery;
  readonly total: number;
  readonly ask: (patch: { readonly page: number; readonly pageSize: number }) => void;
};

function ListFoot({ query, total, ask }: FootProps) {
  const from = total === 0 ? 0 : (query.page - 1) * query.pageSize + 1;
  const to = Math.min(total, query.page * query.pageSize);
  return (
    <div className="hj-list-foot">
      <span role="status">
        共 {total.toLocaleString('zh-CN')} 条{total > 0 && `，本页第 ${from}–${to} 条`}
      </span>
      <nav aria-label="翻页" className="hj-no-print">
        <Pagination
          current={query.page}
          pageSize={query.pageSize}
          total={total}
          showSizeChanger
          pageSizeOptions={[...pageSizes]}
          responsive
          onChange={(page, pageSize) => ask({ page: pageSize === query.pageSize ? page : 1, pageSize })}
        />
      </nav>
    </div>
  );
}

type BulkProps = {
  readonly actions: readonly BulkAction[];
  readonly chosen: ReadonlySet<string>;
  readonly clear: () => void;
};

function BulkBar({ actions, chosen, clear }: BulkProps) {
  return (
    <section className="hj-bulk" aria-label="批量操作">
      <strong role="status">已选 {chosen.size} 项</strong>
      {actions.map((action) => (
        <Button
          key={action.key}
          danger={action.danger ?? false}
          onClick={() => action.run([...chosen], clear)}
        >
          {action.label}
        </Button>
      ))}
      <Button type="link" onClick={clear}>
        取消选择
      </Button>
    </section>
  );
}
