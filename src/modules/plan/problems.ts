import { defineProblems } from '#shared/problem.ts';

export const planProblems = defineProblems({
  'plan.instance-shape': { status: 422, zh: '规划数据有误：{at}：{reason}' },
  'plan.unknown-id': { status: 422, zh: '规划数据引用了不存在的编号：{at}：{reason}' },
  'plan.duplicate-id': { status: 422, zh: '规划数据编号重复：{at}：{reason}' },
  'plan.precedence-circle': { status: 422, zh: '先后关系不能成环：{reason}' },
  'plan.result-shape': { status: 422, zh: '规划结果文件有误：{at}：{reason}' },
  'plan.budget-shape': { status: 422, zh: '预算文件有误：{at}：{reason}' },
  'plan.file-unreadable': { status: 422, zh: '文件 {file} 无法读取：{reason}' },
  'plan.file-unwritable': { status: 422, zh: '不能写入 {file}，请检查文件夹是否存在、是否可写' },
  'plan.file-too-large': { status: 413, zh: '文件 {file} 超过 {limit} MB，请拆分后再试' },
  'plan.not-json': { status: 422, zh: '文件 {file} 不是有效的 JSON：{reason}' },
  'plan.no-plan-in-time': {
    status: 422,
    zh: '在 {seconds} 秒内既没有找到满足全部指定年份的计划，也没有证明其不可能，请延长时限再试',
  },
  'plan.usage': { status: 400, zh: '命令参数有误：{reason}。用法：{usage}' },
});
