import { cloneElement, type ReactElement, useId } from 'react';

type Props = {
  readonly label: string;
  readonly wide?: boolean;
  readonly children: ReactElement<{ id?: string }>;
};

/** A label above its control, outside of antd's forms. */
export function Field({ label, wide = false, children }: Props) {
  const id = useId();
  return (
    <div className={wide ? 'rules-field rules-wide' : 'rules-field'}>
      <label htmlFor={id}>{label}</label>
      {cloneElement(children, { id })}
    </div>
  );
}

/** Rows with keys that stay while the row does; twins are told apart by their count. */
export function keyed<Row>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
): { key: string; row: Row; at: number }[] {
  const seen = new Map<string, number>();
  return rows.map((row, at) => {
    const name = nameOf(row);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { key: `${name}#${count}`, row, at };
  });
}
