import { defineProblems } from '#shared/problem.ts';

/** Refusals of item choice. */
export const choiceProblems = defineProblems({
  'participation.choice.absent': { status: 404, zh: '没有找到这次内容选择，或者它不在您的管辖范围内。' },
  'participation.choice.estate': { status: 404, zh: '没有找到这个小区，或者它不在您的管辖范围内。' },
  'participation.choice.stale': { status: 409, zh: '“{title}”刚被他人修改，请刷新后在最新内容上再办。' },
  'participation.choice.state': { status: 409, zh: '“{title}”目前是“{state}”，不能{step}。' },
  'participation.choice.items': { status: 422, zh: '{what}' },
  'participation.choice.days': { status: 422, zh: '{what}' },
  'participation.choice.nobody': {
    status: 422,
    zh: '这个小区还没有登记专有部分，住户无从选择。请先导入业主花名册。',
  },
  'participation.choice.not-open': { status: 409, zh: '选择自 {from} 开始，至 {to} 结束，现在不能提交。' },
  'participation.choice.part': { status: 403, zh: '这张住户卡不是这个小区的，不能参加这次选择。' },
  'participation.choice.part-absent': { status: 404, zh: '这个小区没有这一户，请核对门牌。' },
  'participation.choice.unknown-item': { status: 422, zh: '菜单中没有“{item}”这一项，请刷新后重选。' },
  'participation.choice.fixed-item': { status: 422, zh: '“{item}”是必做的基础类内容，不用选择。' },
  'participation.choice.replayed': {
    status: 409,
    zh: '这次提交已经用过，内容与上次不同。请刷新页面后重新选择。',
  },
});
