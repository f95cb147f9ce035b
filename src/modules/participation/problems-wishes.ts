import { defineProblems } from '#shared/problem.ts';

/** Refusals of surveys of wishes. */
export const wishesProblems = defineProblems({
  'participation.wishes.absent': { status: 404, zh: '没有找到这次意愿征询，或者它不在您的管辖范围内。' },
  'participation.wishes.estate': { status: 404, zh: '没有找到这个小区，或者它不在您的管辖范围内。' },
  'participation.wishes.estate-archived': { status: 409, zh: '“{name}”已停用，不能征询意愿。' },
  'participation.wishes.stale': { status: 409, zh: '这次征询刚被他人修改，请刷新后再操作。' },
  'participation.wishes.state': { status: 409, zh: '这次征询{state}，不能{what}。' },
  'participation.wishes.questions': { status: 422, zh: '{what}' },
  'participation.wishes.dates': { status: 422, zh: '{what}' },
  'participation.wishes.below-floor': {
    status: 409,
    zh: '答复 {answered} 户，{floor}。确要结束，请确认“未达覆盖率也结束”；结果不会计入评分。',
  },
  'participation.wishes.answers': { status: 422, zh: '{what}' },
  'participation.wishes.closed': { status: 409, zh: '这次征询{state}，不再接受答复。' },
  'participation.wishes.not-yet': { status: 409, zh: '这次征询从 {day} 开始，现在还不能答复。' },
  'participation.wishes.door-unknown': {
    status: 422,
    zh: '名册中没有 {place}。请核对楼号、单元和房号；核对无误的，可确认后录入，但不计入覆盖率。',
  },
  'participation.wishes.key': { status: 409, zh: '这份答复的编号已用于另一份答复，请重新打开页面再提交。' },
  'participation.wishes.twice': { status: 409, zh: '同一户正有另一份答复同时提交，请稍后重试。' },
  'participation.wishes.other-estate': { status: 404, zh: '这次征询不是您所在小区的。' },
  'participation.wishes.compare': {
    status: 422,
    zh: '两次征询不能对比：须是同一小区、题目相同的两次征询。',
  },
  'participation.wishes.nothing-asked': {
    status: 422,
    zh: '这次征询没有与入户意愿对应的题目（是否同意改造、是否愿意出资、出资金额、改造内容、物业管理方式）。',
  },
  'participation.wishes.file': { status: 422, zh: '{what}' },
  'participation.wishes.template.absent': { status: 404, zh: '没有找到这个模板，或者它不在您的管辖范围内。' },
  'participation.wishes.template.stale': { status: 409, zh: '这个模板刚被他人修改，请刷新后再改。' },
});
