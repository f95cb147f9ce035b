import { Alert, Button, Empty, Spin } from 'antd';
import type { ReactNode } from 'react';
import { problemOf } from './problem-error.ts';

/** Waiting, said to screen readers too. */
export function Waiting({ text = '正在读取…' }: { readonly text?: string }) {
  return (
    <div className="hj-waiting" role="status">
      <Spin />
      <span>{text}</span>
    </div>
  );
}

type FailureProps = { readonly error: unknown; readonly again?: (() => void) | undefined };

/** A failure as its sentence, with a way to try again and the number to quote to the administrator. */
export function Failure({ error, again }: FailureProps) {
  const problem = problemOf(error);
  return (
    <Alert
      type="error"
      showIcon
      title={problem.message}
      description={problem.requestId ? `查询号：${problem.requestId}` : undefined}
      action={again ? <Button onClick={again}>重试</Button> : undefined}
    />
  );
}

/** Nothing here yet: says so, and what to do next. */
export function Nothing({ text, children }: { readonly text: string; readonly children?: ReactNode }) {
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text}>
      {children}
    </Empty>
  );
}

type Asked<T> = {
  readonly data: T | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
};

/**
 * Draws a query: waiting, its failure, or its answer.
 * @example <Answer of={query}>{(estate) => <Facts estate={estate} />}</Answer>
 */
export function Answer<T>({
  of,
  children,
}: {
  readonly of: Asked<T>;
  readonly children: (data: T) => ReactNode;
}) {
  if (of.data !== undefined) return children(of.data);
  if (of.error) return <Failure error={of.error} again={() => void of.refetch()} />;
  return <Waiting />;
}
