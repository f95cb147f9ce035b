import { defineProblems } from '#shared/problem.ts';

/** Refusals of social-capital packages. */
export const packagesProblems = defineProblems({
  'funding.package.dates': {
    status: 422,
    zh: '现金流的日期应全部填写或全部不填，且不早于第一笔的日期（{at}）。',
  },
  'funding.package.range': { status: 422, zh: '按折现率 {rate} 计算的现值超出可以表示的范围。' },
});
