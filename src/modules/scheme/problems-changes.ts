import { defineProblems } from '#shared/problem.ts';

/** Refusals of variances, variations and the two statutory rules on investment. */
export const changesProblems = defineProblems({
  'scheme.variance.absent': { status: 404, zh: '没有找到这项规划指标放宽，或者它不在您的管辖范围内。' },
  'scheme.variance.stale': { status: 409, zh: '这项规划指标放宽刚被他人办理，请刷新后再办。' },
  'scheme.variance.state': { status: 409, zh: '这项规划指标放宽目前是“{state}”，不能{step}。' },
  'scheme.variance.facility': {
    status: 422,
    zh: '“{facility}”不是可以放宽的服务设施。七(三)只允许为小区及周边的服务设施放宽密度、容积率。',
  },
  'scheme.variance.estate': { status: 422, zh: '所选小区不在这份方案中。' },
  'scheme.variance.figures': {
    status: 422,
    zh: '放宽后的{indicator}应大于规划值，至多三位小数；密度不超过 100%。',
  },
  'scheme.variance.check': { status: 422, zh: '核对事项“{check}”不在规则包中，或者列了两次。' },
  'scheme.variance.unmet': {
    status: 422,
    zh: '不得放宽：{checks}没有核对通过并写明依据。七(三)以不违反国家强制性规范、标准为前提。',
  },
  'scheme.variance.approvals': { status: 422, zh: '还缺批准文件：{authorities}。' },
  'scheme.variance.persons': { status: 403, zh: '提出人不能批准自己提出的放宽，须由另一人办理。' },
  'scheme.variation.absent': { status: 404, zh: '没有找到这项变更，或者它不在您的管辖范围内。' },
  'scheme.variation.stale': { status: 409, zh: '这项变更刚被他人办理，请刷新后再办。' },
  'scheme.variation.state': { status: 409, zh: '这项变更目前是“{state}”，不能{step}。' },
  'scheme.variation.open': { status: 409, zh: '这份方案还有一项变更待批准，请先办结。' },
  'scheme.variation.nothing': { status: 422, zh: '与已批准的方案没有差异，不必变更。' },
  'scheme.variation.refused': { status: 422, zh: '不能变更：{what}' },
  'scheme.variation.persons': { status: 403, zh: '申请人不能批准自己申请的变更，须由另一人办理。' },
  'scheme.variation.base': { status: 409, zh: '申请之后方案已有新的版本，请撤回后在新版本上重新申请。' },
  'scheme.investment.estimate': {
    status: 422,
    zh: '概算 {total} 元超过经批准的投资估算 {estimate} 元达 {over} 元，超出 {limit}。{article}：应当报告，可能须重新报送可行性研究报告；登记报告或批复后再提交、批准。',
  },
  'scheme.investment.budget': {
    status: 422,
    zh: '投资 {total} 元超过经核定的概算 {budget} 元，超出 {over} 元。{article}：须先提出调整方案及资金来源并经核定；登记核定文件并经另一人确认后再提交、批准。',
  },
  'scheme.investment.day': { status: 422, zh: '文件日期不能晚于今天。' },
  'scheme.investment.source': { status: 422, zh: '超概算的核定、提高已核定的概算，须写明资金来源。' },
  'scheme.investment.open': { status: 409, zh: '还有一项“{kind}”待另一人确认，请先办结或撤回。' },
  'scheme.investment.absent': { status: 404, zh: '没有找到这项登记，或者它不在您的管辖范围内。' },
  'scheme.investment.decided': { status: 409, zh: '这项登记目前是“{state}”，不能再办。' },
  'scheme.investment.persons': {
    status: 403,
    zh: '登记人不能确认自己登记的金额，须由另一人核对文件后确认。',
  },
  'scheme.investment.amount': { status: 422, zh: '请填写大于 0 的金额。' },
});
