/** How far a clause is served: all of it, some of it, or nothing yet (待建). */
export type ClauseStatus = 'done' | 'partial' | 'pending';

export const statusNames: Readonly<Record<ClauseStatus, string>> = {
  done: '已实现',
  partial: '部分实现',
  pending: '待建',
};

/** Where a clause is served. Paths are the repository's; a page is the path of its address. */
export type ClausePlace =
  | { readonly kind: 'page'; readonly title: string; readonly at: string }
  | { readonly kind: 'rule'; readonly title: string; readonly at: string }
  | { readonly kind: 'test'; readonly title: string; readonly at: string };

export const placeNames: Readonly<Record<ClausePlace['kind'], string>> = {
  page: '页面',
  rule: '规则',
  test: '测试',
};

/** One clause of the plan, told in our own short words. */
export type Clause = {
  /** The plan's own numbering. */
  readonly id: string;
  readonly says: string;
  /** What the software does, or is to do, for it. */
  readonly duty: string;
  /** The kind of organisation that answers for it. */
  readonly responsible: string;
  /** The modules that hold it, in the order of the plan. */
  readonly modules: readonly string[];
  readonly status: ClauseStatus;
  readonly places: readonly ClausePlace[];
  /** What is still to be built; empty only when the status is `done`. */
  readonly lacking: string;
};

export const page = (title: string, at: string): ClausePlace => ({ kind: 'page', title, at });
export const rule = (title: string, at: string): ClausePlace => ({ kind: 'rule', title, at });
export const test = (title: string, at: string): ClausePlace => ({ kind: 'test', title, at });
