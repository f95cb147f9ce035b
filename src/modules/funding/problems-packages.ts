import { defineProblems } from '#shared/problem.ts';

/** Refusals of social-capital packages. */
export const packagesProblems = defineProblems({
  'funding.package.dates': {
    status: 422,
    zh: '现金流的日期应全部填写或全部不填，且不早于第一笔的日期（{at}）。',
  },
  'funding.package.range': { status: 422, zh: '按折现率 {rate} 计算的现值超出可以表示的范围。' },
  'funding.package.absent': { status: 404, zh: '没有找到这个项目包，或者它不在您的管辖范围内。' },
  'funding.package.estate': {
    status: 404,
    zh: '设施“{title}”所在的小区没有找到，或者它不在您的管辖范围内。',
  },
  'funding.package.region': { status: 403, zh: '项目包的区域不在您的管辖范围内。' },
  'funding.package.stale': { status: 409, zh: '“{title}”刚被他人修改，请刷新后在最新内容上再改。' },
  'funding.package.state': { status: 409, zh: '“{title}”目前是“{state}”，不能{step}。' },
  'funding.package.same-person': { status: 403, zh: '项目包须由编制人以外的人采用。' },
  'funding.package.empty': { status: 422, zh: '项目包里还没有设施，不能采用。' },
  'funding.package.years': {
    status: 422,
    zh: '设施“{title}”的特许经营期 {years} 年，超过上限 {limit} 年（{clause}）。',
  },
});
