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
});
