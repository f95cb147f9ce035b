import { defineProblems } from '#shared/problem.ts';

/** Refusals of the area `rules`: who pays, and sharing costs. */
export const rulesProblems = defineProblems({
  'funding.share.sum': { status: 422, zh: '“{item}”各出资方的份额之和为 {sum}，应恰为 1。' },
  'funding.share.range': { status: 422, zh: '出资方“{payer}”的份额 {share} 大于 1。' },
  'funding.share.twice': { status: 422, zh: '编号“{id}”出现了两次。' },
  'funding.share.remainder': {
    status: 422,
    zh: '“{item}”中有 {fen} 分超出封顶额，没有写明由谁承担（remainderPayer）。',
  },
  'funding.share.remainder-cap': {
    status: 422,
    zh: '“{item}”超出封顶的部分由“{payer}”承担后为 {fen} 分，超过它自己的封顶额 {cap} 分。',
  },
  'funding.share.floor': { status: 422, zh: '专有部分“{part}”的楼层（{floor}）没有对应的楼层系数。' },
  'funding.share.no-parts': { status: 422, zh: '居民应出 {fen} 分，但没有可以分摊的专有部分。' },
  'funding.share.no-weight': {
    status: 422,
    zh: '居民应出 {fen} 分，但各专有部分的面积或系数均为零，无法分摊。',
  },
  'funding.rule.twice': { status: 422, zh: '规则编号“{id}”用了两次。' },
  'funding.rule.match': { status: 422, zh: '规则“{rule}”应写明一个类别，或点名若干项内容，二者择一。' },
  'funding.rule.item': { status: 422, zh: '规则“{rule}”中的内容“{item}”不在改造内容目录中。' },
  'funding.rule.years': { status: 422, zh: '规则“{rule}”的建成年份起 {from} 晚于止 {to}。' },
  'funding.rule.sum': { status: 422, zh: '规则“{rule}”各出资方的份额之和为 {sum}，应恰为 1。' },
  'funding.rule.payer': { status: 422, zh: '规则“{rule}”的出资方“{payer}”不是资金渠道或细分渠道。' },
  'funding.rule.payer-twice': { status: 422, zh: '规则“{rule}”中出资方“{payer}”列了两次。' },
  'funding.rule.earmark': { status: 422, zh: '规则“{rule}”：“{payer}”不得用于“{item}”所属的类别（六）。' },
  'funding.rule.remainder': { status: 422, zh: '规则“{rule}”：{what}。' },
  'funding.rule.limits': { status: 422, zh: '规则“{rule}”中“{payer}”的封顶低于保底，或两者计算口径不同。' },
  'funding.rule.gap': { status: 422, zh: '“{item}”在“{case}”时没有规则写明由谁出资。' },
  'funding.rule.tie': {
    status: 422,
    zh: '规则“{rule}”与“{other}”同样具体，对“{item}”（{case}）的说法不同。',
  },
  'funding.rule.unreachable': {
    status: 422,
    zh: '规则“{rule}”永远轮不到适用，总有更具体的规则优先或没有符合的情形。',
  },
  'funding.rule.utility': {
    status: 422,
    zh: '规则“{rule}”：“{item}”中产权属专营单位的管线由专营单位承担（山东省物业管理条例第七十七条）；市、县另有规定的，请写明文件。',
  },
  'funding.rule.maintenance': {
    status: 422,
    zh: '规则“{rule}”：“{item}”中专营单位的管线不得列支住宅专项维修资金（山东省物业管理条例第七十条、第七十一条）。',
  },
  'funding.rule.resident-floor': {
    status: 422,
    zh: '规则“{rule}”：“{item}”居民份额 {share} 低于规定的下限 {least}（六(一)）。',
  },
  'funding.rule.division': { status: 422, zh: '各户分摊办法：{what}。' },
  'funding.rule.too-many': {
    status: 422,
    zh: '关于“{item}”的规则所分的情形太多，无法逐一核对；请合并产权类型、街道或建成年份的条件。',
  },
  'funding.rules.absent': { status: 404, zh: '没有这一版出资规则，或不在您的管辖范围内。' },
  'funding.rules.stale': { status: 409, zh: '“{title}”已被他人修改，请刷新后再试。' },
  'funding.rules.state': { status: 409, zh: '“{title}”目前为“{state}”，不能{step}。' },
  'funding.rules.district': { status: 403, zh: '出资规则由区县制定，请用区县一级的账号操作。' },
  'funding.rules.same-person': { status: 422, zh: '提请生效与批准生效须为两人，您已提请“{title}”。' },
  'funding.rules.past': { status: 422, zh: '生效日期 {day} 已经过去，出资规则不得追溯。' },
  'funding.rules.number': { status: 409, zh: '同时有人起草了另一版，请再试一次。' },
  'funding.rules.frozen': { status: 409, zh: '生效或作废的出资规则不得改动，请另起草一版。' },
  'funding.rules.running': { status: 409, zh: '重新测算正在进行，请等它完成。' },
  'funding.estimate.estate': { status: 404, zh: '没有这个小区，或不在您的管辖范围内。' },
  'funding.estimate.item': { status: 422, zh: '“{item}”不是管线类内容。' },
  'funding.estimate.stale': { status: 409, zh: '“{item}”的登记已被他人修改，请刷新后再试。' },
});
