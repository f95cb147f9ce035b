import { className } from '../domain/names.ts';

/** Words and small turns of figures that several pages of the plan share. */
export const targetNames = { must: '必改', aspire: '力争' } as const;
export const kindNames = { pin: '指定开工', forbid: '不得开工', done: '补录已实施' } as const;
export const statusNames = { optimal: '最优', feasible: '可行', infeasible: '无解' } as const;

/** What a status means, in plain words. */
export function statusText(status: keyof typeof statusNames, gap: number | null): string {
  if (status === 'optimal') return '已证明：在现有资金和施工能力下没有更好的计划';
  if (status === 'infeasible') return '指定的条件互相冲突，没有能同时满足的计划';
  return `找到了满足全部条件的计划，已证明与最好的计划相差不超过 ${gapText(gap)}`;
}

export const gapText = (gap: number | null): string => (gap === null ? '—' : `${(gap * 100).toFixed(2)}%`);

export const startText = (start: number | null, done = false): string =>
  start === null ? '未列入' : done ? `${start} 年（已实施）` : `${start} 年`;

export const classText = (classes: readonly string[]): string =>
  classes.map((id) => className({}, id)).join('、');

export const runTitle = (run: { readonly number: string; readonly title: string }): string =>
  `第 ${run.number} 次测算：${run.title}`;

/** Fen as a number of 万元, for charts. */
export const wanNumber = (fen: string): number => Number(BigInt(fen) / 10_000n) / 100;
