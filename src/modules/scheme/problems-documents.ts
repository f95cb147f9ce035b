import { defineProblems } from '#shared/problem.ts';

/** Refusals of booklet, map and pictures. */
export const documentProblems = defineProblems({
  'scheme.document.picture': { status: 404, zh: '没有找到这张图，或者它不在您的管辖范围内' },
  'scheme.document.map': { status: 404, zh: '方案的小区都没有登记经纬度，画不出位置图' },
  'scheme.document.unposted': { status: 404, zh: '这个小区还没有公示的改造方案；公示后在这里可以看到' },
});
