import { DownloadOutlined, SettingOutlined } from '@ant-design/icons';
import { App, Button, Checkbox, DatePicker, Input, Popover, Select } from 'antd';
import dayjs from 'dayjs';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ListQuery, writeList } from './list-state.ts';
import { sentenceOf } from './problem-error.ts';
import type { Column } from './table.tsx';
import type { TableChoice } from './table-choice.ts';

export type FilterField = {
  /** Search parameter and key in `ListQuery.filters`. */
  readonly key: string;
  readonly label: string;
  /** Choices; without them the filter is a text box. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** Several choices, joined by a comma. */
  readonly multiple?: boolean;
  /** A calendar day, `YYYY-MM-DD`. */
  readonly kind?: 'day';
};

type Ask = (patch: Parameters<typeof writeList>[0]) => void;

type ToolbarProps<Row> = {
  readonly query: ListQuery;
  readonly ask: Ask;
  readonly columns: readonly Column<Row>[];
  readonly choice: TableChoice<Row>;
  readonly filters: readonly FilterField[];
  readonly searchHint: string | undefined;
  readonly onExport: ((query: ListQuery) => Promise<void>) | undefined;
  readonly tools: ReactNode;
};

/** Search, filters, column choice, density and export above a DataTable. */
export function TableToolbar<Row>(props: ToolbarProps<Row>) {
  const { query, ask, filters, onExport } = props;
  const { message } = App.useApp();
  const [exporting, setExporting] = useState(false);
  const asked = query.search !== '' || Object.keys(query.filters).length > 0;
  const runExport = async () => {
    if (!onExport) return;
    setExporting(true);
    try {
      await onExport(query);
    } catch (error) {
      void message.error(sentenceOf(error), 6);
    } finally {
      setExporting(false);
    }
  };
  const reset = () =>
    ask({ search: '', filters: Object.fromEntries(filters.map((filter) => [filter.key, undefined])) });
  return (
    <search className="hj-toolbar hj-no-print">
      {props.searchHint !== undefined && (
        <LateInput
          value={query.search}
          label={props.searchHint || '搜索'}
          className="hj-search"
          onSettle={(search) => ask({ search })}
        />
      )}
      {filters.map((filter) => (
        <FilterControl key={filter.key} filter={filter} query={query} ask={ask} />
      ))}
      {asked && (
        <Button type="link" onClick={reset}>
          清除条件
        </Button>
      )}
      <div className="hj-toolbar-end">
        {props.tools}
        {onExport && (
          <Button icon={<DownloadOutlined />} loading={exporting} onClick={() => void runExport()}>
            导出
          </Button>
        )}
        <ColumnChooser columns={props.columns} choice={props.choice} />
      </div>
    </search>
  );
}

type FilterProps = { readonly filter: FilterField; readonly query: ListQuery; readonly ask: Ask };

function FilterControl({ filter, query, ask }: FilterProps) {
  const value = query.filters[filter.key];
  const set = (next: string | undefined) => ask({ filters: { [filter.key]: next || undefined } });
  if (filter.kind === 'day')
    return (
      <DatePicker
        value={value ? dayjs(value) : null}
        placeholder={filter.label}
        aria-label={filter.label}
        onChange={(picked) => set(picked?.format('YYYY-MM-DD'))}
      />
    );
  if (!filter.options)
    return <LateInput value={value ?? ''} label={filter.label} className="hj-filter" onSettle={set} />;
  const options = filter.options.map((option) => ({ ...option }));
  const common = { placeholder: filter.label, 'aria-label': filter.label, options, allowClear: true };
  const look = { style: { minWidth: '9em' }, popupMatchSelectWidth: false, optionFilterProp: 'label' };
  return filter.multiple ? (
    <Select
      {...common}
      {...look}
      mode="multiple"
      maxTagCount={1}
      value={value?.split(',') ?? []}
      onChange={(next: string[]) => set(next.join(','))}
    />
  ) : (
    <Select
      {...common}
      {...look}
      showSearch={options.length > 8}
      value={value ?? null}
      onChange={(next?: string | null) => set(next ?? undefined)}
    />
  );
}

type LateInputProps = {
  readonly value: string;
  readonly label: string;
  readonly className: string;
  readonly onSettle: (text: string) => void;
};

/** A text box that speaks up when typing has paused, and never in the middle of a pinyin composition. */
function LateInput({ value, label, className, onSettle }: LateInputProps) {
  const [text, setText] = useState(value);
  const composing = useRef(false);
  const timer = useRef<number>(undefined);
  useEffect(() => setText(value), [value]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const settle = (next: string, delay: number) => {
    window.clearTimeout(timer.current);
    if (composing.current) return;
    const { pathname } = window.location;
    timer.current = window.setTimeout(() => {
      // a page being left stays drawn until the next has come, and must not write its search into that one's address
      if (next.trim() !== value && window.location.pathname === pathname) onSettle(next.trim());
    }, delay);
  };
  return (
    <Input
      value={text}
      allowClear
      className={className}
      placeholder={label}
      aria-label={label}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={(event) => {
        composing.current = false;
        settle(event.currentTarget.value, 300);
      }}
      onChange={(event) => {
        setText(event.target.value);
        settle(event.target.value, 300);
      }}
      onPressEnter={() => settle(text, 0)}
    />
  );
}

type ChooserProps<Row> = {
  readonly columns: readonly Column<Row>[];
  readonly choice: TableChoice<Row>;
};

function ColumnChooser<Row>({ columns, choice }: ChooserProps<Row>) {
  const last = choice.shown.length === 1;
  const content = (
    <fieldset className="hj-chooser">
      <legend>显示的列</legend>
      {columns.map((column) => (
        <Checkbox
          key={column.key}
          checked={choice.isShown(column)}
          disabled={last && choice.isShown(column)}
          onChange={(event) => choice.show(column.key, event.target.checked)}
        >
          {column.title}
        </Checkbox>
      ))}
      <hr />
      <Checkbox checked={choice.dense} onChange={(event) => choice.setDense(event.target.checked)}>
        紧凑行距
      </Checkbox>
    </fieldset>
  );
  return (
    <Popover content={content} trigger="click" placement="bottomRight">
      <Button icon={<SettingOutlined />}>列</Button>
    </Popover>
  );
}
