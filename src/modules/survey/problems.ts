import { defineProblems } from '#shared/problem.ts';
import { rollProblems } from './problems-roll.ts';

/** Refusals of the survey module. */
export const surveyProblems = defineProblems({
  ...rollProblems,
  'survey.no-estate-sheet': {
    status: 422,
    zh: '没有找到小区台账：各工作表里都没有同时含“小区名称”和其他登记项的表头（{sheets}）。',
  },
  'survey.file-absent': { status: 400, zh: '没有找到文件 {file}，或者没有读取权限。' },
  'survey.usage': { status: 400, zh: '用法：huanju {usage}' },
  'survey.estate.absent': { status: 404, zh: '没有找到这个小区，或者它不在您的管辖范围内。' },
  'survey.estate.stale': {
    status: 409,
    zh: '“{name}”刚被他人修改，您的改动没有保存。请刷新后在最新内容上再改。',
  },
  'survey.estate.archived': { status: 409, zh: '“{name}”已停用，恢复后才能修改。' },
  'survey.estate.region': { status: 422, zh: '所属区划不存在，或者不在您的管辖范围内。' },
  'survey.estate.exists': { status: 409, zh: '同一街道（乡镇）已有名称相同的小区“{name}”（{code}）。' },
  'survey.estate.invalid': { status: 422, zh: '{what}' },
  'survey.estate.unchanged': { status: 422, zh: '没有任何改动。' },
  'survey.estate.code': { status: 409, zh: '小区编码重复，请重试。' },
  'survey.merge.self': { status: 422, zh: '不能把小区与它自己合并。' },
  'survey.merge.region': { status: 422, zh: '两个小区不在同一街道（乡镇），不能合并。请先改正所属街道。' },
  'survey.building.absent': { status: 404, zh: '没有找到这栋楼，或者它不属于这个小区。' },
  'survey.building.stale': { status: 409, zh: '“{name}”刚被他人修改，请刷新后再改。' },
  'survey.building.exists': { status: 409, zh: '这个小区已有同名楼栋，楼号不能重复。' },
  'survey.import.absent': { status: 404, zh: '没有找到这次导入，或者它不在您的管辖范围内。' },
  'survey.import.stale': { status: 409, zh: '这次导入的状态刚刚变化，请刷新后再操作。' },
  'survey.import.cancelled': { status: 409, zh: '核对已取消。可以重新上传。' },
  'survey.import.fault': { status: 409, zh: '核对时出错，已记录。请重新上传，仍不成请联系管理员。' },
  'survey.import.state': { status: 409, zh: '这次导入{state}，现在不能{what}。' },
  'survey.import.field': { status: 422, zh: '列“{title}”选择的登记项不存在。' },
  'survey.import.name-column': { status: 422, zh: '须有且只有一列对应“小区名称”。' },
  'survey.import.field-twice': { status: 422, zh: '“{field}”只能对应一列，现在有两列：{titles}。' },
});
