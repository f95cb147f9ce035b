import { defineProblems } from '#shared/problem.ts';

/** Refusals on the way in without an account. */
export const accessProblems = defineProblems({
  'participation.estate.absent': {
    status: 404,
    zh: '没有找到这个小区。请核对网址，或重新扫描住户卡上的二维码。',
  },
});
