import { defineProblems } from '#shared/problem.ts';

/** Refusals of the overview of money. */
export const overviewProblems = defineProblems({
  'funding.overview.alarm': { status: 404, zh: '这条预警现在不存在，可能已经解决，请刷新。' },
  'funding.overview.until': { status: 422, zh: '暂不提示的期限应在今天之后。' },
});
