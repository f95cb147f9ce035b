import { defineProblems } from '#shared/problem.ts';

/** Refusals of the participation module. */
export const participationProblems = defineProblems({
  'participation.tally.duplicate-id': { status: 422, zh: '编号“{what}”出现两次（{at}）。' },
  'participation.tally.unknown-id': { status: 422, zh: '票上的“{what}”不在名册或事项中（{at}）。' },
  'participation.tally.area': {
    status: 422,
    zh: '专有部分“{what}”的面积应为大于 0 的整数，单位平方厘米（{at}）。',
  },
  'participation.tally.area-sum': {
    status: 422,
    zh: '面积合计 {what} 平方厘米，超出可以精确计算的范围。',
  },
  'participation.tally.owner-missing': {
    status: 422,
    zh: '专有部分“{what}”没有业主，也未注明未售（{at}）。',
  },
  'participation.tally.vote-at': {
    status: 422,
    zh: '投票时间“{what}”应写成带时区的时刻，形如 2021-05-01T10:00:00+08:00（{at}）。',
  },
  'participation.choose.file': { status: 422, zh: '文件 {file} 第 {line} 行：{reason}。' },
  'participation.bundle.format': { status: 422, zh: '这不是表决包，或版本不符：format 应为 {format}。' },
  'participation.visitor.absent': { status: 401, zh: '请先扫描住户卡上的二维码，或输入卡上的住户码。' },
  'participation.visitor.not-owner': {
    status: 403,
    zh: '依法表决须由业主本人参加：请先核实业主身份，或由工作人员当面核对、填写纸质表决票。',
  },
});
