import { type KeyboardEvent, useId, useState } from 'react';
import type { GridColumn } from './edit-grid.tsx';

type Step = { readonly row: number; readonly column: number };

type GridCellProps = {
  readonly column: GridColumn;
  readonly place: string;
  readonly text: string;
  readonly dirty: boolean;
  readonly fault: string | undefined;
  readonly chosen: boolean;
  readonly current: boolean;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onChoose: (extend: boolean) => void;
  readonly onChange: (text: string) => void;
  readonly onLeave: (step: Step) => void;
};

const typed = (event: KeyboardEvent): boolean =>
  event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;

/** Role and states of a cell of an editable grid. */
const gridCell = (fixed: boolean, faulty: boolean, chosen: boolean) =>
  ({ role: 'gridcell', 'aria-readonly': fixed, 'aria-invalid': faulty, 'aria-selected': chosen }) as const;

/** One cell of EditGrid: shows, edits in place, carries its fault as text, colour and mark. */
export function GridCell(props: GridCellProps) {
  const { column, text, fault } = props;
  const [draft, setDraft] = useState<string>();
  const faultId = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    if (draft !== undefined) return;
    const starts = event.key === 'Enter' || event.key === 'F2';
    if (!column.fixed && starts) {
      setDraft(text);
      event.preventDefault();
    } else if (!column.fixed && (event.key === 'Delete' || event.key === 'Backspace')) {
      props.onChange('');
      event.preventDefault();
    } else if (!column.fixed && (typed(event) || event.key === 'Process')) {
      // an empty box lets the input method compose its first character in it
      setDraft('');
    } else props.onKey(event);
  };
  const marks = [
    `hj-${column.align ?? 'start'}`,
    column.fixed ? 'hj-cell-fixed' : 'hj-cell',
    props.dirty ? 'hj-cell-dirty' : '',
    fault ? 'hj-cell-fault' : '',
    props.chosen ? 'hj-cell-chosen' : '',
  ];
  return (
    <td
      data-cell={props.place}
      className={marks.filter(Boolean).join(' ')}
      tabIndex={props.current ? 0 : -1}
      {...gridCell(column.fixed ?? false, fault !== undefined, props.chosen)}
      aria-describedby={fault ? faultId : undefined}
      onKeyDown={onKeyDown}
      onMouseDown={(event) => {
        if (draft === undefined) props.onChoose(event.shiftKey);
      }}
      onDoubleClick={() => {
        if (!column.fixed) setDraft(text);
      }}
    >
      {draft === undefined ? (
        text
      ) : (
        <CellBox {...props} draft={draft} setDraft={setDraft} close={() => setDraft(undefined)} />
      )}
      {fault && (
        <div id={faultId} className="hj-cell-message">
          {fault}
        </div>
      )}
    </td>
  );
}

type CellBoxProps = GridCellProps & {
  readonly draft: string;
  readonly setDraft: (text: string) => void;
  readonly close: () => void;
};

function CellBox({ column, draft, setDraft, close, onChange, onLeave }: CellBoxProps) {
  const list = useId();
  const keep = (step?: Step) => {
    onChange(draft.trim());
    close();
    if (step) onLeave(step);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') keep({ row: event.shiftKey ? -1 : 1, column: 0 });
    else if (event.key === 'Tab') keep({ row: 0, column: event.shiftKey ? -1 : 1 });
    else if (event.key === 'Escape') {
      close();
      onLeave({ row: 0, column: 0 });
    } else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        className="hj-cell-box"
        // the cell was just asked to be edited: the caret belongs here
        ref={(box) => box?.focus()}
        aria-label={column.title}
        value={draft}
        list={column.options ? list : undefined}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => keep()}
      />
      {column.options && (
        <datalist id={list}>
          {column.options.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
    </>
  );
}
