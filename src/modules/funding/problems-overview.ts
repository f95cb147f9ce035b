import { defineProblems } from '#shared/problem.ts';

/** Refusals of the overview of money. */
export const overviewProblems = defineProblems({
  'funding.overview.alarm': { status: 404, zh: '这条预警现在不存在，可能已经解决，请刷新。' },
  'funding.overview.chain': { status: 404, zh: '没有找到这笔用款申请或支付授权，或者它不在您的管辖范围内。' },
  'funding.overview.source': { status: 404, zh: '没有找到这个资金来源，或者它不在您的管辖范围内。' },
  'funding.overview.source-above': {
    status: 403,
    zh: '资金来源“{document}”由上级掌管，逐分去向和明细由上级查看。',
  },
  'funding.overview.statement-long': {
    status: 422,
    zh: '明细有 {lines} 笔，一份表放不下（至多 {most} 笔），请分年度导出。',
  },
  'funding.overview.until': { status: 422, zh: '暂不提示的期限应在今天之后。' },
});
