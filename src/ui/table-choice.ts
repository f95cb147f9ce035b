import { useState } from 'react';
import type { Column } from './table.tsx';

type Kept = { readonly columns?: Readonly<Record<string, boolean>>; readonly dense?: boolean };

function read(name: string): Kept {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(`huanju.table.${name}`) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Kept) : {};
  } catch {
    return {};
  }
}

export type TableChoice<Row> = {
  readonly shown: readonly Column<Row>[];
  readonly isShown: (column: Column<Row>) => boolean;
  readonly show: (key: string, visible: boolean) => void;
  readonly dense: boolean;
  readonly setDense: (dense: boolean) => void;
};

/** Which columns of the named table are shown and how tightly; remembered in this browser. */
export function useTableChoice<Row>(name: string, columns: readonly Column<Row>[]): TableChoice<Row> {
  const [kept, setKept] = useState(() => read(name));
  const keep = (next: Kept) => {
    setKept(next);
    localStorage.setItem(`huanju.table.${name}`, JSON.stringify(next));
  };
  const isShown = (column: Column<Row>) => kept.columns?.[column.key] ?? !column.optional;
  const some = columns.filter(isShown);
  return {
    shown: some.length > 0 ? some : columns,
    isShown,
    show: (key, visible) => keep({ ...kept, columns: { ...kept.columns, [key]: visible } }),
    dense: kept.dense ?? false,
    setDense: (dense) => keep({ ...kept, dense }),
  };
}
