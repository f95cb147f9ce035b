import type { Irr } from './roots.ts';

export const packageStateNames = { draft: '编制中', adopted: '已采用', archived: '已作废' } as const;

/** Several rates are all told: none of them is the rate of return. */
export function irrText({ status, values }: Irr): string {
  const percent = (value: number) => `${(value * 100).toFixed(2)}%`;
  if (status === 'none') return '无';
  if (status === 'several') return `有 ${values.length} 个：${values.map(percent).join('、')}，不作判断依据`;
  return `${percent(values[0] ?? 0)}${status === 'double' ? '（重根）' : ''}`;
}
